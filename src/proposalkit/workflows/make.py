"""The steps from inputs to a written kit, with the renderer and the reader already starting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from proposalkit.kit.layout import (
    MANIFEST,
    PARITY,
    PRICING_SHEET,
    PROPOSAL_JSON,
    PROPOSAL_PDF,
    SUMMARY_PDF,
    DealFolder,
)

if TYPE_CHECKING:
    from proposalkit.model.finding import CheckResult, Verdict
    from proposalkit.model.proposal import Proposal
    from proposalkit.readers.reading import PdfExamination
    from proposalkit.readers.two_readers import TwoReaders
    from proposalkit.render.engine import RenderChild
    from proposalkit.workflows.draft import DraftedTexts
    from proposalkit.workflows.draft_settings import Drafter
    from proposalkit.workflows.gather import Gathered
    from proposalkit.workflows.generate import Request
    from proposalkit.workflows.judging_json import JudgedJson
    from proposalkit.workflows.kit_report import KitReport
    from proposalkit.workflows.pages import PageView
    from proposalkit.workflows.search_mode import NarrativeSearch


@dataclass(frozen=True)
class Engines:
    """The child processes: one prints, importing while the parent plans; two read what it made."""

    renderer: RenderChild
    reader: TwoReaders


class MadeFrom(NamedTuple):
    """What a kit is made from beside its files: how passages are found, and who drafts."""

    fingerprint: str
    how: NarrativeSearch
    drafter: Drafter


@contextmanager
def start_engines() -> Iterator[Engines]:
    """Start the renderer, which takes longest to import; the readers start while it prints."""
    from proposalkit.knowledge.packaged import packaged_path
    from proposalkit.render.engine import RenderChild

    with RenderChild(packaged_path("templates") / "fonts") as renderer:
        from proposalkit.readers.two_readers import TwoReaders

        with closing(TwoReaders()) as reader:
            yield Engines(renderer, reader)


def make_kit(
    request: Request,
    deal: DealFolder,
    engines: Engines,
    *,
    made_from: MadeFrom,
    now: datetime,
) -> KitReport:
    """Make, verify and write one kit, holding the deal's lock once the inputs are read.

    Why not before: a deal that cannot be made leaves no folder.
    """
    from proposalkit.kit.journal import read_lines
    from proposalkit.kit.lock import deal_lock
    from proposalkit.kit.write import recover
    from proposalkit.workflows.gather import gather
    from proposalkit.workflows.offer import (
        ended_warnings,
        refuse_blocked_offer,
        refuse_ended,
        refuse_ungranted,
    )
    from proposalkit.workflows.price_releases import refuse_unreleased

    gathered = gather(request.workspace, request.deal, made_from.how)
    refuse_blocked_offer(request, gathered)
    refuse_ended(request, gathered, now)
    if request.released_by:
        refuse_ungranted(gathered)
        refuse_unreleased(gathered.exceptions, now.date())
    with deal_lock(deal.root):
        recover(deal)
        read_lines(deal.journal)  # a broken chain is said before the work, not after it
        report = _make_locked(request, deal, gathered, engines, made_from, now)
    ended = ended_warnings(gathered, now)
    return replace(report, warnings=(*report.warnings, *ended))


def _make_locked(
    request: Request,
    deal: DealFolder,
    gathered: Gathered,
    engines: Engines,
    made_from: MadeFrom,
    now: datetime,
) -> KitReport:
    from proposalkit.exports.pricing_sheet import pricing_sheet
    from proposalkit.model.canonical import canonical_bytes, sha256_hex
    from proposalkit.model.shown import shown_values
    from proposalkit.readers.proposal_json import parse_proposal
    from proposalkit.workflows.draft import check_finished_texts, draft_texts
    from proposalkit.workflows.inside import internal_files, kept_inside
    from proposalkit.workflows.judging_beside import files_beside
    from proposalkit.workflows.judging_json import judge_ahead
    from proposalkit.workflows.kit_exports import kit_exports
    from proposalkit.workflows.kit_files import refuse_broken
    from proposalkit.workflows.next_revision import compose_next
    from proposalkit.workflows.offer import kept_offer
    from proposalkit.workflows.own_words import refuse_untrue_words
    from proposalkit.workflows.page_counts import page_count_warnings
    from proposalkit.workflows.pages import PageView, SummaryView, template_folders
    from proposalkit.workflows.presentation import render_job
    from proposalkit.workflows.shield import office_files
    from proposalkit.workflows.steps import step

    placing = gathered.placing
    with step("draft") as said:
        texts = placing.of(lambda: draft_texts(gathered, deal, made_from.drafter, now=now))
        gathered = texts.into(gathered)
        said |= {"texts": len(texts.sections), "faults": texts.faults}
    with step("compose"):
        proposal = placing.of(lambda: compose_next(request, deal, gathered, made_from.fingerprint))
        placing.of(lambda: refuse_untrue_words(gathered.parts, proposal))
        kept = kept_offer(request, deal, proposal.revision)
        if kept is not None:
            return kept
        payload = canonical_bytes(proposal)
        brand = gathered.inputs.seller.public.brand
        folders = template_folders(request.workspace)
        view = PageView(proposal, sha256_hex(payload), folders, brand)
        summary = SummaryView(view) if proposal.sponsor_summary else None
        job = render_job(proposal, payload, view, gathered.logo, summary)
    with step("render") as said:
        placing.of_pages(lambda: engines.renderer.submit(job))
        engines.reader.start()
        canaries = kept_inside(gathered, proposal)
        inside = internal_files(gathered, proposal, made_from.fingerprint, canaries, texts)
        finished = check_finished_texts(gathered, texts, parse_proposal(payload))
        needles = {value.pointer: value.text for value in shown_values(proposal)}
        judged = judge_ahead(payload, folders, canaries)
        workbook, exports = pricing_sheet(proposal), kit_exports(proposal)
        pdf = placing.of_pages(engines.renderer.result)
        said["bytes"] = len(pdf)
    with step("read-back", values=len(needles)):
        made = {PROPOSAL_JSON: payload, PROPOSAL_PDF: pdf, PRICING_SHEET: workbook, **exports}
        made |= files_beside(proposal, engines.renderer.second if summary else b"")
        second = made.get(SUMMARY_PDF)
        engines.reader.submit(pdf, payload, needles, workbook, office_files(made), second)
        examination = engines.reader.result()
    with step("verify") as said:
        buyer = _buyer_files(proposal, made, examination)
        verdict = _verdict(request, view, buyer, examination, canaries, judged, exports, finished)
        said |= {"checks": len(verdict.results), "verdict": verdict.status.value}
        refuse_broken(verdict)
    told = tuple(page_count_warnings(proposal, examination.reading, sha256_hex(payload)))
    with step("write", revision=proposal.revision, files=len(buyer) + len(inside)):
        report = _write(request, deal, gathered, proposal, buyer, inside, verdict, texts, now)
    return replace(report, warnings=told)


def _buyer_files(
    proposal: Proposal, made: dict[str, bytes], examination: PdfExamination
) -> dict[str, bytes]:
    from proposalkit.kit.manifest import manifest_bytes
    from proposalkit.workflows.kit_files import parity_bytes

    files = {**made, PARITY: parity_bytes("proposalId", proposal.proposal_id, examination)}
    return {**files, MANIFEST: manifest_bytes(proposal, files)}


def _verdict(
    request: Request,
    view: PageView,
    buyer: dict[str, bytes],
    examination: PdfExamination,
    canaries: dict[str, str],
    judged: JudgedJson,
    exports: dict[str, bytes],
    finished: CheckResult,
) -> Verdict:
    from proposalkit.model.finding import fold_verdict
    from proposalkit.workflows.judging import Material, judge

    material = Material(
        proposal_json=buyer[PROPOSAL_JSON],
        examination=examination,
        manifest=buyer[MANIFEST],
        files=buyer,
        canaries=canaries,
        exports=exports,
        folders=view.folders,
    )
    return fold_verdict(request.deal, (*judge(material, judged), finished))


def _write(
    request: Request,
    deal: DealFolder,
    gathered: Gathered,
    proposal: Proposal,
    buyer: dict[str, bytes],
    inside: dict[str, bytes],
    verdict: Verdict,
    texts: DraftedTexts,
    now: datetime,
) -> KitReport:
    from proposalkit.compose.requirement_questions import open_questions
    from proposalkit.kit.journal import append_entry
    from proposalkit.kit.signature import kept_signatures
    from proposalkit.kit.write import KitFiles, write_revision
    from proposalkit.model.canonical import sha256_hex
    from proposalkit.workflows.kit_report import KitReport
    from proposalkit.workflows.offer import approvals_used
    from proposalkit.workflows.price_releases import exception_row

    blockers = gathered.parts.terms.blockers
    covered = [one.clause for one in blockers if one.kind == "clause_not_approved" and one.clause]
    entry = {
        "revision": proposal.revision,
        "grade": proposal.grade,
        "proposalSha256": sha256_hex(buyer[PROPOSAL_JSON]),
        "pdfSha256": sha256_hex(buyer[PROPOSAL_PDF]),
        "releasedBy": proposal.released_by or "",
        "unapprovedClauses": covered,
        "priceReleases": [
            f"{one.id} {one.digest}: {one.release.words()}"
            for one in gathered.exceptions
            if one.release
        ],
        "approvals": approvals_used(gathered.parts) if proposal.grade == "issued" else [],
    }
    kind = "released" if request.released_by else "generated"
    buyer |= kept_signatures(deal.buyer(proposal.revision), buyer[MANIFEST], buyer)
    folder = write_revision(
        deal,
        proposal.revision,
        KitFiles(buyer=buyer, internal=inside),
        before_swap=lambda: append_entry(deal.journal, kind, now, entry),
    )
    return KitReport(
        folder=folder,
        revision=proposal.revision,
        grade=proposal.grade,
        unchanged=False,
        verdict=verdict,
        blockers=blockers,
        questions=open_questions(gathered.parts, proposal),
        exceptions=tuple(map(exception_row, gathered.exceptions)),
        drafting=texts.as_json(),
        drafting_lines=texts.lines(),
        not_stated=texts.lacking,
    )
