"""Small prices, one for each kind, that the engine carries through a term."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from proposalkit.model.money import Money
from proposalkit.model.offering import Agent, DataTerms, Offering
from proposalkit.model.outcome import Metric
from proposalkit.model.parties import Acceptance, Parties, Party
from proposalkit.model.price_terms import (
    Commitment,
    Credit,
    Discount,
    GroupCap,
    Indexation,
    Ramp,
    RampStep,
)
from proposalkit.model.pricing import (
    Baseline,
    Component,
    Payment,
    PublicPricing,
    Rounding,
    Tax,
    Tier,
)
from proposalkit.model.proposal import Generator, Integrity, Proposal, Validity
from proposalkit.model.scenario import ScenarioId, Volume
from proposalkit.pricing.engine import price_scenario
from proposalkit.pricing.rules import rules_of

SCENARIOS: tuple[ScenarioId, ...] = ("low", "expected", "high")


def eur(amount: str) -> Money:
    """Give an amount in euros."""
    return Money(amount=Decimal(amount), currency="EUR")


def dec(*numbers: str) -> tuple[Decimal, ...]:
    """Give exact numbers."""
    return tuple(Decimal(one) for one in numbers)


def line(id_: str, type_: str, **values: Any) -> Component:
    """Give a line billed each month, or once."""
    period = None if type_ == "one_time" else "P1M"
    return Component(id=id_, label=f"Line {id_}", type=type_, billing_period=period, **values)  # type: ignore[arg-type]


def tiers(*steps: tuple[str | None, str], price: str = "unit_price") -> tuple[Tier, ...]:
    """Give tiers of an end and a price each; `price` says which of the three prices it is."""
    return tuple(
        Tier(
            up_to=None if end is None else Decimal(end),
            **{price: Decimal(value) if price == "rate" else eur(value)},  # type: ignore[arg-type]
        )
        for end, value in steps
    )


def priced(
    *lines: Component, volumes: Sequence[Sequence[Volume]], months: int = 6, **terms: Any
) -> PublicPricing:
    """Price lines at low, expected and high volumes."""
    bare = PublicPricing(
        currency="EUR", price_book="1", components=lines, rounding=Rounding(scale=2),
        scenarios=(), tax=Tax(text="Prices exclude VAT."), **terms,
    )  # fmt: skip
    rules = rules_of(bare)
    found = tuple(
        price_scenario(rules, id_, tuple(told), months)
        for id_, told in zip(SCENARIOS, volumes, strict=False)
    )
    return bare.model_copy(update={"scenarios": found})


def volume(units: str, ref: str = "cases", **values: Any) -> Volume:
    """Give the quantity of one metric."""
    return Volume(metric_ref=ref, per_period=Decimal(units), **values)


def metrics() -> tuple[Metric, ...]:
    """Give what the lines count."""
    return tuple(
        Metric(id=id_, label=label, unit=unit, kind=kind, aggregation="count")  # type: ignore[arg-type]
        for id_, label, unit, kind in (
            ("cases", "resolved cases", "resolved case", "outcome"),
            ("calls", "calls answered", "call", "usage"),
            ("spend", "spend on freight", "euro spent", "usage"),
        )
    )


def three(*units: str, ref: str = "cases") -> tuple[tuple[Volume], ...]:
    """Give low, expected and high of one metric."""
    return tuple((volume(one, ref),) for one in units)


def graduated(months: int = 6) -> PublicPricing:
    """Set-up, platform, graduated tiers with minimum, cap and credit."""
    return priced(
        line("setup", "one_time", amount=eur("6500.00")),
        line("platform", "recurring", amount=eur("950.00")),
        line("cases", "outcome", metric_ref="cases", tier_mode="graduated",
             tiers=tiers(("5000", "0.95"), ("15000", "0.82"), (None, "0.70")),
             minimum=eur("3500.00")),
        volumes=three("1000", "12000", "24000"), months=months,
        caps=(GroupCap(id="cap", label="Monthly cap", applies_to=("cases",),
                       amount=eur("16000.00"), on_reach="free", on_reach_text="Free above."),),
        credits=(Credit(id="pilot", label="Pilot credit", amount=eur("3750.00"),
                        condition="On start."),),
        cost_today=eur("3.10"), cost_today_source="Controlling.",
    )  # fmt: skip


def by_volume(months: int = 6) -> PublicPricing:
    """All units at the tier reached, prices of a fraction of a cent, units at no charge, packs."""
    return priced(
        line("tokens", "usage", metric_ref="cases", tier_mode="volume", included=Decimal(100),
             pack=Decimal(250), tiers=tiers(("5000", "0.0031"), (None, "0.0027")),
             maximum=eur("400.00")),
        volumes=three("60", "5001", "200000"), months=months,
    )  # fmt: skip


def flat_and_included(months: int = 7) -> PublicPricing:
    """A flat price for each tier, and units at no charge for three months."""
    return priced(
        line("flat", "usage", metric_ref="calls", tier_mode="flat",
             tiers=tiers(("1000", "500.00"), ("3000", "1200.00"), (None, "2000.00"), price="flat")),
        line("cases", "outcome", metric_ref="cases", tiers=tiers((None, "19.99")),
             included=Decimal(250), included_period="P3M", assisted_share=Decimal("0.5")),
        volumes=tuple((volume(a, "calls"),
                       volume(b, "cases", assisted=Decimal("0.3"),
                              first_months=dec("40", "70")))
                      for a, b in (("0", "30"), ("1000", "90"), ("3001", "260"))),
        months=months, per_unit_of="cases",
    )  # fmt: skip


def share(months: int = 6) -> PublicPricing:
    """A share of savings settled each quarter, with minimum, maximum, tail and indexation."""
    return priced(
        line("share", "value_share", metric_ref="spend",
             tiers=tiers(("50000", "0.2"), (None, "0.15"), price="rate"), tier_mode="graduated",
             baseline=Baseline(amount=eur("100000.00"), direction="below", source="Ledger."),
             settlement="P3M", tail="P6M", tail_rate=Decimal("0.5"),
             minimum=eur("1000.00"), maximum=eur("9000.00")),
        volumes=tuple((volume(one, "spend", first_months=dec("101000.01", "99999.99")),)
                      for one in ("120000", "70000.03", "10000")),
        months=months,
        indexation=(Indexation(id="cpi", label="Consumer prices", applies_to=("share",),
                               first_month=3, every="P2M", floor=Decimal("0.01"),
                               cap=Decimal("0.05"), assumed=Decimal("0.033")),),
    )  # fmt: skip


def discounted(months: int = 6) -> PublicPricing:
    """Discounts one after the other, an adjustment, a ramp, a percentage of an amount."""
    return priced(
        line("setup", "one_time", amount=eur("999.99")),
        line("platform", "recurring", amount=eur("950.55")),
        line("cases", "outcome", metric_ref="cases", tiers=tiers((None, "1.333"))),
        line("freight", "percentage", metric_ref="spend", 
             tiers=tiers((None, "0.0125"), price="rate")),
        line("review", "adjustment", applies_to=("platform", "cases"), rate=Decimal("0.075"),
             reason="review_level"),
        volumes=tuple((volume(a), volume(b, "spend"))
                      for a, b in (("499", "10"), ("500", "12345.67"), ("777", "99999.99"))),
        discounts=(
            Discount(id="later", label="Early bird", kind="amount", amount=eur("55.55"), order=2,
                     applies_to=("platform", "cases"), first_month=1, last_month=2, condition="x"),
            Discount(id="first", label="Volume", kind="percent", rate=Decimal("0.125"), order=1,
                     applies_to=("cases", "setup"), metric_ref="cases",
                     from_quantity=Decimal(500), condition="y"),
            Discount(id="all", label="Launch", kind="percent", rate=Decimal("0.1"), order=3,
                     applies_to=("setup", "platform", "cases", "review"), condition="z"),
        ),
        months=months,
        ramps=(Ramp(id="ramp", label="Ramp", applies_to=("platform", "cases"),
                    steps=(RampStep(from_month=1, factor=Decimal("0.5")),
                           RampStep(from_month=3, factor=Decimal("0.75")),
                           RampStep(from_month=5, factor=Decimal(1)))),),
        per_unit_of="cases",
    )  # fmt: skip


def committed(months: int = 8) -> PublicPricing:
    """A spend with rollover, a quantity cut short, a cap inside, two credits, one lapsing."""
    return priced(
        line("cases", "outcome", metric_ref="cases", tiers=tiers((None, "2.00"))),
        line("calls", "usage", metric_ref="calls", tiers=tiers((None, "0.75"))),
        volumes=tuple((volume(a, first_months=dec("10", "20", "30")), volume(b, "calls"))
                      for a, b in (("100", "50"), ("700", "400"), ("900", "100"))),
        months=months,
        caps=(GroupCap(id="cap", label="Cap", applies_to=("cases",), amount=eur("1500.00"),
                       on_reach="free", on_reach_text="t"),),
        commitments=(
            Commitment(id="spend", label="Least spend", kind="spend", amount=eur("3000.00"),
                       period="P3M", applies_to=("cases",), shortfall="billed", rollover=True),
            Commitment(id="calls", label="Least calls", kind="quantity", quantity=Decimal(1000),
                       metric_ref="calls", shortfall_price=eur("0.333"), period="P4M",
                       first_month=3, applies_to=("calls",), shortfall="billed", rollover=True),
        ),
        credits=(
            Credit(id="late", label="Open credit", amount=eur("500.00"), condition="a"),
            Credit(id="soon", label="Lapsing credit", amount=eur("9000.00"), last_month=2,
                   condition="b"),
        ),
        per_unit_of="cases",
    )  # fmt: skip


def proposal_of(pricing: PublicPricing, **changes: Any) -> Proposal:
    """Give a proposal with nothing but a price."""
    values: dict[str, Any] = {
        "proposal_id": "urn:proposalkit:example:priced", "title": "Priced offer", "revision": 1,
        "status": "draft", "grade": "draft", "grade_notice": "Draft: internal, not an offer.",
        "offer_date": date(2026, 11, 23),
        "validity": Validity(valid_from=date(2026, 11, 23), valid_until=date(2026, 12, 23),
                             timezone="Europe/Berlin"),
        "binding_nature": "indicative",
        "parties": Parties(seller=Party(name="=Seller S.L.", country="ES"),
                           buyer=Party(name="Buyer GmbH", country="DE")),
        "sections": (), "metrics": metrics(), "pricing": pricing,
        "offering": Offering(agents=(
            Agent(id="a", name="Agent", summary="Answers.", autonomy="copilot",
                  autonomy_meaning="A person approves.", human_oversight="Not stated."),)),
        "data": DataTerms(categories=("E-mail",)),
        "payment": Payment(terms="P14D", cadence="Monthly"),
        "answers": (), "clauses": (), "claims": (),
        "acceptance": Acceptance(how="Both sign.", paper="seller", paper_text="The seller's.",
                                 order_of_precedence=()),
        "integrity": Integrity(generator=Generator(name="proposalkit", version="0.1.0")),
    }  # fmt: skip
    return Proposal(**{**values, **changes})


PRICES = {
    one.__name__: one
    for one in (graduated, by_volume, flat_and_included, share, discounted, committed)
}
