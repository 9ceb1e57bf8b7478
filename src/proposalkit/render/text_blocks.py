"""The text a page should have, block by block, read from the HTML it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from proposalkit.verify.page_text import PAGE_REFERENCE, ExpectedBlock

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PAGE_NUMBER_CLASS = "at"
"""A link of this class ends with the number of the page it leads to."""

_BLOCKS = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "td", "th", "caption", "figcaption")
)
_SILENT = frozenset(("head", "title", "desc", "style", "script"))


def text_blocks(html: str) -> tuple[ExpectedBlock, ...]:
    """Give each heading, paragraph, item, cell and label in the order in which it is drawn."""
    from lxml.html import document_fromstring

    body = document_fromstring(html).find("body")
    return tuple(_anchored(_blocks(body, ""))) if body is not None else ()


def _anchored(parts: Iterable[ExpectedBlock | str]) -> Iterator[ExpectedBlock]:
    """Give each block the ids that begin with it."""
    waiting: list[str] = []
    for part in parts:
        if isinstance(part, str):
            waiting.append(part)
        else:
            yield replace(part, anchors=tuple(waiting))
            waiting.clear()


def _blocks(element: HtmlElement, head: str) -> Iterator[ExpectedBlock | str]:
    """Give the blocks, and before them the ids of the elements they begin."""
    if element.tag in _SILENT:
        return
    if element.get("id"):
        yield str(element.get("id"))
    if element.tag == "svg":
        yield from (ExpectedBlock(text) for text in _drawn(element))
    elif element.tag in _BLOCKS and not any(
        child.tag in _BLOCKS for child in element.iter("*") if child is not element
    ):
        yield ExpectedBlock("".join(_text(element)), head, references=tuple(_targets(element)))
    else:
        yield from _loose(element.text)
        for child in element:
            yield from _blocks(child, _head(child, head))
            yield from _loose(child.tail)


def _head(element: HtmlElement, head: str) -> str:
    """Give the head that stands again on each page a table goes on to."""
    if element.tag == "thead":
        return ""
    if element.tag != "tbody":
        return head
    table = element.getparent()
    top = table.find("thead") if table is not None else None
    return "".join(_text(top)) if top is not None else ""


def _loose(text: str | None) -> Iterator[ExpectedBlock]:
    if text and text.strip():
        yield ExpectedBlock(text)


def _text(element: HtmlElement) -> Iterator[str]:
    if element.tag in _SILENT or not isinstance(element.tag, str):
        return
    yield element.text or ""
    for child in element:
        yield from _text(child)
        yield child.tail or ""
    if PAGE_NUMBER_CLASS in (element.get("class") or "").split():
        yield PAGE_REFERENCE


def _targets(element: HtmlElement) -> Iterator[str]:
    """Give the ids whose page numbers stand in the text, in order."""
    for link in element.iter("a"):
        if PAGE_NUMBER_CLASS in (link.get("class") or "").split():
            yield str(link.get("href") or "").removeprefix("#")


def _drawn(svg: HtmlElement) -> Iterator[str]:
    """Give the texts of a drawing; readers put neighbours of one line from left to right."""
    texts = [one for one in svg.iter("text")]
    for _, line in groupby(texts, key=lambda one: one.get("y")):
        for one in sorted(line, key=lambda text: float(text.get("x") or 0)):
            yield "".join(_text(one))
