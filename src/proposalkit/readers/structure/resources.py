"""Images, forms and graphics states of the pages (ISO 19005-3, 6.2.5, 6.2.8, 6.2.9)."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.model.finding import Finding
from proposalkit.readers.structure import entries
from proposalkit.readers.structure.content_scan import page_resources
from proposalkit.readers.structure.entries import entry, has, name
from proposalkit.readers.structure.faults import fault, on_page
from proposalkit.readers.structure.opened import OpenedPdf

_CRISP = "Set `image-rendering: crisp-edges` on images in the style sheet."
_MAX_OBJECTS = 10_000


def check_resources(opened: OpenedPdf) -> Iterator[Finding]:
    """Check the drawn objects and graphics states, each once."""
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(opened.pages, 1):
        waiting = [page_resources(page)]
        while waiting and len(seen) < _MAX_OBJECTS:
            resources = waiting.pop()
            if _is_new(resources, seen):
                yield from _held(resources, number, seen, waiting)


def _held(
    resources: object, page: int, seen: set[tuple[int, int]], waiting: list[object]
) -> Iterator[Finding]:
    """Check what one dictionary of resources holds; resources of forms are left to the caller."""
    for key, drawn in entries.pairs(entry(resources, "/XObject")):
        if _is_new(drawn, seen):
            yield from _object(drawn, on_page(page, f'object "{key[1:]}"'))
            waiting.append(entry(drawn, "/Resources"))
    for key, state in entries.pairs(entry(resources, "/ExtGState")):
        yield from _state(state, on_page(page, f'graphics state "{key[1:]}"'))


def _is_new(value: object, seen: set[tuple[int, int]]) -> bool:
    """Note an object and say whether it is met for the first time; one in place is always new."""
    place = entries.reference(value)
    is_new = place == (0, 0) or place not in seen
    seen.add(place)
    return is_new


def _object(drawn: object, where: str) -> Iterator[Finding]:
    """Check one image or form."""
    if name(entry(drawn, "/Subtype")) == "PS" or has(drawn, "/PS"):
        yield fault("pdf-object-postscript", where, "A drawn object is a PostScript program.")
    if has(drawn, "/Ref"):
        yield fault("pdf-object-reference", where, "A drawn object refers to another file.")
    if has(drawn, "/OPI"):
        yield fault("pdf-object-proxy", where, "A drawn object stands for a picture elsewhere.")
    if has(drawn, "/Alternates"):
        yield fault("pdf-image-alternate", where, "An image has other versions of itself.")
    if name(entry(drawn, "/Subtype")) != "Image":
        return
    if entry(drawn, "/Interpolate") is True:
        yield fault("pdf-image-interpolated", where, "An image asks to be smoothed.", _CRISP)
    if name(entry(drawn, "/ColorSpace")) == "DeviceCMYK":
        yield fault(
            "pdf-colour-cmyk",
            where,
            "An image is in CMYK while the file promises RGB.",
            "Save the image in RGB.",
        )


def _state(state: object, where: str) -> Iterator[Finding]:
    """Check that a graphics state does not change colours by a function of its own."""
    transfer = entry(state, "/TR2")
    if has(state, "/TR") or (transfer is not None and name(transfer) != "Default"):
        yield fault("pdf-transfer-function", where, "A graphics state has a transfer function.")
