"""The priced order as the buyer sees it, with its words from the knowledge."""

from __future__ import annotations

from collections.abc import Mapping

from proposalkit.errors import InputRefused
from proposalkit.model.brief import DealBrief
from proposalkit.model.brief_figures import CostToday
from proposalkit.model.finding import Finding
from proposalkit.model.money import Money
from proposalkit.model.price_terms import Credit, Exchange, GroupCap
from proposalkit.model.pricing import PublicPricing, Tax
from proposalkit.pricing.cliffs import find_cliffs
from proposalkit.pricing.engine import price_scenarios
from proposalkit.pricing.order import Order


def wording_keys(order: Order, brief: DealBrief) -> tuple[str, ...]:
    """Name the fixed sentences this order needs."""
    labels = ("cap.label",) if any(cap.label is None for cap in order.caps) else ()
    caps = (*labels, *dict.fromkeys(f"cap.{cap.on_reach}" for cap in order.caps))
    pilot = any(one.label is None for one in order.credits)
    credit = ("credit.pilot.label", "credit.pilot") if pilot else ()
    return (*caps, *credit, *(() if brief.commercial.tax else ("tax.default",)))


def public_pricing(order: Order, brief: DealBrief, wording: Mapping[str, str]) -> PublicPricing:
    """Put order, scenarios and cliffs into the buyer's form; nothing internal can enter it.

    Raises InputRefused when the wording lacks a sentence.
    """
    _refuse_missing_words(wording_keys(order, brief), wording)
    cost = brief.workflow.cost_today
    return PublicPricing(
        currency=order.currency,
        price_book=order.price_book,
        components=order.components,
        discounts=order.discounts,
        caps=_caps(order, wording),
        commitments=order.commitments,
        ramps=order.ramps,
        indexation=order.indexation,
        credits=_credits(order, wording),
        rounding=order.rounding,
        per_unit_of=order.per_unit_of,
        scenarios=price_scenarios(order, brief.volumes),
        cliffs=find_cliffs(order),
        cost_today=order.cost_today,
        cost_today_source=cost.source if cost else None,
        exchange=_exchange(cost),
        not_included=order.not_included,
        tax=Tax(text=brief.commercial.tax or wording["tax.default"]),
    )


def _exchange(cost: CostToday | None) -> Exchange | None:
    if cost is None or cost.exchange is None:
        return None
    return Exchange(
        given=Money(amount=cost.amount, currency=cost.currency),
        rate=cost.exchange.rate,
        as_of=cost.exchange.as_of,
        source=cost.exchange.source,
    )


def _caps(order: Order, wording: Mapping[str, str]) -> tuple[GroupCap, ...]:
    return tuple(
        GroupCap(
            id=cap.id,
            label=cap.label or wording["cap.label"],
            applies_to=cap.applies_to,
            amount=cap.amount,
            on_reach=cap.on_reach,
            on_reach_text=wording[f"cap.{cap.on_reach}"],
        )
        for cap in order.caps
    )


def _credits(order: Order, wording: Mapping[str, str]) -> tuple[Credit, ...]:
    return tuple(
        Credit(
            id=credit.id,
            label=credit.label or wording["credit.pilot.label"],
            amount=credit.amount,
            last_month=credit.last_month,
            condition=credit.condition or wording["credit.pilot"],
        )
        for credit in order.credits
    )


def _refuse_missing_words(keys: tuple[str, ...], wording: Mapping[str, str]) -> None:
    missing = [
        Finding(
            id="missing-wording",
            where=f"wording.{key}",
            message=f'The fixed sentence "{key}" is not there.',
            remedy="Add it to knowledge/wording.yaml, or remove the overlay that lost it.",
        )
        for key in keys
        if key not in wording
    ]
    if missing:
        raise InputRefused(missing)
