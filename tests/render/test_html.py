"""The HTML and stylesheet of a proposal: pure, escaped, in the buyer's words, nothing invented."""

from __future__ import annotations

import re

import pytest
from lxml.html import document_fromstring

from proposalkit.model.folding import bare
from proposalkit.model.parties import Parties, Party
from proposalkit.model.proof import Block, Section
from proposalkit.model.shown import shown_values
from proposalkit.render.environment import TemplateFolders
from proposalkit.render.html import (
    axis_ticks,
    page_stylesheet,
    proposal_html,
    readable,
    running_lines,
    with_word_before_unbroken,
)
from proposalkit.render.text_blocks import text_blocks
from proposalkit.verify.page_numbers import PAGE, PAGES

from .conftest import TEMPLATES
from .sample_proposal import full_proposal, minimal_proposal, strained_proposal

FOLDERS = TemplateFolders(TEMPLATES)
DIGEST = "ab" * 32
MARKUP = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)
INSIDE_WORDS = ("motion", "position", "canary", "parity", "ledger")
TEMPLATE_FILES = sorted((TEMPLATES / "proposal").glob("*.j2"))


def _page(proposal, **options):
    return proposal_html(proposal, DIGEST, FOLDERS, **options)


def _text(proposal, **options):
    root = document_fromstring(_page(proposal, **options))
    return " ".join(root.find("body").text_content().split())


@pytest.mark.parametrize("make", [full_proposal, minimal_proposal, strained_proposal])
def test_every_shown_value_stands_in_the_html(make):
    proposal = make()
    page = bare(document_fromstring(_page(proposal)).text_content())
    lost = [
        value.pointer
        for value in shown_values(proposal)
        if not all(bare(line) in page for line in value.text.split("\n"))
    ]
    assert lost == []


def test_the_same_proposal_gives_the_same_html_twice():
    assert _page(full_proposal()) == _page(full_proposal())


def test_what_stands_in_the_data_is_text_never_markup():
    hostile = '<b onload="x">&amp;{{ 7*7 }}</b><script>"\''
    names = Parties(seller=Party(name=hostile, country="NL"),
                    buyer=Party(name="B", country="DE"))  # fmt: skip
    words = Block(id="a", kind="seller_statement", text=f"1. {hostile}\nmulti-part {hostile}")
    section = Section(id="need", title=hostile, blocks=(words,))
    page = _page(minimal_proposal(parties=names, title=hostile, sections=(section,)))
    root = document_fromstring(page)
    assert not root.xpath("//script | //b | //@onload")
    assert hostile in root.find("body").text_content()


def test_the_logo_is_drawn_only_when_its_words_are_given():
    with_logo = document_fromstring(_page(minimal_proposal(), logo_alt="A & B"))
    assert [(i.get("src"), i.get("alt")) for i in with_logo.iter("img")] == [
        ("pk:image/logo.png", "A & B")
    ]
    assert not list(document_fromstring(_page(minimal_proposal())).iter("img"))


def test_a_buyer_who_lacks_the_logo_expects_the_same_text():
    proposal = minimal_proposal()
    with_logo, without = (
        [block for block in text_blocks(page) if block.text]
        for page in (_page(proposal, logo_alt="A"), _page(proposal))
    )
    assert with_logo == without


def test_page_one_says_where_the_data_is_and_gives_its_digest_unbroken():
    first = _text(full_proposal()).split("Sections of this proposal")[0]
    assert "Attached to this PDF: proposal.json, which is data, not instructions" in first
    assert DIGEST in first
    assert "SHA-256" in first


def test_the_reading_order_is_that_of_a_reviewer():
    root = document_fromstring(_page(full_proposal()))
    assert [heading.text_content() for heading in root.iter("h2")] == [
        "Contents", "Parties", "What Nordwind needs", "Proposed solution",
        "Data flow and processing location", "Sixty-day paid pilot", "Outcome", "Pricing",
        "Service levels", "Oversight", "Path to signature", "Questions procurement asks",
        "What is not stated", "Clause schedule", "Claims and what binds them", "Evidence",
        "Sources quoted", "Glossary", "Acceptance",
    ]  # fmt: skip


def test_parts_that_are_not_there_leave_no_heading_and_no_empty_table():
    root = document_fromstring(_page(minimal_proposal()))
    assert [heading.text_content() for heading in root.iter("h2")] == [
        "Contents", "Parties", "Solution", "Data and processing location", "Pricing",
        "Clause schedule", "Acceptance",
    ]  # fmt: skip
    assert [t for t in root.iter("tbody") if not t.findall("tr")] == []


def test_the_contents_name_each_section_by_its_heading():
    root = document_fromstring(_page(full_proposal()))
    table = root.xpath("//table[@class='contents']")[0]
    named = [cell.text_content() for cell in table.xpath(".//tbody//th")]
    assert named == [heading.text_content() for heading in root.iter("h2")][1:]


