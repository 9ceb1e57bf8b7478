"""What a deal is worth, what partners and sellers take of it, what its pilot loses. Internal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext
from itertools import accumulate

from proposalkit.model.brief import DealBrief
from proposalkit.model.cost_model import CommissionPlan
from proposalkit.model.economics import (
    CommissionRow,
    Commissions,
    PartnerNet,
    PartnerShare,
    PilotReturn,
    YearValue,
)
from proposalkit.model.economics_rules import EconomicsRules
from proposalkit.model.money import rounded
from proposalkit.model.scenario import Scenario
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.engine import price_scenario
from proposalkit.pricing.line_charge import ZERO
from proposalkit.pricing.margin import serving_cost
from proposalkit.pricing.margin_ladder import margin_rate, month_cost
from proposalkit.pricing.month_charges import INSIDE_DIGITS, month_shares
from proposalkit.pricing.order import Order

YEAR = 12
COMMISSION = "internal.economics.commission"
PILOT_COST = "internal.economics.pilot_cost"


def yearly_value(scenario: Scenario) -> Decimal:
    """Give a year of production: charges of the first twelve months, scaled up from a short term.

    What is charged once, and credits, are left out: they do not come back in the next year.
    """
    months = scenario.periods[:YEAR]
    charges = sum((one.charges.amount for one in months), ZERO)
    with localcontext(prec=INSIDE_DIGITS):
        return rounded(charges * YEAR / len(months), scenario.total.currency)


def deal_values(scenarios: tuple[Scenario, ...]) -> tuple[YearValue, ...]:
    """Give yearly and total value at each volume of the brief."""
    return tuple(
        YearValue(scenario=one.id, acv=yearly_value(one), tcv=one.total.amount) for one in scenarios
    )


def value_without_volume(order: Order) -> Decimal:
    """Give a year in which nothing is used: minimums, fixed lines, whatever is due all the same."""
    nothing = dict.fromkeys(order.metric_refs, ZERO)
    return yearly_value(price_scenario(order, "expected", nothing, order.term_months))


def commissions(
    values: tuple[YearValue, ...], currency: str, internal: InternalProfile, rules: EconomicsRules
) -> Commissions:
    """Give commission on the first year under the three plans; the low volume is the careful one.

    Projected: all at signing on the expected volume, taken back where less comes, nothing more
    where more comes. Realised: all as revenue comes. Mixed: a part at signing on the careful
    volume, the rest as revenue comes.
    """
    own = internal.economics.commission
    if own is None:
        return Commissions(missing=(COMMISSION,))
    by_name = {one.scenario: one.acv for one in values}
    expected = by_name["expected"]
    signing = rules.signing_share if own.signing_share is None else own.signing_share

    def paid(value: Decimal) -> Decimal:
        return rounded(own.rate * value, currency)

    low, full = paid(by_name.get("low", expected)), paid(expected)
    totals = tuple(paid(one.acv) for one in values)
    first = rounded(signing * low, currency)
    none = rounded(ZERO, currency)
    capped = tuple(min(full, one) for one in totals)
    rows = (
        _commission_row("projected", full, none, full - min(full, low), capped),
        _commission_row("realised", none, full, none, totals),
        _commission_row("mixed", first, full - first, none, totals),
    )
    return Commissions(
        plan=own.plan, rate=own.rate, volumes=tuple(by_name), rows=rows
    )  # fmt: skip


def _commission_row(
    plan: CommissionPlan,
    at_signing: Decimal,
    later: Decimal,
    taken_back: Decimal,
    totals: tuple[Decimal, ...],
) -> CommissionRow:
    return CommissionRow(
        plan=plan, at_signing=at_signing, later=later, taken_back=taken_back, totals=totals
    )


def partner_net(
    gross: Decimal, currency: str, internal: InternalProfile, cost: Decimal | None = None
) -> PartnerNet | None:
    """Give what partners keep of a gross amount and what is left; None for a deal without any.

    Each share is one of the gross amount, rounded half up to the coin; the net is the rest.
    """
    channel = internal.economics.channel
    if channel is None:
        return None
    kept = tuple(
        PartnerShare(partner=name, share=share, amount=rounded(gross * share, currency))
        for name, share in (
            ("integrator", channel.integrator),
            ("marketplace", channel.marketplace),
            ("hyperscaler", channel.hyperscaler),
        )
        if share
    )
    net = gross - sum((one.amount for one in kept), ZERO)
    left = None if cost is None else net - cost
    return PartnerNet(
        gross=gross,
        shares=kept,
        net=net,
        margin=left,
        rate=None if left is None else margin_rate(left, net),
    )


def pilot_return(
    order: Order, brief: DealBrief, internal: InternalProfile, scenario: Scenario
) -> PilotReturn | None:
    """Give what the pilot loses and the month of production that has made up for it.

    Other charges made once are left out, as the work behind them is not costed. A credit of the
    fee lowers the first months.
    """
    if order.pilot_fee is None:
        return None
    fee, cost = order.pilot_fee.amount, internal.economics.pilot_cost
    serving, missing = serving_cost(order, internal)
    lacking = (*(() if cost is not None else (PILOT_COST,)), *missing)
    found = PilotReturn(fee=fee, within_months=scenario.term_months, missing=lacking)
    if cost is None:
        return found
    cost = rounded(cost, order.currency)
    result = fee - cost
    found = found.model_copy(update={"cost": cost, "result": result})
    if result >= 0:
        return found.model_copy(update={"payback_month": 0})
    if serving is None:
        return found
    shares = month_shares(brief.volumes, range(1, scenario.term_months + 1))
    spent = (month_cost(serving, brief.volumes.expected * one, order.currency) for one in shares)
    earned = (due - cost for due, cost in zip(_due(scenario), spent, strict=True))
    month = next(
        (
            number
            for number, position in enumerate(accumulate(earned, initial=result))
            if number and position >= 0
        ),
        None,
    )
    return found.model_copy(update={"payback_month": month})


def _due(scenario: Scenario) -> Iterator[Decimal]:
    """Give what is due in each month: the charges, less the credit as long as it lasts."""
    charges = [one.charges.amount for one in scenario.periods]
    credit = scenario.one_time.amount + sum(charges, ZERO) - scenario.total.amount
    for amount in charges:
        used = min(credit, amount)
        credit -= used
        yield amount - used
