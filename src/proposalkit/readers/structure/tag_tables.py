"""The tables of the structure: rows of one width, cells joined to headers (ISO 14289-1, 7.5)."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.model.finding import Finding
from proposalkit.readers.structure.entries import elements, entry, text, whole
from proposalkit.readers.structure.faults import fault
from proposalkit.readers.structure.tag_tree import Tag, TagTree, attribute

_LARGEST_SPAN = 10_000


def check_tables(tree: TagTree) -> Iterator[Finding]:
    """Check each table by itself."""
    headers = {text(entry(tag.source, "/ID")) for tag in tree.tags if tag.kind == "TH"} - {""}
    for tag in tree.tags:
        if tag.kind == "Table":
            rows = list(_rows(tag))
            yield from _even(tag, rows)
            yield from _joined(tag, rows, headers)
            yield from _once(tag)


def _rows(table: Tag) -> Iterator[list[Tag]]:
    """Give the cells of each row of a table, not of tables inside it."""
    for child in table.children:
        if child.kind == "TR":
            yield [cell for cell in child.children if cell.kind in {"TH", "TD"}]
        elif child.kind in {"THead", "TBody", "TFoot"}:
            yield from _rows(child)


def _span(cell: Tag, key: str) -> int:
    """Give how many rows or columns a cell covers."""
    return max(1, min(whole(attribute(cell, key)) or 1, _LARGEST_SPAN))


def _even(table: Tag, rows: list[list[Tag]]) -> Iterator[Finding]:
    """Check that all rows cover the same number of columns, spans counted."""
    widths: list[int] = []
    reaching: list[tuple[int, int]] = []
    for place, row in enumerate(rows):
        reaching = [(end, width) for end, width in reaching if end > place]
        widths.append(
            sum(_span(cell, "/ColSpan") for cell in row) + sum(width for _, width in reaching)
        )
        for cell in row:
            down = _span(cell, "/RowSpan")
            if down > 1:
                reaching.append((place + down, _span(cell, "/ColSpan")))
    if len(set(widths)) > 1:
        yield fault(
            "pdf-table-ragged",
            table.where,
            f"The rows of the table have different widths ({min(widths)} to {max(widths)} cells).",
            "Give each row of the table the same number of cells in the template.",
        )


def _joined(table: Tag, rows: list[list[Tag]], headers: set[str]) -> Iterator[Finding]:
    """Check that each cell names its headers, or that each header says what it heads."""
    heads = [cell for row in rows for cell in row if cell.kind == "TH"]
    cells = [cell for row in rows for cell in row if cell.kind == "TD"]
    named = {cell: [text(item) for item in elements(attribute(cell, "/Headers"))] for cell in cells}
    scoped = bool(heads) and all(attribute(head, "/Scope") is not None for head in heads)
    if cells and not scoped and not all(named.values()):
        yield fault(
            "pdf-cell-without-headers",
            table.where,
            "A cell of the table does not say which headers it belongs to.",
            'Use `<th scope="col">` in the head and `<th scope="row">` in front of each row.',
        )
    unknown = sorted({item for items in named.values() for item in items} - headers)
    if unknown:
        yield fault(
            "pdf-cell-headers-unknown",
            table.where,
            f'A cell names the header "{unknown[0]}", which is not in the file.',
        )


def _once(table: Tag) -> Iterator[Finding]:
    """Check that head, foot and caption come once at most."""
    for kind in ("THead", "TFoot", "Caption"):
        if sum(child.kind == kind for child in table.children) > 1:
            yield fault("pdf-table-child", table.where, f'The table has more than one "{kind}".')
