"""Writes the tables of rules and clauses from the knowledge that ships with the program."""

from __future__ import annotations

from between_marks import row, table, write_pages

from proposalkit.knowledge.library import read_catalogue
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.knowledge import ClauseLibrary, ClauseParam, ClauseRecord


def tables() -> dict[str, str]:
    """Give the generated part of the page by its name."""
    library = read_catalogue((packaged_path("knowledge"),)).library
    parts = (
        "## Rules",
        table(("rule", "when", "condition", "clauses"), _rules(library)),
        "## Guards and conflicts",
        table(("id", "what may not be said, or not stand together"), _safety(library)),
        "## Warnings",
        table(
            ("id", "what the seller is warned of"),
            [row(one.id, one.means) for one in library.warnings],
        ),
        "## Clauses",
        table(
            ("clause", "title", "version", "status", "owner", "parameters"),
            [_clause(record) for record in library.clauses.values()],
        ),
    )
    return {"rules.md": "\n\n".join(parts)}


def _rules(library: ClauseLibrary) -> list[str]:
    return [
        row(one.id, one.when, f"`{one.condition}`", _clauses(one.clauses, library))
        for one in library.rules
    ]


def _safety(library: ClauseLibrary) -> list[str]:
    return [row(one.id, one.means) for one in library.safety]


def _clauses(clauses: tuple[str, ...], library: ClauseLibrary) -> str:
    marked = (f"`{one}`" if one in library.clauses else f"`{one}` (absent)" for one in clauses)
    return ", ".join(marked) or "none"


def _clause(record: ClauseRecord) -> str:
    params = "; ".join(_param(name, param) for name, param in record.params.items())
    status = record.preferred.status
    return row(
        f"`{record.clause}`", record.title, record.version, status, record.owner, params or "none"
    )


def _param(name: str, param: ClauseParam) -> str:
    words = [f"`{name}`"]
    if param.min is not None and param.max is not None:
        unit = param.unit if param.unit not in (None, "count", "multiple") else ""
        words.append(f"{param.min} to {param.max} {unit}".strip())
    if param.choices:
        words.append(" or ".join(param.choices))
    if param.source:
        words.append(f"from `{param.source}`")
    if param.default is not None:
        default = param.default if isinstance(param.default, str) else ", ".join(param.default)
        words.append("a sentence as default" if len(default) > 40 else f"default {default}")
    return ", ".join(words)


if __name__ == "__main__":
    write_pages(tables())
