"""Runs every check on what was read of a kit and folds them into results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from proposalkit.errors import InputRefused
from proposalkit.exports.pricing_sheet import LAYOUT_ROW, expected_cells
from proposalkit.kit.layout import PARITY, PRICING_SHEET, PROPOSAL_JSON, PROPOSAL_PDF, SUMMARY_PDF
from proposalkit.kit.manifest import listed_files
from proposalkit.model.canonical import sha256_hex
from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.proposal import Proposal
from proposalkit.model.shown import shown_values
from proposalkit.model.standard_answers import StandardAnswers
from proposalkit.readers.reading import (
    SIGHT_CHECK,
    STRUCTURE_CHECK,
    PdfExamination,
    PdfReading,
)
from proposalkit.readers.two_readers import seen_by
from proposalkit.render.environment import TemplateFolders
from proposalkit.verify.canaries import check_canaries
from proposalkit.verify.clauses import check_clauses_on_pages
from proposalkit.verify.digest import check_attachment, check_printed_digest
from proposalkit.verify.manifest import check_manifest
from proposalkit.verify.page_text import check_page_text, without_running_lines
from proposalkit.verify.plain_texts import joined
from proposalkit.verify.values import check_numbers_in_data, check_values_on_pages
from proposalkit.verify.workbook import WORKBOOK_CHECK, check_workbook
from proposalkit.workflows.judging_beside import judge_beside
from proposalkit.workflows.judging_json import JudgedJson, LookedThrough, judge_json
from proposalkit.workflows.judging_places import judge_places
from proposalkit.workflows.pages import ExpectedPages, PageView, template_digest_in
from proposalkit.workflows.shield import judge_clean

KEY_TERMS_PAGES = 2
"""The digest stands on one of the first pages."""

ASK_AGAIN = "Ask the seller for a kit made again."


@dataclass(frozen=True)
class Material:
    """What is there of one kit, as read."""

    proposal_json: bytes | None = None
    standard_json: bytes | None = None
    examination: PdfExamination | None = None
    manifest: bytes | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    canaries: Mapping[str, str] | None = None
    exports: Mapping[str, bytes] | None = None
    """The exports as they were just made; None when they are to be made again."""
    judged: JudgedJson | None = None
    """What the JSON alone shows, when that was looked at while the pages were being read."""
    folders: TemplateFolders | None = None
    """The templates the pages should be made of; the packaged ones when None."""


def judge(material: Material, judged: JudgedJson | None = None) -> tuple[CheckResult, ...]:
    """Run every check whose inputs are there; one whose inputs are not is listed as such.

    Why `judged`: when a kit is made, the JSON is judged while its pages are still being printed.
    """
    data = data_of(material)
    if data is None:
        missing = absent("schema", "There is no proposal.json to check.")
        return (judge_manifest(material), *_pdf(material), *judge_plain(material), missing)
    judged = judged or material.judged or judge_json(data)
    plain = judge_plain(material, judged.files)
    results = (judge_manifest(material), *_pdf(material), *plain, *judged.results)
    if judged.proposal is None:
        return results
    reading = material.examination.reading if material.examination else None
    view = judged.view or PageView(judged.proposal, sha256_hex(data), material.folders)
    if reading is not None:
        results += tuple(judge_pages(judged.proposal, data, reading, view))
    results += judge_beside(judged.proposal, data, material.files, material.examination, view)
    places = judge_places(
        material.files.get(PARITY), material.examination, shown_values(judged.proposal)
    )
    workbook = _workbook(material, judged.proposal, judged.cells)
    results += (places, workbook, _exports(material, judged.proposal))
    return (*results, judge_canaries(material, reading, known=judged.files))


def _workbook(
    material: Material, proposal: Proposal, cells: Mapping[str, tuple[str, str]] | None
) -> CheckResult:
    """Hold every cell of the workbook against what the data gives."""
    if PRICING_SHEET not in material.files:
        return absent(WORKBOOK_CHECK, f"There is no {PRICING_SHEET}.")
    read = material.examination.workbook if material.examination else None
    if read is None:
        stopped = material.examination.stopped if material.examination else ""
        if stopped:
            return CheckResult(check=WORKBOOK_CHECK, outcome="could_not_run", detail=stopped)
        return absent(
            WORKBOOK_CHECK, f"{PRICING_SHEET} is read together with the PDF, and there is none."
        )
    if read.refusal:
        return CheckResult(check=WORKBOOK_CHECK, findings=read.refusal)
    expected = expected_cells(proposal) if cells is None else cells
    return check_workbook(expected, read.cells, read.active, LAYOUT_ROW)


def _exports(material: Material, proposal: Proposal) -> CheckResult:
    from proposalkit.workflows.kit_exports import judge_exports

    return judge_exports(proposal, material.files, material.examination, material.exports)


def judge_pages(
    proposal: Proposal, data: bytes, reading: PdfReading, view: PageView
) -> list[CheckResult]:
    """Check that page and data say the same, in both directions."""
    currency = proposal.pricing.currency
    return judge_view(proposal, data, reading, view, currency, view.axis_ticks())


def judge_view(
    document: Proposal | StandardAnswers,
    data: bytes,
    reading: PdfReading,
    view: ExpectedPages,
    currency: str,
    ticks: tuple[str, ...] = (),
) -> list[CheckResult]:
    """Hold pages against data and templates; `ticks` are the numbers that stand on a page alone."""
    pages = [page.text for page in reading.pages]
    values = shown_values(document)
    bodies, _ = without_running_lines(pages, view.running_lines())
    text = "".join(bodies)
    closed = (*ticks, sha256_hex(data))
    return [
        check_printed_digest(data, "\n".join(pages[:KEY_TERMS_PAGES]), reading.xmp),
        check_clauses_on_pages(document, text),
        check_values_on_pages(values, text),
        check_numbers_in_data(pages, values, closed, currency, view.running_lines()),
        _page_text(view, pages, reading.xmp),
    ]


def _page_text(view: ExpectedPages, pages: Sequence[str], xmp: str) -> CheckResult:
    if template_digest_in(xmp) != view.folders.digest():
        return _other_templates(view.pdf_name)
    return check_page_text(view.blocks(), pages, view.running_lines())


def data_of(material: Material) -> bytes | None:
    """Give the proposal's data: the file, else what the PDF carries."""
    if material.proposal_json is not None:
        return material.proposal_json
    reading = material.examination.reading if material.examination else None
    return reading.attachments.get(PROPOSAL_JSON) if reading else None


