"""Do caps, discounts, commitments, ramps and indexation of a public price fit its lines?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from proposalkit.model.finding import Finding
from proposalkit.model.price_terms import Commitment, GroupCap
from proposalkit.model.pricing import Component, PublicPricing
from proposalkit.pricing.line_soundness import months_or_none, unsound


def term_findings(pricing: PublicPricing, metrics: Mapping[str, str]) -> Iterator[Finding]:
    """Find what the terms beyond the lines get wrong, each with its JSON pointer."""
    lines = {component.id: component for component in pricing.components}
    yield from _known(pricing, lines)
    yield from _adjustments(pricing, lines)
    yield from _shared("caps", tuple(one.applies_to for one in pricing.caps))
    yield from _shared("commitments", tuple(one.applies_to for one in pricing.commitments))
    for number, cap in enumerate(pricing.caps):
        yield from _cap_above_minimum(number, cap, lines)
    for number, commitment in enumerate(pricing.commitments):
        yield from _commitment(number, commitment, pricing.caps, metrics)
    yield from _discounts(pricing, metrics)
    yield from _months(pricing)
    yield from _main(pricing)


def _known(pricing: PublicPricing, lines: Mapping[str, Component]) -> Iterator[Finding]:
    groups: dict[str, Iterable[tuple[str, ...]]] = {
        "caps": (one.applies_to for one in pricing.caps),
        "discounts": (one.applies_to for one in pricing.discounts),
        "commitments": (one.applies_to for one in pricing.commitments),
        "ramps": (one.applies_to for one in pricing.ramps),
        "indexation": (one.applies_to for one in pricing.indexation),
    }
    for name, members in groups.items():
        for number, refs in enumerate(members):
            where = f"/pricing/{name}/{number}/appliesTo"
            for ref in refs:
                once = ref in lines and lines[ref].type == "one_time"
                if ref not in lines or (once and name != "discounts"):
                    yield unsound(where, f'There is no line "{ref}" that is billed each period.')


def _adjustments(pricing: PublicPricing, lines: Mapping[str, Component]) -> Iterator[Finding]:
    for number, component in enumerate(pricing.components):
        for ref in component.applies_to:
            base = lines.get(ref)
            if base is None or base.type in ("adjustment", "one_time"):
                yield unsound(
                    f"/pricing/components/{number}/appliesTo",
                    f'"{ref}" is no line that a share can be taken of.',
                )


def _shared(name: str, members: tuple[tuple[str, ...], ...]) -> Iterator[Finding]:
    taken: set[str] = set()
    words = "capped" if name == "caps" else "committed"
    for number, refs in enumerate(members):
        for ref in refs:
            if ref in taken:
                yield unsound(
                    f"/pricing/{name}/{number}/appliesTo", f'The line "{ref}" is {words} twice.'
                )
            taken.add(ref)


def _cap_above_minimum(
    number: int, cap: GroupCap, lines: Mapping[str, Component]
) -> Iterator[Finding]:
    minimums = (lines[ref].minimum for ref in cap.applies_to if ref in lines)
    least = sum((minimum.amount for minimum in minimums if minimum is not None), Decimal(0))
    if least > cap.amount.amount:
        yield unsound(
            f"/pricing/caps/{number}/amount",
            f'The cap "{cap.amount.amount}" is below the minimum {least}.',
        )


def _commitment(
    number: int, one: Commitment, caps: tuple[GroupCap, ...], metrics: Mapping[str, str]
) -> Iterator[Finding]:
    where = f"/pricing/commitments/{number}"
    if months_or_none(one.period) is None:
        yield unsound(f"{where}/period", f'"{one.period}" is no number of months.')
    if one.first_month < 1:
        yield unsound(f"{where}/firstMonth", f'There is no month "{one.first_month}".')
    if one.kind == "spend":
        if one.amount is None or not one.applies_to:
            yield unsound(where, "A committed spend needs its amount and its lines.")
        mine = set(one.applies_to)
        for cap in caps:
            if mine & set(cap.applies_to) and not mine.issuperset(cap.applies_to):
                yield unsound(where, f'It shares only some of the lines of cap "{cap.id}".')
    elif one.quantity is None or one.shortfall_price is None or one.metric_ref not in metrics:
        yield unsound(where, "Committed units need their number, their metric and a price.")


def _discounts(pricing: PublicPricing, metrics: Mapping[str, str]) -> Iterator[Finding]:
    orders = [one.order for one in pricing.discounts]
    for number, one in enumerate(pricing.discounts):
        where = f"/pricing/discounts/{number}"
        share = one.kind == "percent"
        if (one.rate is None) == share or (one.amount is None) != share:
            yield unsound(where, f'A discount of kind "{one.kind}" has the wrong figure.')
        if one.rate is not None and one.rate > 1:
            yield unsound(f"{where}/rate", f'A share of "{one.rate}" is more than the whole.')
        if not share and len(one.applies_to) != 1:
            yield unsound(f"{where}/appliesTo", "An amount is taken off one line.")
        if orders.count(one.order) > 1:
            yield unsound(f"{where}/order", f'Two discounts have the place "{one.order}".')
        if (one.from_quantity is None) != (one.metric_ref is None) or (
            one.metric_ref is not None and one.metric_ref not in metrics
        ):
            yield unsound(where, "The quantity it needs is not one of a metric of this price.")


def _months(pricing: PublicPricing) -> Iterator[Finding]:
    for number, ramp in enumerate(pricing.ramps):
        months = [step.from_month for step in ramp.steps]
        if not months or months != sorted(set(months)) or months[0] < 1:
            yield unsound(f"/pricing/ramps/{number}/steps", f'The months "{months}" do not rise.')
    for number, index in enumerate(pricing.indexation):
        where = f"/pricing/indexation/{number}"
        if months_or_none(index.every) is None:
            yield unsound(f"{where}/every", f'"{index.every}" is no number of months.')
        if index.floor > index.cap:
            yield unsound(
                f"{where}/floor", f'The floor "{index.floor}" is above the cap "{index.cap}".'
            )
    terms = {scenario.term_months for scenario in pricing.scenarios}
    for number, component in enumerate(pricing.components):
        whole = months_or_none(component.settlement)
        if component.settlement is not None and whole and any(term % whole for term in terms):
            yield unsound(
                f"/pricing/components/{number}/settlement",
                f'"{component.settlement}" does not divide the term.',
            )


def _main(pricing: PublicPricing) -> Iterator[Finding]:
    refs = {one.metric_ref for one in pricing.components if one.metric_ref is not None}
    if pricing.per_unit_of is not None and pricing.per_unit_of not in refs:
        yield unsound("/pricing/perUnitOf", f'No line counts "{pricing.per_unit_of}".')
