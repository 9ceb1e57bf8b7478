"""Paths lead to shown values and to nothing else."""

from __future__ import annotations

from typing import Annotated

import pytest

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import machine_only, shown
from proposalkit.model.money import Money
from proposalkit.model.shown_path import path_problem, rows_at, values_at


class Line(PublicModel):
    """One line."""

    id: Annotated[str, machine_only("Id.")]
    price: Annotated[Money | None, shown("Price.", "money")] = None
    tags: Annotated[tuple[str, ...], shown("Tags.")] = ()


class Sheet(PublicModel):
    """Some lines, and perhaps one more."""

    name: Annotated[str, shown("Name.")]
    lines: tuple[Line, ...] = ()
    extra: Line | None = None


SHEET = Sheet(
    name="List",
    lines=(
        Line(id="a", price=Money(amount="5", currency="EUR"), tags=("x", "y")),
        Line(id="b", tags=("y", "z")),
        Line(id="c", price=Money(amount="7.5", currency="EUR")),
    ),
)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("name", ("List",)),
        ("lines.price", ("EUR 5.00", "EUR 7.50")),
        ("lines.tags", ("x", "y", "z")),
        ("lines[id=b].tags", ("y", "z")),
        ("lines[id=d].tags", ()),
        ("lines[first].price", ("EUR 5.00",)),
        ("lines[last].price", ("EUR 7.50",)),
        ("lines[id=a].tags[last]", ("y",)),
        ("extra.price", ()),
    ],
)
def test_a_path_gives_the_words_of_its_values(path: str, words: tuple[str, ...]) -> None:
    assert values_at(SHEET, path) == words
    assert path_problem(Sheet, path) is None


def test_rows_are_the_records_at_a_path() -> None:
    assert [one.id for one in rows_at(SHEET, "lines[id=b]") if isinstance(one, Line)] == ["b"]
    assert path_problem(Sheet, "lines", rows=True) is None


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("Name", '"Name" is not a path such as pilot.fee or pricing.scenarios[id=high].total'),
        ("nothing", '"nothing" is not a field there; fields are name, lines, extra'),
        ("lines.id", '"lines.id" stands on no page'),
        ("lines", '"lines" leads to records; name one of id, price, tags'),
        ("lines.price.amount", '"amount" follows a value that has no fields'),
        ("lines[kind=x].price", '"kind" is not a field by which "lines" can be narrowed'),
    ],
)
def test_a_path_that_leads_nowhere_says_why(path: str, problem: str) -> None:
    assert path_problem(Sheet, path) == problem


def test_a_plain_value_has_no_rows() -> None:
    assert path_problem(Sheet, "name", rows=True) == '"name" does not lead to records'
