"""Can a public price be computed at all? What a JSON Schema cannot say about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, localcontext
from itertools import pairwise

from pydantic import BaseModel

from proposalkit.model.finding import Finding
from proposalkit.model.money import Money, rounded
from proposalkit.model.outcome import Metric
from proposalkit.model.places import currency_digits
from proposalkit.model.pricing import Component, GroupCap, PublicPricing, Scenario, Tier
from proposalkit.pricing.rules import EXACT_DIGITS

ASK = "Ask the seller for a corrected proposal; nothing can be computed from this one."


def soundness_findings(pricing: PublicPricing, metrics: Iterable[Metric]) -> tuple[Finding, ...]:
    """Find what makes the order contradict itself, each with the JSON pointer of its place."""
    known = {metric.id for metric in metrics}
    return (
        *_currencies(pricing),
        *_scale(pricing),
        *_ids(pricing),
        *(f for n, c in enumerate(pricing.components) for f in _component(n, c, known)),
        *_caps(pricing),
        *_coins(pricing),
        *_scenarios(pricing),
    )


def _currencies(pricing: PublicPricing) -> Iterator[Finding]:
    for pointer, amount in _amounts(pricing, "/pricing"):
        if amount.currency != pricing.currency:
            yield _unsound(
                pointer, f'The amount is in "{amount.currency}", the price in {pricing.currency}.'
            )


def _amounts(model: BaseModel, pointer: str) -> Iterator[tuple[str, Money]]:
    for name, field in type(model).model_fields.items():
        value: object = getattr(model, name)
        place = f"{pointer}/{field.alias or name}"
        parts = value if isinstance(value, tuple) else (value,)
        for number, part in enumerate(parts):
            spot = f"{place}/{number}" if isinstance(value, tuple) else place
            if isinstance(part, Money):
                yield spot, part
            elif isinstance(part, BaseModel):
                yield from _amounts(part, spot)


def _scale(pricing: PublicPricing) -> Iterator[Finding]:
    digits = currency_digits(pricing.currency)
    if pricing.rounding.scale != digits:
        yield _unsound(
            "/pricing/rounding/scale",
            f'Amounts are said to keep "{pricing.rounding.scale}" decimals, '
            f"{pricing.currency} has {digits}.",
        )


def _ids(pricing: PublicPricing) -> Iterator[Finding]:
    ids = [component.id for component in pricing.components]
    for number, id_ in enumerate(ids):
        if id_ in ids[:number]:
            yield _unsound(f"/pricing/components/{number}/id", f'Two components are named "{id_}".')


def _component(number: int, component: Component, metrics: set[str]) -> Iterator[Finding]:
    where = f"/pricing/components/{number}"
    period = None if component.type == "one_time" else "P1M"
    if component.billing_period != period:
        yield _unsound(
            f"{where}/billingPeriod",
            f'A {component.type} line is billed "{component.billing_period}", not "{period}".',
        )
    if component.type in ("usage", "outcome"):
        yield from _metered(where, component, metrics)
    elif component.amount is None or component.tiers or component.metric_ref is not None:
        yield _unsound(where, f'The {component.type} line "{component.id}" is no fixed amount.')
    else:
        yield from _bought(where, component)


def _bought(where: str, component: Component) -> Iterator[Finding]:
    """Hold the amount of units bought to their number and the price of one."""
    count, price, fixed = component.quantity, component.unit_price, component.amount
    if count is None and price is None and component.unit is None:
        return
    if count is None or price is None or component.unit is None or fixed is None:
        yield _unsound(where, "Units bought need their number, their name and the price of one.")
        return
    with localcontext(prec=EXACT_DIGITS):
        product = rounded(count * price.amount, price.currency)
    if product != fixed.amount:
        yield _unsound(
            f"{where}/amount",
            f'"{fixed.amount}" stands there; {count:f} units at {price.amount:f} are {product:f}.',
        )


def _metered(where: str, component: Component, metrics: set[str]) -> Iterator[Finding]:
    if component.metric_ref not in metrics:
        yield _unsound(f"{where}/metricRef", f'There is no metric "{component.metric_ref}".')
    if component.amount is not None:
        yield _unsound(f"{where}/amount", "A metered line has a fixed amount as well.")
    if component.quantity is not None or component.unit_price is not None or component.unit:
        yield _unsound(f"{where}/quantity", "A metered line has units bought as well.")
    if not _rising(component.tiers):
        yield _unsound(
            f"{where}/tiers", "The tiers do not rise to one open tier, the last of them."
        )
    if len(component.tiers) > 1 and component.tier_mode is None:
        yield _unsound(f"{where}/tierMode", "It is not said how the tiers apply.")
    least, most = component.minimum, component.maximum
    if least is not None and most is not None and least.amount > most.amount:
        yield _unsound(
            f"{where}/minimum",
            f'The minimum "{least.amount}" is above the maximum "{most.amount}".',
        )


def _rising(tiers: tuple[Tier, ...]) -> bool:
    ends = [tier.up_to for tier in tiers]
    if not ends or ends[-1] is not None:
        return False
    bounded = [end for end in ends[:-1] if end is not None]
    return len(bounded) == len(ends) - 1 and all(
        low < high for low, high in pairwise((Decimal(0), *bounded))
    )


def _caps(pricing: PublicPricing) -> Iterator[Finding]:
    periodic = {c.id: c for c in pricing.components if c.type != "one_time"}
    taken: set[str] = set()
    for number, cap in enumerate(pricing.caps):
        where = f"/pricing/caps/{number}/appliesTo"
        for ref in cap.applies_to:
            if ref not in periodic:
                yield _unsound(where, f'There is no line "{ref}" that is billed each period.')
            if ref in taken:
                yield _unsound(where, f'The line "{ref}" is capped twice.')
            taken.add(ref)
        yield from _cap_above_minimum(number, cap, periodic)


def _cap_above_minimum(
    number: int, cap: GroupCap, lines: dict[str, Component]
) -> Iterator[Finding]:
    minimums = (lines[ref].minimum for ref in cap.applies_to if ref in lines)
    least = sum((minimum.amount for minimum in minimums if minimum is not None), Decimal(0))
    if least > cap.amount.amount:
        yield _unsound(
            f"/pricing/caps/{number}/amount",
            f'The cap "{cap.amount.amount}" is below the minimum {least}.',
        )


def _coins(pricing: PublicPricing) -> Iterator[Finding]:
    fixed: dict[str, Money | None] = {}
    for number, component in enumerate(pricing.components):
        where = f"/pricing/components/{number}"
        fixed[f"{where}/amount"] = component.amount
        fixed[f"{where}/minimum"] = component.minimum
        fixed[f"{where}/maximum"] = component.maximum
    fixed |= {f"/pricing/caps/{n}/amount": cap.amount for n, cap in enumerate(pricing.caps)}
    fixed |= {f"/pricing/credits/{n}/amount": one.amount for n, one in enumerate(pricing.credits)}
    digits = currency_digits(pricing.currency) or 0
    for where, amount in fixed.items():
        if amount is not None and _decimals(amount.amount) != digits:
            yield _unsound(
                where, f'"{amount.amount:f}" is not written with the {digits} decimals of a total.'
            )


def _decimals(amount: Decimal) -> int:
    return len(format(amount, "f").partition(".")[2])


def _scenarios(pricing: PublicPricing) -> Iterator[Finding]:
    ids = [scenario.id for scenario in pricing.scenarios]
    if ids.count("expected") != 1 or len(set(ids)) != len(ids):
        yield _unsound(
            "/pricing/scenarios", f'There must be one scenario of each name, not "{ids}".'
        )
    refs = {c.metric_ref for c in pricing.components if c.metric_ref is not None}
    terms = {scenario.term_months for scenario in pricing.scenarios}
    if len(terms) > 1:
        yield _unsound("/pricing/scenarios", f'The scenarios run over "{sorted(terms)}" months.')
    for number, scenario in enumerate(pricing.scenarios):
        yield from _scenario(f"/pricing/scenarios/{number}", scenario, refs)


def _scenario(where: str, scenario: Scenario, refs: set[str]) -> Iterator[Finding]:
    counted = [volume.metric_ref for volume in scenario.volumes]
    if len(counted) != len(refs) or set(counted) != refs:
        yield _unsound(
            f"{where}/volumes", f'Volumes are given of "{counted}", counted is "{sorted(refs)}".'
        )
    if not 1 <= scenario.term_months == len(scenario.periods):
        yield _unsound(
            f"{where}/termMonths",
            f'The term is "{scenario.term_months}" months, '
            f"{len(scenario.periods)} periods are given.",
        )


def _unsound(where: str, message: str) -> Finding:
    return Finding(id="price-not-computable", where=where, message=message, remedy=ASK)
