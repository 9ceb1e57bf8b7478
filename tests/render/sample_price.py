"""Prices to print: the engine prices them, the pages only have to show what comes out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from proposalkit.model.brief_figures import VolumesIn
from proposalkit.model.money import Money
from proposalkit.model.outcome import Metric
from proposalkit.model.price_terms import Credit, GroupCap
from proposalkit.model.pricing import Component, PublicPricing, Rounding, Tax, Tier
from proposalkit.model.rate import MetricIn
from proposalkit.pricing.cliffs import find_cliffs
from proposalkit.pricing.engine import price_scenarios
from proposalkit.pricing.order import Order
from proposalkit.pricing.rules import CapRule, CreditRule

UNIT = "resolved-contact"


def full_pricing() -> PublicPricing:
    """Give the price of the example deal: set-up, platform, three graduated tiers, cap, pilot."""
    tiers = (
        Tier(up_to=Decimal(5000), unit_price=price("0.95")),
        Tier(up_to=Decimal(15000), unit_price=price("0.82")),
        Tier(unit_price=price("0.70")),
    )
    lines = (
        Component(id="setup", label="Integration and knowledge set-up", type="one_time",
                  amount=eur("6500")),
        Component(id="platform", label="Platform and EU tenancy", type="recurring",
                  billing_period="P1M", amount=eur("950")),
        Component(id="resolved-contacts", label="Resolved contacts", type="outcome",
                  metric_ref=UNIT, billing_period="P1M", tier_mode="graduated", tiers=tiers,
                  minimum=eur("3500"),
                  clause_refs=("outcome-definition", "outcome-verification",
                               "pricing-floor-cap")),
        Component(id="pilot-fee", label="Pilot, fixed fee", type="one_time", amount=eur("7500"),
                  clause_refs=("pilot-scope-fee",)),
    )  # fmt: skip
    return priced(lines, metrics=(metric(),), cap="16000", credit="3750",
                  volumes=VolumesIn(low=Decimal(6000), expected=Decimal(12000),
                                    high=Decimal(24000)))  # fmt: skip


def priced(
    lines: tuple[Component, ...],
    *,
    metrics: tuple[Metric, ...],
    volumes: VolumesIn | None,
    cap: str | None = None,
    credit: str | None = None,
    **changes: Any,
) -> PublicPricing:
    """Price lines with the engine; the pages only have to print what comes out."""
    metered = tuple(line.id for line in lines if line.metric_ref)
    caps = (CapRule(id="cap", applies_to=metered, amount=eur(cap), on_reach="free"),) if cap else ()
    credits = (CreditRule(id="pilot-credit", amount=eur(credit)),) if credit else ()
    order = Order(
        offer="offer", label="Offer", price_book="2026-11", currency="EUR", components=lines,
        caps=caps, credits=credits, cost_today=price("3.10") if metrics else None,
        metrics=tuple(MetricIn(id=m.id, unit=m.unit, label=m.label, kind=m.kind) for m in metrics),
        rounding=Rounding(scale=2), term_months=12,
    )  # fmt: skip
    values: dict[str, Any] = {
        "currency": "EUR",
        "price_book": "2026-11",
        "components": lines,
        "caps": tuple(
            GroupCap(id=one.id, label="Monthly cap on resolved contacts",
                     applies_to=one.applies_to, amount=one.amount, on_reach=one.on_reach,
                     on_reach_text="Further resolved contacts of the month are served without "
                     "charge")
            for one in caps
        ),
        "credits": tuple(
            Credit(id=one.id, label="Credit for the pilot", amount=one.amount,
                   condition="Earned when production starts; set against the first months")
            for one in credits
        ),
        "rounding": Rounding(scale=2),
        "scenarios": price_scenarios(order, volumes or VolumesIn(expected=Decimal(1))),
        "cliffs": find_cliffs(order),
        "cost_today": order.cost_today,
        "cost_today_source": "Nordwind controlling, cost per order-status contact, third quarter "
        "of 2026" if metrics else None,
        "not_included": (
            "Changes to the shop system or the carriers' interfaces",
            "Kinds of contact other than order status",
            "Telephone and chat",
        ) if metrics else (),
        "tax": Tax(text="Prices exclude VAT. Nordwind Outdoor GmbH accounts for VAT in Germany "
                   "under the reverse charge."),
    }  # fmt: skip
    return PublicPricing(**{**values, **changes})


def metric() -> Metric:
    """Give the metric of the example deal."""
    return Metric(id=UNIT, label="resolved contacts", unit="resolved contact", kind="outcome",
                  aggregation="count", outcome_ref="resolved-order-status-contact")  # fmt: skip


def eur(amount: str) -> Money:
    """Give an amount in euros and cents."""
    return Money(amount=Decimal(amount).quantize(Decimal("0.01")), currency="EUR")


def price(amount: str) -> Money:
    """Give a unit price in euros."""
    return Money(amount=Decimal(amount), currency="EUR")
