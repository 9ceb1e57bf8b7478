"""The files beside a proposal: its cover e-mail and the summary to forward, made and judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from proposalkit.compose.beside import email_bytes
from proposalkit.kit.layout import COVER_EMAIL, PROPOSAL_JSON, SUMMARY_PDF
from proposalkit.knowledge.machine_orders import machine_orders
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.canonical import sha256_hex
from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.proposal import Proposal
from proposalkit.model.shown import shown_values
from proposalkit.readers.reading import PdfExamination, PdfReading
from proposalkit.render.outlines import known_shapes
from proposalkit.verify.digest import check_attachment, check_printed_digest
from proposalkit.verify.glyph_shapes import check_glyph_shapes
from proposalkit.verify.page_text import check_page_text
from proposalkit.verify.plain_texts import check_plain_texts
from proposalkit.verify.values import check_numbers_in_data
from proposalkit.workflows.pages import PageView, SummaryView, template_digest_in

EMAIL_CHECK = "cover-email"
SUMMARY_CHECK = "summary"
MOST_PAGES = 2
"""A sponsor forwards one sheet, printed on both sides."""

_QUOTED = 8
_REMEDY = "Ask the seller for the kit as it was made."


def email_file(proposal: Proposal) -> dict[str, bytes]:
    """Give the cover e-mail by its name, if the proposal has the texts for one."""
    return {} if proposal.cover_email is None else {COVER_EMAIL: email_bytes(proposal)}


def judge_beside(
    proposal: Proposal,
    data: bytes,
    files: Mapping[str, bytes],
    examination: PdfExamination | None,
    view: PageView,
) -> tuple[CheckResult, ...]:
    """Hold the e-mail and the summary against the data, letter by letter."""
    return _email(proposal, files), _summary(proposal, data, files, examination, view)


def _email(proposal: Proposal, files: Mapping[str, bytes]) -> CheckResult:
    found = files.get(COVER_EMAIL)
    if found is None:
        return _absent(EMAIL_CHECK, f"There is no {COVER_EMAIL}.")
    said, given = found.decode(errors="replace").split(), email_bytes(proposal).decode().split()
    if said == given:
        return CheckResult(check=EMAIL_CHECK, detail=f"{len(said)} words")
    finding = Finding(
        id="email-changed",
        where=COVER_EMAIL,
        message=f"The e-mail says {_around(said, given)} where the data of the proposal gives "
        f"{_around(given, said)}.",
        remedy=_REMEDY,
    )
    return CheckResult(check=EMAIL_CHECK, findings=(finding,))


def _around(words: Sequence[str], other: Sequence[str]) -> str:
    """Quote the words from the first that differs on."""
    at = next(
        (n for n, (one, two) in enumerate(zip(words, other, strict=False)) if one != two),
        min(len(words), len(other)),
    )
    quoted = " ".join(words[at : at + _QUOTED])
    return f'"{quoted[:80]}"' if quoted else "nothing"


def _summary(
    proposal: Proposal,
    data: bytes,
    files: Mapping[str, bytes],
    examination: PdfExamination | None,
    view: PageView,
) -> CheckResult:
    if SUMMARY_PDF not in files:
        return _absent(SUMMARY_CHECK, f"There is no {SUMMARY_PDF}.")
    second = examination.second if examination else None
    if second is None:
        stopped = examination.stopped if examination else ""
        if stopped:
            return CheckResult(check=SUMMARY_CHECK, outcome="could_not_run", detail=stopped)
        return _absent(SUMMARY_CHECK, "It is read together with the PDF, and there is none.")
    results = tuple(_results(proposal, data, second, SummaryView(view)))
    blocked = next((one for one in results if one.outcome == "could_not_run"), None)
    findings = tuple(
        finding.model_copy(update={"where": f"{SUMMARY_PDF}, {finding.where}"})
        for one in results
        for finding in one.findings
    )
    if blocked is not None and not findings:
        detail = f"{blocked.check}: {blocked.detail}"
        return CheckResult(check=SUMMARY_CHECK, outcome="could_not_run", detail=detail)
    pages = len(second.reading.pages) if second.reading else 0
    return CheckResult(check=SUMMARY_CHECK, detail=f"{pages} pages", findings=findings)


def _results(
    proposal: Proposal, data: bytes, second: PdfExamination, view: SummaryView
) -> Iterator[CheckResult]:
    yield second.structure
    if second.sight is not None:
        yield second.sight
    reading = second.reading
    if reading is None:
        outcome = "could_not_run" if second.stopped else "ran"
        yield CheckResult.model_validate(
            {
                "check": SUMMARY_CHECK,
                "outcome": outcome,
                "detail": second.stopped,
                "findings": second.refusal,
            }
        )
        return
    pages = [page.text for page in reading.pages]
    shapes = known_shapes(packaged_path("templates") / "fonts")
    closed = (sha256_hex(data),)
    yield check_attachment(reading.attachments.get(PROPOSAL_JSON), data)
    yield check_printed_digest(data, "\n".join(pages), reading.xmp)
    yield check_glyph_shapes(reading.shapes, shapes)
    yield check_plain_texts(dict(_texts(reading)), machine_orders())
    yield check_numbers_in_data(pages, shown_values(proposal), closed, proposal.pricing.currency)
    yield _length(pages)
    if template_digest_in(reading.xmp) == view.folders.digest():
        yield check_page_text(view.blocks(), pages, view.running_lines())


def _texts(reading: PdfReading) -> Iterator[tuple[str, str]]:
    for page in reading.pages:
        yield f"page {page.number}", page.text
    yield from reading.words.items()


def _length(pages: list[str]) -> CheckResult:
    if len(pages) <= MOST_PAGES:
        return CheckResult(check=SUMMARY_CHECK)
    finding = Finding(
        id="summary-too-long",
        where="pages",
        message=f"The summary has {len(pages)} pages; {MOST_PAGES} are what a sponsor forwards.",
        remedy='Shorten the sentences of "sponsor" in drafting.yaml, or names in the brief.',
    )
    return CheckResult(check=SUMMARY_CHECK, findings=(finding,))


def _absent(check: str, why: str) -> CheckResult:
    return CheckResult(check=check, outcome="not_applicable", detail=why)
