"""Do page one and the pages of questions keep to their number of pages?"""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.model.finding import Finding
from proposalkit.model.folding import bare
from proposalkit.model.proposal import Proposal
from proposalkit.readers.reading import PdfReading

QUESTION_PAGES = 2
"""Pages that the answers to procurement may take."""

_FIRST_ROW = "A clause that binds an answer ends it"


def page_count_warnings(
    proposal: Proposal, reading: PdfReading | None, digest: str
) -> Iterator[Finding]:
    """Warn of key terms that run over page one, and of answers on more than two pages.

    Why a warning: the pages are true and whole, but a reader who is promised one page has two.
    """
    pages = [bare(page.text) for page in reading.pages] if reading else []
    if pages and bare(digest) not in pages[0]:
        yield _finding(
            "key-terms-overflow",
            "page 1",
            "The key terms do not fit on page one.",
            "Shorten the longest of title, outcome definition and missing items.",
        )
    asked = _answer_pages(proposal, pages)
    if len(asked) > QUESTION_PAGES + bool(proposal.requirements):  # they begin below those
        yield _finding(
            "too-many-question-pages",
            f"pages {asked[0] + 1} to {asked[-1] + 1}",
            f"The answers to procurement take {len(asked)} pages instead of {QUESTION_PAGES}.",
            "Shorten the longest texts that answers quote, such as lists in the profile, or leave "
            "out questions in knowledge/questions.yaml.",
        )


def _answer_pages(proposal: Proposal, pages: list[str]) -> range:
    """Give the pages from the first answer to the last, counted from 0; none without answers."""
    head = bare(_FIRST_ROW)
    start = next((number for number, text in enumerate(pages) if head in text), None)
    if start is None or not proposal.answers:
        return range(0)
    groups = list(dict.fromkeys(one.group for one in proposal.answers))
    last = max(proposal.answers, key=lambda one: groups.index(one.group))
    final = [one for one in proposal.answers if one.group == last.group][-1]
    wanted = bare(final.question)
    found = (number for number, text in enumerate(pages) if number >= start and wanted in text)
    return range(start, next(found, start) + 1)


def _finding(id_: str, where: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, severity="warning", where=where, message=message, remedy=remedy)
