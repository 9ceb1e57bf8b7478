"""Conflicts of price and term: exit, commitment, minimum, cap, pilot, count."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.clauses.clashes import CAP, COUNTED, FLOOR, LEAVE, Case, Facts, hold_case, of, param

from proposalkit.clauses.drafted import Terms

COMMITMENT: dict[str, object] = {
    "id": "year", "label": "A year", "amount": "1000", "period_months": 12,
    "applies_to": ["contacts"],
}  # fmt: skip
INDEX: dict[str, object] = {
    "id": "index", "label": "Consumer prices", "applies_to": ["contacts"], "floor": "0",
    "cap": "0.08", "assumed": "0.02",
}  # fmt: skip
PRICED: Facts = {"price.cap_month": "EUR 16,000.00"}

CASES: dict[str, Case] = {
    "exit and commitment at once": (
        {}, {"term": of({**LEAVE, "term.commit_months": 12})},
        [("X-05", "error", "term.convenience_days", "30 days' notice and is bound for 12 months")],
    ),
    "commitment after clean days": (
        {},
        {"term": of({**LEAVE, "term.commit_months": 12}, "", clean_days=param("integer", "90"))},
        [],
    ),
    # a month has thirty days: 90 clean days are over in month 4, and not in month 3
    "commitment of the price from the first month": (
        {"offer.commitments": [COMMITMENT]},
        {"term": of(LEAVE, "", clean_days=param("integer", "90"))},
        [("X-05", "warning", "offers.commitments.0.first_month", "begins in month 1")],
    ),
    "commitment of the price after the clean days": (
        {"offer.commitments": [{**COMMITMENT, "first_month": 4}]},
        {"term": of(LEAVE, "", clean_days=param("integer", "90"))}, [],
    ),
    "commitment given as a parameter": (
        {}, {"term": of(LEAVE, "", commit_months=param("integer", "6"))},
        [("X-05", "error", "term.convenience_days", "bound for 6 months")],
    ),
    "an index beside a text that knows none": (
        {"offer.indexation": [INDEX]},
        {"price": of({}, "There is no other\nindexation.", increase_pct=param("integer", "5"))},
        [("X-22", "warning", "offers.indexation.0",
          'by up to 8% each time, and "price" says "no other indexation" and allows 5 percent')],
    ),
    "an index that the text names": (
        {"offer.indexation": [INDEX]}, {"price": of({}, "Prices follow the index.")}, [],
    ),
    "no index beside a text that knows none": (
        {}, {"price": of({}, "There is no other indexation.")}, [],
    ),
    "exit without commitment": (
        {}, {"term": of(LEAVE, "", commit_months=param("integer", "0"))}, [],
    ),
    "minimum above the cap": (
        {"brief.commercial.cap": "3000"}, {},
        [("X-13", "error", "commercial.minimum", '"3500" is above the monthly cap "3000"')],
    ),
    "minimum equal to the cap": ({"brief.commercial.cap": "3500"}, {}, []),
    "no cap": ({"offer.cap": None}, {}, []),
    "billing without count": (
        {}, {"outcome_definition": of()},
        [("X-14", "warning", "outcome-definition",
          "without outcome-verification and outcome-attribution-evidence")],
    ),
    "billing with count": ({}, {"outcome_definition": of(), **COUNTED}, []),
    "value share without baseline": (
        {}, {"value_share": of()},
        [("X-14", "warning", "value-share", "without baseline-measurement")],
    ),
    "the minimum of a clause above the cap": (
        {},
        {"floor": of(None, "", floor=(FLOOR, "20000"), cap=(CAP, "16000"))},
        [("X-13", "error", "commercial.minimum", '"20000" is above the monthly cap "16000"'),
         ("X-18", "error", "clause_params.floor.floor", 'says "EUR 20,000.00"')],
    ),
    "a price of leaving beside a free exit": (
        {}, {"term": of(LEAVE), "order": of(None, "An early termination fee is due.")},
        [("X-05", "error", "order", "asks for a price of leaving")],
    ),
    "a price of leaving beside the right to switch": (
        {}, {"exit": of({"exit.retrieval_days": 30}, "An early termination fee is due.")},
        [("X-05", "error", "exit", "asks for a price of leaving")],
    ),
    "work for nothing above the cap, without limit": (
        {"brief.volumes.high": None}, {"price": of(PRICED)},
        [("X-13", "warning", "volumes.high", "names no busy month")],
    ),
    "work for nothing above the cap, up to the busy month": (
        {"brief.volumes.high": "2000"}, {"price": of(PRICED)}, [],
    ),
    "work stops at the cap": (
        {"brief.volumes.high": None, "offer.cap_behaviour": "stop"}, {"price": of(PRICED)}, [],
    ),
    "work for nothing, and a text that takes any volume": (
        {"brief.volumes.high": "2000"},
        {"price": of(PRICED), "work": of(None, "Provider handles an unlimited\nvolume.")},
        [("X-13", "warning", "work", 'promises work on "unlimited volume"')],
    ),
    "any volume where the cap stops the work": (
        {"brief.volumes.high": "2000", "offer.cap_behaviour": "stop"},
        {"price": of(PRICED), "work": of(None, "Provider handles an unlimited volume.")}, [],
    ),
    # 3,500 a month for the 2 months of a pilot of 60 days is 7,000.
    "a minimum in the pilot above its credit": (
        {"offer.pilot": {"fee": "7500", "credit": "6999"}},
        {"price": of({"price.floor_month": "EUR 3,500.00"})},
        [("X-13", "warning", "commercial.minimum", 'for the 2 months of the pilot is more than')],
    ),
    "a minimum in the pilot as high as its credit": (
        {"offer.pilot": {"fee": "7500", "credit": "7000"}},
        {"price": of({"price.floor_month": "EUR 3,500.00"})}, [],
    ),
    # 61 days are three months begun: 10,500.
    "a minimum in a pilot of one day more": (
        {"offer.pilot": {"fee": "7500", "credit": "7000"}, "brief.commercial.pilot.days": "61"},
        {"price": of({"price.floor_month": "EUR 3,500.00"})},
        [("X-13", "warning", "commercial.minimum", 'for the 3 months of the pilot')],
    ),
    "a minimum that is not due in the pilot": (
        {"offer.pilot": {"fee": "7500", "credit": "0"}},
        {"price": of({"price.floor_month": "EUR 3,500.00", "price.floor_in_pilot": "no"})}, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_conflict_of_price_is_found_where_it_is_and_only_there(
    case: str, terms_of: Callable[..., Terms]
) -> None:
    hold_case(CASES[case], terms_of)
