"""Dates, references and grade that do not fit together are found, each at its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from proposalkit.model.money import Money, money
from proposalkit.model.proposal import Proposal
from proposalkit.verify.consistency import check_consistency


def _places(proposal: Proposal) -> list[str]:
    return [finding.where for finding in check_consistency(proposal).findings]


def _validity(proposal: Proposal, **changes: object) -> Proposal:
    return proposal.model_copy(update={"validity": proposal.validity.model_copy(update=changes)})


def _pilot(proposal: Proposal, **changes: object) -> Proposal:
    assert proposal.pilot is not None
    return proposal.model_copy(update={"pilot": proposal.pilot.model_copy(update=changes)})


def _decision(proposal: Proposal) -> Proposal:
    assert proposal.pilot is not None
    decision = proposal.pilot.decision.model_copy(update={"by": date(2027, 4, 11)})
    return _pilot(proposal, decision=decision)


def _fee(amount: int) -> Money:
    from decimal import Decimal

    return money(Decimal(amount), "EUR")


def _answer(proposal: Proposal) -> Proposal:
    answer = proposal.answers[0].model_copy(update={"clause_refs": ("no-such-clause",)})
    return proposal.model_copy(update={"answers": (answer, *proposal.answers[1:])})


def _source(proposal: Proposal) -> Proposal:
    return proposal.model_copy(update={"sources": proposal.sources[1:]})


def _metric(proposal: Proposal) -> Proposal:
    return proposal.model_copy(update={"metrics": ()})


def _double(proposal: Proposal) -> Proposal:
    return proposal.model_copy(update={"clauses": (*proposal.clauses, proposal.clauses[0])})


def _gates(proposal: Proposal) -> Proposal:
    return proposal.model_copy(update={"path": tuple(reversed(proposal.path))})


CASES: dict[str, tuple[Callable[[Proposal], Proposal], str]] = {
    "offer starts late": (lambda p: _validity(p, valid_from=date(2026, 11, 24)), "/validity/"),
    "offer ends early": (lambda p: _validity(p, valid_until=date(2026, 11, 1)), "/validity/"),
    "pilot ends late": (lambda p: _pilot(p, end=date(2027, 3, 12)), "/pilot/end"),
    "pilot is longer": (lambda p: _pilot(p, duration="P61D"), "/pilot/end"),
    "decision day": (_decision, "/pilot/decision/by"),
    "pilot fee": (lambda p: _pilot(p, fee=_fee(7400)), "/pilot/fee"),
    "gates out of order": (_gates, "/path"),
    "answer cites nothing": (_answer, "/answers/0"),
    "quote without source": (_source, "/sections/"),
    "component without metric": (_metric, "/pricing/components/"),
    "two clauses of one id": (_double, "/clauses"),
    "grade and status": (lambda p: p.model_copy(update={"grade": "issued"}), "/grade"),
    "release without a person": (
        lambda p: p.model_copy(update={"grade": "for_discussion"}),
        "/releasedBy",
    ),
    "firm draft": (
        lambda p: p.model_copy(update={"binding_nature": "firm_offer"}),
        "/bindingNature",
    ),
}


def test_the_example_fits_together(proposal: Proposal) -> None:
    assert _places(proposal) == []


@pytest.mark.parametrize("name", CASES)
def test_what_does_not_fit_is_found_at_its_place(proposal: Proposal, name: str) -> None:
    change, place = CASES[name]
    places = _places(change(proposal))
    assert places
    assert any(one.startswith(place) for one in places)


def test_a_proposal_without_pilot_has_nothing_to_say_of_it(proposal: Proposal) -> None:
    without = proposal.model_copy(update={"pilot": None, "path": ()})
    assert _places(without) == []
