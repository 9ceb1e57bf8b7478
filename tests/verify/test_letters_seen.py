"""A number seen otherwise is found; a harmless misreading of a letter is no failure."""

from __future__ import annotations

import pytest

from proposalkit.readers.reading import SpottedWord
from proposalkit.verify.letters_seen import PageLook, check_letters_seen, figures, look_at_page

LINE = [
    *("The", "total", "is", "EUR", "147,530.00", "until", "2026-11-30"),
    *("and", "12%", "less", "after", "30", "days"),
]


def _words(texts: list[str]) -> tuple[SpottedWord, ...]:
    """Set words on one line, each 90 dots wide, 100 dots apart."""
    return tuple(
        SpottedWord(text=text, spot=(100.0 * place, 10.0, 100.0 * place + 90, 30.0))
        for place, text in enumerate(texts)
        if text
    )


def _look(*readings: list[str], page: list[str] = LINE) -> PageLook:
    return look_at_page(4, _words(page), [_words(one) for one in readings])


def _with(old: str, new: str) -> list[str]:
    return [new if one == old else one for one in LINE]


def test_a_page_that_is_seen_as_it_is_read_agrees() -> None:
    result = check_letters_seen([_look(LINE)])
    assert (result.outcome, result.findings) == ("ran", ())
    assert result.detail == "13 words of 1 pages"


@pytest.mark.parametrize(
    ("read", "seen"),
    [("147,530.00", "141,530.00"), ("2026-11-30", "2028-11-30"), ("12%", "72%"), ("30", "80")],
)
def test_a_digit_seen_otherwise_is_found_with_its_page(read: str, seen: str) -> None:
    forged = _with(read, seen)
    result = check_letters_seen([_look(forged, forged)])
    (found,) = result.findings
    assert (found.id, found.severity, found.where) == ("page-reads-otherwise", "error", "page 4")
    assert f'"{read}"' in found.message
    assert f'"{seen}"' in found.message


def test_another_number_in_one_reading_alone_is_a_doubt_and_no_failure() -> None:
    for readings in ([_with("30", "80")], [_with("30", "80"), _with("30", "88")]):
        result = check_letters_seen([_look(*readings)])
        assert (result.outcome, result.findings) == ("could_not_run", ())
        assert 'page 4: not seen "30"' in result.detail
    assert _look(_with("30", "80"), LINE).agrees


def test_the_same_number_at_another_place_does_not_stand_for_the_one_that_is_forged() -> None:
    page, forged = [*LINE, "30"], [*LINE, "80"]
    assert _look(forged, forged, page=page).others == (("30", "80"),)
    doubt = _look([*_with("30", "80"), "30"], [*_with("30", "88"), "30"])
    assert (doubt.others, doubt.unread) == ((), ("30",))


@pytest.mark.parametrize(
    ("read", "seen"),
    [
        ("total", "tota1"),
        ("total", "lolal"),
        ("147,530.00", "147.53O.00"),
        ("147,530.00", "l47,530.00"),
        ("30", "30,"),
        ("7,", "7,8,"),
    ],
)
def test_a_harmless_misreading_is_no_failure(read: str, seen: str) -> None:
    page = LINE if read in LINE else [*LINE, read]
    assert _look([seen if one == read else one for one in page], page=page).agrees


def test_a_number_of_another_length_and_one_that_nobody_read_are_doubts() -> None:
    for seen in ("147,530.000", "147530.00", "9,147,530.00", "147,530.00.5", ""):
        look = _look(_with("147,530.00", seen), _with("147,530.00", seen))
        assert (look.others, look.unread) == ((), ("147,530.00",))


def test_a_number_that_was_read_a_little_aside_is_not_missed() -> None:
    assert _look([*_with("30", ""), "30"]).agrees


def test_a_tenth_of_the_words_may_be_misread_and_no_more() -> None:
    # 20 words: 2 misread are 90 %, 3 are 85 %
    page = [f"word{chr(97 + place)}" for place in range(20)]
    assert _look(["x", "x", *page[2:]], page=page).agrees
    doubt = check_letters_seen([_look(["x", "x", "x", *page[3:]], page=page)])
    assert doubt.outcome == "could_not_run"
    assert "page 4: only 85% of the words were seen" in doubt.detail


def test_the_pages_in_doubt_are_all_named() -> None:
    looks = [PageLook(1, 3, problem="it took too long"), PageLook(2, 3), PageLook(3, 3, share=0.5)]
    detail = check_letters_seen(looks).detail
    assert "page 1: it took too long" in detail
    assert "page 3: only 50%" in detail
    assert "page 2" not in detail


def test_numbers_amounts_dates_and_percentages_are_figures_and_digests_are_not() -> None:
    assert figures("(EUR\u00a0147,530.00)") == ("147,530.00",)
    assert figures("12.5%.") == ("12.5%",)
    assert figures("2026-11-30;") == ("2026-11-30",)
    assert figures("30-day") == ("30",)
    assert figures("0a1b2c3d4e5f0a1b2c3d4e5f") == figures("none") == ()
