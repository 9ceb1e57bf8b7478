"""A filled clause is read back: which text it is, what its slots hold, where it deviates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from proposalkit.clauses.recovered import deviations, parameters_of, recover_params
from proposalkit.model.canonical import text_sha256
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord
from proposalkit.model.proof import Clause

ClauseOf = Callable[..., ClauseRecord]
LibraryOf = Callable[..., ClauseLibrary]
TEXT = """1. Data is deleted within {{ param.days }} days,
kept by {{ seller.legal_name }}.

2. After {{ param.days }} days nothing is left in {{ param.places }}."""
PARAMS = {
    "days": {"type": "integer", "unit": "days", "means": "Days", "default": "30"},
    "places": {"type": "list", "means": "Places", "from": "residency.storage"},
}


@pytest.fixture
def record(clause_of: ClauseOf) -> ClauseRecord:
    return clause_of("deletion", TEXT, params=PARAMS)


def _clause(text: str, **changes: object) -> Clause:
    given = {
        "id": "deletion", "version": "1", "family": "data_privacy_no_training",
        "title": "Deletion", "text": text, "text_sha256": text_sha256(text),
        "origin": "standard", "lands_in": "dpa", **changes,
    }  # fmt: skip
    return Clause.model_validate(given)


def _filled(days: str = "30", again: str = "") -> str:
    return (
        f"1. Data is deleted within {days} days, kept by Halyard B.V.\n"
        f"2. After {again or days} days nothing is left in Germany and (a.b) France."
    )


def test_the_slots_of_a_text_are_read_back(record: ClauseRecord) -> None:
    assert recover_params(_clause(_filled()), record.preferred) == {
        "days": "30",
        "places": "Germany and (a.b) France",
    }


@pytest.mark.parametrize(
    "text",
    [
        _filled("30", again="60"),  # one parameter, two values
        _filled().replace("nothing", "little"),
        _filled() + "\n3. More.",
    ],
)
def test_another_text_is_not_taken_for_it(text: str, record: ClauseRecord) -> None:
    assert recover_params(_clause(text), record.preferred) is None


def test_the_parameters_are_told_by_what_they_mean(
    record: ClauseRecord, library_of: LibraryOf
) -> None:
    told = parameters_of(_clause(_filled()), library_of(record))
    assert told == "Days: 30; Places: Germany and (a.b) France"
    assert parameters_of(_clause("1. Other."), library_of(record)) == ""


def test_a_standard_text_with_standard_values_deviates_in_nothing(
    record: ClauseRecord, library_of: LibraryOf
) -> None:
    assert deviations(_clause(_filled()), 0, library_of(record), "EUR") == []


def test_a_value_set_for_the_deal_is_told_beside_the_standard(
    record: ClauseRecord, library_of: LibraryOf
) -> None:
    (found,) = deviations(_clause(_filled("45")), 3, library_of(record), "EUR")
    assert (found.what, found.detail) == ("Days: 45", "the standard is 30")
    assert (found.kind, found.clause, found.where) == ("deviation", "deletion", "/clauses/3")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"origin": "negotiated"}, 'The text "Deletion" was negotiated'),
        ({"id": "unheard"}, 'The text "Deletion" is not in the library'),
        ({"text": "1. Alternative."}, "is an alternative, not the standard text"),
        ({"text": "1. Own words."}, "is none of the library"),
        ({"text": "1. Old.", "version": "0"}, "is of another version than the standard text"),
    ],
)
def test_each_kind_of_deviation_is_named(
    changes: dict[str, object], said: str, record: ClauseRecord, library_of: LibraryOf
) -> None:
    other = record.preferred.model_copy(update={"order": 20, "text": "1. Alternative."})
    wider = record.model_copy(update={"positions": (record.preferred, other)})
    found = deviations(_clause(**{"text": _filled(), **changes}), 0, library_of(wider), "EUR")  # type: ignore[arg-type]
    assert len(found) == 1
    assert said in found[0].what
