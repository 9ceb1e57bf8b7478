"""Walk the content of a page and of the forms it draws, and note what the checks ask about."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

import pikepdf

from proposalkit.readers.structure import entries
from proposalkit.readers.structure.content_tokens import (
    DRAW,
    SHOW_TEXT,
    Operation,
    UnreadableContent,
    read_operations,
)
from proposalkit.readers.structure.opened import OpenedPdf

_HIDDEN_MODES = frozenset({"3", "7"})
_DEEPEST_FORM = 12


@dataclass
class FontUse:
    """One font and the bytes shown with it."""

    font: object
    page: int
    shown: list[bytes] = field(default_factory=list)

    def two_byte_codes(self) -> set[int]:
        """Give the different codes of a font whose codes are two bytes long."""
        whole = b"".join(part for part in self.shown if len(part) % 2 == 0)
        codes = array("H", whole)
        codes.byteswap()
        return set(codes)


@dataclass
class PageContent:
    """What was seen on one page."""

    number: int
    mcids: set[int] = field(default_factory=set)
    form_mcids: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    """Object number of a form -> the marks in it."""
    faults: dict[str, str] = field(default_factory=dict)
    """Kind of fault -> the first operator or name that shows it."""

    def note(self, kind: str, thing: str) -> None:
        """Keep the first sight of each kind of fault on the page."""
        self.faults.setdefault(kind, thing)


@dataclass
class ContentScan:
    """The content of all pages: per page what was seen, and the fonts of the whole file."""

    pages: list[PageContent] = field(default_factory=list)
    fonts: dict[tuple[int, int], FontUse] = field(default_factory=dict)


def scan_content(opened: OpenedPdf) -> ContentScan:
    """Walk all pages once."""
    scan = ContentScan()
    opened.pdf.get_warnings()  # drops the warnings of earlier steps, which report them themselves
    for number, page in enumerate(opened.pages, 1):
        seen = PageContent(number)
        scan.pages.append(seen)
        parts = entries.elements(entries.entry(page.obj, "/Contents"))
        content = b"\n".join(entries.data(part) or b"" for part in parts)
        _Walker(scan, seen).walk(page, content, page_resources(page), marked="")
        for warning in opened.pdf.get_warnings():
            seen.note("pdf-content-unreadable", str(warning).rpartition(": ")[2])
    return scan


def page_resources(page: pikepdf.Page) -> object:
    """Give the resources of a page, its own or inherited from the tree of pages."""
    holder: object = page.obj
    for _ in range(64):
        if entries.has(holder, "/Resources"):
            return entries.entry(holder, "/Resources")
        holder = entries.entry(holder, "/Parent")
    return None


class _Walker:
    """The state of one stream: marks that are open, the font, the way text is drawn."""

    def __init__(self, scan: ContentScan, page: PageContent, depth: int = 0) -> None:
        self.scan = scan
        self.page = page
        self.depth = depth
        self.mcids = page.mcids
        self.open_marks: list[str] = []
        self.outer = ""
        self.font: FontUse | None = None
        self.mode = "0"
        self.saved: list[tuple[FontUse | None, str]] = []
        self.resources: object = None
        self.fonts: dict[str, FontUse] = {}

    def walk(
        self, source: pikepdf.Page | pikepdf.Object, content: bytes, resources: object, marked: str
    ) -> None:
        """Walk one stream; `marked` says whether it is drawn inside an artifact or a tag."""
        self.resources, self.outer = resources, marked
        self.fonts = self._load_fonts()
        try:
            operations = read_operations(source, content)
        except UnreadableContent as problem:
            self.page.note("pdf-content-unreadable", str(problem)[:80])
            return
        for operation in operations:
            self._step(operation)
        if self.open_marks:
            self.page.note("pdf-marks-unbalanced", "BDC without EMC")

    def _load_fonts(self) -> dict[str, FontUse]:
        """Register the fonts of the resources, used or not."""
        fonts = {}
        for key, font in entries.pairs(entries.entry(self.resources, "/Font")):
            place = entries.reference(font)
            if place == (0, 0):
                place = (-len(self.scan.fonts) - 1, 0)
            use = self.scan.fonts.setdefault(place, FontUse(font, self.page.number))
            fonts[key[1:]] = use
        return fonts

    def _step(self, operation: Operation) -> None:
        """Take one operation."""
        operator = operation.operator
        if operator in SHOW_TEXT:
            self._show(operation)
        elif operator in DRAW:
            self._drawn(operator)
        elif operator in {"BDC", "BMC"}:
            self._begin_mark(operation)
        elif operator == "EMC":
            self._end_mark()
        elif operator == "q":
            self.saved.append((self.font, self.mode))
        elif operator == "Q":
            if self.saved:
                self.font, self.mode = self.saved.pop()
        else:
            self._set(operation)

    def _set(self, operation: Operation) -> None:
        """Take an operation that sets something, or draws an object."""
        operator = operation.operator
        if operator == "Tf":
            self.font = self.fonts.get(operation.operand)
        elif operator == "Tr":
            self.mode = operation.operand
        elif operator == "Do":
            self._object(operation.operand)
        elif operator in {"k", "K"} or operation.operand == "DeviceCMYK":
            self.page.note("pdf-colour-cmyk", operator)

    def _show(self, operation: Operation) -> None:
        """Take text: it must be marked, visible, and in a font that is there."""
        self._drawn(operation.operator)
        if not operation.shown:
            return
        if self.mode in _HIDDEN_MODES:
            self.page.note("pdf-text-invisible", f"text mode {self.mode}")
        if self.font is None:
            self.page.note("pdf-text-without-font", operation.operator)
        else:
            self.font.shown.append(operation.shown)

    def _drawn(self, operator: str) -> None:
        """Note something drawn outside every mark."""
        if not self.outer and not any(self.open_marks):
            self.page.note("pdf-content-unmarked", operator)

    def _begin_mark(self, operation: Operation) -> None:
        """Open a mark: an artifact, a tagged piece, or one that says nothing."""
        mcid = operation.mcid
        if operation.properties:
            kept = entries.entry(self.resources, "/Properties")
            mcid = entries.whole(
                entries.entry(entries.entry(kept, f"/{operation.properties}"), "/MCID")
            )
        around = {self.outer, *self.open_marks}
        if operation.operand == "Artifact":
            if "tagged" in around:
                self.page.note("pdf-artifact-inside-text", "Artifact")
            self.open_marks.append("artifact")
        elif mcid is not None:
            if "artifact" in around:
                self.page.note("pdf-text-inside-artifact", f"mark {mcid}")
            self.mcids.add(mcid)
            self.open_marks.append("tagged")
        else:
            self.open_marks.append("")

    def _end_mark(self) -> None:
        """Close the last mark."""
        if self.open_marks:
            self.open_marks.pop()
        else:
            self.page.note("pdf-marks-unbalanced", "EMC without BDC")

    def _object(self, key: str) -> None:
        """Draw an image, or walk a form."""
        drawn = entries.entry(entries.entry(self.resources, "/XObject"), f"/{key}")
        if entries.name(entries.entry(drawn, "/Subtype")) != "Form":
            self._drawn("Do")
            return
        if self.depth >= _DEEPEST_FORM:
            self.page.note("pdf-content-unreadable", "forms drawn inside forms, too deep")
            return
        self._form(drawn)

    def _form(self, form: object) -> None:
        """Walk the content of a form under the marks that are open here."""
        assert isinstance(form, pikepdf.Stream)
        inner = _Walker(self.scan, self.page, self.depth + 1)
        inner.font, inner.mode = self.font, self.mode
        inner.mcids = self.page.form_mcids.setdefault(entries.reference(form), set())
        marked = next((mark for mark in reversed(self.open_marks) if mark), self.outer)
        resources = entries.entry(form, "/Resources") or self.resources
        inner.walk(form, entries.data(form) or b"", resources, marked)
