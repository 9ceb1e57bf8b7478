"""Every letter of the pages is accounted for; every change of one is found."""

from __future__ import annotations

from hypothesis import given, seed, settings
from hypothesis import strategies as st

from proposalkit.verify.page_numbers import PAGE, PAGES
from proposalkit.verify.page_text import PAGE_REFERENCE, ExpectedBlock, check_page_text

RUNNING = ("Proposal for Example GmbH", f"Page {PAGE} of {PAGES}")
BLOCKS = tuple(
    ExpectedBlock(text, head)
    for text, head in (
        ("Key terms", ""),
        ("The fee is EUR 7,500.00 for 60 days.", ""),
        (f"Clauses, page {PAGE_REFERENCE}", ""),
        ("Units Price", ""),
        ("5,000 EUR 0.95", "Units Price"),
        ("15,000 EUR 0.82", "Units Price"),
        ("Each contact is counted once.", ""),
    )
)
PAGE_ONE = (
    "Proposal for Example GmbH\nKey terms\nThe fee is EUR 7,500.00 for\n60 days.\n"
    "Clauses, page 12\nUnits Price\n5,000 EUR 0.95\nPage 1 of 2"
)
PAGE_TWO = (
    "Proposal for Example GmbH\nUnits Price\n15,000 EUR 0.82\nEach contact is counted once.\n"
    "Page 2 of 2"
)


def _messages(one: str = PAGE_ONE, two: str = PAGE_TWO) -> list[str]:
    return [finding.message for finding in check_page_text(BLOCKS, (one, two), RUNNING).findings]


def test_pages_that_say_what_the_data_gives_have_no_finding() -> None:
    """A table head may repeat on the next page; a page reference may be any number."""
    assert _messages() == []


def test_a_changed_digit_is_found_although_the_number_stands_elsewhere_too() -> None:
    (message,) = _messages(PAGE_ONE.replace("60 days", "15 days"))
    assert message == (
        'The page says "e fee is EUR 7,500.00 for 15 days. Clauses, page 12 Units Price 5,000 '
        'EUR 0" where the data gives "e fee is EUR 7,500.00 for 60 days.".'
    )


def test_an_added_sentence_is_found_in_the_middle_and_at_the_end() -> None:
    assert _messages(PAGE_ONE.replace("Clauses,", "No cap applies. Clauses,"))
    assert _messages(two=PAGE_TWO.replace("once.", "once. No cap applies."))


def test_a_page_number_that_is_not_the_page_of_its_heading_is_found() -> None:
    blocks = (
        ExpectedBlock(f"Clauses, page {PAGE_REFERENCE}", references=("clauses",)),
        ExpectedBlock("Clauses", anchors=("clauses",)),
    )
    right, wrong = ("Clauses, page 2", "Clauses"), ("Clauses, page 1", "Clauses")
    assert check_page_text(blocks, right, ()).findings == ()
    findings = check_page_text(blocks, wrong, ()).findings
    assert [one.where for one in findings] == ["page 1"]


def test_a_missing_row_is_found() -> None:
    assert _messages(two=PAGE_TWO.replace("15,000 EUR 0.82\n", ""))


def test_a_missing_running_line_is_found() -> None:
    assert _messages(two=PAGE_TWO.replace("Page 2 of 2", "Page 2 of 3"))


def test_a_swapped_order_is_found() -> None:
    swapped = PAGE_ONE.replace("Key terms", "@").replace("Units Price", "Key terms")
    assert _messages(swapped.replace("@", "Units Price"))


def test_one_change_does_not_spoil_the_rest() -> None:
    """The walk goes on behind the changed block, so that one fault is one finding."""
    assert len(_messages(PAGE_ONE.replace("7,500", "7,600"))) == 1


@seed(20261123)
@settings(max_examples=200, deadline=None, database=None)
@given(st.integers(0, len(PAGE_ONE) - 1), st.sampled_from("x7"))
def test_any_changed_letter_is_found(place: int, letter: str) -> None:
    old = PAGE_ONE[place]
    reference = PAGE_ONE.index("page 12") + 5
    if old.isspace() or old == letter or place in (reference, reference + 1):
        return
    assert _messages(PAGE_ONE[:place] + letter + PAGE_ONE[place + 1 :])
