"""What came of making a kit, for a person and for a machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from proposalkit.kit.layout import PROPOSAL_PDF

if TYPE_CHECKING:
    from proposalkit.model.finding import Finding, Verdict
    from proposalkit.model.plan import Blocker

BLOCKED: Mapping[str, tuple[str, str]] = {
    "clause_missing": ("clause missing", "clauses missing"),
    "clause_not_approved": ("text not approved", "texts not approved"),
    "evidence_missing": ("proof missing", "proofs missing"),
    "conflict": ("conflict of terms", "conflicts of terms"),
    "deviation_missing": ("alternative text not granted", "alternative texts not granted"),
    "input": ("value missing", "values missing"),
}
"""Words for one and for several blockers of a kind."""


@dataclass(frozen=True)
class KitReport:
    """What came of it."""

    folder: Path
    revision: int
    grade: str
    unchanged: bool
    verdict: Verdict | None
    blockers: tuple[Blocker, ...]
    questions: int
    warnings: tuple[Finding, ...] = ()
    exceptions: tuple[Mapping[str, object], ...] = ()
    """Where the deal goes beyond its price book, who must release it, and who did."""
    drafting: Mapping[str, object] = field(default_factory=dict)
    """Who drafted the texts, and what it took."""
    drafting_lines: tuple[str, ...] = ()
    """The same for a person; none when no model took part."""
    not_stated: tuple[str, ...] = ()
    """Headings of the texts that lack what they need."""

    @property
    def pdf(self) -> Path:
        """Give the PDF a person opens."""
        return self.folder / "buyer" / PROPOSAL_PDF

    def as_json(self) -> dict[str, object]:
        """Give the report for a machine."""
        return {
            "folder": str(self.folder),
            "pdf": str(self.pdf),
            "revision": self.revision,
            "grade": self.grade,
            "unchanged": self.unchanged,
            "verdict": str(self.verdict.status) if self.verdict else "unchanged",
            "blockers": [one.model_dump(exclude_none=True) for one in self.blockers],
            "openQuestions": self.questions,
            "priceExceptions": [dict(one) for one in self.exceptions],
            "drafting": dict(self.drafting),
            "textsNotStated": list(self.not_stated),
            "warnings": [one.line() for one in self.warnings],
        }

    def text(self) -> str:
        """Give the report for a person."""
        state = "unchanged" if self.unchanged else "made and verified"
        return (
            f"Revision {self.revision} ({self.grade.replace('_', ' ')}): {state}\n"
            f"PDF:   {self.pdf}\n"
            f"Memo:  {self.folder / 'internal' / 'deal-desk.md'}  "
            f"({len(self.blockers)} blockers, {self.questions} open questions)"
            f"{''.join(map(exception_line, self.exceptions))}"
        ) + "".join((*_grouped(self.blockers), *_drafted(self), *_warned(self.warnings)))


def _grouped(blockers: tuple[Blocker, ...]) -> Iterator[str]:
    """Count what blocks a firm offer by its kind and by who clears it; the memo has each.

    Price exceptions have lines of their own.
    """
    counts = Counter((one.kind, one.who) for one in blockers if one.kind != "price_exception")
    for (kind, who), count in counts.items():
        yield f"\n       {count} {BLOCKED[kind][count > 1]}: cleared by {who}"


def _drafted(report: KitReport) -> Iterator[str]:
    """Say what drafting took, and which texts lack what they need."""
    for line in report.drafting_lines:
        yield f"\n{line}"
    for title in report.not_stated:
        yield f'\nNot stated, for want of what it needs: "{title}"; the memo says what that is.'


def _warned(warnings: tuple[Finding, ...]) -> Iterator[str]:
    for one in warnings:
        yield f"\nwarning: {one.line()}"


def exception_line(row: Mapping[str, object]) -> str:
    """Give a price exception as a line below the summary."""
    if row["releasedBy"]:
        return f"\nPrice exception released by {row['releasedBy']}: {row['what']}"
    ask = f". To be released by {row['who']}" if row["role"] else ""
    return f"\nPrice exception: {row['what']}{ask}"
