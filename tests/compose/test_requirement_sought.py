"""What clause texts and service levels say of a requirement, and the figure in them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proposalkit.compose.parts import Parts, Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.compose.requirement_sought import keeps_mildly, only_in_a_share, sought_in
from proposalkit.model.policy import ClauseAsked, Requirement
from proposalkit.model.proposal import Proposal
from proposalkit.model.requirement_topics import Passage, Sought, TopicAsk

NOTICE = Passage(clause="term-termination", text="and Provider on {n} days' notice")
MAINTENANCE = Passage(
    clause="sla-credits", text="maintenance announced {n} Business Days ahead", working=True
)
ASKED = Requirement(id="a", what="A", clause=ClauseAsked(any_of=("term-termination",)))


@pytest.fixture(scope="module")
def proposal(parts: Parts) -> Proposal:
    """The worked example: the seller leaves on 90 days, maintenance comes on 5 working days."""
    return compose_proposal(parts, Release(deal="nordwind-support"))


def _ask(*passages: Passage, **sought: object) -> TopicAsk:
    return TopicAsk("a", ASKED, sought=Sought(passages, **sought))  # type: ignore[arg-type]


@pytest.mark.parametrize(("days", "status"), [(90, "met"), (91, "deviates")])
def test_the_figure_of_a_clause_text_decides(proposal: Proposal, days: int, status: str) -> None:
    ask = _ask(NOTICE, unit="days", side="at_least", strict=Decimal(days))
    found, clauses = sought_in(ask, proposal)
    assert (found.status, clauses) == (status, ("term-termination",))
    assert found.words == (
        "In this time Customer may end it for any reason on 30 days' written notice, and Provider "
        "on 90 days' notice"
    )


def test_words_that_the_text_of_this_deal_has_not_state_nothing(proposal: Proposal) -> None:
    """An alternative text says it in other words, or says something else."""
    other = tuple(
        one.model_copy(update={"text": "Provider may not leave."})
        if one.id == "term-termination"
        else one
        for one in proposal.clauses
    )
    found, clauses = sought_in(_ask(NOTICE), proposal.model_copy(update={"clauses": other}))
    assert (found.status, clauses) == ("not_stated", ())


def test_of_two_places_the_worse_one_decides(proposal: Proposal) -> None:
    against = Passage(clause="term-termination", text="No exit charge is due", means="against")
    found, _ = sought_in(_ask(NOTICE, against), proposal)
    assert (found.status, found.words) == ("deviates", "No exit charge is due")


def test_an_item_of_a_list_is_told_with_what_leads_to_it(proposal: Proposal) -> None:
    item = Passage(clause="pricing-floor-cap", text="during a pilot")
    found, _ = sought_in(_ask(item), proposal)
    assert found.words == (
        "The minimum is not due: during a pilot, or for the time after the Agreement ends"
    )


@pytest.mark.parametrize(
    ("side", "days", "working", "kept", "mildly"),
    [
        # five working days are five days on the calendar at least, and nine at most
        ("at_least", 5, None, True, True),
        ("at_least", 8, None, False, True),
        ("at_least", 10, None, False, False),
        ("at_most", 8, None, False, True),
        # counted in working days on both sides
        ("at_least", 9, 5, True, True),
        ("at_most", 5, 4, False, True),
    ],
)
def test_working_days_are_held_to_days_only_where_that_is_sure(
    proposal: Proposal, side: str, days: int, working: int | None, kept: bool, mildly: bool
) -> None:
    ask = _ask(
        MAINTENANCE, unit="days", side=side, strict=Decimal(days), mild=Decimal(days),
        working=None if working is None else Decimal(working),
    )  # fmt: skip
    assert (sought_in(ask, proposal)[0].status == "met") is kept
    assert keeps_mildly(ask, proposal) is mildly


@pytest.mark.parametrize(("share", "only"), [(None, True), (95, False), (99, True)])
def test_a_service_level_for_a_share_of_cases_is_not_one_for_all(
    proposal: Proposal, share: int | None, only: bool
) -> None:
    """The example aims at a first reply within 5 minutes for 95% of contacts."""
    asked = Sought(
        level=True, unit="minutes", strict=Decimal(5),
        share=None if share is None else Decimal(share),
    )  # fmt: skip
    ask = TopicAsk("a", ASKED, named=("replies", "contact"), sought=asked)
    found, clauses = sought_in(ask, proposal)
    assert (found.status, clauses) == ("met", ("sla-credits",))
    assert only_in_a_share(ask, found) is only
