"""The automatic numbers of a Word file: what a person sees before a paragraph, as text."""

from __future__ import annotations

import re
from xml.etree import ElementTree

Element = ElementTree.Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MAX_CHAIN = 20


class _Level:
    """One level of a list: how its number is written and where it starts."""

    def __init__(self, node: Element) -> None:
        self.format = _value(node.find(f"{W}numFmt")) or "decimal"
        self.text = _value(node.find(f"{W}lvlText"))
        self.start = int(_value(node.find(f"{W}start")) or 1)


class Numbering:
    """Counts the paragraphs of all lists while a file is read from front to back."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        root = numbering if numbering is not None else ElementTree.Element("none")
        self._levels = {
            one.get(f"{W}abstractNumId", ""): {
                int(level.get(f"{W}ilvl", 0)): _Level(level) for level in one.iter(f"{W}lvl")
            }
            for one in root.iterfind(f"{W}abstractNum")
        }
        self._lists = {
            one.get(f"{W}numId", ""): _value(one.find(f"{W}abstractNumId"))
            for one in root.iterfind(f"{W}num")
        }
        self._styles = _style_lists(styles)
        self._counts: dict[str, dict[int, int]] = {}

    def number(self, paragraph: Element) -> str:
        """Give the number of a paragraph as it is printed; empty for none and for bullets."""
        place = self._place(paragraph)
        if place is None:
            return ""
        list_, depth = place
        levels = self._levels.get(self._lists.get(list_, ""), {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(self._lists[list_], {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return _printed(levels, depth, counts)

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """Give list and level of a paragraph, its own or those of its style."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        style = self._styles.get(_value(properties.find(f"{W}pStyle")))
        own = properties.find(f"{W}numPr")
        if own is None:
            return style
        list_ = _value(own.find(f"{W}numId")) or (style[0] if style else "")
        depth = _value(own.find(f"{W}ilvl")) or (str(style[1]) if style else "0")
        return (list_, int(depth)) if list_ and list_ != "0" and depth.isdigit() else None


def style_levels(styles: Element | None) -> dict[str, int]:
    """Give the ids of the styles that are headings, with their level from 0."""
    found: dict[str, int] = {}
    for style in styles.iterfind(f"{W}style") if styles is not None else ():
        name = _value(style.find(f"{W}name")).lower()
        outline = _value(style.find(f"{W}pPr/{W}outlineLvl"))
        heading = re.fullmatch(r"heading (\d)", name)
        if outline.isdigit() and int(outline) < 9:
            found[style.get(f"{W}styleId", "")] = int(outline)
        elif heading:
            found[style.get(f"{W}styleId", "")] = int(heading[1]) - 1
        elif name == "title":
            found[style.get(f"{W}styleId", "")] = 0
    return found


def _style_lists(styles: Element | None) -> dict[str, tuple[str, int]]:
    """Give list and level of each style that numbers its paragraphs, also by its parent."""
    own: dict[str, tuple[str, int]] = {}
    parents: dict[str, str] = {}
    for style in styles.iterfind(f"{W}style") if styles is not None else ():
        name = style.get(f"{W}styleId", "")
        parents[name] = _value(style.find(f"{W}basedOn"))
        number = style.find(f"{W}pPr/{W}numPr")
        if number is not None and _value(number.find(f"{W}numId")):
            depth = _value(number.find(f"{W}ilvl")) or "0"
            own[name] = (_value(number.find(f"{W}numId")), int(depth))
    found = dict(own)
    for name in parents:
        parent = name
        for _ in range(_MAX_CHAIN):
            if parent in own or not parent:
                break
            parent = parents.get(parent, "")
        if parent in own:
            found[name] = own[parent]
    return found


def _printed(levels: dict[int, _Level], depth: int, counts: dict[int, int]) -> str:
    level = levels[depth]
    if level.format in ("bullet", "none") or not level.text:
        return ""

    def put(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        shown = levels.get(place, level)
        return _written(counts.get(place, shown.start), shown.format)

    return re.sub(r"%([1-9])", put, level.text)


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        text = ""
        for value, letters in _ROMAN:
            text, count = text + letters * (count // value), count % value
        return text if form == "lowerRoman" else text.upper()
    return f"{count:02}" if form == "decimalZero" else str(count)


def _value(node: Element | None) -> str:
    return "" if node is None else node.get(f"{W}val", "")
