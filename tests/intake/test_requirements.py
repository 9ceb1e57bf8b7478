"""The requirements and rules of a request, counted against what a person marked in it."""

from __future__ import annotations

from functools import cache

import pytest
from tests.intake.counting import count
from tests.intake.make_rfp import HARROWGATE, KESTREL, TALLGRASS, Request, as_docx, as_pdf
from tests.intake.reading import field, notes, take_in, take_in_file
from tests.intake.rfp_content import FIELDS, OPEN, TENDER, labelled

from proposalkit.model.intake import Intake


@cache
def request() -> Intake:
    return take_in_file("rfp.docx", as_docx(KESTREL))


def plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def test_every_marked_requirement_is_found_with_its_priority_and_number() -> None:
    found = {plain(one.quote): one for one in request().requirements}
    for number, mark, text in labelled():
        one = found.get(plain(text))
        if one is None:  # a paragraph of two sentences without a number is two requirements
            parts = [found[quote] for quote in found if quote in plain(text)]
            assert len(parts) > 1, text
            continue
        assert one.priority == ("mandatory" if mark == "M" else "desired"), text
        if number and not number.startswith("("):
            assert one.id == number.casefold(), text


def test_hardly_anything_else_is_taken_for_a_requirement() -> None:
    marked = [plain(text) for _, _, text in labelled()]
    extra = [
        one.id
        for one in request().requirements
        if not any(plain(one.quote) in text for text in marked)
    ]
    # "The service will be available ... only" and "The pilot is expected to start on ..."
    assert extra == ["3.10", "8.6"]


def test_points_of_a_list_keep_their_opening_words() -> None:
    points = [one for one in request().requirements if one.quote.startswith("classify")]
    assert [one.text for one in points] == [
        "The agent shall: classify each e-mail by reason of contact;"
    ]


@pytest.mark.parametrize("kind", TENDER)
def test_the_rules_of_the_tender_are_found(kind: str) -> None:
    said = [one for one in request().tender if one.kind == kind]
    texts = " // ".join(part for one in said for part in (*one.values, one.quote))
    assert [one for one in TENDER[kind] if one not in texts] == []


@pytest.mark.parametrize("name", FIELDS)
def test_the_fields_of_the_request_are_read(name: str) -> None:
    assert field(request(), name).value == FIELDS[name]


@pytest.mark.parametrize("name", OPEN)
def test_what_the_request_touches_stays_a_question(name: str) -> None:
    assert field(request(), name).value is None
    assert name in {one.field for one in request().open_questions}


def test_two_requirements_of_one_number_get_ids_of_their_own() -> None:
    text = "3.1 The agent shall read.\n\n3.1 The agent shall write.\n\n3.2 It shall stop.\n"
    found = take_in(notes(text)).requirements
    assert [one.id for one in found] == ["3.1", "3.1-2", "3.2"]


def test_notes_without_numbers_have_no_requirements() -> None:
    assert take_in(notes("We must talk to legal.\n\nThey should call us.")).requirements == ()


def test_numbered_paragraphs_that_are_not_taken_are_named() -> None:
    text = (
        "1.1 The agent shall read.\n\n1.2 The agent shall write.\n\n1.3 The agent shall stop.\n\n"
        "1.4 We sit in Cork.\n"
    )
    (finding,) = take_in(notes(text)).findings
    assert finding.where == "notes.txt: line 7"
    assert finding.message == "Numbered, and not taken for requirements: 1.4."


@pytest.mark.parametrize(
    ("request_", "found", "fields", "tender"),
    [(KESTREL, 60, 19, 15), (TALLGRASS, 31, 9, 14), (HARROWGATE, 16, 7, 14)],
    ids=["first", "second", "held-out"],
)
def test_the_published_counts_hold(request_: Request, found: int, fields: int, tender: int) -> None:
    counts = count(request_, take_in_file("rfp.docx", as_docx(request_)))
    assert counts.found >= found, counts.missed
    assert counts.priority == counts.found
    assert len(counts.extra) <= 2
    assert counts.fields_found >= fields, counts.wrong_fields
    assert counts.tender_found >= tender, counts.missed_tender


@pytest.mark.deep
@pytest.mark.parametrize("request_", [KESTREL, TALLGRASS, HARROWGATE])
def test_a_pdf_gives_what_the_word_file_gives(request_: Request) -> None:
    from_pdf = count(request_, take_in_file("rfp.pdf", as_pdf(request_)))
    from_word = count(request_, take_in_file("rfp.docx", as_docx(request_)))
    assert from_pdf == from_word


def test_requirements_beyond_the_cap_are_counted() -> None:
    rows = "\n\n".join(f"R-{n} The agent shall do it." for n in range(1, 1004))
    found = take_in(notes(rows))
    assert len(found.requirements) == 1000
    (finding,) = found.findings
    assert finding.message == "1003 requirements were found; the first 1000 are kept."


def test_a_rule_of_the_tender_without_its_value_is_none() -> None:
    found = take_in(notes("Proposals must be submitted as one file.\n\nPages are limited."))
    assert found.tender == ()
    kinds = [one.kind for one in request().tender]
    assert (kinds.count("submission-deadline"), kinds.count("page-limit")) == (1, 1)
