"""The margin when volume, success rate and model price are not what we expect. Internal.

Seeded: the same seed and inputs give the same figures on every machine. Only `random()` is drawn,
which Python keeps the same from version to version.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from math import ceil, sqrt
from random import Random
from typing import NamedTuple

from proposalkit.model.brief import DealBrief
from proposalkit.model.brief_figures import VolumesIn
from proposalkit.model.economics import MarginSpread, Percentiles
from proposalkit.model.economics_rules import EconomicsRules, Swing
from proposalkit.model.money import rounded
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.engine import price_scenarios
from proposalkit.pricing.line_charge import ZERO
from proposalkit.pricing.margin import RATE_STEP, ServingCost, billed_share, serving_cost
from proposalkit.pricing.margin_ladder import PARTS, margin_rate, moved_unit_cost
from proposalkit.pricing.month_charges import INSIDE_DIGITS, month_charges, month_shares
from proposalkit.pricing.order import Order
from proposalkit.pricing.price_range import margin_target

DEFAULT_SEED = 1
STEPS = 64
"""Volumes between low and high are drawn in this many equal steps, so that few are priced."""
_FACTOR_STEP = Decimal("0.0001")


class _Run(NamedTuple):
    """One term as drawn."""

    revenue: Decimal
    margin: Decimal


def margin_spread(
    order: Order,
    brief: DealBrief,
    internal: InternalProfile,
    rules: EconomicsRules,
    seed: int = DEFAULT_SEED,
) -> MarginSpread:
    """Draw many terms and give the margin that one, five and nine runs in ten stay below.

    Each month draws a volume from the triangle of low, expected and high; each term draws one
    success rate and one model price. What is charged once counts as in the expected scenario.
    """
    cost, missing = serving_cost(order, internal)
    spread = MarginSpread(seed=seed, runs=rules.runs, missing=missing)
    share = billed_share(order, internal)
    if cost is None or share is None:
        return spread
    with localcontext(prec=INSIDE_DIGITS):
        drawn = _draw(order, brief, internal, rules, cost, share, Random(seed))
        rates = [margin_rate(one.margin, one.revenue) for one in drawn]
        known = [rate for rate in rates if rate is not None]
        target = margin_target(internal, rules)
        return spread.model_copy(
            update={
                "margin": _percentiles([one.margin for one in drawn]),
                "rate": _percentiles(known) if len(known) == len(rates) else None,
                "below_target": _part(sum(rate < target for rate in known), rules.runs),
                "at_a_loss": _part(sum(one.margin < 0 for one in drawn), rules.runs),
                "varied": _varied(brief.volumes, internal, share),
                "missing": () if internal.attempt_cost else (PARTS,),
            }
        )


def _draw(
    order: Order,
    brief: DealBrief,
    internal: InternalProfile,
    rules: EconomicsRules,
    cost: ServingCost,
    share: Decimal,
    dice: Random,
) -> list[_Run]:
    volumes, mode = _steps(brief.volumes)
    bills: dict[Decimal, Decimal] = {}

    def bill(units: Decimal) -> Decimal:
        if units not in bills:
            bills[units] = month_charges(order, brief, units)
        return bills[units]

    scenario = next(one for one in price_scenarios(order, brief.volumes) if one.id == "expected")
    months = scenario.term_months
    once = scenario.total.amount - sum((one.charges.amount for one in scenario.periods), ZERO)
    last, runs = len(volumes) - 1, []
    shares = tuple(month_shares(brief.volumes, range(1, months + 1)))
    for _ in range(rules.runs):
        success = (
            share if share == 1 else min(share * _factor(dice, rules.success_swing), Decimal(1))
        )
        price = _factor(dice, rules.model_price_swing)
        drawn = [volumes[round(_triangle(dice, mode) * last)] * share_ for share_ in shares]
        revenue = once + sum(map(bill, drawn), ZERO)
        units = sum(drawn, ZERO)
        spent = units * moved_unit_cost(internal, success, price) + months * cost.per_month
        runs.append(_Run(revenue, revenue - rounded(spent, order.currency)))
    return runs


def _steps(volumes: VolumesIn) -> tuple[list[Decimal], float]:
    """Give the volumes that may be drawn, and where between them the expected one stands."""
    low = volumes.expected if volumes.low is None else volumes.low
    high = volumes.expected if volumes.high is None else volumes.high
    if low == high:
        return [low], 0.5
    wide = high - low
    return [low + wide * at / STEPS for at in range(STEPS + 1)], float(
        (volumes.expected - low) / wide
    )


def _factor(dice: Random, swing: Swing) -> Decimal:
    low, high = swing
    if low == high:
        return low
    wide = high - low
    drawn = low + wide * Decimal(_triangle(dice, float((1 - low) / wide)))
    return drawn.quantize(_FACTOR_STEP)


def _triangle(dice: Random, mode: float) -> float:
    """Draw from the triangle on 0 to 1 with its tip at `mode`."""
    drawn = dice.random()
    if drawn < mode:
        return sqrt(drawn * mode)
    return 1 - sqrt((1 - drawn) * (1 - mode))


def _percentiles(values: Sequence[Decimal]) -> Percentiles:
    """Give the nearest-rank percentiles."""
    ordered = sorted(values)

    def at(tenths: int) -> Decimal:
        return ordered[ceil(len(ordered) * tenths / 10) - 1]

    return Percentiles(p10=at(1), p50=at(5), p90=at(9))


def _part(count: int, runs: int) -> Decimal:
    return (Decimal(count) / runs).quantize(RATE_STEP)


def _varied(volumes: VolumesIn, internal: InternalProfile, share: Decimal) -> tuple[str, ...]:
    found = {
        "volume": volumes.low is not None or volumes.high is not None,
        "success rate": share != 1,
        "model price": internal.attempt_cost is not None,
    }
    return tuple(name for name, varies in found.items() if varies)
