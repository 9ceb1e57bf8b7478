"""Prices of made-up orders against fractions worked out another way."""

from __future__ import annotations

from fractions import Fraction

from tests.pricing.random_orders import deal
from tests.pricing.three_ways import by_engine, by_oracle

from benchmarks.drafting.counts import Count, as_table
from benchmarks.drafting.figures import Figures

ORDERS = 300


def price_table(figures: Figures) -> str:
    """Compare every field of each priced order with the oracle of the tests."""
    orders, fields, worst = Count(), Count(), Fraction(0)
    for seed in range(ORDERS):
        ours, theirs = by_engine(deal(seed)), by_oracle(deal(seed))
        odd = {name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)}
        orders.add(bool(odd))
        fields.tries += len(ours)
        fields.hits += len(odd)
        worst = max(worst, _apart(ours.get("total"), theirs.get("total")))
    figures.count("prices", "orders priced otherwise than by fractions", orders)
    figures.count("prices", "fields of them", fields)
    rows = [["orders that differ", *orders.row()], ["fields that differ", *fields.row()],
            ["largest difference of a total", str(ORDERS), str(worst), ""]]  # fmt: skip
    return as_table(["what", "n", "found", "95 % upper bound"], rows)


def _apart(ours: object, theirs: object) -> Fraction:
    def read(value: object) -> Fraction:
        return Fraction(str(value["amount"] if isinstance(value, dict) else value or 0))

    return abs(read(ours) - read(theirs))
