"""UBL elements written in a short way, with their two namespaces."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
CAC, CBC = f"{UBL}CommonAggregateComponents-2", f"{UBL}CommonBasicComponents-2"
QUOTATION = f"{UBL}Quotation-2"
Element = ElementTree.Element


def value(name: str, text: str, **attributes: str) -> list[Element]:
    """Give one element with a text; none when the text is empty."""
    if not text:
        return []
    element = Element(f"{{{CBC}}}{name}", attributes)
    element.text = text
    return [element]


def group(name: str, *parts: Iterable[Element]) -> list[Element]:
    """Give one element that holds others; none when it would hold nothing."""
    inside = [one for part in parts for one in part]
    if not inside:
        return []
    element = Element(f"{{{CAC}}}{name}")
    element.extend(inside)
    return [element]


def document(name: str, parts: Iterable[Iterable[Element]]) -> bytes:
    """Write the whole document, indented, in UTF-8."""
    root = Element(f"{{{UBL}{name}-2}}{name}")
    root.extend([one for part in parts for one in part])
    ElementTree.register_namespace("", f"{UBL}{name}-2")
    ElementTree.register_namespace("cac", CAC)
    ElementTree.register_namespace("cbc", CBC)
    ElementTree.indent(root, " ")
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
