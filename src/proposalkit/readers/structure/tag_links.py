"""The links between page content and structure: marks, pages, annotations (ISO 14289-1, 7.1)."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.model.finding import Finding
from proposalkit.readers.structure import entries
from proposalkit.readers.structure.content_scan import ContentScan, PageContent
from proposalkit.readers.structure.entries import elements, entry, name, whole
from proposalkit.readers.structure.faults import BARE_LINK, fault, on_page
from proposalkit.readers.structure.opened import OpenedPdf
from proposalkit.readers.structure.tag_tree import TagTree, standard_kind

_BOXES = frozenset({"NonStruct", "Private", "Div"})
_IN_BOXES = frozenset({"Span", "Figure"})
_HIGHEST_CLIMB = 64


def check_links(opened: OpenedPdf, scan: ContentScan, tree: TagTree) -> Iterator[Finding]:
    """Check that content leads to its element, and elements to content that is there."""
    if not entries.is_dictionary(entry(tree.root, "/ParentTree")):
        yield fault("pdf-no-parent-tree", "structure tree", "Content cannot be traced to elements.")
        return
    parents = {
        key: value
        for number, value in entries.tree_leaves(entry(tree.root, "/ParentTree"), "/Nums")
        if (key := whole(number)) is not None
    }
    reached = tree.marks()
    for page, content in zip(opened.pages, scan.pages, strict=True):
        if content.mcids:
            held = parents.get(_key(page.obj, "/StructParents"))
            yield from _marks(content, held, reached.get(content.number, set()), tree)
        lost = reached.get(content.number, set()) - content.mcids
        if lost:
            yield fault(
                "pdf-structure-points-nowhere",
                on_page(content.number),
                f"The structure refers to the mark {min(lost)}, which is not on the page.",
            )
        yield from _annotations(opened, page.obj, content.number, parents, tree)
    yield from _forms(opened, scan, parents)


def _key(holder: object, key: str) -> int:
    """Give the key of a page or annotation in the parent tree, -1 when it has none."""
    found = whole(entry(holder, key))
    return -1 if found is None else found


def _marks(
    content: PageContent, held: object, reached: set[int], tree: TagTree
) -> Iterator[Finding]:
    """Check that each mark of a page has an element, and that the element is in the tree."""
    if held is None:
        yield fault(
            "pdf-page-not-in-structure",
            on_page(content.number),
            "The page is not listed in the tree from content to elements.",
        )
        return
    owners = elements(held)
    without = [
        mark
        for mark in sorted(content.mcids)
        if mark >= len(owners) or not entries.is_dictionary(owners[mark])
    ]
    if without:
        yield fault(
            "pdf-content-not-in-structure",
            on_page(content.number),
            f"{len(without)} pieces of content have no element, the first is mark {without[0]}.",
        )
    skipped = [
        mark
        for mark in sorted(content.mcids - reached - set(without))
        if not _is_running(owners[mark], tree)
    ]
    if skipped:
        yield fault(
            "pdf-content-not-read",
            on_page(content.number),
            f"{len(skipped)} pieces of content are left out of the reading order, "
            f"the first is mark {skipped[0]}.",
        )


def _is_running(element: object, tree: TagTree) -> bool:
    """Say whether an element outside the tree is a running line: a plain box with text in it.

    Why: WeasyPrint repeats running lines on each page and leaves their elements out of the tree,
    so that they are not read out again and again; a paragraph or table left out is a loss.
    """
    kinds: list[str] = []
    while entries.reference(element) not in tree.by_object and len(kinds) < _HIGHEST_CLIMB:
        kind = name(entry(element, "/S"))
        if not kind:
            break
        kinds.append(standard_kind(kind, tree.roles))
        element = entry(element, "/P")
    return bool(kinds) and kinds[-1] in _BOXES and set(kinds) <= _BOXES | _IN_BOXES


def _annotations(
    opened: OpenedPdf, page: object, number: int, parents: dict[int, object], tree: TagTree
) -> Iterator[Finding]:
    """Check that each annotation leads to an element that holds it."""
    for place, annotation in enumerate(elements(entry(page, "/Annots")), 1):
        key = whole(entry(annotation, "/StructParent"))
        if key is None:
            continue
        where = on_page(number, f"annotation {place}")
        owner = parents.get(key)
        kind = standard_kind(name(entry(owner, "/S")), tree.roles)
        wanted = {"Link": "Link", "Widget": "Form"}.get(name(entry(annotation, "/Subtype")))
        if not kind:
            yield fault("pdf-annotation-parent", where, "The annotation leads to no element.")
        elif wanted and kind != wanted:
            yield fault(
                "pdf-annotation-parent",
                where,
                f'The annotation belongs to "{kind}", not to "{wanted}".',
                BARE_LINK,
            )
        elif not _holds(tree, owner, annotation):
            yield fault("pdf-annotation-parent", where, "Its element does not hold it.")


def _holds(tree: TagTree, owner: object, annotation: object) -> bool:
    """Say whether an element of the tree holds the annotation."""
    tag = tree.by_object.get(entries.reference(owner))
    return tag is None or entries.reference(annotation) in tag.objects


def _forms(opened: OpenedPdf, scan: ContentScan, parents: dict[int, object]) -> Iterator[Finding]:
    """Check that marks inside a drawn form lead to elements."""
    for content in scan.pages:
        for place, marks in content.form_mcids.items():
            if not marks or place == (0, 0):
                continue
            form: object = opened.pdf.get_object(place)
            if parents.get(_key(form, "/StructParents")) is None:
                yield fault(
                    "pdf-content-not-in-structure",
                    on_page(content.number, f"object {place[0]}"),
                    "Text inside a drawn group has no element.",
                    "Avoid `opacity` below 1 in the style sheet; use `rgba()` colours.",
                )
