"""Does every amount that an answer or the price clause says stand in the data of the price?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pydantic import BaseModel

from proposalkit.model.display import display_money
from proposalkit.model.finding import Finding
from proposalkit.model.money import Money
from proposalkit.model.proof import Clause, FactValue
from proposalkit.model.proposal import Proposal

PRICE = "price."
"""How the facts begin that repeat what the price says; they are judged, and prove nothing."""

_TOLD = ("answers", "sections", "sponsor_summary", "cover_email", "requirements", "vendor_form",
         "clauses", "claims")  # fmt: skip
"""What is said about the data, or is looked through by itself."""


def strange_amounts(proposal: Proposal) -> Iterator[Finding]:
    """Name each amount that an answer or a price clause says and the data does not have.

    Amounts are read as the program writes them: code of the currency, then the number.
    """
    currency = proposal.pricing.currency
    amount = re.compile(rf"\b{currency}\s(\d[\d,]*(?:\.\d+)?)")
    known = {Decimal(0), *_known(proposal, amount)}
    for where, text in _said(proposal):
        for found in dict.fromkeys(amount.findall(text)):
            if _number(found) not in known:
                yield Finding(
                    id="amount-not-in-data",
                    where=where,
                    message=f'"{currency} {found}" is said here, and neither the price nor '
                    "any other value of the data is that amount.",
                    remedy="The data contradicts itself; ask the seller for a corrected proposal.",
                )


def _said(proposal: Proposal) -> Iterator[tuple[str, str]]:
    """Give each text that repeats amounts, with its place."""
    for number, answer in enumerate(proposal.answers):
        yield f"/answers/{number}/answer", answer.answer
    for number, clause in enumerate(proposal.clauses):
        if _repeats_price(clause):
            yield f"/clauses/{number}/text", clause.text
            for at, fact in enumerate(clause.facts):
                if fact.id.startswith(PRICE):
                    yield f"/clauses/{number}/facts/{at}/value", _text(fact.value)


def _repeats_price(clause: Clause) -> bool:
    """Tell a price clause the program filled; a company's own wording may name any amount."""
    return clause.origin == "standard" and any(one.id.startswith(PRICE) for one in clause.facts)


def _known(proposal: Proposal, amount: re.Pattern[str]) -> Iterator[Decimal]:
    """Give the numbers of the data itself, and the amounts in texts that repeat no price."""
    for value in _values(proposal):
        if isinstance(value, str):
            yield from map(_number, amount.findall(value))
        elif isinstance(value, Decimal):
            yield value
    # the clause says one minimum for all lines that have one
    minima = (getattr(one, "minimum", None) for one in proposal.pricing.components)
    yield sum((one.amount for one in minima if isinstance(one, Money)), Decimal(0))


def _values(proposal: Proposal) -> Iterator[object]:
    for name, value in proposal:
        if name not in _TOLD:
            yield from _within(value)
    for clause in proposal.clauses:
        own = _repeats_price(clause)
        yield from (_text(x.value) for x in clause.facts if not (own and x.id.startswith(PRICE)))
    yield from (_text(x.value) for x in proposal.claims if not x.predicate.startswith(PRICE))


def _within(value: object) -> Iterator[object]:
    """Give the single values inside a record or a row of them."""
    if isinstance(value, BaseModel):
        for _, inner in value:
            yield from _within(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _within(inner)
    else:
        yield value


def _text(value: FactValue | Money | None) -> str:
    if isinstance(value, Money):
        return display_money(value)
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
