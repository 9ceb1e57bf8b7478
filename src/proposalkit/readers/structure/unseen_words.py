"""Texts of a PDF that programs read and a page does not show: descriptions, bookmarks, links."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.readers.structure import entries
from proposalkit.readers.structure.entries import elements, entry, text
from proposalkit.readers.structure.opened import OpenedPdf

_MOST_NODES = 200_000
_TAG_KEYS = frozenset({"/Alt", "/ActualText", "/E", "/T"})
_NOTE_KEYS = ("/Contents", "/T", "/Subj", "/RC", "/TU", "/V")
LINK = "link address"


def unseen_words(opened: OpenedPdf) -> dict[str, str]:
    """Give each such text by its place; texts of tags that say nothing new are few."""
    return dict((*_tags(opened), *_bookmarks(opened), *_notes(opened)))


def _tags(opened: OpenedPdf) -> Iterator[tuple[str, str]]:
    """Walk the structure, as deep as it goes, each element once."""
    waiting = list(elements(entry(opened.catalog, "/StructTreeRoot")))
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting and count < _MOST_NODES:
        node = waiting.pop()
        place = entries.reference(node)
        if not entries.is_dictionary(node) or place in seen:
            continue
        if place != (0, 0):
            seen.add(place)
        count += 1
        for key in _TAG_KEYS & entries.keys(node):
            if said := text(entry(node, key)):
                yield f"tag {count}, {key[1:]}", said
        waiting += elements(entry(node, "/K"))


def _bookmarks(opened: OpenedPdf) -> Iterator[tuple[str, str]]:
    waiting = [entry(entry(opened.catalog, "/Outlines"), "/First")]
    count = 0
    while waiting and count < _MOST_NODES:
        node = waiting.pop()
        if not entries.is_dictionary(node):
            continue
        count += 1
        yield f"bookmark {count}", text(entry(node, "/Title"))
        waiting += [entry(node, "/Next"), entry(node, "/First")]


def _notes(opened: OpenedPdf) -> Iterator[tuple[str, str]]:
    for page_number, page in enumerate(opened.pages, 1):
        for number, note in enumerate(elements(entry(page.obj, "/Annots")), 1):
            place = f"page {page_number}, annotation {number}"
            for key in _NOTE_KEYS:
                if said := text(entry(note, key)):
                    yield f"{place}, {key[1:]}", said
            if address := text(entry(entry(note, "/A"), "/URI")):
                yield f"{place}, {LINK}", address
