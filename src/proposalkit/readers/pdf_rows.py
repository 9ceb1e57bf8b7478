"""The lines of a PDF page by where their words stand: rows of tables, lines, ends of paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from proposalkit.readers.pdf_pages import PageText

_GAP = 1.0
"""Least gap between two cells, in heights of the letters; a blank is about a third of one."""
_STEP = 2.2
"""Largest step from a line to the next one of the same cell, in heights of the letters."""
_PARAGRAPH = 1.3
"""Least step to a new paragraph, in usual steps from line to line."""
_MOST_LINES_IN_A_CELL = 12
_MOST_RUNS = 5_000


@dataclass
class _Line:
    """Words that stand on one line without a wide gap."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


class _Chunk:
    """Lines below each other: a cell, or the lines of a paragraph and of what follows it."""

    def __init__(self, line: _Line) -> None:
        self.lines = [line]

    @property
    def band(self) -> tuple[float, float]:
        return min(one.bottom for one in self.lines), max(one.top for one in self.lines)

    @property
    def right(self) -> float:
        return max(one.right for one in self.lines)

    @property
    def text(self) -> str:
        return "\n".join(one.text.strip() for one in self.lines)


def page_rows(page: PageText) -> tuple[tuple[str, ...], ...] | None:
    """Give the page in the order of its content: a row of cells, a line, or () for a wide step.

    A line break inside a cell is a line feed. None when places and words disagree.
    """
    count = page.layer.count_rects()
    if not 0 < count <= _MOST_RUNS:
        return None
    chunks = _chunks(_runs(page, count))
    rows = tuple(_rows(chunks, _usual_step(chunks)))
    joined = "".join(text for row in rows for text in row)
    return rows if _letters(joined) == _letters(page.raw) else None


def _runs(page: PageText, count: int) -> Iterator[_Line]:
    """Give the runs of letters that stand on one line, as pdfium joins them."""
    for number in range(count):
        box = page.layer.get_rect(number)
        text = page.layer.get_text_bounded(*box)
        if text.strip():
            yield _Line(text, *box)


def _chunks(runs: Iterator[_Line]) -> list[_Chunk]:
    """Join runs of one line, and lines that start below each other."""
    found: list[_Chunk] = []
    for run in runs:
        last = found[-1].lines[-1] if found else None
        if last is not None and _is_beside(last, run) and run.left - last.right < _GAP * run.height:
            last.text = f"{last.text.rstrip()} {run.text.lstrip()}"
            last.right, last.top = run.right, max(last.top, run.top)
        elif last is not None and _is_below(last, run):
            found[-1].lines.append(run)
        else:
            found.append(_Chunk(run))
    return found


def _is_beside(last: _Line, run: _Line) -> bool:
    overlap = min(last.top, run.top) - max(last.bottom, run.bottom)
    return overlap > 0.5 * min(last.height, run.height) and run.left > last.right - run.height


def _is_below(last: _Line, run: _Line) -> bool:
    step = last.bottom - run.bottom
    return abs(run.left - last.left) < run.height and 0 < step < _STEP * run.height


def _usual_step(chunks: Sequence[_Chunk]) -> float:
    """Give the step from line to line that is most common on the page."""
    steps = [
        upper.bottom - lower.bottom
        for chunk in chunks
        for upper, lower in zip(chunk.lines, chunk.lines[1:], strict=False)
    ]
    return median(steps) if steps else 0.0


def _rows(chunks: Sequence[_Chunk], step: float) -> Iterator[tuple[str, ...]]:
    """Give rows of cells where chunks stand side by side, else the lines one by one."""
    place = 0
    while place < len(chunks):
        end = place + 1
        while end < len(chunks) and _same_row(chunks[place:end], chunks[end]):
            end += 1
        if end - place > 1:
            yield tuple(one.text for one in chunks[place:end])
        else:
            yield from _lines(chunks[place], step)
        yield ()
        place = end


def _lines(chunk: _Chunk, step: float) -> Iterator[tuple[str, ...]]:
    last: _Line | None = None
    for line in chunk.lines:
        if last is not None and step and last.bottom - line.bottom > _PARAGRAPH * step:
            yield ()
        yield (line.text.strip(),)
        last = line


def _same_row(row: Sequence[_Chunk], chunk: _Chunk) -> bool:
    """Say whether a chunk stands right of all others of a row, at their height."""
    if any(len(one.lines) > _MOST_LINES_IN_A_CELL for one in (*row, chunk)):
        return False
    if chunk.lines[0].left < max(one.right for one in row) + 0.5 * chunk.lines[0].height:
        return False
    low, high = chunk.band
    return all(min(high, one.band[1]) - max(low, one.band[0]) > 0 for one in row)


def _letters(text: str) -> str:
    return "".join(one for one in text if one.isalnum())
