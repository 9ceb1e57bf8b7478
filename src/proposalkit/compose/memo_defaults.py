"""Every value that reaches a page and that nobody gave: of the clauses, the brief, the profile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from proposalkit.compose.memo_tables import markdown_table
from proposalkit.compose.parts import Parts
from proposalkit.model.base import Model

_AMOUNTS = "Amounts nobody gave: confirm each, or give another"
_DEFAULTS = "Other values nobody gave: the defaults that reach a page"
_ON_NO_PAGE = frozenset({
    "accent", "acts", "format", "generative", "id", "optional_learning", "outside", "priority",
})  # fmt: skip
"""Fields whose default decides something and is printed nowhere."""
_LONGEST = 90


def defaults_sections(parts: Parts) -> Iterator[tuple[str, str]]:
    """Give the two sections of the memo; a deal without such a value has none of them."""
    rows = [
        (
            one.amount,
            f"clause_params.{one.clause}.{one.name}",
            f"{one.means}: {_shortened(one.value)}",
            f"taken from {one.taken_from}" if one.taken_from else "default of our standard text",
        )
        for one in parts.terms.not_given
    ]
    amounts = [row for is_amount, *row in rows if is_amount]
    table = markdown_table(("field of the brief", "amount in the clause", "where from"), amounts)
    if table:
        yield _AMOUNTS, table
    others = [row for is_amount, *row in rows if not is_amount]
    given = (*_of("", parts.brief), *_of("public.", parts.seller))
    others += [[field, value, "default of the file's format"] for field, value in given]
    table = markdown_table(("field", "value that is printed", "where from"), others)
    if table:
        yield _DEFAULTS, table


def _of(path: str, model: Model, *, given: bool = True) -> Iterator[tuple[str, str]]:
    """Walk what was read and give each value that stands there although nobody wrote it."""
    for name in type(model).model_fields:
        value: object = getattr(model, name)
        wrote = given and name in model.model_fields_set
        if name in _ON_NO_PAGE:
            continue
        if isinstance(value, Model):
            yield from _of(f"{path}{name}.", value, given=wrote)
        elif isinstance(value, tuple):
            for number, one in enumerate(value):
                if isinstance(one, Model):
                    yield from _of(f"{path}{name}.{number}.", one, given=wrote)
        elif not wrote and isinstance(value, bool | str | int | Decimal | date) and value != "":
            yield f"{path}{name}", _shortened(_plain(value))


def _plain(value: bool | str | int | Decimal | date) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 3]}..."
