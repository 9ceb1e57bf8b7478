"""The price of an offer typed by hand, in the form every price has."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.model.money import Money, money
from proposalkit.model.outcome import Metric
from proposalkit.model.places import currency_digits
from proposalkit.model.price_terms import Commitment, GroupCap
from proposalkit.model.pricing import (
    Component,
    ComponentType,
    PublicPricing,
    Rounding,
    Tax,
    Tier,
)
from proposalkit.model.typed_offer import METERED_KINDS, TypedLine, TypedOffer
from proposalkit.pricing.engine import price_scenario
from proposalkit.pricing.rules import rules_of
from proposalkit.pricing.soundness import soundness_findings

UNIT = "unit"
_KINDS: dict[str, ComponentType] = {
    "one_time": "one_time", "recurring": "recurring", "usage": "usage", "usage_volume": "usage",
    "outcome": "outcome", "outcome_volume": "outcome",
}  # fmt: skip


def typed_pricing(offer: TypedOffer) -> tuple[PublicPricing, Metric | None]:
    """Give the price and what it counts; None for an offer of fixed amounts alone.

    Raises InputRefused when the lines contradict each other.
    """
    metered = [one for one in offer.lines if one.kind in METERED_KINDS]
    kinds = {_KINDS[one.kind] for one in metered}
    if len(kinds) > 1:
        raise InputRefused([_finding(metered[-1], "counts usage and outcomes at once",
                                     "Keep lines of one kind.")])  # fmt: skip
    if not any(one.kind in _KINDS for one in offer.lines):
        raise InputRefused([_finding(offer.lines[-1], "has no price", "Add its lines.")])
    metric = _metric("outcome" in kinds) if metered else None
    pricing = _pricing(offer)
    metrics = (metric,) if metric else ()
    volumes = {UNIT: Decimal(1)} if metric else {}
    scenario = price_scenario(rules_of(pricing), "expected", volumes, offer.term_months)
    whole = pricing.model_copy(update={"scenarios": (scenario,)})
    unsound = soundness_findings(whole, metrics)
    if unsound:
        raise InputRefused([
            one.model_copy(update={"where": _place(offer, one.where),
                                   "remedy": "Correct the line."})
            for one in unsound
        ])  # fmt: skip
    return whole, metric


def _metric(outcome: bool) -> Metric:
    return Metric(
        id=UNIT,
        label="units",
        unit="unit",
        kind="outcome" if outcome else "usage",
        aggregation="count",
    )


def _pricing(offer: TypedOffer) -> PublicPricing:
    components = tuple(_components(offer))
    metered = tuple(one.id for one in components if one.metric_ref is not None)
    return PublicPricing(
        currency=offer.currency,
        price_book="typed",
        components=components,
        caps=tuple(_caps(offer, metered)),
        commitments=tuple(_commitments(offer, tuple(
            one.id for one in components if one.type != "one_time"
        ))),
        rounding=Rounding(scale=currency_digits(offer.currency) or 0),
        scenarios=(),
        tax=Tax(treatment=offer.tax, text=f"Tax {offer.tax}, as typed."),
    )  # fmt: skip


def _components(offer: TypedOffer) -> Iterator[Component]:
    for number, line in enumerate(offer.lines, 1):
        if line.kind not in _KINDS:
            continue
        metered = line.kind in METERED_KINDS
        yield Component(
            id=f"line-{number}",
            label=line.label,
            type=_KINDS[line.kind],
            metric_ref=UNIT if metered else None,
            billing_period=None if line.kind == "one_time" else "P1M",
            amount=_money(line.amount, offer),
            included=line.included,
            tier_mode=_mode(line) if metered else None,
            tiers=tuple(
                Tier(up_to=one.up_to, unit_price=Money(amount=one.price, currency=offer.currency))
                for one in line.tiers
            ),
            minimum=_money(line.minimum, offer),
            maximum=_money(line.maximum, offer),
        )


def _mode(line: TypedLine) -> str:
    return "volume" if line.kind.endswith("_volume") else "graduated"


def _money(amount: Decimal | None, offer: TypedOffer) -> Money | None:
    return None if amount is None else money(amount, offer.currency)


def _caps(offer: TypedOffer, lines: tuple[str, ...]) -> Iterator[GroupCap]:
    cap = _money(offer.cap, offer)
    if cap is not None and lines:
        yield GroupCap(
            id="cap", label="Cap as typed", applies_to=lines, amount=cap, on_reach="free",
            on_reach_text="As typed: nothing is charged above it.",
        )  # fmt: skip


def _commitments(offer: TypedOffer, lines: tuple[str, ...]) -> Iterator[Commitment]:
    amount = _money(offer.commitment, offer)
    if amount is not None:
        yield Commitment(
            id="commitment", label="Commitment as typed", kind="spend", amount=amount,
            period="P12M", applies_to=lines, shortfall="billed",
        )  # fmt: skip


def _place(offer: TypedOffer, where: str) -> str:
    parts = where.split("/")
    if len(parts) > 3 and parts[2] == "components":
        priced = [one for one in offer.lines if one.kind in _KINDS]
        return priced[int(parts[3])].place
    return offer.place


def _finding(line: TypedLine, what: str, remedy: str) -> Finding:
    return Finding(
        id="offer-contradicts", where=line.place, message=f'"{line.label}" {what}.', remedy=remedy
    )
