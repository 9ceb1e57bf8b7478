"""Make a kit: read, plan, price, choose clauses, compose, render, verify, write."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from proposalkit.errors import Unavailable
from proposalkit.kit.layout import (
    INPUTS,
    MANIFEST,
    MEMO,
    NUMBERS,
    PROPOSAL_PDF,
    STANDARD_KIT,
    DealFolder,
)
from proposalkit.workflows.steps import LOG

if TYPE_CHECKING:
    from proposalkit.model.finding import Finding, Verdict
    from proposalkit.model.plan import Blocker

ReleasedGrade = Literal["draft", "for_discussion", "issued"]


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
class Request:
    """What is asked: which deal of which workspace, where to, at which grade."""

    workspace: Path
    deal: str
    output: Path
    force: bool = False
    grade: ReleasedGrade = "draft"
    released_by: str | None = None
    search: str | None = None
    """How passages are found: lexical, hybrid or auto; none asks PROPOSALKIT_SEARCH."""


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
        ) + "".join((*_grouped(self.blockers), *_warned(self.warnings)))


def _grouped(blockers: tuple[Blocker, ...]) -> Iterator[str]:
    """Count what blocks a firm offer by its kind and by who clears it; the memo has each.

    Price exceptions have lines of their own.
    """
    counts = Counter((one.kind, one.who) for one in blockers if one.kind != "price_exception")
    for (kind, who), count in counts.items():
        yield f"\n       {count} {BLOCKED[kind][count > 1]}: cleared by {who}"


def _warned(warnings: tuple[Finding, ...]) -> Iterator[str]:
    for one in warnings:
        yield f"\nwarning: {one.line()}"


def exception_line(row: Mapping[str, object]) -> str:
    """Give a price exception as a line below the summary."""
    if row["releasedBy"]:
        return f"\nPrice exception released by {row['releasedBy']}: {row['what']}"
    ask = f". To be released by {row['who']}" if row["role"] else ""
    return f"\nPrice exception: {row['what']}{ask}"


def generate_kit(request: Request, *, now: datetime) -> KitReport:
    """Make the kit of one deal, or say that nothing changed.

    Raises InputRefused with every problem of the inputs, Refused when the kit would break a
    promise, Unavailable when the folder cannot be written; an existing kit stays whole.
    """
    _refuse_strange_request(request)
    warnings = _own_file_warnings(request.workspace)
    report = _make_or_keep(request, now)
    if request.released_by and not report.unchanged:
        from proposalkit.workflows.public_texts import public_text_warnings

        warnings = (*warnings, *public_text_warnings(request.workspace, report.folder))
    return replace(report, warnings=(*warnings, *report.warnings))


def _own_file_warnings(workspace: Path) -> tuple[Finding, ...]:
    """Warn of drifted own files; a workspace that has none pays nothing for the question."""
    if not any((workspace / one).exists() for one in ("knowledge", "templates", "overlay.yaml")):
        return ()
    from proposalkit.workflows.drift import overlay_findings, shipped_wordings

    return (*overlay_findings(workspace), *shipped_wordings(workspace))


def _make_or_keep(request: Request, now: datetime) -> KitReport:
    from proposalkit.kit.write import mend_interrupted
    from proposalkit.workflows.fingerprint import inputs_fingerprint
    from proposalkit.workflows.search_mode import narrative_search

    deal = DealFolder(request.output / request.deal)
    how = narrative_search(request.search or _search_of(request, deal))
    fingerprint = inputs_fingerprint(request.workspace, request.deal, how.code)
    mend_interrupted(deal)
    unchanged = None if request.force else unchanged_kit(deal, fingerprint, request)
    if unchanged is not None:
        LOG.info("state=unchanged revision=%d", unchanged.revision)
        return unchanged
    from proposalkit.workflows.make import make_kit, start_engines

    with start_engines() as engines:
        return make_kit(request, deal, engines, fingerprint=fingerprint, how=how, now=now)


def _search_of(request: Request, deal: DealFolder) -> str | None:
    """Give how the passages of the kit there were found: a release changes nothing in it."""
    number = deal.latest() if request.released_by else None
    if number is None:
        return None
    try:
        kept = json.loads((deal.internal(number) / INPUTS).read_bytes())["search"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(kept).partition(":")[0]


def _refuse_strange_request(request: Request) -> None:
    """Refuse a deal id that leads out of the folder, and a folder that is no workspace at all."""
    if request.deal == STANDARD_KIT:
        raise Unavailable(
            f'"{STANDARD_KIT}" is the name of the standard kit, not of a deal.',
            "Run proposalkit standard-kit, or give the deal's file another name.",
        )
    if Path(request.deal).name != request.deal or request.deal.startswith("."):
        raise Unavailable(
            f'"{request.deal}" is not the id of a deal.',
            "Give the name of its file in deals/, without .yaml.",
        )
    marks = ("seller.yaml", "deals", "price-books")
    if not any((request.workspace / mark).exists() for mark in marks):
        raise Unavailable(
            f'"{request.workspace}" is not a workspace: it has no seller.yaml, deals or '
            "price-books.",
            "Go to your workspace or name it with --workspace; proposalkit init DIR makes one.",
        )


def unchanged_kit(deal: DealFolder, fingerprint: str, request: Request) -> KitReport | None:
    """Give the report of the kit that is there when inputs and files are as they were.

    A draft asked for is satisfied by a released kit; a release only by the same release.
    """
    try:
        number = deal.latest()
        if number is None:
            return None
        inputs = json.loads((deal.internal(number) / INPUTS).read_bytes())
        manifest = json.loads((deal.buyer(number) / MANIFEST).read_bytes())
        release = (inputs["grade"], inputs["releasedBy"])
        wanted = (request.grade, request.released_by or "")
        if inputs["fingerprint"] != fingerprint or (wanted[0] != "draft" and release != wanted):
            return None
        listed = {row["name"]: row["sha256"] for row in manifest["files"]}
        buyer, logo = deal.buyer(number), request.workspace / inputs["logo"]
        there = {path.relative_to(buyer).as_posix() for path in buyer.rglob("*") if path.is_file()}
        whole = (
            there == {*listed, MANIFEST}
            and all(_sha256(buyer / name) == digest for name, digest in listed.items())
            and (not inputs["logo"] or _sha256(logo) == inputs["logoSha256"])
            and all((deal.internal(number) / name).is_file() for name in (MEMO, NUMBERS))
        )
        return kit_there(deal) if whole else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def kit_there(deal: DealFolder) -> KitReport | None:
    """Give the report of the highest revision as it stands; None when it cannot be told."""
    try:
        number = deal.latest()
        if number is None:
            return None
        inputs = json.loads((deal.internal(number) / INPUTS).read_bytes())
        manifest = json.loads((deal.buyer(number) / MANIFEST).read_bytes())
        blockers, grade = _blockers_of(inputs), str(manifest["grade"])
        questions = int(inputs["questions"])
        exceptions = tuple(map(dict, inputs["priceExceptions"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return KitReport(
        folder=deal.revision(number),
        revision=number,
        grade=grade,
        unchanged=True,
        verdict=None,
        blockers=blockers,
        questions=questions,
        exceptions=exceptions,
    )


def _blockers_of(inputs: Mapping[str, object]) -> tuple[Blocker, ...]:
    from pydantic import TypeAdapter

    from proposalkit.model.plan import Blocker

    return TypeAdapter(tuple[Blocker, ...]).validate_python(inputs["blockers"])


def _sha256(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()
