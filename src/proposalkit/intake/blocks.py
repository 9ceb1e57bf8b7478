"""Lines joined to paragraphs as their writer meant them, each with the place of its start."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from proposalkit.intake.phrases import has_whole_word
from proposalkit.model.display import MONTHS
from proposalkit.model.source_text import SourceText, TextLine

NUMBERED = re.compile(
    r"^(?P<number>(?:[A-Z]{1,6}[-. ]?)?\d+(?:[.-]\d+)*(?=[.):]?\s)|[A-Z]{1,4}(?:-[A-Z]{1,4})?-\d+"
    r"|\(?[a-z]\)|\(?[ivx]{1,4}\)|[a-z]\.(?=\s)|[A-Z]\.\d+(?:\.\d+)*)[.):]?\s+(?=\S)"
)
_DATED = re.compile(rf"^\d{{1,2}}(?:st|nd|rd|th)?\.?\s+(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
"""A line that begins with a date, which is no number of a paragraph."""
_LISTED = re.compile(
    "^(?:\\(?[a-z]{1,4}\\)|\\(?[ivx]+\\)|[a-z]\\.|[-*\u2022\u25aa\u25cf\u2013o\u00b7])\\s"
)
_BULLET = re.compile("^(?:[-*\u2022\u25aa\u25cf\u2013o\u00b7] )(?=\\S)")
_LABELLED = re.compile(r"^(?:\W{0,3})[A-Z][\w /&()'.-]{1,48}:(?:\*\*)?\s")
_SHARE_ROW = re.compile(r"^.{3,70}\s\d{1,3}\s?%$")
_ENDED = re.compile(r"[.?!:;][\"')\]]?$")
_SENTENCE_END = re.compile('(?<=[.?!])["\')\\]]?\\s+(?=[A-Z\u00c4\u00d6\u00dc0-9"(])')
_ABBREVIATED = re.compile(
    r"\b(?:e\.g|i\.e|no|nos|approx|incl|art|sec|dr|mr|ms|mrs|vs|max|min|fig|ca|z\. ?b|bzw|nr|abs"
    r"|ggf|inkl|d\. ?h|u\. ?a)\.$",
    re.I,
)
_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}\.\s+$")
_DAY_LETTERS, _ABBREVIATION = 8, 12
_MONTH_NEXT = re.compile(
    "(?:jan|feb|m\u00e4r|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-z]{0,6}\\b", re.I
)
_HEAD_NUMBER = re.compile(
    "^(?:\\d+(?:\\.\\d+)*|[A-Z]|[IVXL]+(?:\\.\\d+)*)\\.?\\s+[A-Z\u00c4\u00d6\u00dc]"
)
_PART = re.compile(
    r"^(?:Part|Section|Chapter|Teil|Abschnitt|Kapitel) (?:\d{1,2}|[A-Z]|[IVX]+)[.:]?"
    " (?:[-\u2013] )?[A-Z\u00c4\u00d6\u00dc]"
)
"""A heading by its first word: Part 3 Scoring."""
_PART_OF_NUMBER = re.compile(r"^0*\d+ [a-z]")
_HEADING_LETTERS = 70
_SHORT_LETTERS = 60
_DIGITS = re.compile(r"\d+")
_JOINED = ("notes", "pdf", "mail")
_SPLIT_AT = "\u2010"
_HYPHENATED = re.compile(r"[\w-]+")


@dataclass
class Block:
    """A paragraph, a heading or a row; `heading` is the nearest heading above it."""

    text: str
    place: str
    kind: str = "text"
    cells: tuple[str, ...] = ()
    speaker: str = ""
    said_at: str = ""
    heading: str = ""
    order: int = 0
    page: int = 0
    last: str = field(default="", repr=False)
    """The last line joined, to see whether the paragraph ended there."""

    @property
    def number(self) -> str:
        """Give the number a paragraph starts with, without its brackets; empty when none."""
        found = NUMBERED.match(self.text)
        return found["number"].strip("().") if found else ""

    @property
    def is_listed(self) -> bool:
        """Say whether the paragraph is a point of a list."""
        return bool(_LISTED.match(self.text))

    @property
    def bare(self) -> str:
        """Give the text without its number or bullet."""
        return _BULLET.sub("", NUMBERED.sub("", self.text, count=1))


def blocks_of(source: SourceText, modals: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """Join the lines of a source; repeated heads and feet of PDF pages are left out."""
    lines = _body(source) if source.kind == "pdf" else source.lines
    words = {word for one in lines for word in _HYPHENATED.findall(one.text.casefold())}
    width = max((len(one.text) for one in lines), default=0)
    found: list[Block] = []
    heading, is_open = "", False
    for line in lines:
        if line.kind == "blank" or not line.text:
            is_open = False
            continue
        is_heading = line.kind == "heading" or (
            line.kind == "text" and _is_heading(line, source, width, modals)
        )
        if is_open and not is_heading and _goes_on(found[-1], line, source, width):
            _join(found[-1], line, words)
            continue
        kind = "heading" if is_heading else line.kind
        heading = line.text if is_heading else heading
        found.append(
            Block(line.text, line.place, kind, line.cells, line.speaker, line.said_at, heading,
                  len(found), line.page, line.text)
        )  # fmt: skip
        is_open = kind == "text" and source.kind in _JOINED
    return tuple(found)


def sentences(text: str) -> Iterator[str]:
    """Cut a paragraph into its sentences, each as it stands."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        before = text[max(start, found.end() - _DAY_LETTERS) : found.end()]
        is_date = _DAY_BEFORE.search(before) and _MONTH_NEXT.match(text, found.end())
        if not is_date and not _ABBREVIATED.search(
            text[max(start, found.start() - _ABBREVIATION) : found.start()]
        ):
            yield text[start : found.end()].strip()
            start = found.end()
    if text[start:].strip():
        yield text[start:].strip()


