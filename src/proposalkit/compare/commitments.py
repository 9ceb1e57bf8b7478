"""Commitments clause by clause: facts side by side, and `not_stated` where an offer is silent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from proposalkit.compare.likeness import same_values
from proposalkit.compare.offers import Offer
from proposalkit.model.comparison import NOT_STATED, Cell, ClauseRow, FactRow
from proposalkit.model.proof import Clause, Fact, FactValue


class FactWords(NamedTuple):
    """How a fact is said: its label, the words of its codes, and its unit."""

    label: str
    values: Mapping[str, str]
    unit: str = ""

    def say(self, value: FactValue) -> str:
        """Put a value into words."""
        if isinstance(value, tuple):
            return "; ".join(value)
        words = self.values.get(str(value), str(value))
        unit = SAID_UNITS.get(self.unit)
        return f"{words} {unit}" if unit else words


SAID_UNITS: Mapping[str, str] = {
    "multiple": "times", **{one: one for one in ("days", "hours", "percent", "months", "minutes")}
}  # fmt: skip


class StatedFact(NamedTuple):
    """A fact with its place in the proposal."""

    pointer: str
    clause: Clause
    fact: Fact


def commitment_rows(
    offers: Sequence[Offer], words: Mapping[str, FactWords]
) -> tuple[ClauseRow, ...]:
    """Set every clause of every offer beside the others', in the order they first appear.

    `words` says the facts; a fact it does not know goes by its id.
    """
    tables = {one.mark: stated_facts(one) for one in offers}
    done: set[str] = set()
    return tuple(_rows(offers, tables, words, done))


def stated_facts(offer: Offer) -> dict[str, StatedFact]:
    """Give each fact an offer states, by its id; nothing for an offer typed by hand."""
    if offer.proposal is None:
        return {}
    return {
        fact.id: StatedFact(f"/clauses/{number}/facts/{place}/value", clause, fact)
        for number, clause in enumerate(offer.proposal.clauses)
        for place, fact in enumerate(clause.facts)
    }


def fact_words(value: FactValue) -> str:
    """Write the value of a fact as text."""
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _rows(
    offers: Sequence[Offer],
    tables: Mapping[str, Mapping[str, StatedFact]],
    words: Mapping[str, FactWords],
    done: set[str],
) -> Iterator[ClauseRow]:
    clauses = {
        offer.mark: {one.id: (number, one) for number, one in enumerate(offer.proposal.clauses)}
        for offer in offers
        if offer.proposal is not None
    }
    for id_ in dict.fromkeys(id_ for found in clauses.values() for id_ in found):
        held = {mark: found[id_] for mark, found in clauses.items() if id_ in found}
        named = [fact.id for _, clause in held.values() for fact in clause.facts]
        new = [name for name in dict.fromkeys(named) if name not in done]
        done |= set(new)
        yield ClauseRow(
            clause=id_,
            title=next(iter(held.values()))[1].title,
            same_words=len(held) == len(offers)
            and len({clause.text_sha256 for _, clause in held.values()}) == 1,
            cells=tuple(_clause_cell(one.mark, held.get(one.mark)) for one in offers),
            facts=tuple(_fact_row(name, offers, tables, words) for name in new),
        )


def _clause_cell(mark: str, held: tuple[int, Clause] | None) -> Cell:
    if held is None:
        return Cell(offer=mark, value=NOT_STATED)
    number, clause = held
    words = f"version {clause.version}"
    if clause.origin == "negotiated":
        words += ", negotiated"
    return Cell(offer=mark, value=words, pointer=f"/clauses/{number}")


def _fact_row(
    name: str,
    offers: Sequence[Offer],
    tables: Mapping[str, Mapping[str, StatedFact]],
    words: Mapping[str, FactWords],
) -> FactRow:
    said = words.get(name, FactWords(name, {}))
    cells = tuple(_fact_cell(one.mark, tables[one.mark].get(name), said) for one in offers)
    return FactRow(fact=name, label=said.label, same=same_values(cells), cells=cells)


def _fact_cell(mark: str, stated: StatedFact | None, words: FactWords) -> Cell:
    if stated is None:
        return Cell(offer=mark, value=NOT_STATED)
    return Cell(offer=mark, value=words.say(stated.fact.value), pointer=stated.pointer)
