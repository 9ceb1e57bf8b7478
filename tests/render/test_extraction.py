"""Readers that never see the attachment find the facts on the pages, whatever shape they have."""

from __future__ import annotations

import pytest

from proposalkit.readers.structure.check import check_structure

from .extraction import (
    BY_ROW,
    CLAUSES,
    FACTS,
    SHAPES,
    facts,
    folded,
    found,
    found_in_rows,
    readings,
)
from .sample_proposal import full_proposal
from .test_pages import print_proposal

WANTED = 58
TORN = "pdftotext -layout"
"""It tears a cell of two lines apart, whoever made the page; counted, not held to the number."""


def test_sixty_facts_are_chosen_and_a_text_that_lacks_one_is_short_of_it() -> None:
    proposal = full_proposal(20)
    chosen = facts(proposal)
    assert len(set(chosen)) == FACTS
    assert sum(folded(one.text) in chosen for one in proposal.clauses) == CLAUSES
    assert "expected 1 EUR 11,440.00" in chosen
    text = "\n".join(one for one in chosen if one != "EUR 3,750.00 EUR 7,690.00")
    assert found(proposal, text)[1] == ["EUR 3,750.00 EUR 7,690.00"]


def test_every_shape_is_a_proposal_that_can_be_asked_for_facts() -> None:
    for make in SHAPES.values():
        assert 40 <= len(set(facts(make()))) <= FACTS


def test_words_of_a_row_in_another_order_are_not_found_by_row() -> None:
    proposal = full_proposal(20)
    one = "EUR 3,750.00 EUR 7,690.00"
    torn = "| EUR 3,750.00 | EUR\n| credit | 7,690.00 |"
    turned = "| EUR 7,690.00 | EUR\n| credit | 3,750.00 |"
    assert one in facts(proposal)
    assert found_in_rows(proposal, "") == 0
    assert found_in_rows(proposal, torn) == found_in_rows(proposal, turned) + 1


@pytest.mark.deep
@pytest.mark.parametrize("shape", SHAPES)
def test_every_reader_finds_nearly_all_facts_and_the_structure_holds(shape, tmp_path) -> None:
    one = print_proposal(SHAPES[shape]())
    assert check_structure(one.pdf, one.payload).findings == ()
    absent = []
    for reader, text in readings(one.pdf, tmp_path):
        if text is None:
            absent.append(reader)
        elif reader != TORN:
            there, lost = found(one.proposal, text)
            count = found_in_rows(one.proposal, text) if reader == BY_ROW else len(there)
            assert count >= WANTED - (FACTS - len(facts(one.proposal))), (reader, lost)
    if absent:
        pytest.skip(f"the other readers agree; not installed: {', '.join(absent)}")
