"""Who must release what, and which release counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from proposalkit.model.approval_matrix import ApprovalMatrix
from proposalkit.model.price_book import PriceBook
from proposalkit.model.price_exception import (
    BeyondBook,
    PriceException,
    PriceRelease,
    exception_digest,
)
from proposalkit.pricing.approvals import exception_blockers, exceptions_to_release

LADDER = [
    {"limit": "0.10", "role": "Account executive", "hours": "4"},
    {"limit": "0.20", "role": "Head of sales", "substitute": "Deal desk lead", "hours": "24"},
    {"role": "Chief financial officer", "hours": "48"},
]
MARGIN = [{**LADDER[0], "limit": "0.40"}, {**LADDER[1], "limit": "0.25"}, LADDER[2]]


def book(**matrix: object) -> PriceBook:
    rate = {"id": "access", "label": "Access", "type": "recurring", "amount": "100"}
    return PriceBook.model_validate(
        {
            "version": "2026-11",
            "currency": "EUR",
            "offers": [{"id": "standard", "rates": [rate]}],
            "approvals": matrix or None,
        }
    )


def beyond(
    measure: str | None, subject: str = "discount", offered: str = "EUR 85.00"
) -> BeyondBook:
    return BeyondBook.model_validate(
        {"subject": subject, "measure": measure, "what": f"A {subject}", "offered": offered,
         "listed": "EUR 100.00"}
    )  # fmt: skip


def release(
    one: BeyondBook, role: str, deal: str = "acme", version: str = "2026-11"
) -> PriceRelease:
    digest = exception_digest(deal, version, "standard", one)
    return PriceRelease(digest=digest, name="TEST Nora Lind", role=role, on=date(2026, 11, 20))


def held(
    one: BeyondBook, *releases: PriceRelease, of: PriceBook | None = None
) -> tuple[PriceException, ...]:
    return exceptions_to_release("acme", of or book(discount=LADDER, margin=MARGIN), "standard",
                                 [one], releases)  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "measure", "role"),
    [
        ("discount", "0.10", None),
        ("discount", "0.1001", "Head of sales"),
        ("discount", "0.20", "Head of sales"),
        ("discount", "0.2001", "Chief financial officer"),
        ("margin", "0.40", None),
        ("margin", "0.3999", "Head of sales"),
        ("margin", "0.25", "Head of sales"),
        ("margin", "-0.05", "Chief financial officer"),
    ],
)
def test_the_step_reached_names_the_role_and_the_first_step_asks_nobody(
    subject: str, measure: str, role: str | None
) -> None:
    assert [one.role for one in held(beyond(measure, subject))] == ([role] if role else [])


def test_a_blocker_names_role_substitute_and_hours() -> None:
    (blocker,) = exception_blockers(held(beyond("0.15")))
    assert (blocker.id, blocker.kind) == ("price-exception:discount", "price_exception")
    assert blocker.who == "Head of sales (substitute: Deal desk lead), within 24 hours"


def test_without_a_matrix_everything_beyond_the_book_blocks_and_no_release_clears_it() -> None:
    one = beyond("0.01")
    (blocker,) = exception_blockers(held(one, release(one, "Chief financial officer"), of=book()))
    assert "no approval matrix" in blocker.what
    assert blocker.who == "deal desk"


def test_a_subject_without_a_row_blocks() -> None:
    (blocker,) = exception_blockers(held(beyond("1", "term")))
    assert 'The approval matrix has no row "term"' in blocker.what


def test_what_could_not_be_measured_asks_the_last_role() -> None:
    one = BeyondBook(subject="margin", what="Margin", offered="not evaluated", listed="",
                     lacking=("internal.monthly_cost",))  # fmt: skip
    (blocker,) = exception_blockers(held(one))
    assert "Not evaluated without internal.monthly_cost" in blocker.what
    assert blocker.who.startswith("Chief financial officer")


@pytest.mark.parametrize(
    "role", ["Head of sales", "head of  Sales", "Deal desk lead", "Chief financial officer"]
)
def test_the_role_its_substitute_or_a_later_role_may_release(role: str) -> None:
    one = beyond("0.15")
    (found,) = held(one, release(one, role))
    assert found.release is not None
    assert exception_blockers((found,)) == ()


def test_the_role_of_an_earlier_step_may_not_and_the_blocker_says_so() -> None:
    one = beyond("0.15")
    (blocker,) = exception_blockers(held(one, release(one, "Account executive")))
    assert 'the release by TEST Nora Lind does not count: "Account executive"' in blocker.what


@pytest.mark.parametrize(
    "changed",
    [beyond("0.16"), beyond("0.15", offered="EUR 84.00"), beyond("0.15", "margin")],
)
def test_a_release_of_another_digest_does_not_clear_a_changed_exception(
    changed: BeyondBook,
) -> None:
    given = release(beyond("0.15"), "Chief financial officer")
    (found,) = held(changed, given)
    assert found.release is None
    assert found.refused == ()


@pytest.mark.parametrize(("deal", "version"), [("other", "2026-11"), ("acme", "2026-12")])
def test_a_release_holds_for_its_deal_and_its_book_alone(deal: str, version: str) -> None:
    one = beyond("0.15")
    (found,) = held(one, release(one, "Head of sales", deal, version))
    assert found.release is None


def test_the_digest_does_not_hang_on_how_a_number_is_written() -> None:
    first, second = (
        exception_digest(
            "a", "1", "o", beyond("0.15").model_copy(update={"measure": Decimal(text)})
        )
        for text in ("0.15", "0.1500")
    )
    assert first == second


def test_a_matrix_of_one_subject_has_no_ladder_for_another() -> None:
    assert ApprovalMatrix.model_validate({"discount": LADDER}).ladder("margin") is None
