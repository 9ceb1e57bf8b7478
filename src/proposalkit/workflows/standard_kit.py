"""Make the standard kit: what a seller answers before there is a deal, verified like any kit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from proposalkit import __version__
from proposalkit.errors import InputRefused, Refused
from proposalkit.kit.layout import (
    BUYER,
    CANARIES,
    MANIFEST,
    PARITY,
    STANDARD_JSON,
    STANDARD_KIT,
    STANDARD_PDF,
    DealFolder,
)

if TYPE_CHECKING:
    from proposalkit.compose.standard_answers import StandardParts
    from proposalkit.knowledge.inputs import ProfileInputs
    from proposalkit.model.finding import Verdict
    from proposalkit.model.standard_answers import StandardAnswers
    from proposalkit.readers.reading import PdfExamination
    from proposalkit.workflows.engines import Engines
    from proposalkit.workflows.standard_pages import StandardPageView

MEMO = "standard-kit.md"


@dataclass(frozen=True)
class StandardRequest:
    """What is asked: the workspace, where to, and the day on which the answers hold."""

    workspace: Path
    output: Path
    on: date


@dataclass(frozen=True)
class StandardReport:
    """What came of it."""

    folder: Path
    revision: int
    verdict: Verdict
    open_terms: int
    to_be_supplied: tuple[str, ...]

    @property
    def pdf(self) -> Path:
        """Give the PDF a person opens."""
        return self.folder / BUYER / STANDARD_PDF

    def as_json(self) -> dict[str, str | int | list[str]]:
        """Give the report for a machine."""
        return {
            "folder": str(self.folder),
            "pdf": str(self.pdf),
            "revision": self.revision,
            "verdict": str(self.verdict.status),
            "openTerms": self.open_terms,
            "toBeSupplied": list(self.to_be_supplied),
        }

    def text(self) -> str:
        """Give the report for a person."""
        lines = [
            f"Revision {self.revision} (standard answers, no offer): made and verified",
            f"PDF:   {self.pdf}",
            f"Left to the proposal: {self.open_terms} terms",
            *(f"To be supplied: {one}" for one in self.to_be_supplied),
        ]
        return "\n".join(lines)


@dataclass(frozen=True)
class _Gathered:
    """The parts of the document, and beside them what stays inside."""

    inputs: ProfileInputs
    parts: StandardParts
    logo: bytes | None


def make_standard_kit(request: StandardRequest, *, now: datetime) -> StandardReport:
    """Make, verify and write the standard kit of a workspace; an existing one stays whole.

    Raises InputRefused with every problem of the profile and the knowledge, Refused when the kit
    would break a promise, Unavailable when the folder cannot be written.
    """
    from proposalkit.kit.journal import read_lines
    from proposalkit.kit.lock import deal_lock
    from proposalkit.kit.write import recover
    from proposalkit.workflows.engines import start_engines

    _refuse_deal_of_that_name(request.workspace)
    deal = DealFolder(request.output / STANDARD_KIT)
    with start_engines() as engines:
        gathered = _gather(request)
        with deal_lock(deal.root):
            recover(deal)
            read_lines(deal.journal)
            return _make_locked(request.workspace, deal, gathered, engines, now)


def _refuse_deal_of_that_name(workspace: Path) -> None:
    if (workspace / "deals" / f"{STANDARD_KIT}.yaml").exists():
        raise Refused(
            f'A deal of this workspace is called "{STANDARD_KIT}", as the standard kit is.',
            "Give the deal's file another name.",
        )


def _gather(request: StandardRequest) -> _Gathered:
    """Read the profile and the knowledge, and fill the texts."""
    from proposalkit.clauses.standard import standard_terms
    from proposalkit.compose.standard_answers import StandardParts, asked_clauses, open_words
    from proposalkit.knowledge.inputs import read_profile
    from proposalkit.workflows.approved import approved_catalogue
    from proposalkit.workflows.logo import logo_bytes
    from proposalkit.workflows.placing import Problems
    from proposalkit.workflows.steps import step

    problems, workspace = Problems(), request.workspace
    with step("read"):
        inputs = problems.of(lambda: read_profile(workspace))
        catalogue = problems.of(lambda: approved_catalogue(workspace, request.on))
        if inputs is None or catalogue is None:
            raise problems.refused()
        public = inputs.seller.public
        place = inputs.places.at("seller", "public.brand.logo")
        logo = logo_bytes(workspace, public.brand.logo, place)
    with step("plan"):
        seller, asked = public, asked_clauses(catalogue)
        words = open_words(catalogue)
        terms = standard_terms(catalogue.library, asked, seller, request.on, words)
    return _Gathered(inputs, StandardParts(seller, catalogue, terms, request.on, __version__), logo)


def _make_locked(
    folder: Path, deal: DealFolder, gathered: _Gathered, engines: Engines, now: datetime
) -> StandardReport:
    from proposalkit.model.canonical import canonical_bytes, sha256_hex
    from proposalkit.model.shown import shown_values
    from proposalkit.workflows.kit_files import inside_bytes
    from proposalkit.workflows.pages import template_folders
    from proposalkit.workflows.placing import on_pages
    from proposalkit.workflows.standard_pages import StandardPageView
    from proposalkit.workflows.steps import step

    with step("compose"):
        answers = _compose(deal, gathered.parts)
        payload = canonical_bytes(answers)
        brand = gathered.inputs.seller.public.brand
        view = StandardPageView(answers, sha256_hex(payload), template_folders(folder), brand)
        job = view.render_job(payload, gathered.logo)
    with step("render"):
        try:
            engines.printer.submit(job)
            pdf = engines.printer.result()
        except InputRefused as error:
            raise on_pages(gathered.inputs, error) from error
    with step("read-back"):
        needles = {value.pointer: value.text for value in shown_values(answers)}
        engines.reader.submit(pdf, payload, needles)
        examination = engines.reader.result()
    with step("verify"):
        canaries = _canaries(gathered, answers)
        buyer = _buyer_files(answers, payload, pdf, examination)
        verdict = _verdict(view, buyer, examination, canaries)
    with step("write", revision=answers.revision):
        inside = {MEMO: _memo(answers, gathered).encode(), CANARIES: inside_bytes(canaries)}
        return _write(deal, answers, buyer, inside, gathered, verdict, now)


def _compose(deal: DealFolder, parts: StandardParts) -> StandardAnswers:
    """Compose at the next revision, or at the present one when nothing changed."""
    from proposalkit.compose.standard_answers import compose_standard_answers
    from proposalkit.model.canonical import canonical_bytes

    number = deal.latest() or 0
    if number:
        same = compose_standard_answers(replace(parts, revision=number))
        path = deal.buyer(number) / STANDARD_JSON
        if path.is_file() and path.read_bytes() == canonical_bytes(same):
            return same
    return compose_standard_answers(replace(parts, revision=number + 1))


def _buyer_files(
    answers: StandardAnswers, payload: bytes, pdf: bytes, examination: PdfExamination
) -> dict[str, bytes]:
    from proposalkit.kit.manifest import standard_manifest_bytes
    from proposalkit.workflows.kit_files import parity_bytes

    files = {
        STANDARD_JSON: payload,
        STANDARD_PDF: pdf,
        PARITY: parity_bytes("documentId", answers.document_id, examination),
    }
    return {**files, MANIFEST: standard_manifest_bytes(answers, files)}


def _canaries(gathered: _Gathered, answers: StandardAnswers) -> dict[str, str]:
    from proposalkit.workflows.advice_inside import advice_texts
    from proposalkit.workflows.inside import canaries_of, texts_not_offered
    from proposalkit.workflows.negotiation_inside import talk_texts

    catalogue = gathered.parts.catalogue
    return {
        **canaries_of(gathered.inputs.seller.internal),
        **texts_not_offered(catalogue.library, answers),
        **advice_texts(catalogue.selling),
        **talk_texts(catalogue),
    }


def _verdict(
    view: StandardPageView,
    buyer: Mapping[str, bytes],
    examination: PdfExamination,
    canaries: Mapping[str, str],
) -> Verdict:
    """Judge the kit as a buyer would; raises Refused when it does not pass."""
    from proposalkit.model.finding import fold_verdict
    from proposalkit.workflows.judging import Material
    from proposalkit.workflows.judging_standard import judge_standard
    from proposalkit.workflows.kit_files import refuse_broken

    material = Material(
        standard_json=buyer[STANDARD_JSON],
        examination=examination,
        manifest=buyer[MANIFEST],
        files=buyer,
        canaries=canaries,
        folders=view.folders,
    )
    verdict = fold_verdict(STANDARD_KIT, judge_standard(material))
    refuse_broken(verdict, "standard kit")
    return verdict


def _memo(answers: StandardAnswers, gathered: _Gathered) -> str:
    from proposalkit.compose.standard_memo import standard_memo

    return standard_memo(answers, gathered.parts.terms)


def _write(
    deal: DealFolder,
    answers: StandardAnswers,
    buyer: dict[str, bytes],
    inside: dict[str, bytes],
    gathered: _Gathered,
    verdict: Verdict,
    now: datetime,
) -> StandardReport:
    from proposalkit.kit.journal import append_entry
    from proposalkit.kit.write import KitFiles, write_revision
    from proposalkit.model.canonical import sha256_hex

    entry: dict[str, str | int | Sequence[str]] = {
        "revision": answers.revision,
        "grade": answers.grade,
        "standardAnswersSha256": sha256_hex(buyer[STANDARD_JSON]),
        "pdfSha256": sha256_hex(buyer[STANDARD_PDF]),
        "unapprovedClauses": list(gathered.parts.terms.unapproved),
    }
    folder = write_revision(
        deal,
        answers.revision,
        KitFiles(buyer=buyer, internal=inside),
        before_swap=lambda: append_entry(deal.journal, "generated", now, entry),
    )
    return StandardReport(
        folder=folder,
        revision=answers.revision,
        verdict=verdict,
        open_terms=len(answers.open_terms),
        to_be_supplied=tuple(f"{one.what} ({one.owner})" for one in answers.to_be_supplied),
    )
