# ruff: noqa: E501  (a row of a table is kept on its line)
"""From lines and sentences to fields: values with quotes, conflicts, and what is never inferred."""

from __future__ import annotations

import pytest
from tests.intake.reading import field, notes, rules, take_in, talk

NEVER_INFERRED = (
    "buyer.country", "paper.governs", "data.location", "data.health_data",
    "data.california_consumers", "consequential_decisions", "talks_to_people",
    "commercial.discount.rate", "commercial.minimum", "commercial.cap",
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("Buyer: Meridian Logistics GmbH", "buyer.legal_name", "Meridian Logistics GmbH"),
        ("**Country:** Germany", "buyer.country", "DE"),
        ("- Our system of record: Zendesk", "workflow.system_of_record.name", "Zendesk"),
        ("Monthly volume (tickets): about 12,000", "volumes.expected", "12000"),
        ("Cost per ticket: EUR 4.10", "workflow.cost_today.amount", "4.10"),
        ("Cost per ticket: EUR 4.10", "workflow.cost_today.currency", "EUR"),
        ("Sponsor: Anna Keller, Head of Service, a@b.example", "buyer.sponsor.name", "Anna Keller"),
        ("Sponsor: Anna Keller, Head of Service, a@b.example", "buyer.sponsor.role", "Head of Service"),
        ("Sponsor: Anna Keller <a@b.example>", "buyer.sponsor.email", "a@b.example"),
        ("Data location: EU and the United Kingdom", "data.location", ("EU", "GB")),
        ("Data categories: name; order number", "data.categories", ("name", "order number")),
        ("Autonomy: a person approves each answer", "autonomy", "copilot"),
        ("Pilot: 8 weeks", "commercial.pilot.days", "56"),
        ("Payment terms: net 45", "commercial.payment_days", "45"),
        ("Health data: no", "data.health_data", "no"),
        ("We handle 12,000 tickets a month.", "volumes.expected", "12000"),
        ("In a quiet month there are 9,000; in a busy month 15,000.", "volumes.high", "15000"),
        ("The pilot should start on 1 March 2027.", "commercial.pilot.start", "2027-03-01"),
    ],
)  # fmt: skip
def test_a_value_is_proposed_with_its_words(line: str, name: str, value: object) -> None:
    found = field(take_in(notes(line)), name)
    assert (found.status, found.value, found.finder) == ("proposed", value, "rule")
    said = found.statements[0]
    assert said.quote in line.replace("**", "**")
    assert (said.file, said.place) == ("notes.txt", "line 1")


@pytest.mark.parametrize(
    ("line", "name", "why"),
    [
        ("Monthly volume: 12.000", "volumes.expected", "it may be 12000 or 12.000"),
        ("Monthly volume: 10,000 to 12,000", "volumes.expected", "range"),
        ("Monthly volume: 144,000 per year", "volumes.expected", "not one of a month"),
        ("Pilot start: 03/04/2027", "commercial.pilot.start", "it may be"),
        ("Pilot: 3 months", "commercial.pilot.days", "not a number of days"),
        ("Pilot: 200 days", "commercial.pilot.days", "90"),
        ("Country: Europe", "buyer.country", "not the name of one country"),
        ("Autonomy: as you like", "autonomy", "none of the answers"),
        ("System of record: 12,500", "workflow.system_of_record.name", "no word in it"),
        ("We do not handle 12,000 tickets a month.", "volumes.expected", "denies"),
        ("If we had 12,000 tickets a month, we would buy.", "volumes.expected", "supposes"),
    ],
)
def test_what_is_not_clear_is_proposed_without_value(line: str, name: str, why: str) -> None:
    found = field(take_in(notes(line)), name)
    assert (found.status, found.value) == ("proposed", None)
    assert why in found.statements[0].note


def test_a_question_states_nothing() -> None:
    found = take_in(notes("Could you handle 12,000 tickets a month?"))
    assert field(found, "volumes.expected").status == "missing"


def test_a_text_in_another_language_says_so() -> None:
    german = "Wir bearbeiten jeden Monat viele Anfragen von Kunden und suchen daher Hilfe. " * 6
    found = take_in(notes(german + "\nPilot: 60 days"))
    assert [one.id for one in found.findings] == ["not-english"]
    assert field(found, "commercial.pilot.days").value == "60"


