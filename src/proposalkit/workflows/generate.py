"""Make a kit: read, plan, price, choose clauses, compose, render, verify, write."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
    STANDARD_KIT,
    DealFolder,
)
from proposalkit.workflows.draft_settings import (
    NOTHING_ASKED,
    LlmAsked,
    drafter_asked,
    drafter_of_kit,
    kept_inputs,
)
from proposalkit.workflows.kit_report import KitReport
from proposalkit.workflows.steps import LOG

if TYPE_CHECKING:
    from proposalkit.model.finding import Finding
    from proposalkit.model.plan import Blocker

ReleasedGrade = Literal["draft", "for_discussion", "issued"]


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
    llm: LlmAsked = NOTHING_ASKED
    """Who drafts the texts; what is not said asks the environment."""


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
    drafter = drafter_of_kit(deal) if request.released_by else None
    drafter = drafter or drafter_asked(request.llm, request.workspace, deal)
    code = f"{how.code} {drafter.code}"
    fingerprint = inputs_fingerprint(request.workspace, request.deal, code)
    mend_interrupted(deal)
    again = request.force or (drafter.draws_again and bool(kept_inputs(deal).get("draftFaults")))
    unchanged = None if again else unchanged_kit(deal, fingerprint, request)
    if unchanged is not None:
        LOG.info("state=unchanged revision=%d", unchanged.revision)
        return unchanged
    from proposalkit.workflows.engines import start_engines
    from proposalkit.workflows.make import MadeFrom, make_kit

    with start_engines() as engines:
        return make_kit(
            request, deal, engines, made_from=MadeFrom(fingerprint, how, drafter), now=now
        )


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
        lacking = tuple(map(str, inputs.get("textsNotStated", ())))
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
        drafting={"mode": "unchanged", "calls": 0},
        not_stated=lacking,
    )


def _blockers_of(inputs: Mapping[str, object]) -> tuple[Blocker, ...]:
    from pydantic import TypeAdapter

    from proposalkit.model.plan import Blocker

    return TypeAdapter(tuple[Blocker, ...]).validate_python(inputs["blockers"])


def _sha256(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()
