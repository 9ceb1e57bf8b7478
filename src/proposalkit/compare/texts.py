"""Sets the drafted texts of two proposals side by side, paragraph beside paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from proposalkit.model.base import Model
from proposalkit.model.proposal import Proposal


class TextPair(Model):
    """One text in both proposals; paragraphs that are the same stand beside each other."""

    title: str
    rows: tuple[tuple[str, str], ...]

    @property
    def same(self) -> bool:
        """Say whether both have the same words."""
        return all(before == after for before, after in self.rows)


class TextsBeside(Model):
    """All texts of two proposals."""

    before: str
    after: str
    texts: tuple[TextPair, ...]


def pair_texts(before: Proposal, after: Proposal, names: tuple[str, str]) -> TextsBeside:
    """Give every section, the e-mail and the sponsor's summary of both, in the first one's order.

    An empty half means that the other proposal has no such paragraph.
    """
    first, second = _texts(before), _texts(after)
    titles = dict.fromkeys([*first, *second])
    pairs = (
        TextPair(title=one, rows=tuple(_rows(first.get(one, ()), second.get(one, ()))))
        for one in titles
    )
    return TextsBeside(before=names[0], after=names[1], texts=tuple(pairs))


def _texts(proposal: Proposal) -> Mapping[str, tuple[str, ...]]:
    found = {one.title: tuple(block.text for block in one.blocks) for one in proposal.sections}
    if proposal.cover_email is not None:
        found["Cover e-mail"] = proposal.cover_email.paragraphs
    if proposal.sponsor_summary is not None:
        found["Summary for the sponsor"] = proposal.sponsor_summary.paragraphs
    return found


def _rows(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _, start, end, since, until in matcher.get_opcodes():
        yield from zip_longest(before[start:end], after[since:until], fillvalue="")