def judge_manifest(material: Material) -> CheckResult:
    """Hold the files against the manifest."""
    if material.manifest is None:
        return absent("manifest", "There is no manifest.")
    try:
        listed = listed_files(material.manifest)
    except InputRefused as error:
        return CheckResult(check="manifest", findings=error.findings)
    return check_manifest(listed, material.files)


def _pdf(material: Material) -> list[CheckResult]:
    examination = material.examination
    if examination is None:
        return [absent("pdf-structure", "There is no PDF."), absent("attachment", "No PDF.")]
    if examination.reading is None:
        unread = CheckResult(
            check="pdf-reading",
            outcome="could_not_run" if examination.stopped else "ran",
            detail=examination.stopped,
            findings=examination.refusal,
        )
        return [unread]
    attached = examination.reading.attachments.get(PROPOSAL_JSON)
    return [
        structure_for_reader(examination.structure, material),
        check_attachment(attached, material.proposal_json),
    ]


def with_sight(results: Sequence[CheckResult], seen: PdfExamination) -> tuple[CheckResult, ...]:
    """Put in what was seen, when all that was read has been judged meanwhile."""
    late = {STRUCTURE_CHECK: seen.structure, SIGHT_CHECK: seen_by(seen)}
    known = {one.check for one in results}
    missing = (one for check, one in late.items() if one is not None and check not in known)
    return (*(late.get(one.check) or one for one in results), *missing)


def judge_plain(material: Material, known: LookedThrough | None = None) -> tuple[CheckResult, ...]:
    """Look for what programs would read and people not see; `known` was looked through ahead."""
    seen = known.names if known else frozenset()
    *pages, plain = judge_clean(material.files, material.examination, seen)
    results = (*pages, joined(known.plain, plain) if known else plain)
    return tuple(structure_for_reader(one, material) for one in results)


def structure_for_reader(structure: CheckResult, material: Material) -> CheckResult:
    """Tell a buyer, who cannot mend a template or make a PDF, to ask the seller instead."""
    if material.canaries is not None:
        return structure
    asked = (one.model_copy(update={"remedy": ASK_AGAIN}) for one in structure.findings)
    return structure.model_copy(update={"findings": tuple(asked)})


def judge_canaries(
    material: Material,
    reading: PdfReading | None,
    pdf: str = PROPOSAL_PDF,
    known: LookedThrough | None = None,
) -> CheckResult:
    """Look for internal text in all that the buyer gets; `known` was looked through ahead."""
    if material.canaries is None:
        return absent("internal-stays-inside", "Only the seller's side can check this.")
    seen = known.names if known else frozenset()
    unseen = {name: data for name, data in material.files.items() if name not in seen}
    texts = {name: data.decode(errors="replace") for name, data in unseen.items()}
    if reading is not None:
        inside = [page.text for page in reading.pages]
        carried = reading.attachments.items()
        inside += [d.decode(errors="replace") for n, d in carried if material.files.get(n) != d]
        inside += [*reading.attachments, reading.xmp, *reading.info.values()]
        texts[pdf] = "\n".join(inside)
    second = material.examination.second if material.examination else None
    if second is not None and second.reading is not None:
        texts[SUMMARY_PDF] = "\n".join([second.reading.text, *second.reading.info.values()])
    for name, look in material.examination.office.items() if material.examination else ():
        texts[name] = "\n".join(look.texts.values())
    found = check_canaries(material.canaries, texts, places={PARITY})
    if known is None:
        return found
    detail = f"{len(material.canaries)} internal values in {len(seen | set(texts))} files"
    both = (*known.inside.findings, *found.findings)
    return found.model_copy(update={"detail": detail, "findings": both})


def _other_templates(pdf: str) -> CheckResult:
    """Say that words were not compared; who changes the pages could have changed that line too."""
    warning = Finding(
        id="templates-unknown",
        severity="warning",
        where=pdf,
        message="The pages name templates that are not here: words outside the values, the "
        "numbers and the clauses were not compared.",
        remedy="Ask the seller whether its pages are its own, or read them beside the data.",
    )
    return CheckResult(
        check="page-text",
        outcome="not_applicable",
        detail="The pages were made with other templates than these.",
        findings=(warning,),
    )


def absent(check: str, why: str) -> CheckResult:
    """Say that a check does not apply, and why."""
    return CheckResult(check=check, outcome="not_applicable", detail=why)
