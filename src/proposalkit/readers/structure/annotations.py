"""Annotations and page entries (ISO 19005-3, 6.3 and 6.5; ISO 14289-1, 7.18)."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.model.finding import Finding
from proposalkit.readers.structure.actions import forbidden_action, foreign_scheme
from proposalkit.readers.structure.entries import elements, entry, has, name, number, text, whole
from proposalkit.readers.structure.faults import BARE_LINK, fault, on_page
from proposalkit.readers.structure.opened import OpenedPdf

_FORBIDDEN_TYPES = frozenset({"Sound", "Movie", "Screen", "3D", "RichMedia"})
_PLAIN_TYPES = frozenset({"Link", "Widget"})
_INVISIBLE, _HIDDEN, _PRINT, _NO_VIEW, _TOGGLE = 1, 2, 4, 32, 256
_PLAIN_LINK = "Keep links to web, mail and places in this document."


def check_annotations(opened: OpenedPdf) -> Iterator[Finding]:
    """Check each page and each annotation on it."""
    for page_number, page in enumerate(opened.pages, 1):
        annotations = elements(entry(page.obj, "/Annots"))
        if annotations and name(entry(page.obj, "/Tabs")) != "S":
            yield fault(
                "pdf-page-tab-order",
                on_page(page_number),
                "Moving by key does not follow the order of the text.",
            )
        if has(page.obj, "/AA"):
            yield fault(
                "pdf-page-action", on_page(page_number), "The page starts actions by itself."
            )
        for place, annotation in enumerate(annotations, 1):
            yield from _annotation(annotation, on_page(page_number, f"annotation {place}"))


def _annotation(annotation: object, where: str) -> Iterator[Finding]:
    """Check one annotation."""
    kind = name(entry(annotation, "/Subtype"))
    yield from _kind(kind, where)
    yield from _flags(annotation, kind, where)
    yield from _acts(annotation, where)
    yield from _described(annotation, kind, where)
    needs_look = kind not in {"Popup", "Link"} and _has_area(annotation)
    if needs_look and not has(entry(annotation, "/AP"), "/N"):
        yield fault("pdf-annotation-appearance", where, "The annotation has no look of its own.")


def _kind(kind: str, where: str) -> Iterator[Finding]:
    """Check that the annotation is a link or a field, not media and not a hidden note."""
    if kind in _FORBIDDEN_TYPES or not kind:
        yield fault("pdf-annotation-type", where, f'An annotation of type "{kind}" is not allowed.')
    elif kind not in _PLAIN_TYPES:
        yield fault(
            "pdf-annotation-note",
            where,
            f'An annotation of type "{kind}" holds what is not on the page.',
            "Put it on the page or leave it out.",
        )


def _flags(annotation: object, kind: str, where: str) -> Iterator[Finding]:
    """Check that the annotation prints and is not hidden."""
    flags = whole(entry(annotation, "/F")) or 0
    forbidden = _INVISIBLE | _HIDDEN | _NO_VIEW | _TOGGLE
    if kind != "Popup" and (not flags & _PRINT or flags & forbidden):
        yield fault(
            "pdf-annotation-flags",
            where,
            f"The annotation is hidden or does not print (flags {flags}).",
        )


def _acts(annotation: object, where: str) -> Iterator[Finding]:
    """Check what a click does."""
    problem = forbidden_action(entry(annotation, "/A"))
    if problem:
        yield fault("pdf-action-forbidden", where, f"A click starts {problem}.", _PLAIN_LINK)
    if has(annotation, "/AA"):
        yield fault("pdf-action-forbidden", where, "The annotation acts by itself.", _PLAIN_LINK)
    address = foreign_scheme(entry(annotation, "/A"))
    if address:
        yield fault("pdf-link-address", where, f'The link goes to "{address}".', _PLAIN_LINK)


def _described(annotation: object, kind: str, where: str) -> Iterator[Finding]:
    """Check that the annotation says what it is and has its place in the structure."""
    if kind == "Link" and not text(entry(annotation, "/Contents")):
        yield fault("pdf-link-no-contents", where, "The link does not say where it goes.")
    if kind == "Widget" and not text(entry(annotation, "/TU")):
        yield fault("pdf-widget-no-name", where, "The field has no name for a screen reader.")
    if kind not in {"Popup", "Widget", "Link"} and not has(annotation, "/Contents"):
        yield fault("pdf-annotation-no-contents", where, "The annotation has no description.")
    if kind != "Popup" and whole(entry(annotation, "/StructParent")) is None:
        yield fault(
            "pdf-annotation-not-in-structure",
            where,
            "The annotation is not part of the structure.",
            BARE_LINK,
        )


def _has_area(annotation: object) -> bool:
    """Say whether the rectangle of the annotation has an area."""
    sides = [number(side) or 0.0 for side in elements(entry(annotation, "/Rect"))]
    return len(sides) == 4 and sides[0] != sides[2] and sides[1] != sides[3]
