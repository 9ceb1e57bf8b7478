"""Report what the walk over the content found (ISO 14289-1, 7.1; ISO 19005-3, 6.2.4)."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.model.finding import Finding
from proposalkit.readers.structure.content_scan import ContentScan
from proposalkit.readers.structure.faults import MAKE_AGAIN, fault, on_page

_IN_RGB = "Use RGB colours and RGB images in templates and logos."
_NO_HIDING = "Remove it: everything in the file must be visible on the page."

_TEXTS = {
    "pdf-content-unmarked": (
        "Something is drawn that is neither tagged nor marked as decoration",
        "Give it a tag in the template, or make it a CSS background.",
    ),
    "pdf-content-unreadable": ("The content cannot be read", MAKE_AGAIN),
    "pdf-artifact-inside-text": ("Decoration is marked inside tagged text", MAKE_AGAIN),
    "pdf-text-inside-artifact": ("Tagged text is marked inside decoration", MAKE_AGAIN),
    "pdf-marks-unbalanced": ("A mark of content is opened and closed unevenly", MAKE_AGAIN),
    "pdf-colour-cmyk": ("Colours are CMYK while the file promises RGB", _IN_RGB),
    "pdf-text-invisible": ("Text is written that cannot be seen", _NO_HIDING),
    "pdf-text-without-font": ("Text is shown in a font that is not in the file", MAKE_AGAIN),
}


def check_content(scan: ContentScan) -> Iterator[Finding]:
    """Give one finding for each kind of fault on each page."""
    for page in scan.pages:
        for kind, thing in page.faults.items():
            message, remedy = _TEXTS[kind]
            yield fault(kind, on_page(page.number), f'{message} ("{thing}").', remedy)
