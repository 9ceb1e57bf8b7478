"""The steps from inputs to a written kit, with the renderer and the reader already starting."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from proposalkit.kit.layout import (
    COVER_EMAIL,
    MANIFEST,
    PARITY,
    PRICING_SHEET,
    PROPOSAL_JSON,
    PROPOSAL_PDF,
    SUMMARY_PDF,
    DealFolder,
)

if TYPE_CHECKING:
    from proposalkit.model.finding import CheckResult, Finding, Verdict
    from proposalkit.model.proposal import Proposal
    from proposalkit.model.render_job import RenderJob
    from proposalkit.readers.reading import PdfExamination
    from proposalkit.workflows.draft import DraftedTexts
    from proposalkit.workflows.draft_settings import Drafter
    from proposalkit.workflows.engines import Engines
    from proposalkit.workflows.gather import Gathered
    from proposalkit.workflows.generate import Request
    from proposalkit.workflows.kit_report import KitReport
    from proposalkit.workflows.pages import PageView
    from proposalkit.workflows.search_mode import NarrativeSearch
    from proposalkit.workflows.while_printing import MadeAhead


class MadeFrom(NamedTuple):
    """What a kit is made from beside its files: how passages are found, and who drafts."""

    fingerprint: str
    how: NarrativeSearch
    drafter: Drafter


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
    from proposalkit.model.canonical import canonical_bytes, sha256_hex
    from proposalkit.workflows.deal_warnings import warnings_of_deal
    from proposalkit.workflows.draft import draft_texts
    from proposalkit.workflows.next_revision import compose_next
    from proposalkit.workflows.offer import kept_offer
    from proposalkit.workflows.own_words import refuse_untrue_words
    from proposalkit.workflows.pages import PageView, template_folders
    from proposalkit.workflows.presentation import render_job
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
        view = PageView(proposal, sha256_hex(payload), template_folders(request.workspace), brand)
        job = render_job(proposal, payload, view, gathered.logo)
    with step("render") as said:
        placing.of_pages(lambda: engines.printer.submit(job))
        made, ahead = _print(engines, gathered, view, job, texts, made_from.fingerprint)
        said["bytes"] = len(made[PROPOSAL_PDF])
    with step("read-back", values=len(ahead.needles)):
        examination = _read_back(engines, made, ahead)
    with step("verify") as said:
        buyer = _buyer_files(proposal, made, examination)
        results = _judged(view, buyer, examination, ahead, texts)
        verdict = _verdict(request.deal, results, engines)  # the other process has looked meanwhile
        said |= {"checks": len(verdict.results), "verdict": verdict.status.value}
    told = _refuse_or_tell(verdict, proposal, payload, examination)
    pages = examination.reading.pages if examination.reading else ()
    told = (*told, *warnings_of_deal(gathered, len(pages)))
    with step("write", revision=proposal.revision, files=len(buyer) + len(ahead.inside)):
        report = _write(request, deal, gathered, proposal, buyer, ahead, verdict, texts, now)
    return replace(report, warnings=told)


def _print(
    engines: Engines,
    gathered: Gathered,
    view: PageView,
    job: RenderJob,
    texts: DraftedTexts,
    fingerprint: str,
) -> tuple[dict[str, bytes], MadeAhead]:
    """Make everything else while the pages are being printed, then wait for them."""
    from proposalkit.workflows.pages import SummaryView
    from proposalkit.workflows.presentation import summary_job
    from proposalkit.workflows.while_printing import make_ahead

    pages, proposal = gathered.placing.of_pages, view.proposal
    if proposal.sponsor_summary:
        pages(lambda: engines.printer.submit_summary(summary_job(job, SummaryView(view))))
    ahead = make_ahead(gathered, proposal, job.payload, texts, view.folders, fingerprint)
    summary = pages(engines.printer.summary)
    engines.reader.start()
    made = {**ahead.files, PROPOSAL_PDF: pages(engines.printer.result)}
    return {**made, SUMMARY_PDF: summary} if summary else made, ahead


def _read_back(engines: Engines, made: dict[str, bytes], ahead: MadeAhead) -> PdfExamination:
    from proposalkit.workflows.shield import office_files

    engines.reader.submit(
        made[PROPOSAL_PDF],
        made[PROPOSAL_JSON],
        ahead.needles,
        made[PRICING_SHEET],
        office_files(made),
        made.get(SUMMARY_PDF),
    )
    return engines.reader.text()


def _refuse_or_tell(
    verdict: Verdict, proposal: Proposal, payload: bytes, examination: PdfExamination
) -> tuple[Finding, ...]:
    """Refuse a kit that does not verify; give what is worth knowing of one that does."""
    from proposalkit.model.canonical import sha256_hex
    from proposalkit.workflows.kit_files import refuse_broken
    from proposalkit.workflows.page_counts import page_count_warnings

    refuse_broken(verdict)
    return tuple(page_count_warnings(proposal, examination.reading, sha256_hex(payload)))


def _buyer_files(
    proposal: Proposal, made: dict[str, bytes], examination: PdfExamination
) -> dict[str, bytes]:
    from proposalkit.kit.manifest import manifest_bytes
    from proposalkit.workflows.kit_files import parity_bytes

    files = {**made, PARITY: parity_bytes("proposalId", proposal.proposal_id, examination)}
    return {**files, MANIFEST: manifest_bytes(proposal, files)}


def _judged(
    view: PageView,
    buyer: dict[str, bytes],
    examination: PdfExamination,
    ahead: MadeAhead,
    texts: DraftedTexts,
) -> tuple[CheckResult, ...]:
    from proposalkit.workflows.judging import Material, judge
    from proposalkit.workflows.printed_texts import check_printed_texts

    material = Material(
        proposal_json=buyer[PROPOSAL_JSON],
        examination=examination,
        manifest=buyer[MANIFEST],
        files=buyer,
        canaries=ahead.canaries,
        exports=ahead.exports,
        folders=view.folders,
    )
    email, running = buyer.get(COVER_EMAIL, b""), view.running_lines()
    finished = check_printed_texts(ahead.finished, texts, examination, email, running)
    return (*judge(material, ahead.judged), finished)


def _verdict(deal: str, results: tuple[CheckResult, ...], engines: Engines) -> Verdict:
    from proposalkit.model.finding import fold_verdict
    from proposalkit.workflows.judging import with_sight

    return fold_verdict(deal, with_sight(results, engines.reader.sight()))


def _write(
    request: Request,
    deal: DealFolder,
    gathered: Gathered,
    proposal: Proposal,
    buyer: dict[str, bytes],
    ahead: MadeAhead,
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
        KitFiles(buyer=buyer, internal=ahead.inside),
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
