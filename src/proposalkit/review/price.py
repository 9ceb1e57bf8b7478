"""Tests of the price: minimum and cap, today's cost, volume, the third year."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from proposalkit.model.display import display_quantity, display_unit_price
from proposalkit.model.pricing import Component
from proposalkit.model.review import Answer
from proposalkit.review.case import Case, has_word, met, not_applicable, objection, texts

_A_SHARE = "The price is a share of an amount, so there is no price of one unit."
_NOTHING_COUNTED = "Nothing is counted, so the bill does not follow a volume."


def bill_has_a_cap(case: Case) -> Answer:
    """B-11: every metered line ends at a cap that stops the bill."""
    if not case.metered:
        return not_applicable(_NOTHING_COUNTED)
    capped = {
        line: f"/pricing/caps/{at}/amount"
        for at, cap in enumerate(case.proposal.pricing.caps)
        for line in cap.applies_to
        if cap.on_reach != "notify_and_bill"
    }
    for number, one in case.metered:
        if one.maximum is None and one.id not in capped:
            return objection(f"/pricing/components/{number}", f'"{one.label}" has no cap.')
    first = case.metered[0][1]
    line = f"/pricing/components/{case.metered[0][0]}/maximum"
    return met(capped.get(first.id, line), "The bill of a month ends at a cap.")


def minimum_is_small(case: Case) -> Answer:
    """B-12: there is something to keep the seller engaged, and it is a small part of the bill."""
    if not case.metered:
        return not_applicable(_NOTHING_COUNTED)
    with_minimum = [(at, one) for at, one in case.metered if one.minimum is not None]
    if not with_minimum:
        if case.lines("recurring") or case.proposal.pricing.commitments:
            return met("/pricing/components", "A fixed line keeps the seller engaged.")
        return objection("/pricing/components", "A month without volume pays the seller nothing.")
    for number, one in with_minimum:
        share = _share_of_month(case, one)
        if share is not None and share > case.limit("share"):
            return objection(
                f"/pricing/components/{number}/minimum",
                f"The minimum is {share:.0%} of the line at the expected volume.",
            )
    return met(f"/pricing/components/{with_minimum[0][0]}/minimum", "The minimum is small.")


def _share_of_month(case: Case, line: Component) -> Decimal | None:
    """Give the minimum as a part of the line's amount at the expected volume."""
    if case.expected is None or line.minimum is None:
        return None
    amounts = {one.component_ref: one.amount for one in case.expected[1].component_amounts}
    charged = amounts.get(line.id)
    if charged is None or not charged.amount:
        return None
    return line.minimum.amount / charged.amount


def below_the_cost_of_today(case: Case) -> Answer:
    """B-13: the price is clearly below what the unit costs today, and the figure has a source."""
    if not case.metered:
        return not_applicable("Nothing is counted, so no price of one unit can be compared.")
    if not case.counts_units:
        return not_applicable(_A_SHARE)
    pricing = case.proposal.pricing
    if pricing.cost_today is None:
        return objection("/pricing", "What one unit costs the buyer today is not stated.")
    if not pricing.cost_today_source:
        return objection("/pricing/costToday", "The cost of today has no source.")
    if case.expected is None or case.expected[1].effective_unit_price is None:
        return objection("/pricing/scenarios", "The price of one unit is not worked out.")
    number, paid = case.expected[0], case.expected[1].effective_unit_price
    share = paid.amount / pricing.cost_today.amount
    where = f"/pricing/scenarios/{number}/effectiveUnitPrice"
    told = f"One unit costs {display_unit_price(paid)}, {share:.0%} of what it costs today."
    if share > case.limit("share"):
        return objection(where, told)
    return met(where, told)


