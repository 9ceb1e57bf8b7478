"""Every letter of a page as pdfium sees it: its box, the colour and the way it is drawn."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pypdfium2
    from numpy.typing import NDArray

_DEEPEST_FORM = 12
_MOST_OBJECTS = 200_000
_GREY = (0.299, 0.587, 0.114)

Matrix = tuple[float, float, float, float]


@dataclass(frozen=True)
class Drawing:
    """How one run of text is drawn."""

    ink: float
    """Brightness of its colour, 0 for black to 255 for white."""
    alpha: int
    """255 for solid, 0 for nothing."""
    matrix: Matrix


@dataclass(frozen=True)
class Letters:
    """The letters of a page that draw something, in the order of the text."""

    characters: str
    boxes: NDArray[np.float64]
    """Left, bottom, right, top in points for each."""
    runs: NDArray[np.int64]
    """Which of the drawings each letter belongs to."""
    drawings: tuple[Drawing, ...]


class _Calls:
    """Three functions of pdfium that take plain addresses: ctypes checks no types a letter.

    Why: with the declared types a page of 2,600 letters takes 8 ms, with these 3.5 ms.
    """

    def __init__(self) -> None:
        from pypdfium2 import raw

        at, place = ctypes.c_void_p, ctypes.c_int
        self.code = ctypes.CFUNCTYPE(ctypes.c_uint, at, place)(_address(raw.FPDFText_GetUnicode))
        self.box = ctypes.CFUNCTYPE(place, at, place, at, at, at, at)(
            _address(raw.FPDFText_GetCharBox)
        )
        self.thing = ctypes.CFUNCTYPE(at, at, place)(_address(raw.FPDFText_GetTextObject))


def _address(function: ctypes._CFunctionType) -> int:
    return ctypes.cast(function, ctypes.c_void_p).value or 0


def page_letters(layer: pypdfium2.PdfTextPage) -> Letters:
    """Read box, colour and matrix of every letter but blanks."""
    import numpy as np

    characters: list[str] = []
    places: list[int] = []
    runs: list[int] = []
    known: dict[int, int] = {}
    drawings: list[Drawing] = []
    calls, page = _Calls(), ctypes.cast(layer.raw, ctypes.c_void_p).value
    sides = np.zeros((layer.count_chars(), 4), dtype=np.float64)
    first = sides.ctypes.data
    for place in range(len(sides)):
        letter = chr(calls.code(page, place))
        if letter.isspace() or letter <= " " or letter in _HYPHEN_MARKS:
            continue
        left = first + place * _ROW
        calls.box(page, place, left, left + 2 * _SIDE, left + _SIDE, left + 3 * _SIDE)
        run = calls.thing(page, place) or 0
        if run not in known:
            known[run] = len(drawings)
            drawings.append(_drawing(layer, place))
        characters.append(letter)
        places.append(place)
        runs.append(known[run])
    return Letters(
        "".join(characters), sides[places], np.array(runs, dtype=np.int64), tuple(drawings)
    )


_SIDE = 8
"""Bytes of one side of a box; pdfium writes left, right, bottom, top, a box here is left, bottom,
right, top."""
_ROW = 4 * _SIDE
_HYPHEN_MARKS = "\x02\ufffe"
"""What pdfium writes for a hyphen at the end of a line, which has its own letter as well."""


def _drawing(layer: pypdfium2.PdfTextPage, place: int) -> Drawing:
    from pypdfium2 import raw

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(layer, place, red, green, blue, alpha)
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(layer, place, matrix)
    shades = (red.value, green.value, blue.value)
    ink = sum(part * shade for part, shade in zip(_GREY, shades, strict=True))
    return Drawing(ink, alpha.value, (matrix.a, matrix.b, matrix.c, matrix.d))


@dataclass(frozen=True)
class TextRun:
    """One text object of a page: pdfium leaves the smallest out of its text, so they count here."""

    size: float
    """Height of its letters' square in points, as drawn."""
    mode: int
    """How it is drawn, as the PDF numbers it: 3 draws nothing."""


def text_runs(page: pypdfium2.PdfPage) -> Iterator[TextRun]:
    """Give every text object of a page and of the forms drawn on it."""
    from pypdfium2 import raw

    waiting = [
        (raw.FPDFPage_GetObject(page, number), _SAME, 0)
        for number in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS))
    ]
    for thing, around, depth in waiting:
        kind = raw.FPDFPageObj_GetType(thing)
        if kind not in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM):
            continue
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(thing, matrix)
        whole = _times((matrix.a, matrix.b, matrix.c, matrix.d), around)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield _run(thing, whole)
        elif depth < _DEEPEST_FORM and len(waiting) < _MOST_OBJECTS:
            inner = range(raw.FPDFFormObj_CountObjects(thing))
            waiting += [(raw.FPDFFormObj_GetObject(thing, n), whole, depth + 1) for n in inner]


_SAME: Matrix = (1.0, 0.0, 0.0, 1.0)


def _run(thing: object, matrix: Matrix) -> TextRun:
    from pypdfium2 import raw

    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(thing, size)
    a, b, c, d = matrix
    smaller = min((a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5)
    return TextRun(abs(size.value) * smaller, int(raw.FPDFTextObj_GetTextRenderMode(thing)))


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d = inner
    e, f, g, h = outer
    return (a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h)
