"""Conflicts of what is warranted, credited, capped and paid once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.clauses.clashes import CAPPED, LOSS, NO_PILOT, Case, hold_case, of, param

from proposalkit.clauses.drafted import Terms

CASES: dict[str, Case] = {
    "cap in fees with a pilot": (
        {}, {"liability": of(CAPPED)},
        [("X-06", "warning", "liability.cap_multiple", "near nothing")],
    ),
    "cap in fees with a least amount": (
        {}, {"liability": of(CAPPED, "", floor_amount=param("money", "50000"))}, [],
    ),
    "least amount of nothing": (
        {}, {"liability": of(CAPPED, "", floor_amount=param("money", "0"))},
        [("X-06", "warning", "liability.cap_multiple", "near nothing")],
    ),
    "cap in fees that have a minimum": (NO_PILOT, {"liability": of(CAPPED)}, []),
    "cap in fees without minimum": (
        {**NO_PILOT, "offer.rates.1.minimum": None}, {"liability": of(CAPPED)},
        [("X-06", "warning", "liability.cap_multiple", "near nothing")],
    ),
    "as it is beside credits and a split of loss": (
        {},
        {"warranty": of(None, 'The Service is provided "as is".'),
         "levels": of({"sla.credits": "on_claim"}), "loss": of(LOSS)},
        [("X-04", "warning", "warranty", "levels and loss pays")],
    ),
    "no commitment beside credits": (
        {}, {"warranty": of({"output.accuracy_commitment": "none"}),
             "levels": of({"sla.credits": "on_claim"})},
        [("X-04", "warning", "warranty", '"no commitment"')],
    ),
    "as it is alone": ({}, {"warranty": of(None, 'The Service is provided "as is".')}, []),
    "one remedy beside a higher limit": (
        {},
        {"levels": of({"sla.credits": "on_claim"}, "A credit is the sole remedy."),
         "cap": of({"liability.supercap_multiple": "2"})},
        [("X-04", "warning", "levels", "makes its credit the sole remedy")],
    ),
    "one remedy without a higher limit": (
        {}, {"levels": of({"sla.credits": "on_claim"}, "A credit is the sole remedy.")}, [],
    ),
    "unlimited indemnity that ignores the cap": (
        NO_PILOT,
        {"ip": of({"ip.indemnity_limit": "without_limit"}), "liability": of(CAPPED)},
        [("X-06", "warning", "ip.indemnity_limit", "neither says which prevails")],
    ),
    "unlimited indemnity that names the cap": (
        NO_PILOT,
        {"ip": of({"ip.indemnity_limit": "without_limit"}, 'Clause "Cap" (liability) does not.'),
         "liability": of(CAPPED)}, [],
    ),
    "unbilled and credited": (
        {}, {"levels": of({"sla.credits": "on_claim"}), "unit": of({"outcome.unit": "Contact"})},
        [("X-12", "warning", "levels", "credited under")],
    ),
    "unbilled and not credited": (
        {},
        {"levels": of({"sla.credits": "on_claim", "sla.unbilled_credit": "no"}),
         "unit": of({"outcome.unit": "Contact"})}, [],
    ),
    "loss paid on top of a credit": (
        {}, {"loss": of({"liability.wrong_output": "by_cause"}),
             "levels": of({"sla.credits": "on_claim"})},
        [("X-12", "warning", "loss", '"levels" gives money already')],
    ),
    "loss after deduction": (
        {}, {"loss": of(LOSS), "levels": of({"sla.credits": "on_claim"})}, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_conflict_of_remedies_is_found_where_it_is_and_only_there(
    case: str, terms_of: Callable[..., Terms]
) -> None:
    hold_case(CASES[case], terms_of)
