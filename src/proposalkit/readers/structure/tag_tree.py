"""Copy the structure tree once into plain nodes, so that the checks need not touch pikepdf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from proposalkit.readers.structure import entries
from proposalkit.readers.structure.entries import entry, has, name, whole
from proposalkit.readers.structure.opened import OpenedPdf

STANDARD_TYPES = entries.words(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private "
    "P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot "
    "Span Quote Note Reference BibEntry Code Link Annot "
    "Ruby RB RT RP Warichu WT WP Figure Formula Form"
)
"""The structure types of ISO 32000-1, 14.8.4."""

ROOT = "StructTreeRoot"
_MOST_TAGS = 500_000


@dataclass(eq=False)
class Tag:
    """One element of the structure."""

    kind: str
    """The standard type after the role map; the type as written when it has no standard one."""
    parent: Tag | None
    page: int
    """Page number where the element starts, 0 when it does not say."""
    source: object
    children: list[Tag] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    """Page number and mark of each piece of page content."""
    objects: list[tuple[int, int]] = field(default_factory=list)
    """Object numbers of annotations and forms."""

    @property
    def where(self) -> str:
        """Name the element for a finding."""
        thing = f"{entries.label(self.source)} ({self.kind})"
        return f"page {self.page}, {thing}" if self.page else thing

    @property
    def parent_kind(self) -> str:
        """Give the type of the element above, `StructTreeRoot` at the top."""
        return self.parent.kind if self.parent else ROOT


@dataclass(frozen=True)
class TagTree:
    """All elements in reading order, and what was wrong with the tree itself."""

    root: object
    tags: tuple[Tag, ...]
    by_object: dict[tuple[int, int], Tag]
    roles: dict[str, str]
    has_loop: bool

    def marks(self) -> dict[int, set[int]]:
        """Give the marks that the tree reaches, per page."""
        reached: dict[int, set[int]] = {}
        for tag in self.tags:
            for page, mark in tag.marks:
                reached.setdefault(page, set()).add(mark)
        return reached


def read_tags(opened: OpenedPdf) -> TagTree | None:
    """Copy the structure tree; None when the file has none."""
    root = entry(opened.catalog, "/StructTreeRoot")
    if not entries.is_dictionary(root):
        return None
    roles = {key[1:]: name(value) for key, value in entries.pairs(entry(root, "/RoleMap"))}
    copy = _Copy(opened.page_of, roles)
    copy.run(root)
    return TagTree(root, tuple(copy.tags), copy.by_object, roles, copy.has_loop)


def standard_kind(kind: str, roles: dict[str, str]) -> str:
    """Follow the role map from a type to a standard one; a type without one comes back as it is."""
    current, seen = kind, {kind}
    while current not in STANDARD_TYPES and current in roles:
        current = roles[current]
        if current in seen:
            return kind
        seen.add(current)
    return current if current in STANDARD_TYPES else kind


class _Copy:
    """The state of one walk through the structure tree, without recursion."""

    def __init__(self, page_of: dict[tuple[int, int], int], roles: dict[str, str]) -> None:
        self.page_of = page_of
        self.kinds: dict[str, str] = {}
        self.roles = roles
        self.tags: list[Tag] = []
        self.by_object: dict[tuple[int, int], Tag] = {}
        self.has_loop = False

    def run(self, root: object) -> None:
        """Walk from the root, parents before children, children in order."""
        waiting: list[tuple[object, Tag | None]] = [
            (kid, None) for kid in reversed(entries.elements(entry(root, "/K")))
        ]
        while waiting and len(self.tags) < _MOST_TAGS:
            source, parent = waiting.pop()
            tag = self._tag(source, parent)
            if tag is not None:
                kids = entries.elements(entry(source, "/K"))
                waiting.extend((kid, tag) for kid in reversed(kids) if self._is_tag(kid, tag))

    def _tag(self, source: object, parent: Tag | None) -> Tag | None:
        """Make the node of one element; None for what is no element or was met before."""
        written = name(entry(source, "/S"))
        if not written:
            return None
        place = entries.reference(source)
        if place in self.by_object:
            self.has_loop = True
            return None
        if written not in self.kinds:
            self.kinds[written] = standard_kind(written, self.roles)
        tag = Tag(self.kinds[written], parent, self._page(source, parent), source)
        if place != (0, 0):
            self.by_object[place] = tag
        if parent is not None:
            parent.children.append(tag)
        self.tags.append(tag)
        return tag

    def _page(self, source: object, parent: Tag | None) -> int:
        """Give the page number an element names, or the one of the element above."""
        page = entry(source, "/Pg")
        if page is None:
            return parent.page if parent else 0
        return self.page_of.get(entries.reference(page), 0)

    def _is_tag(self, kid: object, tag: Tag) -> bool:
        """Say whether a kid is an element; a mark or an object is noted on the tag instead."""
        mark = whole(kid)
        if mark is not None:
            tag.marks.append((tag.page, mark))
            return False
        kind = name(entry(kid, "/Type"))
        if kind == "MCR":
            self._note_mark(kid, tag)
        elif kind == "OBJR":
            tag.objects.append(entries.reference(entry(kid, "/Obj")))
        else:
            return has(kid, "/S")
        return False

    def _note_mark(self, kid: object, tag: Tag) -> None:
        """Note a mark that names its own page; a mark inside a form belongs to the form."""
        mark = whole(entry(kid, "/MCID"))
        if mark is not None and not has(kid, "/Stm"):
            page = entry(kid, "/Pg")
            number = tag.page if page is None else self.page_of.get(entries.reference(page), 0)
            tag.marks.append((number, mark))


def attributes(tag: Tag) -> Iterator[object]:
    """Give the attribute dictionaries of an element."""
    return (
        value for value in entries.elements(entry(tag.source, "/A")) if entries.is_dictionary(value)
    )


def attribute(tag: Tag, key: str) -> object:
    """Give one attribute of an element, or None."""
    return next((entry(owner, key) for owner in attributes(tag) if has(owner, key)), None)
