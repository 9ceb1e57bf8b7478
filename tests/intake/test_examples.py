"""A thread, a call and a sheet of one buyer, against what a person reads off them."""

from __future__ import annotations

from functools import cache

import pytest
from tests.intake.reading import ROOT, field, take_in

from proposalkit.model.intake import Intake
from proposalkit.readers.source_text import read_source

NAMES = ("thread.eml", "call.vtt", "needs.xlsx")
READ = {
    "buyer.legal_name": "Nordsee Paket GmbH",
    "buyer.country": "DE",
    "buyer.sector": "Logistics",
    "workflow.name": "Parcel enquiries by e-mail",
    "workflow.description": "Agents look up each parcel and answer by hand.",
    "workflow.system_of_record.name": "Freshdesk",
    "workflow.cost_today.amount": "3.90",
    "workflow.cost_today.currency": "EUR",
    "volumes.expected": "18200",  # Marta's later word; her 16,000 is kept as replaced
    "volumes.high": "26000",  # Jonas corrected his 24,500
    "data.categories": ("name", "address", "parcel number"),
    "offer_date": "2026-12-01",
    "expected_cycle_days": "45",
    "commercial.pilot.start": "2027-02-01",
}
DIFFER = {
    "commercial.pilot.days": {"60", "30"},  # Tom and Marta
    "commercial.payment_days": {"30", "60"},
}


@cache
def found() -> Intake:
    folder = ROOT / "examples" / "intake"
    return take_in(
        *(one for name in NAMES for one in read_source(name, (folder / name).read_bytes()))
    )


@pytest.mark.parametrize("name", READ)
def test_what_a_person_reads_off_is_proposed(name: str) -> None:
    assert (field(found(), name).status, field(found(), name).value) == ("proposed", READ[name])


@pytest.mark.parametrize("name", DIFFER)
def test_where_two_people_differ_both_words_are_kept(name: str) -> None:
    one = field(found(), name)
    assert one.status == "conflict"
    assert {said.value for said in one.standing if said.value} == DIFFER[name]
    assert {said.speaker for said in one.standing} == {"Tom Reed", "Marta Lindholm"}


def test_a_corrected_figure_keeps_the_earlier_one() -> None:
    early = [one for one in field(found(), "volumes.expected").statements if one.replaced]
    assert [(one.value, one.speaker) for one in early] == [("16000", "Marta Lindholm")]


@pytest.mark.parametrize("name", ["commercial.discount.rate", "data.location"])
def test_a_wish_and_a_rule_stay_questions(name: str) -> None:
    assert field(found(), name).value is None
    assert name in {one.field for one in found().open_questions}


def test_the_sheet_gives_its_requirements_and_names_what_is_hidden() -> None:
    rows = [(one.id, one.priority, one.place) for one in found().requirements]
    assert rows == [
        ("p-1", "mandatory", "Requirements!A2"),
        ("p-2", "mandatory", "Requirements!A3"),
        ("p-3", "desired", "Requirements!A4"),
        ("p-4", "mandatory", "Requirements!A5"),
    ]
    assert "needs.xlsx: Scores" in {one.where for one in found().findings}
