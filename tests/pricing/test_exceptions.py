"""Price exceptions: every cap and credit, and each figure that leaves the price book."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proposalkit.model.money import Money
from proposalkit.model.price_book import PriceBook
from proposalkit.model.price_terms import Credit, GroupCap
from proposalkit.model.pricing import Component, PublicPricing, Rounding, Tax, Tier
from proposalkit.pricing.exceptions import price_exceptions

BOOK = PriceBook.model_validate(
    {
        "version": "2026-11",
        "currency": "EUR",
        "offers": [
            {
                "id": "standard",
                "rates": [
                    {"id": "platform", "label": "Platform", "type": "recurring", "amount": "950"},
                    {
                        "id": "contacts",
                        "label": "Contacts",
                        "type": "outcome",
                        "metric": {"id": "contact"},
                        "tiers": [{"price": "0.95", "up_to": "5000"}, {"price": "0.70"}],
                        "minimum": "3500",
                    },
                ],
                "cap": "16000",
                "pilot": {"fee": "7500", "credit": "3750"},
            }
        ],
    }
)


def _eur(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="EUR")


def _pricing(
    platform: str = "950",
    tiers: tuple[tuple[str | None, str], ...] = (("5000", "0.95"), (None, "0.70")),
    minimum: str | None = "3500",
    fee: str = "7500",
    cap: str | None = "16000",
    credit: str | None = "3750",
) -> PublicPricing:
    contacts = Component(
        id="contacts", label="Contacts", type="outcome", metric_ref="contact",
        billing_period="P1M", tier_mode="graduated",
        tiers=tuple(
            Tier(up_to=Decimal(up) if up else None, unit_price=_eur(price)) for up, price in tiers
        ),
        minimum=_eur(minimum) if minimum else None,
    )  # fmt: skip
    caps = (
        GroupCap(
            id="monthly-cap", label="Monthly cap", applies_to=("contacts",), amount=_eur(cap),
            on_reach="free", on_reach_text="Service goes on.",
        ),
    ) if cap else ()  # fmt: skip
    credits = (
        (Credit(id="pilot", label="Pilot credit", amount=_eur(credit), condition="Production."),)
        if credit
        else ()
    )
    return PublicPricing(
        currency="EUR",
        price_book="2026-11",
        components=(
            Component(id="platform", label="Platform", type="recurring", billing_period="P1M",
                      amount=_eur(platform)),
            contacts,
            Component(id="pilot-fee", label="Pilot fee", type="one_time", amount=_eur(fee)),
        ),
        caps=caps,
        credits=credits,
        rounding=Rounding(scale=2),
        scenarios=(),
        tax=Tax(text="Without tax."),
    )  # fmt: skip


def test_cap_and_credit_are_listed_even_when_they_are_those_of_the_book() -> None:
    rows = price_exceptions(_pricing(), BOOK)
    assert [(one.what, one.detail) for one in rows] == [
        ("Monthly cap: EUR 16,000.00. Service goes on.", "as the price book has it"),
        ("Pilot credit: EUR 3,750.00. Production.", "as the price book has it"),
    ]


@pytest.mark.parametrize(
    ("changed", "what", "detail", "where"),
    [
        (_pricing(platform="900"), "Platform: EUR 900.00",
         "the price book says EUR 950.00", "/pricing/components/0"),
        (_pricing(minimum="2000"), "Contacts, least a period: EUR 2,000.00",
         "the price book says EUR 3,500.00", "/pricing/components/1"),
        (_pricing(minimum=None), "Contacts: no least charge",
         "the price book says 3,500", "/pricing/components/1"),
        (_pricing(tiers=(("5000", "0.95"), (None, "0.65"))), "Contacts: EUR 0.95, EUR 0.65",
         "the price book has other steps", "/pricing/components/1"),
        (_pricing(fee="5000"), "Pilot fee: EUR 5,000.00",
         "the price book says EUR 7,500.00", "/pricing/components/2"),
        (_pricing(cap=None), "No monthly cap",
         "the price book says EUR 16,000.00", "/pricing/caps"),
    ],
)  # fmt: skip
def test_a_figure_that_leaves_the_price_book_is_told_beside_it(
    changed: PublicPricing, what: str, detail: str, where: str
) -> None:
    usual = {one.what for one in price_exceptions(_pricing(), BOOK)}
    (found,) = [one for one in price_exceptions(changed, BOOK) if one.what not in usual]
    assert (found.what, found.detail, found.where) == (what, detail, where)
    assert found.kind == "price_exception"


def test_a_lower_cap_and_credit_name_those_of_the_book() -> None:
    rows = price_exceptions(_pricing(cap="12000", credit="1000"), BOOK)
    assert [one.detail for one in rows] == [
        "the price book says EUR 16,000.00",
        "the price book says EUR 3,750.00",
    ]


def test_without_the_price_book_nothing_is_said_to_fit() -> None:
    rows = price_exceptions(_pricing(platform="1"), None)
    assert {one.detail for one in rows} == {"not compared: the price book is not at hand"}
    assert len(rows) == 2