def more_volume_costs_less(case: Case) -> Answer:
    """B-14: the price of a unit falls with volume."""
    if not case.metered:
        return not_applicable(_NOTHING_COUNTED)
    if not case.counts_units:
        return not_applicable(_A_SHARE)
    rebated = {
        line
        for one in case.proposal.pricing.discounts
        if one.from_quantity is not None
        for line in one.applies_to
    }
    for number, one in case.metered:
        if one.id not in rebated and not _falls(one):
            return objection(
                f"/pricing/components/{number}/tiers",
                f'"{one.label}" costs the same at any volume.',
            )
    return met(f"/pricing/components/{case.metered[0][0]}/tiers", "More volume costs less a unit.")


def _falls(line: Component) -> bool:
    prices = [
        one.unit_price.amount if one.unit_price is not None else one.rate
        for one in line.tiers
        if one.unit_price is not None or one.rate is not None
    ]
    known = [one for one in prices if one is not None]
    return len(known) > 1 and all(later < before for before, later in pairwise(known))


def three_volumes_are_priced(case: Case) -> Answer:
    """B-15: the bill is worked out at several volumes."""
    if not case.metered:
        return not_applicable(_NOTHING_COUNTED)
    count = len(case.proposal.pricing.scenarios)
    if count < case.limit("volumes"):
        return objection("/pricing/scenarios", f"The bill is worked out at {count} volumes only.")
    return met("/pricing/scenarios", f"The bill is worked out at {count} volumes.")


def third_year_is_answered(case: Case) -> Answer:
    """B-16: above the line where building pays, the proposal answers for the third year."""
    if case.expected is None or not case.metered:
        return not_applicable(_NOTHING_COUNTED)
    number, expected = case.expected
    units = sum((Decimal(one.per_period) for one in expected.volumes), Decimal(0))
    line = case.limit("units")
    if units <= line:
        return not_applicable(
            f"{display_quantity(units)} units a month are not more than {display_quantity(line)}."
        )
    if case.proposal.pricing.currency != "USD":
        return not_applicable("The line is drawn in US dollars, and the price is in another one.")
    listed = _highest_price(case)
    if listed is None or listed <= case.limit("price"):
        return not_applicable("No unit is listed above the price where building pays.")
    for where, text in texts(case.proposal):
        if has_word(text, case.rule.words["answer"]):
            return met(where, "The proposal says what the third year costs.")
    return objection(
        f"/pricing/scenarios/{number}",
        f"{display_quantity(units)} units a month at {listed:f} a unit: the buyer will work out "
        "what building costs by the third year, and the proposal does not.",
    )


def _highest_price(case: Case) -> Decimal | None:
    prices = [
        tier.unit_price.amount
        for _, one in case.metered
        for tier in one.tiers
        if tier.unit_price is not None
    ]
    return max(prices, default=None)


def rises_are_limited(case: Case) -> Answer:
    """B-17: prices do not rise during the term, or by no more than a limit."""
    rises = case.proposal.pricing.indexation
    for number, one in enumerate(rises):
        if Decimal(one.cap) > case.limit("share"):
            return objection(
                f"/pricing/indexation/{number}/cap", f"One step may raise prices by {one.cap:%}."
            )
    ramps = case.proposal.pricing.ramps
    above = next((at for at, one in enumerate(ramps) if any(s.factor > 1 for s in one.steps)), None)
    if above is not None:
        return objection(f"/pricing/ramps/{above}", "A ramp goes above the listed prices.")
    where = "/pricing/indexation/0/cap" if rises else "/pricing"
    return met(where, "Prices do not rise beyond a stated limit during the term.")


def value_share_has_a_baseline(case: Case) -> Answer:
    """B-18: a share of the value is compared with a figure both sides know."""
    shares = case.lines("value_share")
    if not shares:
        return not_applicable("No line takes a share of the value.")
    for number, one in shares:
        if one.baseline is None or not one.baseline.source:
            return objection(
                f"/pricing/components/{number}", f'"{one.label}" has no baseline with a source.'
            )
        if one.maximum is None:
            return objection(
                f"/pricing/components/{number}", f'"{one.label}" has no ceiling of its own.'
            )
    return met(f"/pricing/components/{shares[0][0]}/baseline", "The baseline has its source.")
