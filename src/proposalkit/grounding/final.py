"""Holds the finished words of a section, in data and on pages, against what was let stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from proposalkit.grounding.lexicon import Lexicon, lexicon_of
from proposalkit.grounding.reading import read, split_sentences
from proposalkit.model.atoms import Atom, read_atoms
from proposalkit.model.draft import DraftedSection, SectionTask
from proposalkit.model.finding import Finding
from proposalkit.model.folding import bare, plain, unseen
from proposalkit.model.grounding import GroundingRules
from proposalkit.model.slot_text import SLOT, fill_slots, slots_of


def ground_final(
    text: str,
    drafted: DraftedSection,
    task: SectionTask,
    values: Mapping[str, str],
    rules: GroundingRules,
    *,
    parties: Sequence[str] = (),
    where: str = "",
) -> tuple[Finding, ...]:
    """Hold the finished text of a drafted section against its sources and the values of its slots.

    Each block has to stand in it word for word, filled; each number, date, share and name of a
    party in it is the value of a slot that the section uses, or stands in a sentence it rests on.
    `where` is the place a finding names, such as `page 3`.
    """
    place = where or f"section {drafted.section}"
    lexicon = lexicon_of(rules, tuple(parties))
    known = _known(drafted, task, values)
    return (
        *_signs(text, place),
        *_blocks(text, drafted, values, place),
        *_atoms(text, known, place),
        *_names(text, known, lexicon, place),
    )


def _known(
    drafted: DraftedSection, task: SectionTask, values: Mapping[str, str]
) -> tuple[str, ...]:
    """Give the texts that prove the section: its blocks, their sources, the values of their slots.

    Why only those blocks that have a source: a connective proves nothing, a pointer names a clause.
    """
    sources = {one.id: one.text for one in task.sources}
    proven = [block for block in drafted.blocks if block.sources]
    cited = [sources[one] for block in proven for one in block.sources if one in sources]
    pointers = [block.text for block in proven if block.kind == "connective"]
    used = {name for block in drafted.blocks for name in slots_of(block.text)}
    return (
        *cited,
        *pointers,
        *(values[name] for name in sorted(used) if name in values),
        *_seams(cited, values),
        *_seams([block.text for block in proven], values, _TWO_SLOTS),
    )


_NUMBER_AND_SLOT = re.compile(r"[^\W_]+[ -]\{\{[a-z_.]+\}\}")
_TWO_SLOTS = re.compile(r"(?=(\{\{[a-z_.]+\}\}[ -]\{\{[a-z_.]+\}\}))")


def _seams(
    texts: Iterable[str], values: Mapping[str, str], *kinds: re.Pattern[str]
) -> Iterator[str]:
    """Give what a slot and the word or slot before it say together, filled.

    Why: a number and a name, each a value of its own, read as one value where the name is a unit
    of time or money: `1,001` and `minutes` are a duration, `45,000` and `euros` are money.
    """
    for text in texts:
        for kind in kinds or (_NUMBER_AND_SLOT, _TWO_SLOTS):
            for seam in kind.finditer(text):
                yield fill_slots(seam[seam.lastindex or 0], values)


def _signs(text: str, place: str) -> Iterator[Finding]:
    hidden = unseen(text)
    if hidden:
        codes = ", ".join(f"U+{ord(sign):04X}" for sign in hidden)
        yield _finding("hidden-character", place, f"The text has characters nobody sees: {codes}.")
    if "{{" in text or "}}" in text:
        yield _finding("slot-not-filled", place, "A slot of the text has no value.")


def _blocks(
    text: str, drafted: DraftedSection, values: Mapping[str, str], place: str
) -> Iterator[Finding]:
    letters = bare(plain(text))
    for block in drafted.blocks:
        filled = fill_slots(block.text, values)
        if bare(plain(filled)) not in letters:
            message = f'"{_short(filled)}" was let stand and does not stand so.'
            yield _finding("drafted-text-changed", place, message)


def _atoms(text: str, known: Sequence[str], place: str) -> Iterator[Finding]:
    held = {atom[:2] for one in known for atom in read_atoms(plain(one))}
    folded = plain(SLOT.sub(" ", text))
    for atom in read_atoms(folded):
        if atom[:2] not in held:
            yield _unproven("number-not-in-source", _shown(atom, folded), place)


def _names(text: str, known: Sequence[str], lexicon: Lexicon, place: str) -> Iterator[Finding]:
    held = {word for one in known for word in _party_words(one, lexicon)}
    for word in _party_words(text, lexicon):
        if word not in held:
            yield _unproven("name-not-in-source", word, place)


def _party_words(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    sentences = split_sentences(plain(text))
    return tuple(token.text for one in sentences for token in read(one, lexicon).of("party"))


def _shown(atom: Atom, text: str) -> str:
    return text[atom.start : atom.end]


def _unproven(kind: str, words: str, place: str) -> Finding:
    message = f'"{words}" is no value of a slot and stands in no sentence the text rests on.'
    return _finding(kind, place, message)


def _finding(kind: str, place: str, message: str) -> Finding:
    return Finding(
        id=kind,
        where=place,
        message=message,
        remedy="Make the kit again; a text that changed after its check may not be sent.",
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."
