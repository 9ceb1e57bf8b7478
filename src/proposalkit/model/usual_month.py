"""The normal month of a scenario, and the months that are charged otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from proposalkit.model.pricing import PublicPricing
from proposalkit.model.scenario import PeriodAmount, Scenario

_MONTHS = re.compile(r"P(\d+)M")


class Months(NamedTuple):
    """The months of a scenario by what makes their charges what they are."""

    usual: PeriodAmount
    topped: tuple[PeriodAmount, ...]
    """Months that also bill the shortfall of a commitment, charged otherwise than the usual."""
    settled: tuple[PeriodAmount, ...]
    """Months in which a share of value is settled, charged otherwise than the usual."""
    others: tuple[PeriodAmount, ...]
    """All further months: they differ by ramp, index, discounts or volume, or not at all."""


def months_of(pricing: PublicPricing, scenario: Scenario) -> Months:
    """Tell the months of a scenario apart.

    The usual month has the charges most months have. Of charges that are as common, those without
    a shortfall or a settlement go before, then those of the later months.
    """
    settling = _settling(pricing, scenario)
    usual = _usual(scenario.periods, settling)
    unlike = [one for one in scenario.periods if one.charges != usual.charges]
    topped = tuple(one for one in unlike if one.shortfall)
    settled = tuple(one for one in unlike if one.period in settling and not one.shortfall)
    apart = {one.period for one in (*topped, *settled)}
    others = tuple(one for one in scenario.periods if one.period not in apart)
    return Months(usual, topped, settled, others)


def expected_scenario(pricing: PublicPricing) -> Scenario:
    """Give the scenario of the expected volume; each proposal has one."""
    return next((one for one in pricing.scenarios if one.id == "expected"), pricing.scenarios[0])


def _usual(periods: Iterable[PeriodAmount], settling: frozenset[int]) -> PeriodAmount:
    rows = tuple(periods)
    common = Counter(one.charges.amount for one in rows)
    return max(
        rows,
        key=lambda one: (
            common[one.charges.amount],
            not one.shortfall and one.period not in settling,
            one.period,
        ),
    )


def _settling(pricing: PublicPricing, scenario: Scenario) -> frozenset[int]:
    """Give the months that end a settlement of several months; the term ends the last one."""
    found: set[int] = set()
    for line in pricing.components:
        given = _MONTHS.fullmatch(line.settlement or "")
        if given and int(given[1]) > 1:
            length = int(given[1])
            found |= {one.period for one in scenario.periods if one.period % length == 0}
            found.add(len(scenario.periods))
    return frozenset(found)
