"""Page equals data, letter by letter: the pages say just what the templates make of the data.

The expected text comes from the same templates filled again with the data of `proposal.json`;
every letter of the pages must be accounted for by a block of it, in order. Only page references,
repeated table heads and the running lines of each page may stand between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.folding import bare, spaced
from proposalkit.verify.page_numbers import PAGE, PAGES, printed_numbers

PAGE_REFERENCE = "\ue000"
"""Stands in an expected block where the layout prints a page number."""

_NEAR = 4000
_LONG = 12
_EXCERPT, _BEFORE = 60, 20


@dataclass(frozen=True)
class ExpectedBlock:
    """One heading, paragraph, cell or label, with the table head that may repeat before it."""

    text: str
    table_head: str = ""
    anchors: tuple[str, ...] = ()
    """Ids that begin with this block."""
    references: tuple[str, ...] = ()
    """Ids whose page numbers the block prints, in the order of the marks."""


@dataclass
class _Cursor:
    text: str
    starts: tuple[int, ...]
    pages: Sequence[str]
    place: int = 0
    lost: bool = False
    anchors: dict[str, int] = field(default_factory=dict)
    references: list[tuple[str, int, int]] = field(default_factory=list)
    """Id, the page number printed for it, and the page on which that number stands."""

    def at_page_start(self) -> bool:
        return self.place in self.starts

    def follows(self, wanted: str) -> bool:
        return self.text.startswith(wanted, self.place)

    def page(self, place: int) -> int:
        return sum(start <= place for start in self.starts)

    def read(self, letters: str, page: int) -> str:
        """Give letters as the page writes them."""
        return spaced(letters, "\n".join(self.pages[page - 1 : page + 1]))


def check_page_text(
    blocks: Sequence[ExpectedBlock], pages: Sequence[str], running: Sequence[str]
) -> CheckResult:
    """Walk through the pages block by block; report what is missing, changed or added."""
    stripped, findings = without_running_lines(pages, running)
    cursor = _cursor(stripped, pages)
    for block in blocks:
        finding = _step(cursor, block)
        if finding is not None:
            findings.append(finding)
    rest = cursor.text[cursor.place :]
    if rest:
        page = cursor.page(cursor.place)
        findings.append(_finding(page, "", cursor.read(rest[:_EXCERPT], page)))
    findings += _wrong_references(cursor)
    return CheckResult(
        check="page-text",
        detail=f"{len(blocks)} blocks, {len(cursor.text)} letters on {len(pages)} pages",
        findings=tuple(findings),
    )


def _step(cursor: _Cursor, block: ExpectedBlock) -> Finding | None:
    wanted = bare(block.text)
    if not wanted:
        return None
    end = _match(cursor.text, cursor.place, wanted)
    head = bare(block.table_head)
    if end is None and head and cursor.at_page_start() and cursor.follows(head):
        end = _match(cursor.text, cursor.place + len(head), wanted)
    if end is None:
        return _resume(cursor, wanted, block.text)
    _remember(cursor, block, end)
    cursor.place, cursor.lost = end, False
    return None


def _remember(cursor: _Cursor, block: ExpectedBlock, end: int) -> None:
    """Note where the block stands and which page numbers it prints."""
    page = cursor.page(cursor.place)
    cursor.anchors |= dict.fromkeys(block.anchors, page)
    if block.references:
        pattern = "([0-9]+)".join(map(re.escape, bare(block.text).split(PAGE_REFERENCE)))
        match = re.search(pattern + r"\Z", cursor.text[cursor.place : end])
        printed = map(int, match.groups()) if match else ()
        cursor.references += [
            (target, number, page)
            for target, number in zip(block.references, printed, strict=False)
        ]


def _wrong_references(cursor: _Cursor) -> list[Finding]:
    return [
        _finding(page, f"page {cursor.anchors[target]}", f"page {number}")
        for target, number, page in cursor.references
        if cursor.anchors.get(target, number) != number
    ]


def _resume(cursor: _Cursor, wanted: str, written: str) -> Finding | None:
    """Report what differs, and go on behind the block if it stands a little further on.

    Why `lost`: a changed block is one fault; the jump over it to the next one is not another.
    """
    start = cursor.place
    page, found = cursor.page(start), cursor.text[start : start + len(wanted) + _EXCERPT]
    near = _NEAR if len(wanted) >= _LONG else _NEAR // 10
    further = cursor.text.find(wanted.split(PAGE_REFERENCE)[0], cursor.place, cursor.place + near)
    end = _match(cursor.text, further, wanted) if further >= 0 else None
    known, cursor.lost = cursor.lost and end is not None, end is None
    cursor.place = cursor.place if end is None else end
    if known:
        return None
    given, stands = _from_difference(wanted, found)
    return _finding(page, spaced(given, written), cursor.read(stands, page))


def _from_difference(wanted: str, found: str) -> tuple[str, str]:
    """Cut both to where they begin to differ, with a few letters before it."""
    alike = next(
        (at for at, (one, two) in enumerate(zip(wanted, found, strict=False)) if one != two),
        min(len(wanted), len(found)),
    )
    start = max(0, alike - _BEFORE)
    return wanted[start : start + _EXCERPT], found[start : start + _EXCERPT]


def _match(text: str, place: int, wanted: str) -> int | None:
    parts = wanted.split(PAGE_REFERENCE)
    for number, part in enumerate(parts):
        if not text.startswith(part, place):
            return None
        place += len(part)
        if number < len(parts) - 1:
            digits = place
            while digits < len(text) and text[digits].isdigit():
                digits += 1
            if digits == place:
                return None
            place = digits
    return place


def without_running_lines(
    pages: Sequence[str], running: Sequence[str]
) -> tuple[list[str], list[Finding]]:
    """Give the letters of each page without its running lines; a line that lacks is a finding.

    Where a page was taken out, the numbers printed on the others are as they were.
    """
    bodies, findings = [], []
    counted = tuple((number, len(pages)) for number in range(1, len(pages) + 1))
    told = printed_numbers(pages, running) or counted
    for number, (page, printed) in enumerate(zip(pages, told, strict=True), start=1):
        body = bare(page)
        for line in running:
            said = line.replace(PAGE, str(printed[0])).replace(PAGES, str(printed[1]))
            wanted = bare(said)
            at = body.rfind(wanted)
            if at < 0:
                findings.append(_finding(number, said, "nothing"))
            else:
                body = body[:at] + body[at + len(wanted) :]
        bodies.append(body)
    return bodies, findings


def _cursor(bodies: Sequence[str], pages: Sequence[str]) -> _Cursor:
    starts, length = [], 0
    for body in bodies:
        starts.append(length)
        length += len(body)
    return _Cursor(text="".join(bodies), starts=tuple(starts), pages=pages)


def _finding(page: int, wanted: str, found: str) -> Finding:
    wanted = wanted.replace(PAGE_REFERENCE, "(number)")
    message = f'The page says "{found}" where the data gives "{wanted}".'
    return Finding(
        id="page-text-differs",
        where=f"page {page}",
        message=message,
        remedy="The page was changed after it was made; ask the seller for the kit as made.",
    )
