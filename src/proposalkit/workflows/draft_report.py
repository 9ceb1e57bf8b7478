"""What became of a model's sentences, for the terminal, a machine and the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from proposalkit.compose.draft_tasks import DraftPlan
from proposalkit.model.draft import DraftedSection, SectionReply, WithheldBlock

_WIDTH = 79
_INDENT = " " * 6


@dataclass(frozen=True)
class Tally:
    """The sentences of one answer: how many stand, were mended by their source, or were refused."""

    section: str
    title: str
    by: str
    taken: int
    """Sentences that stand as the model gave them."""
    mended: int
    """Sentences in whose place their source stands."""
    refused: int
    """Sentences that were dropped."""
    put_back: int
    """Sentences the model had left out, and the program put back."""
    rules: Mapping[str, int]
    """How often each rule held a sentence back."""
    fault: str | None
    kept: str | None

    def as_json(self) -> dict[str, object]:
        """Give the figures for a machine."""
        return {
            "section": self.section,
            "by": self.by,
            "taken": self.taken,
            "mended": self.mended,
            "refused": self.refused,
            "putBack": self.put_back,
            "rules": dict(self.rules),
            "fault": self.fault,
            "kept": self.kept,
        }

    def lines(self) -> tuple[str, ...]:
        """Give them for a person: the counts, and below them the rules by name."""
        if self.by == "program":
            return (f"  {self.title}: written by the program",)
        counts = f"{self.taken} taken, {self.mended} mended, {self.refused} refused"
        back = f", {self.put_back} put back" if self.put_back else ""
        rules = ", ".join(f"{name} {count}" for name, count in self.rules.items())
        below = wrap(rules, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
        return (f"  {self.title}: {counts}{back}", *below)


def tally_of(title: str, reply: SectionReply, drafted: DraftedSection) -> Tally:
    """Count what became of one answer.

    Why the last verdict on a sentence: what was mended may still be dropped when words are short.
    """
    last = {one.number: one for one in drafted.withheld if one.number}
    mended = sum(one.instead == "source" for one in last.values())
    by_model = drafted.by == "model"
    return Tally(
        section=drafted.section,
        title=title,
        by=drafted.by,
        taken=len(reply.blocks) - len(last) if by_model else 0,
        mended=mended if by_model else 0,
        refused=len(last) - mended if by_model else 0,
        put_back=len(drafted.put_back),
        rules=dict(Counter(one.rule for one in last.values())) if by_model else {},
        fault=drafted.fault,
        kept=drafted.kept,
    )


def tallies(
    plan: DraftPlan, replies: Sequence[SectionReply], sections: Sequence[DraftedSection]
) -> tuple[Tally, ...]:
    """Count what became of every answer, in the order of the pages."""
    titles = {one.spec.id: one.spec.title for one in plan.texts}
    return tuple(
        tally_of(titles[drafted.section], reply, drafted)
        for reply, drafted in zip(replies, sections, strict=True)
    )


def tally_lines(counted: Sequence[Tally]) -> tuple[str, ...]:
    """Give all counts for a person."""
    if all(one.by == "program" for one in counted):
        return ("The program wrote every text.",)
    return (
        "What became of the sentences; memo and journal have each that was held back:",
        *(line for one in counted for line in one.lines()),
    )


def held_back(drafted: DraftedSection) -> Iterator[str]:
    """Say of each sentence that does not stand as it was given which rule it broke, and why."""
    if drafted.fault is not None:
        yield f"written by the program: {drafted.fault}"
    for one in drafted.withheld:
        yield _line(one)
    for name in drafted.put_back:
        yield f"put back: {name}"


def _line(one: WithheldBlock) -> str:
    instead = "its source stands instead" if one.instead == "source" else "nothing stands instead"
    return f"sentence {one.number}: {one.rule}: {one.why} {instead}. Withheld: {one.text}"
