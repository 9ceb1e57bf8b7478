"""Notes and mails: a list below its heading is taken, and what is not taken is said."""

from __future__ import annotations

from tests.intake.reading import take_in_file

from proposalkit.model.intake import Intake

LIST = """# Requirements

- The agent shall answer in French.
- The system should open a ticket.

The supplier must keep audit logs.
"""


def read(text: str) -> Intake:
    return take_in_file("notes.md", text.encode())


def test_a_list_below_a_heading_of_requirements_is_taken() -> None:
    found = read(LIST).requirements
    assert [(one.quote, one.priority) for one in found] == [
        ("The agent shall answer in French.", "mandatory"),
        ("The system should open a ticket.", "desired"),
        ("The supplier must keep audit logs.", "mandatory"),
    ]


def test_duties_in_running_notes_are_not_taken_and_that_is_said() -> None:
    made = read(LIST.replace("# Requirements", "# What we talked about"))
    assert made.requirements == ()
    (one,) = [one for one in made.findings if one.id == "not-listed-as-requirements"]
    assert one.message.startswith("3 sentences sound like a duty")
    assert "The agent shall answer in French." in one.message


def test_a_line_that_begins_with_a_date_goes_on_with_its_sentence() -> None:
    made = read("Thank you for your call. Proposals must be received by\n11 December 2026.\n")
    (deadline,) = made.tender
    assert deadline.values == ("2026-12-11",)
    numbered = read("Scope\n11 Details of the offer\n")
    assert numbered.tender == ()
