"""Rules of a tender whose words are near each other: each value goes to the rule it belongs to."""

from __future__ import annotations

import pytest
from tests.intake.reading import field, notes, take_in

Said = dict[str, tuple[str, ...]]


def rules_of(text: str) -> Said:
    """Give what is found of the rules of a tender in notes."""
    return {one.kind: one.values for one in take_in(notes(text)).tender}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Offers are due on 14 May 2027 and questions by 30 April 2027.",
            {"submission-deadline": ("2027-05-14",), "question-deadline": ("2027-04-30",)},
        ),
        ("Answers to questions are published by 30 April 2027.", {}),
        ("Proposals stay valid until 30 June 2027.", {"bid-validity": ("2027-06-30",)}),
        ("The budget office puts the cost at $7.15 per inquiry.", {}),
        ("We have EUR 40,000 for this year.", {"budget-ceiling": ("40000 EUR",)}),
        ("Price 60%, references 25%, speed 15%.", {"evaluation-weight": ("60%", "25%", "15%")}),
        ("Prices rose by 3% and costs by 5%.", {}),
        (
            "The contract term is 24 months with two options of 12 months.",
            {"contract-term": ("24 months",)},
        ),
        ("Customer data stays in Ireland.", {"data-location": ()}),
        ("Customer data is kept in Epic.", {}),
        ("Do you keep our data in the EU?", {}),
    ],
)
def test_a_value_belongs_to_the_rule_whose_words_stand_beside_it(text: str, found: Said) -> None:
    assert rules_of(text) == found


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("At most 12 pages. Annexes do not count.", "not-counted"),
        ("At most 12 pages, exclusive of resumes and forms.", "not-counted"),
        ("At most 12 pages including all appendices.", "counted"),
        ("At most 12 pages.", None),
        ("Annexes do not count.", None),
    ],
)
def test_whether_annexes_count_is_read_beside_a_page_limit(text: str, counts: str | None) -> None:
    found = take_in(notes(text))
    assert field(found, "page_limit_annexes").value == counts
    # nobody asks what a limit counts that is not there
    asked = [one.field for one in found.questions]
    assert ("page_limit_annexes" in asked) == (counts is None and "12" in text)
