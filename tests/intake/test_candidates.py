# ruff: noqa: E501  (sentences are kept as they are)
"""What two ends, two people or two readings leave open stays open, with all of it at hand."""

from __future__ import annotations

import pytest
from tests.intake.reading import field, grammar, notes, take_in

from proposalkit.cli.intake_table import rows
from proposalkit.intake.brief_text import brief_text
from proposalkit.intake.question_page import question_page
from proposalkit.model.intake import Intake


def of(text: str, locale: str = "en") -> Intake:
    return take_in(notes(text), locale=locale)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("We handle 8,000 to 10,000 tickets a month.", ("8000", "10000")),
        ("We handle between 8,000 and 10,000 tickets a month.", ("8000", "10000")),
        ("We handle 8-10k tickets a month.", ("8000", "10000")),
        ("We handle 8 to 10 thousand tickets a month.", ("8000", "10000")),
        ("We handle 8,000, sometimes 10,000 tickets a month.", ("8000", "10000")),
        ("We handle 8,000 or even 10,000 tickets a month.", ("8000", "10000")),
        ("Monthly volume: 8,000 - 10,000 tickets", ("8000", "10000")),
    ],
)
def test_a_range_keeps_both_ends_and_gives_no_value(text: str, ends: tuple[str, str]) -> None:
    found = of(text)
    (said,) = field(found, "volumes.expected").statements
    assert (said.value, said.candidates) == (None, ends)
    # the ends stand for a quiet and a busy month, and wait to be confirmed as everything does
    assert field(found, "volumes.low").value == ends[0]
    assert field(found, "volumes.high").value == ends[1]


def test_a_date_and_a_number_with_two_readings_keep_both() -> None:
    dates = of("Pilot start: 03/04/2027")
    assert field(dates, "commercial.pilot.start").statements[0].candidates == (
        "2027-04-03", "2027-03-04",
    )  # fmt: skip
    counts = of("Monthly volume: 12.000")
    assert field(counts, "volumes.expected").statements[0].candidates == ("12.000", "12000")


def test_a_range_beside_a_figure_is_a_conflict() -> None:
    found = field(
        of("Monthly volume: 9,200\n\nWe handle 8,000 to 10,000 tickets a month."),
        "volumes.expected",
    )
    assert (found.status, found.value) == ("conflict", None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("We would like a pilot of six weeks.", "We need a pilot of 60 days."),
        (
            "We'd prefer a pilot of 42 days.",
            "The pilot must run 60 days. A pilot of 60 days, then.",
        ),
    ],
)
def test_a_wish_against_a_need_is_a_conflict(first: str, second: str) -> None:
    found = field(of(f"{first}\n\n{second}"), "commercial.pilot.days")
    assert (found.status, found.value) == ("conflict", None)
    assert {one.value for one in found.standing} == {"42", "60"}


def test_a_supposition_still_states_nothing() -> None:
    found = field(of("A pilot of 60 days would cost us too much."), "commercial.pilot.days")
    assert found.value is None


def test_a_sentence_goes_on_with_the_topic_before_it() -> None:
    text = "A pilot of 30 days is too short. Let's say 60 days, at the end of May."
    found = field(of(text), "commercial.pilot.days")
    assert (found.value, found.standing[-1].note) == (
        "60",
        "said of what the sentence before names",
    )


def test_the_words_shown_with_a_value_hold_the_value() -> None:
    long = (
        "At other places they ran it for 60 working days, which nobody here wants to go through once "
        "more in the summer, so that for us a pilot of 45 days is what we plan with."
    )
    found = of(f"We could imagine a pilot of 60 days.\n\n{long}")
    assert field(found, "commercial.pilot.days").value == "45"
    shown = [one for one in rows(found) if "notes.txt" in one]
    assert ["45 days" in one for one in shown] == [True]
    drafted = brief_text(found, grammar().rules)
    assert "days: proposed, not confirmed: 45 (notes.txt, line 3)" in drafted


def test_the_form_and_the_table_offer_both_ends() -> None:
    found = of("We handle 8,000 to 10,000 tickets a month.")
    assert any(one.endswith(" 8000 or 10000, not one value") for one in rows(found))
    assert "volumes.expected:  # 8000 or 10000? a plain number" in question_page(
        found, "proposalkit intake"
    )
    assert "# expected: not one value: 8000 or 10000 (notes.txt, line 1)" in brief_text(
        found, grammar().rules
    )


