"""Data on pages and pages in data: the plain comparison that needs no templates."""

from __future__ import annotations

import pytest

from proposalkit.model.shown import ShownValue
from proposalkit.verify.values import check_numbers_in_data, check_values_on_pages, tokens

VALUES = (
    ShownValue("/pilot/fee", "EUR 7,500.00", "money"),
    ShownValue("/pilot/end", "11 March 2027", "date"),
    ShownValue("/pilot/duration", "60 days", "duration"),
    ShownValue("/share", "45%", "rate"),
    ShownValue("/clauses/0/text", "1. First.\n2. Second after 30 days.", "text"),
)
PAGE = (
    "The pilot of 60 days costs EUR\u00a07,500.00 and\nends on 11 March\n2027 at 45%.\n"
    "1. First.\n2. Second after\n30 days. See page 9.\nPage 1 of 3"
)


def _on_pages(page: str) -> list[str]:
    return [one.where for one in check_values_on_pages(VALUES, page).findings]


def _in_data(page: str) -> list[str]:
    closed = ("20,000",)
    result = check_numbers_in_data((page,), VALUES, closed, "EUR")
    return [one.message.split('"')[1] for one in result.findings]


def test_clean_pages_have_no_finding_in_either_direction() -> None:
    assert _on_pages(PAGE) == []
    assert _in_data(PAGE) == []


@pytest.mark.parametrize(
    ("old", "new", "pointer", "token"),
    [
        ("7,500.00", "7,800.00", "/pilot/fee", "EUR7,800.00"),
        ("11 March", "12 March", "/pilot/end", "12March2027"),
        ("60 days", "90 days", "/pilot/duration", "90"),
        ("45%", "54%", "/share", "54%"),
        ("30 days", "31 days", "/clauses/0/text", "31"),
    ],
)
def test_a_changed_value_is_found_from_both_sides(
    old: str, new: str, pointer: str, token: str
) -> None:
    page = PAGE.replace(old, new)
    assert _on_pages(page) == [pointer]
    assert _in_data(page) == [token]


def test_the_closed_list_and_page_numbers_need_no_data() -> None:
    assert _in_data("20,000 on page 14, Page 2 of 31") == []
    assert _in_data("20,001") == ["20,001"]


def test_tokens_are_whole_dates_amounts_percentages_and_numbers() -> None:
    text = "On 1 May 2027 EUR 0.0031, 99.5% of 2,400; version 3.4"
    assert tokens(text, "EUR") == ("1May2027", "EUR0.0031", "99.5%", "2,400", "3.4")


def test_the_digits_of_a_digest_are_no_numbers_and_a_strange_digest_is_named_once() -> None:
    strange, known = "938" + "a" * 61, "b1" * 32
    values = (*VALUES, ShownValue("/evidence/0/sha256", known, "text"))
    pages = (f"{known} and {strange}", strange)
    found = check_numbers_in_data(pages, values, (), "EUR").findings
    assert [(one.id, one.where) for one in found] == [("digest-not-in-data", "page 1")]
    assert '"938aaaaaaaaa..."' in found[0].message
