"""Puts generated text between two marks of a page; what a person wrote around it stays."""

from __future__ import annotations

from pathlib import Path

PAGES = Path(__file__).parent.parent / "docs" / "reference"
BEGIN, END = "<!-- made by `make docs`: begin -->", "<!-- made by `make docs`: end -->"


def with_table(page: str, table: str) -> str:
    """Give the page with the text between its marks replaced; raises ValueError without marks."""
    head, rest = page.split(BEGIN)
    _, tail = rest.split(END)
    return f"{head}{BEGIN}\n\n{table.strip()}\n\n{END}{tail}"


def write_pages(tables: dict[str, str]) -> None:
    """Put each table into the page of docs/reference it is named after."""
    for name, table in tables.items():
        page = PAGES / name
        page.write_text(with_table(page.read_text(encoding="utf-8"), table), encoding="utf-8")


def row(*cells: str) -> str:
    """Write one row of a Markdown table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def table(header: tuple[str, ...], rows: list[str]) -> str:
    """Write a Markdown table."""
    return "\n".join((row(*header), row(*["---"] * len(header)), *rows))
