"""One value with two readings, dead references, and the table of all conflicts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.clauses import (
    test_data_conflicts,
    test_date_conflicts,
    test_law_conflicts,
    test_outcome_conflicts,
    test_price_conflicts,
    test_remedy_conflicts,
    test_time_conflicts,
)
from tests.clauses.clashes import (
    CLEAN,
    FEE,
    NO_TRAINING,
    REOPEN,
    ROUTES,
    SAME,
    STRICT_REOPEN,
    TIMES,
    TRAINS,
    WORDS,
    Case,
    hold_case,
    of,
    param,
)

from proposalkit.clauses.conflicts import CONFLICTS, find_standing_conflicts
from proposalkit.clauses.drafted import Terms
from proposalkit.clauses.guards import GUARDS
from proposalkit.clauses.standard import SellerSide
from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.model.knowledge import ClauseLibrary
from proposalkit.workflows.overlay import knowledge_folders

CASES: dict[str, Case] = {
    "one value, two clauses": (
        {},
        {"one": of(None, "", days=(REOPEN, "14")), "two": of(None, "", days=(REOPEN, "14"))}, [],
    ),
    "a clause against the brief": (
        {}, {"one": of(None, "", days=(REOPEN, "30"))},
        [("X-18", "error", "clause_params.one.days",
          'says "30", and "workflow.outcome.reopen_days" says "14"')],
    ),
    "a clause against a brief out of range": (
        {}, {"one": of(None, "", days=(STRICT_REOPEN, "10"))},
        [("X-18", "error", "clause_params.one.days", 'says "14"')],
    ),
    "two clauses against each other": (
        {}, {"one": of(None, "", days=(CLEAN, "90")), "two": of(None, "", days=(CLEAN, "60"))},
        [("X-18", "error", "clause_params.two.days", 'says "60", and clause "one" says "90"')],
    ),
    "a value the deal does not know": (
        {},
        {"one": of(None, "", days=param("integer", "1", **{"from": "moon.phase"})),
         "two": of(None, "", days=param("integer", "2"))}, [],
    ),
    "a value that only starts at a deal value": (
        {}, {"liability_cap": of(None, "", floor_amount=(FEE, "50000"))}, [],
    ),
    "a reference to a clause not here": (
        {}, {"one": of(None, 'Clause "Gone" (gone-away) and clause "Gone" (gone-away).')},
        [("dead-reference", "warning", "one/10-preferred.md", 'refers to clause "gone-away"')],
    ),
    "a reference to a clause that is here": (
        {},
        {"one": of(None, 'See clause "Two" (two) and clause "Definitions" (definitions).'),
         "two": of()}, [],
    ),
    "hours of a breach with two values": (
        {},
        {"dpa": of({"dpa.breach_hours": 48}),
         "incident": of({"incident.personal_data_hours": 24})},
        [("X-18", "error", "incident.personal_data_hours", '"dpa" says "48" and "incident" says')],
    ),
    "hours of a breach with one value": (
        {},
        {"dpa": of({"dpa.breach_hours": 48}),
         "incident": of({"incident.personal_data_hours": 48})},
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_two_readings_are_found_where_they_are_and_only_there(
    case: str, terms_of: Callable[..., Terms]
) -> None:
    hold_case(CASES[case], terms_of)


def _every_case() -> list[Case]:
    others = (
        test_data_conflicts, test_date_conflicts, test_law_conflicts, test_price_conflicts,
        test_outcome_conflicts, test_remedy_conflicts, test_time_conflicts,
    )  # fmt: skip
    return [one for cases in (CASES, *(room.CASES for room in others)) for one in cases.values()]


def test_every_conflict_breaks_in_these_tests() -> None:
    assert {row[0] for _, _, rows in _every_case() for row in rows} == set(CONFLICTS)


def test_all_twenty_two_conflicts_and_eleven_guards_are_held_against_the_terms() -> None:
    assert set(CONFLICTS) == {*(f"X-{number:02}" for number in range(1, 23)), "dead-reference"}
    # G-08, a text or a date of a law past its review, is a blocker: test_choose, test_variants.
    # G-11 needs the deal and stands beside the table: test_guards.
    assert {*GUARDS, "G-08", "G-11"} == {f"G-{number:02}" for number in range(1, 12)}


@pytest.fixture(scope="module")
def library(shared_cache: Path) -> ClauseLibrary:
    """The library as shipped."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return load_catalogue(knowledge_folders(Path())).library


def test_the_table_says_what_each_guard_and_conflict_means(library: ClauseLibrary) -> None:
    ids = [one.id for one in library.safety]
    assert ids == [*(f"G-{number:02}" for number in range(1, 12)),
                   *(f"X-{number:02}" for number in range(1, 23))]  # fmt: skip
    assert [one.id for one in library.warnings] == [f"W-{number:02}" for number in range(1, 6)]


def test_the_phrases_and_pairs_of_these_tests_stand_in_the_table(library: ClauseLibrary) -> None:
    words = library.clash_words()
    assert set(words) == set(WORDS)
    for id_, phrases in WORDS.items():
        assert set(phrases) <= set(words[id_])
    assert set(SAME) <= set(library.same_facts())
    assert set(TIMES) <= set(library.one_times())


def test_each_time_held_against_another_is_a_fact_or_a_parameter(library: ClauseLibrary) -> None:
    params = {f"{one}.{name}" for one, row in library.clauses.items() for name in row.params}
    named = {name for event in library.one_times() for name in event.of}
    assert named <= params | set(library.facts)


def test_no_shipped_text_holds_a_phrase_that_clashes(library: ClauseLibrary) -> None:
    """Those of X-01 may stand in the clause on training itself, a price may deny an index."""
    found = [
        (id_, one.clause, phrase)
        for record in library.clauses.values()
        for one in record.every_text()
        for id_, phrases in library.clash_words().items()
        for phrase in phrases
        if phrase.casefold() in " ".join(one.text.split()).casefold()
        and (id_, one.clause) not in (("X-01", "data-no-training"), ("X-22", "pricing-floor-cap"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ({"training": of(NO_TRAINING), "use": of(None, "May be used for Training.")}, ["X-01"]),
        ({"compute": of(ROUTES), "training": of(TRAINS)}, ["X-02", "X-07"]),
        ({"one": of(None, 'See clause "Gone" (gone-away).')}, []),
        ({"definition": of({"outcome.unit": "Contact"})}, []),
    ],
)
def test_standard_texts_are_held_against_each_other_and_the_profile(
    clauses: dict[str, object], expected: list[str], terms_of: Callable[..., Terms]
) -> None:
    change = {"seller.models.0.trains_on_data": "yes", "seller.models.0.routing": "global"}
    terms = terms_of(change, **clauses)
    side = SellerSide(terms.deal.seller, date(2026, 11, 23), WORDS, SAME, TIMES)
    assert [one.id for one in find_standing_conflicts(terms, side)] == expected
