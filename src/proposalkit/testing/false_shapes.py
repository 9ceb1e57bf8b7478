"""Lies by shape: hidden characters, markup, slots, false quotes and citations, repetition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from proposalkit.testing.answers import Block, Change, connective, prose, verbatim
from proposalkit.testing.asked import Sentence, Task
from proposalkit.testing.honest import paraphrase, quote_of
from proposalkit.testing.mutants import Mutant, Mutator
from proposalkit.testing.oracle import is_told

HIDDEN = {
    "zero-width": "\u200b",
    "turned writing": "\u202e",
    "tag characters": "\U000e0041\U000e0049",
    "soft hyphen": "\u00ad",
}
_CLAIMS = (
    "So the agent closes every case without people.",
    "As a result, costs fall from the first day.",
    "This is why the board of {{buyer.name}} has chosen it.",
    "Everyone agrees that the agent makes no errors.",
)
_LONG = "and the work goes on as it did before "


def _hidden(name: str, sign: str) -> Mutator:
    def mutate(source: Sentence, task: Task, random: Random) -> Mutant | None:
        spaces = [one.end() for one in re.finditer(" ", source.text)]
        if not spaces:
            return None
        at = random.choice(spaces)
        after = source.text[:at] + sign + source.text[at:]
        change = Change(name, task.section, source.id, source.text, after, (sign[0],), "hidden")
        return Mutant((prose(after, [source.id], quote_of(source.text)),), change)

    return mutate


def _look_alike(source: Sentence, task: Task, random: Random) -> Mutant | None:
    """Write one letter in another script: people read the same, machines do not."""
    at = source.text.find("a")
    if at < 0:
        return None
    after = source.text[:at] + "\u0430" + source.text[at + 1 :]
    change = Change(
        "letter of another script",
        task.section,
        source.id,
        source.text,
        after,
        ("\u0430",),
        "hidden",
    )
    return Mutant((prose(after, [source.id], quote_of(source.text)),), change)


def _ended_by(name: str, *tails: str) -> Mutator:
    def mutate(source: Sentence, task: Task, random: Random) -> Mutant | None:
        tail = random.choice(tails)
        after = f"{source.text} {tail}"
        change = Change(name, task.section, source.id, source.text, after, (tail,), "hidden")
        return Mutant((prose(after, [source.id], quote_of(source.text)),), change)

    return mutate


def _slot_swapped(source: Sentence, task: Task, random: Random) -> Mutant | None:
    place = re.search(r"\{\{([a-z_.]+)\}\}", source.text)
    others = [one for one in task.slots if place is not None and one != place.group(1)]
    if place is None or not others:
        return None
    after = source.text.replace(place.group(), "{{" + random.choice(others) + "}}", 1)
    if is_told(after, [one.text for one in task.sources]):
        return None
    change = Change("slot swapped", task.section, source.id, source.text, after)
    return Mutant((prose(after, [source.id], quote_of(source.text)),), change)


def _slot_put_in(source: Sentence, task: Task, random: Random) -> Mutant | None:
    """Put a known slot where the source has a word."""
    words = list(re.finditer(r"\b[a-z]{5,}\b", source.text))
    if not task.slots or not words:
        return None
    place = random.choice(words)
    slot = "{{" + random.choice(task.slots) + "}}"
    after = source.text[: place.start()] + slot + source.text[place.end() :]
    change = Change("slot for a word", task.section, source.id, source.text, after)
    return Mutant((prose(after, [source.id], quote_of(source.text)),), change)


def _quote_false(source: Sentence, task: Task, random: Random) -> Mutant | None:
    said = paraphrase(source.text)
    if said == source.text:
        return None
    quote = f"{quote_of(source.text)} and more"
    change = Change(
        "quote not literal", task.section, source.id, source.text, said, held_by="quote"
    )
    return Mutant((prose(said, [source.id], quote),), change)


def _citation_foreign(source: Sentence, task: Task, random: Random) -> Mutant | None:
    change = Change(
        "source not listed", task.section, source.id, source.text, source.text,
        held_by="citation", cites=("S40",),
    )  # fmt: skip
    return Mutant((prose(source.text, ["S40"], quote_of(source.text)),), change)


def _citation_wrong(source: Sentence, task: Task, random: Random) -> Mutant | None:
    others = [one for one in task.evidence if one.id != source.id and one.text != source.text]
    if not others:
        return None
    wrong = random.choice(others)
    change = Change(
        "wrong source cited", task.section, source.id, source.text, source.text,
        held_by="citation", cites=(wrong.id,),
    )  # fmt: skip
    return Mutant((prose(source.text, [wrong.id], quote_of(wrong.text)),), change)


def _buyers_words(source: Sentence, task: Task, random: Random) -> Mutant | None:
    """Tell as a fact what only the buyer said."""
    said = [one for one in task.sources if one.kind == "quoted"]
    if not said:
        return None
    wish = random.choice(said)
    after = f"It is so that {wish.text[:1].lower()}{wish.text[1:]}"
    change = Change("buyer's words as proof", task.section, wish.id, wish.text, after)
    return Mutant((prose(after, [wish.id], quote_of(wish.text)),), change)


def _in_a_bridge(source: Sentence, task: Task, random: Random) -> Mutant | None:
    claim = random.choice(_CLAIMS)
    change = Change("claim in a connective", task.section, "", "", claim, (claim,))
    return Mutant((connective(claim),), change)


def _source_in_a_bridge(source: Sentence, task: Task, random: Random) -> Mutant | None:
    """Say in a connective what only a citation may say, with the sense turned."""
    after = re.sub(r"\b(is|are|can|may|will)\b", r"\1 not", source.text, count=1)
    if after == source.text:
        return None
    change = Change("turned source in a connective", task.section, source.id, source.text, after)
    return Mutant((connective(after),), change)


def _verbatim_other(source: Sentence, task: Task, random: Random) -> Mutant | None:
    after = f"{source.text.rstrip('.')}, guaranteed."
    block: Block = {**verbatim(source.id), "text": after}
    change = Change(
        "verbatim with other words", task.section, source.id, source.text, after, ("guaranteed",)
    )
    return Mutant((block,), change)


def _twice(source: Sentence, task: Task, random: Random) -> Mutant | None:
    change = Change(
        "said twice", task.section, source.id, source.text, source.text, held_by="twice"
    )
    return Mutant((verbatim(source.id), verbatim(source.id)), change)


def _too_long(source: Sentence, task: Task, random: Random) -> Mutant | None:
    after = f"{source.text.rstrip('.')} {_LONG * 60}."
    change = Change("over-long", task.section, source.id, source.text, after, held_by="length")
    return Mutant((prose(after, [source.id], quote_of(source.text)),), change)


SHAPE_MUTATORS: Mapping[str, Mutator] = {
    **{name: _hidden(name, sign) for name, sign in HIDDEN.items()},
    "letter of another script": _look_alike,
    "HTML": _ended_by("HTML", "<script>fetch('/')</script>", "<b style='color:#fff'>yes</b>"),
    "template code": _ended_by(
        "template code", "{{ 7*7 }}", "{% for x in y %}", "{{buyer.name|upper}}", "{{''.__class__}}"
    ),
    "slot unknown": _ended_by("slot unknown", "{{seller.floor_price}}", "{{deal.margin}}"),
    "slot swapped": _slot_swapped,
    "slot for a word": _slot_put_in,
    "quote not literal": _quote_false,
    "source not listed": _citation_foreign,
    "wrong source cited": _citation_wrong,
    "buyer's words as proof": _buyers_words,
    "claim in a connective": _in_a_bridge,
    "turned source in a connective": _source_in_a_bridge,
    "verbatim with other words": _verbatim_other,
    "said twice": _twice,
    "over-long": _too_long,
}
"""How to lie by shape, by class."""
