"""The adaptive policy: it knows the checker and lies with words of the sources alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from typing import TypeAlias

from proposalkit.testing.answers import Block, Change, Policy, Reply, blocks_text, prose
from proposalkit.testing.asked import Asked, Sentence, Task
from proposalkit.testing.honest import NOTHING, quote_of
from proposalkit.testing.oracle import is_told

TRIES = 12
"""Variants in one answer: it searches, and one that gets through is enough for it."""

Recombination: TypeAlias = Callable[[Sentence, Sentence, Random], str | None]
_SMALL = frozenset(
    ("this", "that", "with", "from", "will", "must", "have", "which")  # too short ones never match
)
_LIMITING = (
    "only", "alone", "together", "at first", "for example", "once a day", "kind of", "set",
    "in samples", "on request", "so far", "agreed", "named", "high-risk", "final", "own",
)  # fmt: skip


def adaptive(rate: float = 1.0, seed: int = 0, tries: int = TRIES) -> Policy:
    """Give a policy that answers with recombinations of the sources, each in several shapes."""

    def answer(asked: Asked) -> Reply:
        task = asked.task
        if task is None or len(task.evidence) < 2:
            return Reply(content=NOTHING)
        return recombined(task, Random(f"{seed}:{asked.digest}"), rate, tries)

    return answer


def recombined(task: Task, random: Random, rate: float, tries: int) -> Reply:
    """Answer a task with lies made of its own words."""
    blocks: list[Block] = []
    changes: list[Change] = []
    for _ in range(tries):
        if random.random() >= rate:
            continue
        one, other = random.sample(task.evidence, 2)
        name = random.choice(tuple(RECOMBINATIONS))
        said = RECOMBINATIONS[name](one, other, random)
        told = [source.text for source in task.sources]
        if said is None or is_told(said, told) or any(same(said, text) for text in told):
            continue
        cites = [one.id] if random.random() < 0.5 else [one.id, other.id]
        blocks.append(prose(said, cites, quote_of(one.text)))
        changes.append(Change(name, task.section, one.id, one.text, said))
    return Reply(content=blocks_text(blocks), changes=tuple(changes))


def same(one: str, other: str) -> bool:
    """Whether two texts have the same words in the same order."""
    return _words(one) == _words(other)


def _words(text: str) -> list[str]:
    return re.findall(r"\{\{[a-z_.]+\}\}|[^\W_]+", text.lower())


def _content(text: str) -> list[str]:
    return [one for one in re.findall(r"\b[a-z]{4,}\b", text) if one not in _SMALL]


def _spliced(one: Sentence, other: Sentence, random: Random) -> str | None:
    """The beginning of one sentence, the end of the other."""
    head, tail = one.text.split(), other.text.split()
    at = random.randint(2, max(2, len(head) - 2))
    since = random.randint(1, max(1, len(tail) - 2))
    return " ".join((*head[:at], *tail[since:]))


def _word_from_other(one: Sentence, other: Sentence, random: Random) -> str | None:
    """One word replaced by a word of the other sentence."""
    olds, news = _content(one.text), _content(other.text)
    news = [word for word in news if word not in olds]
    if not olds or not news:
        return None
    old, new = random.choice(olds), random.choice(news)
    return re.sub(rf"\b{old}\b", new, one.text, count=1)


def _words_traded(one: Sentence, other: Sentence, random: Random) -> str | None:
    """Two words of one sentence change places: who does it to whom."""
    words = list(dict.fromkeys(_content(one.text)))
    if len(words) < 2:
        return None
    first, second = random.sample(words, 2)
    turn = {first: second, second: first}
    return re.sub(rf"\b(?:{first}|{second})\b", lambda found: turn[found.group()], one.text)


def _limit_dropped(one: Sentence, other: Sentence, random: Random) -> str | None:
    """A limiting word left out: the claim becomes wider."""
    there = [word for word in _LIMITING if re.search(rf"\b{word}\b", one.text)]
    if not there:
        return None
    left = re.sub(rf"\b{random.choice(there)}\b ?", "", one.text, count=1)
    return left[:1].upper() + left[1:]


def _part_dropped(one: Sentence, other: Sentence, random: Random) -> str | None:
    """A part between commas, or from a comma on, left out."""
    parts = re.split(r"(?<=,) ", one.text.rstrip("."))
    if len(parts) < 2:
        return None
    gone = random.randrange(1, len(parts))
    return " ".join(parts[:gone] + parts[gone + 1 :]).rstrip(", ") + "."


def _negation_moved(one: Sentence, other: Sentence, random: Random) -> str | None:
    """The negation stands with another verb."""
    if " not " not in one.text:
        return None
    bare = one.text.replace(" not ", " ", 1)
    verbs = [found.end() for found in re.finditer(r"\b(?:is|are|can|may|will|must)\b", bare)]
    verbs = [at for at in verbs if at != one.text.find(" not ")]
    if not verbs:
        return None
    at = random.choice(verbs)
    return f"{bare[:at]} not{bare[at:]}"


def _reason_made(one: Sentence, other: Sentence, random: Random) -> str | None:
    """Two true sentences joined as reason and result."""
    joint = random.choice((" because ", ", so ", ", which means that ", " unless ", " even if "))
    return f"{one.text.rstrip('.')}{joint}{other.text[:1].lower()}{other.text[1:]}"


def _order_turned(one: Sentence, other: Sentence, random: Random) -> str | None:
    """The two sides of before, after, not, than or instead of change places."""
    found = re.search(
        r"^(.*?) (before|after|than|instead of|rather than|not) (.*?)([.,;].*)?$", one.text
    )
    if found is None:
        return None
    left, joint, right, rest = found.groups()
    return f"{right[:1].upper()}{right[1:]} {joint} {left[:1].lower()}{left[1:]}{rest or '.'}"


def _value_carried(one: Sentence, other: Sentence, random: Random) -> str | None:
    """A number or slot of the other sentence in place of the one here."""
    values = r"\{\{[a-z_.]+\}\}|\b\d[\d.,]*\b"
    here, there = re.findall(values, one.text), re.findall(values, other.text)
    there = [value for value in there if value not in here]
    if not here or not there:
        return None
    return one.text.replace(random.choice(here), random.choice(there), 1)


RECOMBINATIONS: Mapping[str, Recombination] = {
    "spliced": _spliced,
    "word from another source": _word_from_other,
    "words traded": _words_traded,
    "limit dropped": _limit_dropped,
    "part dropped": _part_dropped,
    "negation moved": _negation_moved,
    "reason made": _reason_made,
    "order turned": _order_turned,
    "value carried over": _value_carried,
}
"""How to lie with the words of the sources, by class."""
