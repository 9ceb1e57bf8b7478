"""Standard texts are filled from the profile alone; what needs a deal keeps words, not a number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from proposalkit.clauses.standard import standard_terms
from proposalkit.errors import InputRefused
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord, RuleRow
from proposalkit.model.plan import StandardTerms
from proposalkit.model.seller import PublicProfile

ClauseOf = Callable[..., ClauseRecord]
LibraryOf = Callable[..., ClauseLibrary]
ON = date(2026, 11, 23)
WORDS = {
    "integer": "the number set later", "decimal": "the number set later",
    "money": "the amount set later", "list": "the matters set later",
    "text": "what is set later", "choice": "what is set later",
}  # fmt: skip
CAP = {"type": "money", "means": "Cap", "default": "100"}
DAYS = {"type": "integer", "unit": "days", "means": "Days", "default": "30"}


def _seller(**changes: object) -> PublicProfile:
    given: dict[str, object] = {
        "company": {
            "legal_name": "Halyard B.V.", "country": "NL", "contact": {"name": "Marit"},
            "signatory": {"name": "Jonas", "title": "Director"},
        },
        "agents": [{"name": "Resolve", "summary": "Answers."}],
        "models": [
            {"provider": "Calanque", "name": "L2", "places": ["FR"], "routing": "single_region"}
        ],
        **changes,
    }  # fmt: skip
    return PublicProfile.model_validate(given)


def _terms(library: ClauseLibrary, *asked: str, **changes: object) -> StandardTerms:
    return standard_terms(library, asked or ("terms",), _seller(**changes), ON, WORDS)


def test_money_has_no_currency_without_a_deal_and_is_left_to_the_proposal(
    clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    text = "1. Up to {{ param.cap }} within {{ param.days }} days."
    record = clause_of("terms", text, params={"cap": CAP, "days": DAYS})
    terms = _terms(library_of(record))
    assert terms.clauses[1].text == "1. Up to the amount set later within 30 days."
    assert terms.open_terms == (("terms", "Cap"),)


@pytest.mark.parametrize("source", ["oversight.decisions", "outcome.qualifies"])
def test_a_value_of_the_deal_is_left_open_even_with_a_default(
    source: str, clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    param = {"type": "list", "means": "Matters", "from": source, "default": ["refunds"]}
    record = clause_of("terms", "1. People decide {{ param.it }}.", params={"it": param})
    assert _terms(library_of(record)).clauses[1].text == "1. People decide the matters set later."


def test_a_fact_bound_to_an_open_value_is_not_stated(
    clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    record = clause_of(
        "terms", "1. Up to {{ param.cap }}, {{ param.days }} days.",
        params={"cap": CAP, "days": DAYS},
        facts={"price.cap": "param.cap", "days": "param.days"},
    )  # fmt: skip
    terms = _terms(library_of(record, facts={"price.cap": "money", "days": "integer"}))
    assert [(one.id, one.value) for one in terms.clauses[1].facts] == [("days", 30)]
    assert terms.open_facts == {"price.cap"}


def test_a_value_of_the_profile_is_filled_and_a_missing_one_withholds_the_text(
    clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    param = {"type": "list", "means": "Where data is stored", "from": "residency.storage"}
    record = clause_of(
        "terms", "1. Stored in {{ param.where }}.", params={"where": param},
        facts={"residency.storage": "param.where"},
    )  # fmt: skip
    library = library_of(record, facts={"residency.storage": "list"})
    filled = _terms(library, residency={"storage": ["DE", "FR"]})
    assert filled.clauses[1].text == "1. Stored in Germany and France."
    lacking = _terms(library)
    assert [one.id for one in lacking.clauses] == ["definitions"]
    assert [(one.clause, one.needs) for one in lacking.withheld] == [
        ("terms", "Where data is stored")
    ]
    assert lacking.withheld_facts == {"residency.storage"}


def test_a_place_of_inference_is_withheld_while_a_route_is_unknown(
    clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    record = clause_of("terms", "1. Here.", facts={"residency.routing": "geo"})
    facts = {"residency.routing": "choice"}
    models = [{"provider": "Calanque", "name": "L2", "places": ["FR"]}]
    terms = _terms(library_of(record, facts=facts), models=models)
    assert [one.needs for one in terms.withheld] == ["the routing of L2"]


def test_a_text_on_outside_models_is_not_asked_of_a_seller_that_runs_its_own(
    clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    record = clause_of("terms", "1. Model providers keep nothing.")
    rule = RuleRow(id="R-01", condition="outside_model", when="Outside.", clauses=("terms",))
    library = library_of(record).model_copy(update={"rules": (rule,)})
    own = [{"provider": "Halyard", "name": "Own", "places": ["DE"], "outside": False}]
    assert [one.id for one in _terms(library).clauses] == ["definitions", "terms"]
    assert [one.id for one in _terms(library, models=own).clauses] == ["definitions"]


def test_a_text_past_its_review_counts_as_not_approved(
    clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    record = clause_of("terms", "1. Terms.")
    approved = record.preferred.model_copy(
        update={"status": "effective", "approved_by": "Legal", "approved_on": ON}
    )
    fresh = record.model_copy(update={"positions": (approved,), "review_by": ON})
    late = fresh.model_copy(update={"review_by": date(2026, 11, 22)})
    assert _terms(library_of(fresh)).unapproved == ()
    assert _terms(library_of(late)).unapproved == ("terms",)


def test_a_fact_the_table_does_not_know_is_refused_with_its_place(
    clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    record = clause_of("terms", "1. Here.", facts={"unknown.fact": "yes"})
    with pytest.raises(InputRefused) as refused:
        _terms(library_of(record))
    assert [one.where for one in refused.value.findings] == [
        "terms/10-preferred.md: facts.unknown.fact"
    ]
