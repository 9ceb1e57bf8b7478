"""Writes the table of the PDF's finding ids from the sources that give them."""

from __future__ import annotations

import ast
from pathlib import Path

from between_marks import row, table, write_pages

AREAS = Path(__file__).parent.parent / "src" / "proposalkit" / "readers" / "structure"


def tables() -> dict[str, str]:
    """Give the generated part of the page by its name."""
    rows = [row(_looks_at(path), _listed(ids)) for path, ids in found_ids().items()]
    return {"checks.md": table(("looks at", "finding ids"), rows)}


def found_ids() -> dict[Path, tuple[str, ...]]:
    """Give each source that names finding ids, with the ids, each at its first source."""
    seen: set[str] = set()
    found = {}
    for path in sorted(AREAS.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = (one.value for one in ast.walk(tree) if isinstance(one, ast.Constant))
        ids = {one for one in texts if isinstance(one, str) and _is_id(one)} - seen
        seen |= ids
        if ids:
            found[path] = tuple(sorted(ids))
    return found


def _is_id(text: str) -> bool:
    known = text.startswith("pdf-") and text.replace("-", "").isalnum() and text.islower()
    return known and text != "pdf-structure"


def _looks_at(path: Path) -> str:
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or path.stem
    return doc.splitlines()[0].rstrip(".")


def _listed(ids: tuple[str, ...]) -> str:
    return ", ".join(f"`{one}`" for one in ids)


if __name__ == "__main__":
    write_pages(tables())
