"""Dates, references and grade that do not fit together are found, each at its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel

from proposalkit.model.money import Money, money
from proposalkit.model.proposal import Proposal
from proposalkit.model.requirements import RequirementAnswer
from proposalkit.readers.proposal_json import parse_proposal
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
    return money(Decimal(amount), "EUR")


def _required(proposal: Proposal, **changes: object) -> Proposal:
    row = RequirementAnswer(
        id="a", number=1, text="Data is deleted.", priority="mandatory", status="met",
        answer="It is.", clause_refs=(proposal.clauses[0].id,),
    )  # fmt: skip
    return proposal.model_copy(update={"requirements": (row.model_copy(update=changes),)})


def test_an_answer_to_a_requirement_rests_on_what_is_there(proposal: Proposal) -> None:
    assert _places(_required(proposal)) == []
    assert _places(_required(proposal, clause_refs=())) == ["/requirements/0/status"]
    assert _places(_required(proposal, status="not_stated", clause_refs=())) == []
    assert _places(_required(proposal, clause_refs=("gone",))) == ["/requirements/0"]
    assert _places(_required(proposal, evidence_refs=("gone",))) == ["/requirements/0"]
    assert _places(_required(proposal, price_refs=("gone",))) == ["/requirements/0"]


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


def _gate(proposal: Proposal, number: int, **changes: object) -> Proposal:
    path = list(proposal.path)
    path[number] = path[number].model_copy(update=changes)
    return proposal.model_copy(update={"path": tuple(path)})


def _prices(proposal: Proposal) -> Proposal:
    assert proposal.pilot is not None
    early = {"prices_held_until": date(2027, 4, 9)}
    return _pilot(proposal, decision=proposal.pilot.decision.model_copy(update=early))


def _review(proposal: Proposal, **changes: object) -> Proposal:
    assert proposal.pilot is not None
    assert proposal.pilot.expansion is not None
    expansion = proposal.pilot.expansion.model_copy(update=changes)
    return _pilot(proposal, expansion=expansion)


CASES: dict[str, tuple[Callable[[Proposal], Proposal], str]] = {
    "offer starts late": (lambda p: _validity(p, valid_from=date(2026, 11, 24)), "/validity/"),
    "offer ends early": (lambda p: _validity(p, valid_until=date(2026, 11, 1)), "/validity/"),
    "pilot ends late": (lambda p: _pilot(p, end=date(2027, 3, 12)), "/pilot/end"),
    "pilot is longer": (lambda p: _pilot(p, duration="P61D"), "/pilot/end"),
    "decision day": (_decision, "/pilot/decision/by"),
    "pilot fee": (lambda p: _pilot(p, fee=_fee(7400)), "/pilot/fee"),
    "gates out of order": (_gates, "/path"),
    # 31 December 2026 is a Thursday; the next working day is Monday, 4 January 2027
    "gate a working day late": (lambda p: _gate(p, 4, due=date(2027, 1, 4)), "/path/4/due"),
    "gate on a Saturday": (lambda p: _gate(p, 1, due=date(2026, 12, 12)), "/path/1/due"),
    "last gate on a holiday": (lambda p: _gate(p, 4, due=date(2027, 1, 1)), "/path/4/due"),
    "gate is shorter": (lambda p: _gate(p, 2, days=2), "/path/2/due"),
    "gate left out": (lambda p: p.model_copy(update={"path": p.path[1:]}), "/path/0/due"),
    "a holiday left out": (lambda p: p.model_copy(update={"holidays": ()}), "/path/4/due"),
    "prices end early": (_prices, "/pilot/decision/pricesHeldUntil"),
    "review a day late": (
        lambda p: _review(p, first_review=date(2027, 7, 12)),
        "/pilot/expansion/firstReview",
    ),
    "review each month": (lambda p: _review(p, review_every="P1M"), "/pilot/expansion/"),
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


ROOT = Path(__file__).parent.parent
MADE = (*sorted((ROOT / "golden").glob("*/proposal.json")),
        ROOT.parent / "examples" / "minimal" / "proposal.json")  # fmt: skip


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.parent.name)
def test_a_proposal_as_made_says_no_amount_its_data_lacks(path: Path) -> None:
    assert _places(parse_proposal(path.read_bytes())) == []


def test_a_price_put_in_under_old_answers_is_found(proposal: Proposal) -> None:
    """Every amount of the price is put up by one: 0.95 becomes 1.95, 147,530.00 147,531.00."""
    swapped = proposal.model_copy(update={"pricing": _dearer(proposal.pricing)})
    texts = {one.id: f"/answers/{n}/answer" for n, one in enumerate(proposal.answers)}
    found = _places(swapped)
    assert {texts["price-of-one"], texts["price-of-the-term"]} <= set(found)
    # the price clause says the old unit prices and the old minimum; its facts say it again
    price = next(n for n, one in enumerate(proposal.clauses) if one.id == "pricing-floor-cap")
    assert f"/clauses/{price}/text" in found
    assert f"/clauses/{price}/facts/0/value" in found


def _dearer(value: object) -> object:
    if isinstance(value, Money):
        return value.model_copy(update={"amount": value.amount + 1})
    if isinstance(value, BaseModel):
        return value.model_copy(update={name: _dearer(inner) for name, inner in value})
    return tuple(map(_dearer, value)) if isinstance(value, tuple) else value


def test_one_amount_changed_in_an_answer_is_found(proposal: Proposal) -> None:
    said = [one.replace("EUR 147,530.00", "EUR 147,350.00") for one in _texts(proposal)]
    pairs = zip(proposal.answers, said, strict=True)
    answers = tuple(one.model_copy(update={"answer": text}) for one, text in pairs)
    changed = proposal.model_copy(update={"answers": answers})
    findings = check_consistency(changed).findings
    assert [one.id for one in findings] == ["amount-not-in-data"]
    assert '"EUR 147,350.00"' in findings[0].message


def _texts(proposal: Proposal) -> list[str]:
    return [one.answer for one in proposal.answers]


def test_an_amount_of_a_clause_a_company_wrote_itself_is_its_own(proposal: Proposal) -> None:
    clauses = tuple(
        one.model_copy(update={"origin": "negotiated", "text": f"{one.text} EUR 99,999.00 is due."})
        if one.id == "pricing-floor-cap" else one
        for one in proposal.clauses
    )  # fmt: skip
    assert _places(proposal.model_copy(update={"clauses": clauses})) == []
