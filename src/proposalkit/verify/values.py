"""Page equals data, value by value: what the data shows stands on a page, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.folding import bare
from proposalkit.model.shown import ShownValue
from proposalkit.verify.page_numbers import missing_pages

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATE = rf"\b\d{{1,2}}\s+{_MONTH}\s+\d{{4}}\b"
_NUMBER = r"\d[\d,]*(?:\.\d+)*\s?%?"
_DIGEST = re.compile(r"(?<!\w)[0-9a-f]{64}(?!\w)")
_PAGE_REFERENCE = re.compile(r"\b[Pp]age\s+\d+(?:\s+of\s+\d+)?")


def check_values_on_pages(values: Sequence[ShownValue], page_text: str) -> CheckResult:
    """Look for the words of every shown value in the text of the pages."""
    pages = bare(page_text)
    findings = [
        Finding(
            id="value-not-on-page",
            where=value.pointer,
            message=f'"{_short(value.text)}" does not stand on any page.',
            remedy="Page and data say different things; ask the seller for the kit as made.",
        )
        for value in values
        if not all(bare(line) in pages for line in value.text.split("\n"))
    ]
    return CheckResult(
        check="data-on-pages", detail=f"{len(values)} shown values", findings=tuple(findings)
    )


def check_numbers_in_data(
    pages: Sequence[str],
    values: Iterable[ShownValue],
    closed_list: Iterable[str],
    currency: str,
    running: Sequence[str] = (),
) -> CheckResult:
    """Look for every number, date, percentage and amount of the pages in the data.

    The closed list holds what may stand on a page without being data: axis ticks and the digest;
    page numbers are recognised by the word before them, and must leave no page out. The digits of
    a digest are no numbers: it is known as a whole or not at all.
    """
    said = (*(value.text for value in values), *closed_list)
    known = {token for text in said for token in tokens(text, currency)}
    digests = {one for text in said for one in _DIGEST.findall(text)}
    seen = 0
    findings = [*missing_pages(pages, running), *_strange_digests(pages, digests)]
    for number, text in enumerate(pages, start=1):
        for token in tokens(_DIGEST.sub(" ", _PAGE_REFERENCE.sub(" ", text)), currency):
            seen += 1
            if token not in known:
                findings.append(
                    Finding(
                        id="number-not-in-data",
                        where=f"page {number}",
                        message=f'"{token}" stands on the page but not in the data.',
                        remedy="Page and data say different things; ask for the kit as made.",
                    )
                )
    return CheckResult(
        check="pages-in-data", detail=f"{seen} numbers and dates", findings=tuple(findings)
    )


def _strange_digests(pages: Sequence[str], known: Collection[str]) -> Iterator[Finding]:
    """Name each digest once that is neither in the data nor its own."""
    told = set(known)
    for number, text in enumerate(pages, start=1):
        for digest in _DIGEST.findall(text):
            if digest not in told:
                told.add(digest)
                yield Finding(
                    id="digest-not-in-data",
                    where=f"page {number}",
                    message=f'The digest "{digest[:12]}..." stands on the page; it is neither that '
                    "of the data nor in the data.",
                    remedy="Page and data do not belong together; ask for the kit as made.",
                )


def tokens(text: str, currency: str) -> tuple[str, ...]:
    """Give the numbers, dates, percentages and amounts of a text, white space removed."""
    pattern = rf"{_DATE}|{currency}\s\d[\d,]*(?:\.\d+)?|{_NUMBER}"
    return tuple("".join(match[0].split()).rstrip(",.") for match in re.finditer(pattern, text))


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."
