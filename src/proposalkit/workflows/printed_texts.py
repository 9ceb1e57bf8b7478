"""Looks for every sentence that was let stand where a person reads it: pages, summary, e-mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from proposalkit.compose.drafted import Marks, paragraphs
from proposalkit.kit.layout import COVER_EMAIL, PROPOSAL_PDF, SUMMARY_PDF
from proposalkit.model.draft import DraftedSection
from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.folding import bare
from proposalkit.verify.page_text import without_running_lines

if TYPE_CHECKING:
    from proposalkit.readers.reading import PdfExamination
    from proposalkit.workflows.draft import DraftedTexts

_REMEDY = "Make the kit again; a text that changed after its check may not be sent."
_SHOWN = 60


def check_printed_texts(
    checked: CheckResult,
    texts: DraftedTexts,
    examination: PdfExamination,
    email: bytes,
    running: Sequence[str],
) -> CheckResult:
    """Add to what was found in the data what is found on the pages, in the summary and the e-mail.

    Each paragraph is made again from the sentences that were let stand, values put in, and has to
    stand there letter by letter, in its order. Pages that could not be read have a check that says
    so. `running` are the lines of every page.
    """
    places = {
        PROPOSAL_PDF: _pages(examination, running),
        SUMMARY_PDF: _pages(examination.second, running) if examination.second else None,
        COVER_EMAIL: bare(email.decode()) if email else None,
    }
    findings = [
        finding
        for one in texts.sections
        if (letters := places[_file_of(one)]) is not None
        for finding in _missing(one, texts, letters)
    ]
    return checked.model_copy(
        update={
            "detail": f"{len(texts.sections)} texts, in the data and on the pages",
            "findings": (*checked.findings, *findings),
        }
    )


def _file_of(drafted: DraftedSection) -> str:
    return {"cover_email": COVER_EMAIL, "sponsor": SUMMARY_PDF}.get(drafted.section, PROPOSAL_PDF)


def _pages(examination: PdfExamination, running: Sequence[str]) -> str | None:
    """Give the letters of all pages without the lines that stand on each; None: none were read."""
    if examination.reading is None:
        return None
    pages = [page.text for page in examination.reading.pages]
    return "".join(without_running_lines(pages, running)[0])


def _missing(drafted: DraftedSection, texts: DraftedTexts, letters: str) -> Iterator[Finding]:
    """Look for each paragraph behind the one before it; the buyer's own words have other checks."""
    text = texts.plan.text(drafted.section)
    if text is None:
        return
    place = 0
    for block in paragraphs(text, drafted, texts.plan.values, Marks()):
        if block.kind == "buyer_words":
            continue
        wanted = bare(block.text)
        at = letters.find(wanted, place)
        if at < 0:
            yield _finding(drafted, block.text)
        else:
            place = at + len(wanted)


def _finding(drafted: DraftedSection, text: str) -> Finding:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
    return Finding(
        id="drafted-text-not-printed",
        where=f"{_file_of(drafted)}, section {drafted.section}",
        message=f'"{shown}" was let stand and is not printed so, or not in its place.',
        remedy=_REMEDY,
    )
