"""What the seller is warned of: a late path, a level beside words of another, too many pages."""

from __future__ import annotations

from datetime import date

import pytest
from tests.plan.conftest import least_brief

from proposalkit.model.brief import DealBrief
from proposalkit.model.parties import Gate
from proposalkit.model.seller import PublicProfile
from proposalkit.plan.deal_warnings import deal_warnings, page_limit_warning

WORDS = {"W-02": ("confirms each",), "W-03": ("weekly sample",)}


def _brief(**changes: object) -> DealBrief:
    return DealBrief.model_validate({**least_brief(), **changes})


def _seller(summary: str = "Sorts letters.", oversight: str | None = None) -> PublicProfile:
    company = {"legal_name": "Halyard", "country": "NL", "contact": {"name": "Marit"},
               "signatory": {"name": "Jonas", "title": "Director"}}  # fmt: skip
    agent = {"id": "a", "name": "Sorter", "summary": summary, "human_oversight": oversight}
    return PublicProfile.model_validate({"company": company, "agents": [agent]})


def _gate(due: date) -> Gate:
    return Gate(id="end", title="Sign-off", seller_owner="A", buyer_owner="B", document="C",
                days=3, due=due)  # fmt: skip


# an offer of 23 November 2026 with 30 days stands until 23 December
@pytest.mark.parametrize(("due", "warned"), [(date(2026, 12, 23), 0), (date(2026, 12, 24), 1)])
def test_a_path_that_ends_after_the_offer_is_warned_of(due: date, warned: int) -> None:
    found = deal_warnings(_brief(), _seller(), [_gate(due)], WORDS)
    assert [one.id for one in found] == ["W-01"] * warned
    for one in found:
        assert one.message == (
            "The last step of the path is due on 24 December 2026, and the offer ends on "
            "23 December 2026."
        )
        assert one.remedy.startswith('Set "valid_days" to 31 or more')


@pytest.mark.parametrize(
    ("level", "text", "expected"),
    [
        ("copilot", "A clerk confirms each letter.", []),
        ("supervised", "A clerk confirms  each letter.", ["W-02"]),
        ("autopilot", "A clerk CONFIRMS each letter.", ["W-02"]),
        ("copilot", "A clerk reads a weekly sample.", ["W-03"]),
        ("supervised", "A clerk reads a weekly sample.", []),
    ],
)
def test_words_of_another_level_are_warned_of_where_they_stand(
    level: str, text: str, expected: list[str]
) -> None:
    brief = _brief(autonomy=level)
    found = deal_warnings(brief, _seller(oversight=text), [], WORDS)
    assert [(one.id, one.where) for one in found] == [
        (id_, "public.agents.0.human_oversight") for id_ in expected
    ]
    assert all("autonomy" in one.remedy and level in one.message for one in found)
    told = deal_warnings(brief, _seller(summary=text), [], WORDS)
    assert [one.where for one in told] == ["public.agents.0.summary"] * len(expected)


def test_pages_above_the_limit_of_the_request_are_warned_of() -> None:
    assert list(page_limit_warning(_brief(), 900)) == []
    assert list(page_limit_warning(_brief(page_limit=40), 40)) == []
    (found,) = page_limit_warning(_brief(page_limit=40), 41)
    assert (found.id, found.where) == ("W-04", "page_limit")
    assert found.message == "The proposal has 41 pages, and the buyer's request allows 40."
    assert found.remedy.startswith("Ask whether annexes count")
    for said, remedy in (
        ("not-counted", "Its annexes do not"),
        ("counted", "Its annexes count too"),
    ):
        brief = _brief(page_limit=40, page_limit_annexes=said)
        assert next(page_limit_warning(brief, 41)).remedy.startswith(remedy)


# the offer is of 23 November 2026
@pytest.mark.parametrize(("start", "warned"), [("2026-11-23", 0), ("2026-11-22", 1)])
def test_a_pilot_that_starts_before_the_offer_is_warned_of(start: str, warned: int) -> None:
    commercial = {**_brief().commercial.model_dump(exclude_none=True), "pilot": {"start": start}}
    brief = _brief(commercial=commercial)
    found = deal_warnings(brief, _seller(), [], WORDS)
    assert [(one.id, one.where) for one in found] == [("W-05", "commercial.pilot.start")] * warned
    for one in found:
        assert one.message == (
            "The pilot starts on 22 November 2026, before the date of the offer, 23 November 2026."
        )
