"""Text of a Word file that a reader of the page does not see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from proposalkit.readers.office_colours import brightness, is_lost

LEAST_HALF_POINTS = 6
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off"})
_FETCHING = ("INCLUDETEXT", "INCLUDEPICTURE", "DDE", "DDEAUTO", "LINK", "IMPORT", "MACROBUTTON")

Fault = tuple[str, str, str]
"""Id of the finding, place in the file, what is wrong."""


def word_faults(trees: Mapping[str, Element]) -> Iterator[Fault]:
    """Find hidden, tiny and pale text, deleted text that is still there, and fields that fetch."""
    for part, tree in trees.items():
        if part.startswith("word/") and part.endswith(".xml"):
            yield from _part(part, tree)


def _part(part: str, tree: Element) -> Iterator[Fault]:
    waiting: list[tuple[Element, float | None]] = [(tree, None)]
    while waiting:
        node, ground = waiting.pop()
        ground = _ground(node, ground)
        tag = node.tag.removeprefix(_W)
        if tag == "r":
            yield from _run(part, node, ground)
        elif tag in {"del", "moveFrom"} and (text := _text(node)):
            yield "file-text-hidden", part, f'"{text}" is deleted but still in the file'
        elif tag == "style" and _is_on(node.find(f"{_W}rPr/{_W}vanish")):
            yield "file-text-hidden", part, f'the style "{node.get(f"{_W}styleId")}" hides its text'
        elif tag == "altChunk":
            yield "remote-reference", part, "another document is drawn in when the file is opened"
        yield from _field(part, node, tag)
        waiting += [(inner, ground) for inner in node]


def _run(part: str, run: Element, ground: float | None) -> Iterator[Fault]:
    text, look = _text(run), run.find(f"{_W}rPr")
    if not text or look is None:
        return
    if any(_is_on(look.find(f"{_W}{one}")) for one in ("vanish", "webHidden", "specVanish")):
        yield "file-text-hidden", part, f'"{text}" is marked as hidden'
    colour = look.find(f"{_W}color")
    shade = _fill(look)
    ink = brightness(colour.get(f"{_W}val")) if colour is not None else None
    if ink is not None and is_lost(ink, ground if shade is None else shade):
        yield "file-text-hidden", part, f'"{text}" is as pale as what is behind it'
    size = look.find(f"{_W}sz")
    points = size.get(f"{_W}val", "") if size is not None else ""
    if points.isdigit() and int(points) < LEAST_HALF_POINTS:
        yield "file-text-hidden", part, f'"{text}" is set in {int(points) / 2:g} points'


def _field(part: str, node: Element, tag: str) -> Iterator[Fault]:
    """Find fields that fetch another file or run something."""
    code = (node.text or "") if tag == "instrText" else ""
    code = node.get(f"{_W}instr", "") if tag == "fldSimple" else code
    if code.split()[:1] and code.split()[0].upper() in _FETCHING:
        yield "remote-reference", part, f'the field "{code.strip()[:60]}" fetches or runs something'


def _ground(node: Element, around: float | None) -> float | None:
    """Give the brightness behind the text of a paragraph, cell or table."""
    for look in ("pPr", "tcPr", "tblPr"):
        inner = node.find(f"{_W}{look}")
        fill = _fill(inner) if inner is not None else None
        if fill is not None:
            return fill
    return around


def _fill(look: Element) -> float | None:
    shade = look.find(f"{_W}shd")
    return brightness(shade.get(f"{_W}fill")) if shade is not None else None


def _is_on(mark: Element | None) -> bool:
    return mark is not None and mark.get(f"{_W}val", "1").lower() not in _OFF


def _text(node: Element) -> str:
    words = [one.text or "" for one in node.iter() if one.tag in {f"{_W}t", f"{_W}delText"}]
    return " ".join("".join(words).split())[:60]
