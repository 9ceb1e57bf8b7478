"""The elements of the structure: known types, right nesting, texts for pictures, heading levels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proposalkit.model.finding import Finding
from proposalkit.readers.structure.catalog import language_is_valid
from proposalkit.readers.structure.entries import entry, has, text
from proposalkit.readers.structure.faults import fault
from proposalkit.readers.structure.tag_tree import STANDARD_TYPES, Tag, TagTree, standard_kind

_HEADING = re.compile(r"H[1-6]\Z")
_ROW_GROUPS = frozenset({"THead", "TBody", "TFoot"})

_PARENTS: dict[str, tuple[frozenset[str], str]] = {
    "TR": (_ROW_GROUPS | {"Table"}, "pdf-row-outside-table"),
    "TH": (frozenset({"TR"}), "pdf-cell-outside-row"),
    "TD": (frozenset({"TR"}), "pdf-cell-outside-row"),
    "THead": (frozenset({"Table"}), "pdf-row-group-outside-table"),
    "TBody": (frozenset({"Table"}), "pdf-row-group-outside-table"),
    "TFoot": (frozenset({"Table"}), "pdf-row-group-outside-table"),
    "LI": (frozenset({"L"}), "pdf-list-item-outside-list"),
    "LBody": (frozenset({"LI"}), "pdf-list-body-outside-item"),
    "TOCI": (frozenset({"TOC"}), "pdf-contents-item-outside-contents"),
}
_CHILDREN: dict[str, tuple[frozenset[str], str]] = {
    "Table": (_ROW_GROUPS | {"TR", "Caption"}, "pdf-table-child"),
    "TR": (frozenset({"TH", "TD"}), "pdf-row-child"),
    "THead": (frozenset({"TR"}), "pdf-row-group-child"),
    "TBody": (frozenset({"TR"}), "pdf-row-group-child"),
    "TFoot": (frozenset({"TR"}), "pdf-row-group-child"),
    "L": (frozenset({"LI", "L", "Caption"}), "pdf-list-child"),
    "LI": (frozenset({"Lbl", "LBody"}), "pdf-list-item-child"),
    "TOC": (frozenset({"TOC", "TOCI", "Caption"}), "pdf-contents-child"),
}
_NEST = "Nest elements in the template as HTML asks: plain tables and lists, one block per item."


def check_tags(tree: TagTree) -> Iterator[Finding]:
    """Check each element by itself (ISO 14289-1, 7.1 to 7.9; ISO 19005-3, 6.7.3)."""
    if tree.has_loop:
        yield fault("pdf-structure-loop", "structure tree", "An element stands in two places.")
    for role, target in sorted(tree.roles.items()):
        if role in STANDARD_TYPES and role != target:
            yield fault(
                "pdf-role-map", "role map", f'The standard type "{role}" is given another meaning.'
            )
        elif standard_kind(role, tree.roles) not in STANDARD_TYPES:
            yield fault("pdf-role-map", "role map", f'The type "{role}" leads to no standard type.')
    for tag in tree.tags:
        yield from _one(tag)
    yield from _headings(tree)
    yield from _unique_ids(tree)


def _one(tag: Tag) -> Iterator[Finding]:
    """Check the type, the nesting and the texts of one element."""
    if tag.kind not in STANDARD_TYPES:
        yield fault("pdf-structure-type", tag.where, f'"{tag.kind}" is not a standard type.')
    parents = _PARENTS.get(tag.kind)
    if parents and tag.parent_kind not in parents[0]:
        yield fault(
            parents[1], tag.where, f'"{tag.kind}" stands inside "{tag.parent_kind}".', _NEST
        )
    children = _CHILDREN.get(tag.kind)
    if children:
        wrong = sorted({child.kind for child in tag.children} - children[0])
        if wrong:
            yield fault(children[1], tag.where, f'"{tag.kind}" holds "{", ".join(wrong)}".', _NEST)
    if tag.kind in {"Figure", "Formula"} and not _has_text(tag):
        yield fault(
            "pdf-figure-without-alt",
            tag.where,
            "A picture has no text for those who cannot see it.",
            "Give the image an `alt`, or the drawing a `<title>`, that says what it shows.",
        )
    if tag.kind == "Note" and not has(tag.source, "/ID"):
        yield fault("pdf-note-without-id", tag.where, "A note has no id.")
    if has(tag.source, "/Lang") and not language_is_valid(entry(tag.source, "/Lang")):
        yield fault("pdf-language-invalid", tag.where, "The element has a language that is none.")


def _has_text(tag: Tag) -> bool:
    """Say whether a picture has an alternative or replacement text with something in it."""
    return any(text(entry(tag.source, key)).strip() for key in ("/Alt", "/ActualText"))


def _headings(tree: TagTree) -> Iterator[Finding]:
    """Check that heading levels start at 1 and never skip one downwards."""
    last = 0
    kinds = {tag.kind for tag in tree.tags}
    if "H" in kinds and any(_HEADING.match(kind) for kind in kinds):
        yield fault("pdf-heading-mixed", "structure tree", "Numbered and plain headings are mixed.")
    for tag in tree.tags:
        if not _HEADING.match(tag.kind):
            continue
        level = int(tag.kind[1])
        if level > last + 1:
            before = f'"H{last}"' if last else "no heading"
            yield fault(
                "pdf-heading-jump",
                tag.where,
                f'"{tag.kind}" comes after {before}; a level is left out.',
                "Use the next heading level in the template and set its size in the style sheet.",
            )
        last = level


def _unique_ids(tree: TagTree) -> Iterator[Finding]:
    """Check that no two elements have one id."""
    seen: set[str] = set()
    for tag in tree.tags:
        if tag.kind in {"TH", "TD", "Note"} and has(tag.source, "/ID"):
            identifier = text(entry(tag.source, "/ID"))
            if identifier in seen:
                yield fault("pdf-id-twice", tag.where, f'The id "{identifier}" is used twice.')
            seen.add(identifier)
