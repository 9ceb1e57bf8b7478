"""Finding texts on pages, with their boxes."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from proposalkit.readers.locate import find_places
from proposalkit.readers.pdf import locate
from proposalkit.readers.pdf_pages import PageText, open_pages

from .samples import clause_text


@pytest.fixture(scope="module")
def find(sample_pdf):
    """Give the places of one text, on pages that are opened once."""
    with open_pages(sample_pdf) as opened:
        yield lambda text: find_places(opened, {"/text": text})["/text"]


def pages(places) -> list[int]:
    return [place.page for place in places]


def test_a_text_is_found_with_page_and_box(find, sample_pdf):
    """The box agrees with pdfplumber's letters to a point and a half, as it measures by font."""
    (place,) = find("EUR 1,250.50")
    with pdfplumber.open(io.BytesIO(sample_pdf)) as other:
        page = other.pages[0]
        (hit,) = page.search("EUR 1,250.50", regex=False)
        expected = (hit["x0"], page.height - hit["bottom"], hit["x1"], page.height - hit["top"])
    assert place.page == 1
    assert place.box[0] == pytest.approx(expected[0], abs=1.5)
    assert place.box[2] == pytest.approx(expected[2], abs=1.5)
    assert expected[1] - 1.5 <= place.box[1] < place.box[3] <= expected[3] + 1.5


def test_boxes_are_rounded_to_a_tenth_of_a_point(find):
    """So that they read well and do not change with the last digit."""
    (place,) = find("EUR 1,250.50")
    assert all(round(side, 1) == side for side in place.box)


def test_white_space_and_line_breaks_do_not_count(find):
    """The line breaks after hyphens, and the hard blank in 12 months, stand in the sample."""
    assert pages(find("A well-known twenty-four-hour\n non-refundable first-come")) == [1]
    assert pages(find("12 months")) == [1]
    assert pages(find("12\u00a0months")) == [1]


def test_the_first_place_on_each_page_is_given(find, sample_pdf):
    """The running line stands on every page, once."""
    from proposalkit.readers.pdf import read_pdf

    count = len(read_pdf(sample_pdf).pages)
    assert pages(find("Example Seller")) == list(range(1, count + 1))


def test_a_number_inside_a_longer_number_is_not_found(find):
    """250.50 and 1,250 stand inside 1,250.50; 1.50 begins 1.501."""
    assert find("250.50") == ()
    assert find("1,250") == ()
    assert find("EUR 1.50") == ()
    assert pages(find("EUR 1.501")) == [1]


def test_a_word_inside_a_longer_word_is_not_found(find):
    """ "months" is there, "month" is there too, "mont" is not."""
    assert pages(find("month")) == [1]
    assert find("mont") == ()


def test_a_text_that_is_not_there_has_no_place(find):
    """Nor has an empty one."""
    assert find("EUR 99,999.99") == ()
    assert find("  ") == ()


@pytest.mark.parametrize("number", range(1, 13))
def test_every_clause_is_found_whole(find, number):
    """Twelve clauses, some of which run over a page break and have a place on both pages."""
    found = pages(find(clause_text(number)))
    assert found in ([found[0]], [found[0], found[0] + 1])


def test_some_clauses_run_over_a_page_break(find):
    """Else the test before would prove less than it says."""
    assert sum(len(find(clause_text(number))) == 2 for number in range(1, 13)) >= 2


def test_a_clause_over_a_page_break_with_a_changed_word_is_not_found(find):
    """The parts must join without a letter between them or amiss."""
    split = next(n for n in range(1, 13) if len(find(clause_text(n))) == 2)
    text = clause_text(split)
    assert find(text + " It may also sell it.") == ()
    assert find(text.replace("delete", "retain", 1)) == ()
    middle = text.rindex("shall delete")
    assert find(text[:middle] + "shall never delete" + text[middle + 12 :]) == ()


def test_many_texts_are_found_in_one_go(sample_pdf):
    """Each key gets its own places; equal texts get equal places."""
    needles = {f"/rows/{n}": f"EUR {n}.5{n:02}" for n in range(1, 41)}
    needles |= {f"/again/{n}": f"EUR {n}.5{n:02}" for n in range(1, 41)}
    places = locate(sample_pdf, needles)
    assert places.keys() == needles.keys()
    assert all(len(found) == 1 for found in places.values())
    assert places["/rows/7"] == places["/again/7"]
    tops = [places[f"/rows/{n}"][0] for n in range(1, 41)]
    assert tops == sorted(tops, key=lambda place: (place.page, -place.box[1]))


def test_an_accent_is_one_letter_however_it_is_written(find):
    """The page has the letter with its accent; the text asked for has both apart."""
    assert pages(find("in Zu\u0308rich")) == [2]


class _Page:
    """Stands in for a page of pdfium whose text has accents apart from their letters."""

    def get_size(self):
        return (595.28, 841.89)

    def get_textpage(self):
        return self

    def count_chars(self):
        return len(self.get_text_range())

    def get_text_range(self):
        return "a e\u0301\r\nx\x02y\u00ad"


def test_folding_keeps_the_way_back_to_the_text():
    """Blanks, line ends and soft hyphens go; e with its accent becomes one letter of index 2."""
    folded = PageText(1, _Page()).folded()
    assert folded.text == "a\u00e9x-y"
    assert folded.origin == (0, 2, 6, 7, 8, 10)
