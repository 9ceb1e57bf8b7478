"""The shown values of a part of a proposal, as rows: what it is, its value, where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, cast

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from proposalkit.exports.workbook.cells import Cell
from proposalkit.model.display import display
from proposalkit.model.fields import Kind
from proposalkit.model.money import Money
from proposalkit.model.places import currency_digits
from proposalkit.model.shown import visibility

_MOST_DIGITS = 15
"""What a number of a spreadsheet holds without loss."""


class Fact(NamedTuple):
    """One shown value of the data."""

    pointer: str
    group: str
    what: str
    value: object
    kind: Kind


def facts_of(
    model: BaseModel, pointer: str, group: str, names: Mapping[str, str]
) -> Iterator[Fact]:
    """Give every shown value below a model; `names` puts words for the ids of lines and metrics."""
    for name, field in type(model).model_fields.items():
        value: object = getattr(model, name)
        place = f"{pointer}/{field.alias or name}"
        mark = visibility(field)
        if value is None or value == ():
            continue
        if name in ("applies_to", "metric_ref", "component_ref"):
            yield Fact(place, group, _LINKS[name], _named(value, names), "text")
        elif mark == "shown":
            what = (field.description or name).rstrip(".")
            yield from _values(value, place, group, what, _kind(field))
        elif mark is None:
            yield from _below(value, place, group, names)


_LINKS = {
    "applies_to": "Lines it acts on",
    "metric_ref": "What is counted",
    "component_ref": "Line",
}
_PARTS = {"tiers": "tier", "steps": "step"}


def _named(value: object, names: Mapping[str, str]) -> str:
    ids = value if isinstance(value, tuple) else (value,)
    return "; ".join(names.get(str(one), str(one)) for one in ids)


def _values(value: object, place: str, group: str, what: str, kind: Kind) -> Iterator[Fact]:
    if isinstance(value, tuple):
        for number, one in enumerate(value):
            yield Fact(f"{place}/{number}", group, what, one, kind)
    else:
        yield Fact(place, group, what, value, kind)


def _below(value: object, place: str, group: str, names: Mapping[str, str]) -> Iterator[Fact]:
    if isinstance(value, BaseModel):
        yield from facts_of(value, place, group, names)
    elif isinstance(value, tuple):
        part = _PARTS.get(place.rpartition("/")[2])
        for number, one in enumerate(value):
            label = f"{group}, {part} {number + 1}" if part else getattr(one, "label", group)
            yield from facts_of(cast(BaseModel, one), f"{place}/{number}", str(label), names)


def _kind(field: FieldInfo) -> Kind:
    extra = field.json_schema_extra
    return cast(Kind, extra["x-kind"]) if isinstance(extra, dict) else "text"


def fact_cell(fact: Fact, look: str = "") -> Cell:
    """Put a value into a cell: a number with its format where a spreadsheet holds it exactly."""
    found = fact.value
    if isinstance(found, Money) and fits(found.amount):
        digits = currency_digits(found.currency) or 0
        return Cell(found.amount, money_format(found.currency, found.amount, digits), look)
    if isinstance(found, int) and not isinstance(found, bool) and fact.kind == "integer":
        return Cell(Decimal(found), "0", look)
    if isinstance(found, Decimal) and fits(found):
        return Cell(found, rate_format(found) if fact.kind == "rate" else count_format(found), look)
    return Cell(display(found, fact.kind), look=look)


def fits(value: Decimal) -> bool:
    """Say whether a spreadsheet holds a number without loss."""
    return len(value.normalize().as_tuple().digits) <= _MOST_DIGITS


def unit_of(fact: Fact) -> str:
    """Give the unit that stands beside a value: its currency, per cent, or nothing."""
    if isinstance(fact.value, Money):
        return fact.value.currency
    return "per cent" if fact.kind == "rate" else ""


def money_format(currency: str, amount: Decimal, least: int) -> str:
    """Give the format of an amount: the currency and all its decimals."""
    return f'"{currency}" #,##0{_decimals(max(least, decimals(amount)))}'


def rate_format(value: Decimal) -> str:
    """Give the format of a share, with all its decimals."""
    return f"0{_decimals(decimals(value * 100))}%"


def count_format(value: Decimal) -> str:
    """Give the format of a count."""
    return f"#,##0{_decimals(decimals(value))}"


def decimals(value: Decimal) -> int:
    """Count the decimals that say something."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _decimals(count: int) -> str:
    return f".{'0' * count}" if count else ""