def test_a_field_that_is_only_named_is_listed_to_be_asked() -> None:
    found = of("Legal insist that we sign on our own standard terms.")
    shown = list(rows(found))
    assert " ".join(shown[0].split()) == "ask paper.governs (named; you give the value)"
    assert "our own standard terms" in shown[1]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Handling a case costs us EUR 6.80 per case.", "workflow.cost_today.amount", "6.80"),
        ("The average cost per letter is GBP 4.15.", "workflow.cost_today.amount", "4.15"),
        ("A message has a fully loaded cost of $7.35 per message.", "workflow.cost_today.amount", "7.35"),
        ("Claims are kept in ClaimCenter.", "workflow.system_of_record.name", "ClaimCenter"),
        ("The ClaimCenter system (system of record) holds all claims.", "workflow.system_of_record.name",
         "ClaimCenter"),
        ("ServiceNow is our system of record.", "workflow.system_of_record.name", "ServiceNow"),
        ("Tickets are handled in the ticketing system Zammad.", "workflow.system_of_record.name", "Zammad"),
        ("The executive sponsor of this work is Ada Quill, Chief operating officer.",
         "buyer.sponsor.name", "Ada Quill"),
        ("Our managing director, Peter Aldous, signs.", "buyer.signatory.name", "Peter Aldous"),
        ("The proposal may not exceed thirty (30) pages.", "page_limit", "30"),
        ("We get 15,300 such queries every month, and up to 19,800 before holidays.", "volumes.expected", "15300"),
        ("We get 15,300 such queries every month, and up to 19,800 before holidays.", "volumes.high", "19800"),
        ("Please direct all questions to Aileen Porter, Director of procurement (a@b.example).", "buyer.procurement.name", "Aileen Porter"),
        ("Please direct all questions to Aileen Porter, Director of procurement (a@b.example).", "buyer.procurement.email", "a@b.example"),
        ("Offers of no more than 20 A4 pages are read.", "page_limit", "20"),
        ("In the busiest month there were 9,100, on average 6,400 letters a month.", "volumes.high", "9100"),
    ],
)  # fmt: skip
def test_a_sentence_states_a_field_in_many_words(text: str, name: str, value: str) -> None:
    assert field(of(text), name).value == value


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The licence costs us EUR 900 per month for each request desk.",
            "workflow.cost_today.amount",
        ),
        ("Customer records are kept in Germany.", "workflow.system_of_record.name"),
        ("Tickets are handled in English and German.", "workflow.system_of_record.name"),
        ("Requests are processed in January.", "workflow.system_of_record.name"),
        ("Paragraph\n\n5.4 Invoices are sent monthly.", "volumes.expected"),
        ("One ticket arrives monthly.", "volumes.expected"),
        ("The proposal may not exceed EUR 30,000.", "page_limit"),
    ],
)
def test_other_things_are_not_taken_for_it(text: str, name: str) -> None:
    assert field(of(text), name).value is None


def test_what_one_of_our_own_people_says_is_no_word_of_the_buyer() -> None:
    from dataclasses import replace

    from tests.intake.reading import check, talk

    from proposalkit.intake.take_in import clean_texts, put_together, rule_statements

    ours = replace(grammar(), ours=frozenset({"jonas reuter"}))
    source = talk(("00:01", "Jonas Reuter", "We propose a pilot of 30 days."),
                  ("00:02", "Tessa Bram", "Fine, a pilot of 45 days it is."))  # fmt: skip
    texts = clean_texts([source], ours.rules)
    found = put_together("d", texts, rule_statements(texts, ours, check()), {}, ours)
    assert field(found, "commercial.pilot.days").value == "45"


def test_the_draft_names_the_place_of_the_value_not_of_the_first_word_about_it() -> None:
    found = of("If tickets are kept in Zendesk we move.\n\nTickets are kept in Zammad.")
    assert len(field(found, "workflow.system_of_record.name").standing) == 2
    drafted = brief_text(found, grammar().rules)
    assert "# proposed: notes.txt, line 3\n    name: Zammad" in drafted


def test_the_subject_of_an_answered_mail_names_no_work_and_is_asked() -> None:
    mail = "From: Ada Berg\nSubject: RE: Fwd: claim letters - next step\n"
    found = of(mail)
    (said,) = field(found, "workflow.name").statements
    assert said.value is None
    assert said.note.startswith('a mail\'s subject, perhaps "claim letters - next step"')
    assert "workflow.name" in [one.field for one in found.open_questions]
    # the subject of a first mail, and of a talk, may be as little of the work
    for first in ("From: Ada Berg\nSubject: Our call\n", "Subject: our call\nWe have 900 tickets."):
        (said,) = field(of(first), "workflow.name").statements
        assert (said.value, 'perhaps "' in said.note) == (None, True)
    # a line that says so still names it
    both = of(f"{mail}\nWorkflow: Claim letters\n")
    assert field(both, "workflow.name").value == "Claim letters"
