"""What an opened PDF carries besides its pages: attachments, metadata, names of fonts."""

from __future__ import annotations

from proposalkit.readers.structure import entries
from proposalkit.readers.structure.attachments import embedded_files
from proposalkit.readers.structure.content_scan import page_resources
from proposalkit.readers.structure.entries import entry
from proposalkit.readers.structure.fonts import font_name
from proposalkit.readers.structure.opened import OpenedPdf

_MAX_FORMS = 1_000


def attachments(opened: OpenedPdf) -> dict[str, bytes]:
    """Give the embedded files, in the order of their list."""
    files: dict[str, bytes] = {}
    for file in embedded_files(opened):
        name, again = file.name, 1
        while name in files:
            again += 1
            name = f"{file.name} ({again})"
        files[name] = entries.data(file.stream) or b""
    return files


def font_names(opened: OpenedPdf) -> tuple[str, ...]:
    """Collect the names of all fonts the pages can use, sorted."""
    return tuple(sorted({font_name(font) for font in page_fonts(opened)} - {""}))


def page_fonts(opened: OpenedPdf) -> tuple[object, ...]:
    """Collect the fonts the pages, and the forms drawn on them, can use, each once."""
    fonts: dict[tuple[int, int], object] = {}
    seen: set[tuple[int, int]] = set()
    waiting = [page_resources(page) for page in opened.pages]
    while waiting and len(seen) < _MAX_FORMS:
        resources = waiting.pop()
        for _, font in entries.pairs(entry(resources, "/Font")):
            place = entries.reference(font)
            fonts[(-len(fonts), -1) if place == (0, 0) else place] = font
        for _, drawn in entries.pairs(entry(resources, "/XObject")):
            if entries.reference(drawn) not in seen:
                seen.add(entries.reference(drawn))
                waiting.append(entry(drawn, "/Resources"))
    return tuple(fonts.values())


def xmp_text(opened: OpenedPdf) -> str:
    """Give the XMP packet as text; bytes that are no UTF-8 are shown as replaced."""
    raw = entries.data(entry(opened.catalog, "/Metadata")) or b""
    return raw.decode("utf-8", errors="replace")


def info(opened: OpenedPdf) -> dict[str, str]:
    """Give the entries of the old information dictionary."""
    return {
        key[1:]: entries.text(value) or entries.name(value)
        for key, value in entries.pairs(opened.pdf.docinfo)
    }