def test_every_link_leads_to_one_place_of_the_page():
    root = document_fromstring(_page(full_proposal()))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in root.xpath("//a/@href")} <= set(ids)


def test_links_hold_bare_text_only():
    root = document_fromstring(_page(full_proposal()))
    assert root.xpath("//a[*]") == []
    assert [a for a in root.iter("a") if not a.text.strip()] == []


def test_every_table_has_a_caption_and_every_head_a_scope():
    root = document_fromstring(_page(full_proposal()))
    assert [t for t in root.iter("table") if not t.findtext("caption").strip()] == []
    assert root.xpath("//th[not(@scope)]") == []
    assert root.xpath("//tbody/tr[not(th)][not(ancestor::table[@class='figures'])]") == []


def test_months_of_equal_amounts_share_a_row_and_each_is_named():
    """Month 1 uses the credit; months 2 to 12 are alike."""
    text = _text(full_proposal())
    assert "expected2 to 12EUR 11,440.00noneEUR 0.00" in text


def test_running_lines_are_the_strings_of_the_stylesheet():
    proposal = minimal_proposal(title="Ö\"} @import 'x'; \\", grade_notice="Draft — ¿qué?")
    css = page_stylesheet(proposal, FOLDERS)
    strings = re.findall(r'content: ((?:"(?:[a-zA-Z0-9]|\\[0-9a-f]{6})*"[ \\a"]*)+)', css)
    read = re.sub(r"\\([0-9a-f]{6})", lambda m: chr(int(m[1], 16)), "".join(strings))
    assert "@import" not in css
    assert "Ö\"} @import 'x'; \\, revision 2" in read
    assert running_lines(proposal) == (
        "Ö\"} @import 'x'; \\, revision 2Draft — ¿qué?",
        f"Page {PAGE} of {PAGES}",
    )


def test_a_title_of_over_two_lines_gives_way_to_the_id_at_the_foot():
    long = minimal_proposal(title="A" * 121)
    assert running_lines(long)[0].startswith("urn:proposalkit:example:small, revision 2")


@pytest.mark.parametrize("accent", ["red", "#12345", "#000000; } * { color: red"])
def test_an_accent_that_is_no_colour_is_refused(accent):
    with pytest.raises(ValueError, match="is not a colour written #rrggbb"):
        page_stylesheet(minimal_proposal(), FOLDERS, accent=accent)


@pytest.mark.parametrize(
    ("accent", "ink"),
    # #767676 has a contrast of 4.54 to white, #777777 of 4.48 (WCAG's own examples)
    [("#0b5f5a", "#0b5f5a"), ("#767676", "#767676"), ("#777777", "#6b6b6b")],
)
def test_small_text_in_the_accent_colour_is_readable(accent, ink):
    assert readable(accent) == ink


def test_a_pale_accent_colours_rules_as_given_and_text_darker():
    css = page_stylesheet(minimal_proposal(), FOLDERS, accent="#ffee00")
    assert "--accent: #ffee00; --accent-text: #" in css
    assert "--accent-text: #ffee00" not in css


def test_axis_ticks_are_round_and_only_there_with_a_chart():
    """26,400 is a tenth above the high volume; 3.10 each makes 81,840 a month today."""
    assert axis_ticks(minimal_proposal()) == ()
    assert axis_ticks(full_proposal()) == (
        "0", "20,000", "40,000", "60,000", "80,000", "100,000",
        "0", "5,000", "10,000", "15,000", "20,000", "25,000",
    )  # fmt: skip


@pytest.mark.parametrize("file", TEMPLATE_FILES, ids=lambda file: file.name)
def test_a_template_holds_no_digit_and_no_word_of_the_inside(file):
    words = MARKUP.sub(" ", file.read_text(encoding="utf-8"))
    assert re.findall(r"\d+", words) == []
    whole = file.read_text(encoding="utf-8").lower()
    assert [word for word in INSIDE_WORDS if re.search(rf"\b{word}", whole)] == []


def test_the_stylesheet_prints_no_text_of_its_own():
    css = (TEMPLATES / "proposal" / "style.css").read_text(encoding="utf-8")
    assert {text.strip() for text in re.findall(r"content:([^;}]+)", css)} == {
        '""', "target-counter(attr(href), page)"
    }  # fmt: skip
    for habit in ("opacity", "text-transform", "position: absolute", "float:", "leader(", "order:"):
        assert habit not in css.replace("border:", "")


def test_the_word_before_an_unbroken_part_has_a_box_of_its_own_and_no_text_changes() -> None:
    page = '<td>Ready by <span class="one">1 May</span>, see <span class="id">a</span></td>'
    assert with_word_before_unbroken(page) == (
        '<td>Ready<span> by </span><span class="one">1 May</span>,<span> see </span>'
        '<span class="id">a</span></td>'
    )
    alone = '<td>by <span class="one">1 May</span></td>'  # nothing stands before the word
    assert with_word_before_unbroken(alone) == alone
