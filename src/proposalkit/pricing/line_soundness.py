"""Can one line of a public price be computed? What a JSON Schema cannot say about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext
from itertools import pairwise

from proposalkit.model.finding import Finding
from proposalkit.model.money import rounded
from proposalkit.model.pricing import METERED, Component, Tier
from proposalkit.pricing.line_charge import months_of
from proposalkit.pricing.rules import EXACT_DIGITS

ASK = "Ask the seller for a corrected proposal; nothing can be computed from this one."


def unsound(where: str, message: str) -> Finding:
    """Make the finding of a price that contradicts itself."""
    return Finding(id="price-not-computable", where=where, message=message, remedy=ASK)


def line_findings(
    number: int, component: Component, metrics: Mapping[str, str]
) -> Iterator[Finding]:
    """Find what makes one line contradict itself; `metrics` gives the kind of each."""
    where = f"/pricing/components/{number}"
    period = None if component.type == "one_time" else "P1M"
    if component.billing_period != period:
        yield unsound(
            f"{where}/billingPeriod",
            f'A {component.type} line is billed "{component.billing_period}", not "{period}".',
        )
    yield from _limits(where, component)
    if component.type in METERED:
        yield from _metered(where, component, metrics)
    elif component.type == "adjustment":
        yield from _adjustment(where, component)
    elif component.amount is None or component.tiers or component.metric_ref is not None:
        yield unsound(where, f'The {component.type} line "{component.id}" is no fixed amount.')
    else:
        yield from _bought(where, component)


def months_or_none(duration: str | None) -> int | None:
    """Give the months of a duration, or None when it is not counted in months."""
    try:
        return months_of(duration)
    except ValueError:
        return None


def _limits(where: str, component: Component) -> Iterator[Finding]:
    least, most = component.minimum, component.maximum
    if least is not None and most is not None and least.amount > most.amount:
        yield unsound(
            f"{where}/minimum",
            f'The minimum "{least.amount}" is above the maximum "{most.amount}".',
        )


def _bought(where: str, component: Component) -> Iterator[Finding]:
    """Hold the amount of units bought to their number and the price of one."""
    count, price, fixed = component.quantity, component.unit_price, component.amount
    if count is None and price is None and component.unit is None:
        return
    if count is None or price is None or component.unit is None or fixed is None:
        yield unsound(where, "Units bought need their number, their name and the price of one.")
        return
    with localcontext(prec=EXACT_DIGITS):
        product = rounded(count * price.amount, price.currency)
    if product != fixed.amount:
        yield unsound(
            f"{where}/amount",
            f'"{fixed.amount}" stands there; {count:f} units at {price.amount:f} are {product:f}.',
        )


def _adjustment(where: str, component: Component) -> Iterator[Finding]:
    if component.rate is None or not component.applies_to or component.reason is None:
        yield unsound(where, "A share of other lines needs the lines, the share and its reason.")
    if component.amount is not None or component.tiers or component.metric_ref is not None:
        yield unsound(where, f'The line "{component.id}" is a share and has another price too.')


def _metered(where: str, component: Component, metrics: Mapping[str, str]) -> Iterator[Finding]:
    if component.metric_ref not in metrics:
        yield unsound(f"{where}/metricRef", f'There is no metric "{component.metric_ref}".')
    if component.amount is not None:
        yield unsound(f"{where}/amount", "A metered line has a fixed amount as well.")
    if component.quantity is not None or component.unit_price is not None or component.unit:
        yield unsound(f"{where}/quantity", "A metered line has units bought as well.")
    yield from _tiers(where, component)
    yield from _kind(where, component, metrics)
    yield from _durations(where, component)
    if component.pack is not None and component.pack == 0:
        yield unsound(f"{where}/pack", 'A pack of "0" units cannot be sold.')


def _tiers(where: str, component: Component) -> Iterator[Finding]:
    if not _rising(component.tiers):
        yield unsound(f"{where}/tiers", "The tiers do not rise to one open tier, the last of them.")
    if len(component.tiers) > 1 and component.tier_mode is None:
        yield unsound(f"{where}/tierMode", "It is not said how the tiers apply.")
    wanted = "flat" if component.tier_mode == "flat" else (
        "rate" if component.type in ("percentage", "value_share") else "unitPrice"
    )  # fmt: skip
    for number, tier in enumerate(component.tiers):
        prices = {"unitPrice": tier.unit_price, "flat": tier.flat, "rate": tier.rate}
        there = [name for name, price in prices.items() if price is not None]
        if there != [wanted]:
            yield unsound(
                f"{where}/tiers/{number}",
                f'A tier of this line has a "{wanted}" and nothing else, not "{there}".',
            )


def _kind(where: str, component: Component, metrics: Mapping[str, str]) -> Iterator[Finding]:
    share = component.type in ("percentage", "value_share")
    kind = metrics.get(component.metric_ref or "")
    if kind is not None and share != (kind == "amount"):
        yield unsound(
            f"{where}/metricRef",
            f'A {component.type} line cannot be counted in a metric of kind "{kind}".',
        )
    if component.type == "value_share":
        if component.baseline is None:
            yield unsound(f"{where}/baseline", "A share of value has no baseline.")
        if component.tier_mode not in (None, "graduated"):
            yield unsound(f"{where}/tierMode", "The bands of a value share are graduated.")
        if component.included is not None or component.pack is not None:
            yield unsound(where, "A share of value has no included units and no packs.")
    elif component.baseline or component.settlement or component.tail:
        yield unsound(where, f"A {component.type} line has terms of a value share.")


def _durations(where: str, component: Component) -> Iterator[Finding]:
    places = {
        "includedPeriod": component.included_period,
        "settlement": component.settlement,
        "tail": component.tail,
    }
    for name, duration in places.items():
        if duration is not None and months_or_none(duration) is None:
            yield unsound(f"{where}/{name}", f'"{duration}" is no number of months.')
    tail, settled = months_or_none(component.tail), months_or_none(component.settlement)
    if component.tail is not None and tail and settled and tail % settled:
        yield unsound(f"{where}/tail", f'"{component.tail}" is no whole number of settlements.')


def _rising(tiers: tuple[Tier, ...]) -> bool:
    ends = [tier.up_to for tier in tiers]
    if not ends or ends[-1] is not None:
        return False
    bounded = [end for end in ends[:-1] if end is not None]
    return len(bounded) == len(ends) - 1 and all(
        low < high for low, high in pairwise((Decimal(0), *bounded))
    )