def whole_text(blocks: Iterable[Block]) -> str:
    """Give the text in which every quote stands."""
    return "\n".join(one.text for one in blocks)


def _join(block: Block, line: TextLine, words: set[str]) -> None:
    """Join a line; a word broken at the end is whole if the text has it whole elsewhere."""
    if block.text.endswith(_SPLIT_AT):
        start = block.text[:-1]
        left, right = start.rpartition(" ")[2].casefold(), line.text.partition(" ")[0].casefold()
        whole = left + right.rstrip(".,;:)")
        block.text = start + ("" if whole in words else "-") + line.text
    else:
        block.text = f"{block.text} {line.text}"
    block.last = line.text


def _goes_on(block: Block, line: TextLine, source: SourceText, width: int) -> bool:
    """Say whether a line goes on with the paragraph before it."""
    if line.kind != "text" or block.speaker != line.speaker:
        return False
    is_numbered = NUMBERED.match(line.text) and not (
        _DATED.match(line.text) or _PART_OF_NUMBER.match(line.text)
    )
    if (
        is_numbered
        or _BULLET.match(line.text)
        or _LABELLED.match(line.text)
        or _SHARE_ROW.match(line.text)
    ):
        return False
    if _SHARE_ROW.match(block.last):
        return False
    ended = bool(_ENDED.search(block.last))
    if source.kind == "pdf":
        is_short = len(block.last) < 0.8 * width
        is_new = len(block.last) < 0.6 * width and line.text[0].isupper()
        return not is_new and not (ended and (is_short or block.page != line.page))
    if _LABELLED.match(block.text):
        return not ended and (len(block.last) > _SHORT_LETTERS or line.text[0].islower())
    return True


def _is_heading(line: TextLine, source: SourceText, width: int, modals: tuple[str, ...]) -> bool:
    """Say whether a line of plain text is a heading: short, without a verb of duty, unended."""
    text = line.text
    if source.kind not in ("pdf", "notes", "mail") or len(text) > _HEADING_LETTERS:
        return False
    if _ENDED.search(text) or _SHARE_ROW.match(text) or not any(one.isalpha() for one in text):
        return False
    if _PART.match(text):
        return source.kind != "pdf" or len(text) < 0.8 * width
    if has_whole_word(modals, text):
        return False
    numbered = _HEAD_NUMBER.match(text)
    if numbered and not _DATED.match(text):
        return source.kind != "pdf" or len(text) < 0.8 * width
    letters = [one for one in text if one.isalpha()]
    return len(letters) > 3 and all(one.isupper() for one in letters)


def _body(source: SourceText) -> tuple[TextLine, ...]:
    """Leave out the lines that stand at the head or foot of most pages."""
    if (source.pages or 0) < 2:
        return source.lines
    pages: dict[int, list[TextLine]] = {}
    for line in source.lines:
        pages.setdefault(line.page, []).append(line)
    counts: Counter[str] = Counter()
    for lines in pages.values():
        counts.update({_mask(one.text) for one in (*lines[:2], *lines[-2:])})
    most = min(len(pages), max(3, 0.6 * len(pages)))
    repeated = {text for text, count in counts.items() if count >= most}
    return tuple(
        line
        for lines in pages.values()
        for place, line in enumerate(lines)
        if not (_mask(line.text) in repeated and (place < 2 or place >= len(lines) - 2))
    )


def _mask(text: str) -> str:
    return _DIGITS.sub("0", text)
