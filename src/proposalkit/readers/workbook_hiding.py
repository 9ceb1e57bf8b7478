"""What a workbook holds that a person who looks at its sheets does not see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar
from xml.etree.ElementTree import Element

from proposalkit.readers.office_colours import brightness, is_lost

LEAST_POINTS = 3.0
ValueT = TypeVar("ValueT")

_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FETCHING = re.compile(
    r"\b(?:WEBSERVICE|FILTERXML|IMPORTDATA|IMPORTXML|IMAGE|RTD|CALL|REGISTER)\s*\(|\|'?[^|]*!|\[\w*://",
    re.I,
)
_SHOWS_NOTHING = re.compile(r"\s*;\s*;\s*(;\s*)?")
_WHITE_THEME = "0"

Fault = tuple[str, str, str]
"""Id of the finding, place in the file, what is wrong."""


def workbook_faults(trees: Mapping[str, Element]) -> Iterator[Fault]:
    """Find hidden sheets, rows and columns, unreadable cells, text boxes, fetching formulas."""
    lost = _lost_styles(trees.get("xl/styles.xml"))
    for part, tree in trees.items():
        if part == "xl/workbook.xml":
            yield from _hidden_sheets(part, tree)
        elif part.startswith("xl/worksheets/") and part.endswith(".xml"):
            yield from _sheet(part, tree, lost)
        elif part.startswith("xl/drawings/") and (text := _drawn_text(tree)):
            yield "file-text-hidden", part, f'"{text}" stands in a box that is no cell'


def _hidden_sheets(part: str, tree: Element) -> Iterator[Fault]:
    for sheet in tree.iter(f"{_M}sheet"):
        if sheet.get("state", "visible") != "visible":
            yield "file-text-hidden", part, f'the sheet "{sheet.get("name")}" is hidden'
    for name in tree.iter(f"{_M}definedName"):
        if name.get("hidden") in {"1", "true"} and not name.get("name", "").startswith("_xlnm"):
            yield "file-text-hidden", part, f'the name "{name.get("name")}" is hidden'


def _sheet(part: str, tree: Element, lost: Mapping[int, str]) -> Iterator[Fault]:
    for kind in ("row", "col"):
        for one in tree.iter(f"{_M}{kind}"):
            if one.get("hidden") in {"1", "true"}:
                place = one.get("r") or one.get("min")
                yield "file-text-hidden", part, f"{kind} {place} is hidden"
    for cell in tree.iter(f"{_M}c"):
        style = cell.get("s", "0")
        said = "".join(cell.itertext()).strip()[:60]
        if said and style.isdigit() and int(style) in lost:
            yield "file-text-hidden", f"{part} {cell.get('r')}", f'"{said}" is {lost[int(style)]}'
    for formula in tree.iter(f"{_M}f"):
        if _FETCHING.search(formula.text or ""):
            said = (formula.text or "")[:60]
            yield "remote-reference", part, f'the formula "{said}" fetches or runs something'


def _lost_styles(styles: Element | None) -> dict[int, str]:
    """Give the number of each style of cells that cannot be read, and why."""
    if styles is None:
        return {}
    fonts = [_font(one) for one in styles.findall(f"{_M}fonts/{_M}font")]
    fills = [_fill(one) for one in styles.findall(f"{_M}fills/{_M}fill")]
    silent = {
        one.get("numFmtId", "")
        for one in styles.iter(f"{_M}numFmt")
        if _SHOWS_NOTHING.fullmatch(one.get("formatCode", ""))
    }
    lost = {}
    for number, one in enumerate(styles.findall(f"{_M}cellXfs/{_M}xf")):
        ink, size = _at(fonts, one.get("fontId"), (None, LEAST_POINTS))
        if is_lost(ink, _at(fills, one.get("fillId"), None)):
            lost[number] = "as pale as what is behind it"
        elif size < LEAST_POINTS:
            lost[number] = f"set in {size:g} points"
        elif one.get("numFmtId", "") in silent:
            lost[number] = "shown as nothing by its format"
    return lost


def _font(font: Element) -> tuple[float | None, float]:
    colour, size = font.find(f"{_M}color"), font.find(f"{_M}sz")
    ink = None
    if colour is not None:
        ink = 255.0 if colour.get("theme") == _WHITE_THEME else brightness(colour.get("rgb"))
    return ink, float(size.get("val", "11")) if size is not None else 11.0


def _fill(fill: Element) -> float | None:
    pattern = fill.find(f"{_M}patternFill")
    if pattern is None or pattern.get("patternType") != "solid":
        return None
    ground = pattern.find(f"{_M}fgColor")
    return brightness(ground.get("rgb")) if ground is not None else None


def _at(values: list[ValueT], place: str | None, other: ValueT) -> ValueT:
    number = int(place) if place is not None and place.isdigit() else 0
    return values[number] if number < len(values) else other


def _drawn_text(tree: Element) -> str:
    return " ".join(" ".join(tree.itertext()).split())[:60]