def test_numbers_and_dates_follow_the_locale() -> None:
    text = notes("Monthly volume: 12.000\nCost per ticket: 4,10 EUR\nPilot start: 01.03.2027")
    found = take_in(text, locale="de-DE")
    values = ("volumes.expected", "workflow.cost_today.amount", "commercial.pilot.start")
    assert [field(found, one).value for one in values] == ["12000", "4.10", "2027-03-01"]


def test_two_sources_that_differ_are_a_conflict_with_both_quotes() -> None:
    found = take_in(
        notes("Term: x\nPilot: 60 days", "a.txt"), notes("Pilot length: 30 days", "b.txt")
    )
    pilot = field(found, "commercial.pilot.days")
    assert (pilot.status, pilot.value) == ("conflict", None)
    assert [(one.value, one.file) for one in pilot.standing] == [("60", "a.txt"), ("30", "b.txt")]


def test_the_latest_word_of_one_speaker_holds_and_the_earlier_is_kept() -> None:
    found = take_in(
        talk(
            ("00:01", "Anna", "We have 12,000 tickets a month."),
            ("00:09", "Anna", "I checked: it is 14,500 tickets per month."),
        )
    )
    volume = field(found, "volumes.expected")
    assert (volume.status, volume.value) == ("proposed", "14500")
    earlier = volume.statements[0]
    assert (earlier.value, earlier.replaced) == ("12000", True)
    assert "Anna said otherwise later: call.vtt, 00:09" in earlier.note


def test_a_later_word_of_another_speaker_replaces_nothing() -> None:
    found = take_in(
        talk(
            ("00:01", "Anna", "We have 12,000 tickets a month."),
            ("00:09", "Tom", "It is 14,500 tickets per month."),
        )
    )
    assert field(found, "volumes.expected").status == "conflict"


def test_without_speakers_two_values_stay_a_conflict_and_the_reader_is_told() -> None:
    found = take_in(
        talk(
            ("00:01", "", "We have 12,000 tickets a month."),
            ("00:09", "", "It is 14,500 tickets per month."),
        )
    )
    assert field(found, "volumes.expected").status == "conflict"
    assert [one.id for one in found.findings] == ["no-speakers"]


def test_names_before_a_colon_that_come_back_are_speakers_in_notes() -> None:
    text = (
        "Anna Keller: We have 12,000 tickets a month.\nTom: Fine.\nAnna Keller: Sorry, it is "
        "13,000 tickets a month.\nTom: Noted."
    )
    volume = field(take_in(notes(text)), "volumes.expected")
    assert volume.value == "13000"
    assert {one.speaker for one in volume.statements} == {"Anna Keller"}


@pytest.mark.parametrize(
    "text",
    [
        "Our office is in Munich, Germany, phone +49 89 1234. We need a 15% discount.",
        "Jane, our CFO, approved 20% off. All data must remain within the EU.",
        "We are a hospital group in California and process patient records under HIPAA.",
        "The agent answers customers about credit decisions. Our standard terms apply.",
        "The cap is EUR 20,000 a month and the monthly minimum is EUR 2,000, as agreed.",
    ],
)
def test_running_text_never_sets_what_nobody_may_infer(text: str) -> None:
    found = take_in(notes(text))
    assert {name: field(found, name).value for name in NEVER_INFERRED} == dict.fromkeys(
        NEVER_INFERRED
    )


def test_what_nobody_may_infer_takes_a_labelled_line_alone() -> None:
    by_name = {one.field: one for one in rules().fields}
    assert {by_name[name].care for name in NEVER_INFERRED} == {"labelled"}
    assert [one.field for one in rules().fields if one.care == "labelled" and one.cues] == []


def test_a_mention_makes_the_question_blocking() -> None:
    name = "data.health_data"
    plain = take_in(notes("We sell shoes."))
    touched = take_in(notes("Some e-mails mention a patient."))
    assert name not in {one.field for one in plain.open_questions}
    question = next(one for one in touched.open_questions if one.field == name)
    assert question.found[0].quote == "Some e-mails mention a patient."


def test_questions_come_in_the_order_of_what_waits_for_them() -> None:
    order = ["pricing", "clauses", "schedule"]
    asked = take_in(notes("Hello.")).open_questions
    first = [min(map(order.index, one.blocks), default=3) for one in asked]
    assert first == sorted(first)
    assert set(first) == {0, 1, 2, 3}
