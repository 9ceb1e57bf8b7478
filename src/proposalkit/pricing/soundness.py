"""Can a public price be computed at all? What a JSON Schema cannot say about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pydantic import BaseModel

from proposalkit.model.finding import Finding
from proposalkit.model.money import Money
from proposalkit.model.outcome import Metric
from proposalkit.model.places import currency_digits
from proposalkit.model.pricing import PublicPricing
from proposalkit.model.scenario import Scenario
from proposalkit.pricing.line_soundness import line_findings, unsound
from proposalkit.pricing.term_soundness import term_findings


def soundness_findings(pricing: PublicPricing, metrics: Iterable[Metric]) -> tuple[Finding, ...]:
    """Find what makes the order contradict itself, each with the JSON pointer of its place."""
    known = {metric.id: metric.kind for metric in metrics}
    return (
        *_currencies(pricing),
        *_scale(pricing),
        *_ids(pricing),
        *(f for n, c in enumerate(pricing.components) for f in line_findings(n, c, known)),
        *term_findings(pricing, known),
        *_coins(pricing),
        *_scenarios(pricing),
    )


def _currencies(pricing: PublicPricing) -> Iterator[Finding]:
    for pointer, amount in _amounts(pricing, "/pricing"):
        if amount.currency != pricing.currency and not pointer.endswith("/exchange/given"):
            yield unsound(
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
        yield unsound(
            "/pricing/rounding/scale",
            f'Amounts are said to keep "{pricing.rounding.scale}" decimals, '
            f"{pricing.currency} has {digits}.",
        )


def _ids(pricing: PublicPricing) -> Iterator[Finding]:
    ids = [component.id for component in pricing.components]
    for number, id_ in enumerate(ids):
        if id_ in ids[:number]:
            yield unsound(f"/pricing/components/{number}/id", f'Two components are named "{id_}".')


def _coins(pricing: PublicPricing) -> Iterator[Finding]:
    fixed: dict[str, Money | None] = {}
    for number, component in enumerate(pricing.components):
        where = f"/pricing/components/{number}"
        fixed[f"{where}/amount"] = component.amount
        fixed[f"{where}/minimum"] = component.minimum
        fixed[f"{where}/maximum"] = component.maximum
        fixed |= {f"{where}/tiers/{n}/flat": tier.flat for n, tier in enumerate(component.tiers)}
    fixed |= {f"/pricing/caps/{n}/amount": cap.amount for n, cap in enumerate(pricing.caps)}
    fixed |= {f"/pricing/credits/{n}/amount": one.amount for n, one in enumerate(pricing.credits)}
    fixed |= {f"/pricing/discounts/{n}/amount": one.amount
              for n, one in enumerate(pricing.discounts)}  # fmt: skip
    fixed |= {f"/pricing/commitments/{n}/amount": one.amount
              for n, one in enumerate(pricing.commitments)}  # fmt: skip
    digits = currency_digits(pricing.currency) or 0
    for where, amount in fixed.items():
        if amount is not None and _decimals(amount.amount) != digits:
            yield unsound(
                where, f'"{amount.amount:f}" is not written with the {digits} decimals of a total.'
            )


def _decimals(amount: Decimal) -> int:
    return len(format(amount, "f").partition(".")[2])


def _scenarios(pricing: PublicPricing) -> Iterator[Finding]:
    ids = [scenario.id for scenario in pricing.scenarios]
    if ids.count("expected") != 1 or len(set(ids)) != len(ids):
        yield unsound(
            "/pricing/scenarios", f'There must be one scenario of each name, not "{ids}".'
        )
    refs = {c.metric_ref for c in pricing.components if c.metric_ref is not None}
    terms = {scenario.term_months for scenario in pricing.scenarios}
    if len(terms) > 1:
        yield unsound("/pricing/scenarios", f'The scenarios run over "{sorted(terms)}" months.')
    for number, scenario in enumerate(pricing.scenarios):
        yield from _scenario(f"/pricing/scenarios/{number}", scenario, refs)


def _scenario(where: str, scenario: Scenario, refs: set[str]) -> Iterator[Finding]:
    counted = [volume.metric_ref for volume in scenario.volumes]
    if len(counted) != len(refs) or set(counted) != refs:
        yield unsound(
            f"{where}/volumes", f'Volumes are given of "{counted}", counted is "{sorted(refs)}".'
        )
    if not 1 <= scenario.term_months == len(scenario.periods):
        yield unsound(
            f"{where}/termMonths",
            f'The term is "{scenario.term_months}" months, '
            f"{len(scenario.periods)} periods are given.",
        )
