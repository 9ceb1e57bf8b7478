"""Everything the seller wants to know of a price before it is said, in one value. Internal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from proposalkit.model.brief import DealBrief
from proposalkit.model.display import display_rate
from proposalkit.model.economics import Economics
from proposalkit.model.economics_rules import EconomicsRules
from proposalkit.model.finding import Finding
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.deal_value import (
    commissions,
    deal_values,
    partner_net,
    pilot_return,
    value_without_volume,
)
from proposalkit.pricing.engine import price_scenarios
from proposalkit.pricing.floor_price import PriceThresholds
from proposalkit.pricing.full_cost import VOLUME, full_cost
from proposalkit.pricing.headroom import headroom
from proposalkit.pricing.margin import break_even_units, margin
from proposalkit.pricing.margin_ladder import margin_ladder, sensitivity
from proposalkit.pricing.margin_spread import DEFAULT_SEED, margin_spread
from proposalkit.pricing.order import Order
from proposalkit.pricing.price_range import price_range
from proposalkit.pricing.year_three import own_build


def deal_economics(
    order: Order,
    brief: DealBrief,
    internal: InternalProfile,
    rules: EconomicsRules,
    lines: PriceThresholds,
    seed: int = DEFAULT_SEED,
) -> Economics:
    """Work out cost, price range, margins, headroom, pilot, commission and net of one deal.

    Amounts are in the currency of the price book, without tax; what lacks is named in its part.
    """
    scenarios = price_scenarios(order, brief.volumes)
    expected = next(one for one in scenarios if one.id == "expected")
    row = next(one for one in margin(order, brief, internal) if one.scenario == "expected")
    values = deal_values(scenarios)
    spent = row.cost.amount if row.cost else None
    return Economics(
        currency=order.currency,
        units=brief.volumes.expected,
        term_months=order.term_months,
        by_amount=any(
            one.type in ("percentage", "value_share") and one.metric_ref == order.main_metric
            for one in order.metered
        ),
        cost=full_cost(order, brief, internal),
        range=price_range(order, brief, internal, rules, lines),
        ladder=margin_ladder(order, brief, internal, rules),
        margin=row.margin,
        margin_rate=row.margin_rate,
        break_even=break_even_units(order, internal),
        spread=margin_spread(order, brief, internal, rules, seed),
        sensitivity=sensitivity(order, brief, internal, rules),
        headroom=headroom(order, brief, internal, rules),
        pilot=pilot_return(order, brief, internal, expected),
        commissions=commissions(values, order.currency, internal, rules),
        partners=partner_net(expected.total.amount, order.currency, internal, spent),
        own_build=own_build(order, brief, internal, rules.build_months),
        pilot_fee=order.pilot_fee.amount if order.pilot_fee else None,
        acv_minimum=value_without_volume(order),
        values=values,
    )


def economics_findings(economics: Economics, rules: EconomicsRules) -> tuple[Finding, ...]:
    """Warn of an early margin that is too thin, in the term and in a normal month."""
    return (*_amount(economics), *_thin(economics, rules))


def _amount(economics: Economics) -> Iterator[Finding]:
    """Say that a cost of an attempt is not the cost of a unit of money."""
    if economics.by_amount:
        yield Finding(
            id="unit-is-an-amount",
            severity="warning",
            where=VOLUME,
            message=f'The price is a share of an amount: a unit here is one "{economics.currency}" '
            "of it, and the profile's costs are those of an attempt.",
            remedy="Do not use cost, range and margin of this deal, or give costs for one such "
            "unit.",
        )


def _thin(economics: Economics, rules: EconomicsRules) -> Iterator[Finding]:
    month = next((one.rate for one in economics.ladder if one.units == economics.units), None)
    rates: dict[str, Decimal | None] = {"the term": economics.margin_rate, "a normal month": month}
    line = rules.early_margin
    low = [f"{display_rate(rate)} in {name}" for name, rate in rates.items()
           if rate is not None and rate < line]  # fmt: skip
    if low:
        yield Finding(
            id="early-margin-low",
            severity="warning",
            where=VOLUME,
            message=f'At the expected volume the margin is "{" and ".join(low)}", below the early '
            f"margin of {display_rate(line)}.",
            remedy="Raise the price, lower the cost of an attempt, or have the start approved.",
        )
