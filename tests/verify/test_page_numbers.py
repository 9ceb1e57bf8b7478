"""A page that was taken out is missed by the numbers on the others."""

from __future__ import annotations

import pytest

from proposalkit.verify.page_numbers import PAGE, PAGES, missing_pages, printed_numbers

RUNNING = ("Offer", f"Page {PAGE} of {PAGES}")


def pages(*numbers: int, total: int = 5) -> list[str]:
    return [f"See page 9 of 12.\nWords\nOffer Page {number} of {total}" for number in numbers]


def said(*numbers: int, total: int = 5) -> list[str]:
    return [one.message for one in missing_pages(pages(*numbers, total=total), RUNNING)]


def test_missing_pages_are_named() -> None:
    assert said(1, 2, 3, 4, 5) == []
    assert said(1, 2, 4, 5) == [
        'Page 3 of 5 is missing: the pages say that there are "5", and the PDF has 4.'
    ]
    assert said(2, 3) == [
        'Pages 1, 4, 5 are missing: the pages say that there are "5", and the PDF has 2.'
    ]


@pytest.mark.parametrize("numbers", [(2, 1), (1, 1), (1, 9)])
def test_numbers_that_cannot_be_relied_on_say_nothing(numbers: tuple[int, ...]) -> None:
    """Another check finds each of these: the foot of the page is not what it should be."""
    assert printed_numbers(pages(*numbers), RUNNING) == ()
    assert printed_numbers(["no foot"], RUNNING) == ()
    assert printed_numbers(pages(1), ("Offer",)) == ()
