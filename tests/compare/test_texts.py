"""The texts of two proposals stand side by side, paragraph beside paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.worked import worked_proposal

from proposalkit.cli.beside import beside_lines
from proposalkit.compare.texts import TextPair, TextsBeside, pair_texts
from proposalkit.model.proposal import Proposal


@pytest.fixture(scope="module")
def proposal(shared_cache: Path) -> Proposal:
    """The proposal of the worked example."""
    return worked_proposal(shared_cache)


def test_sections_email_and_summary_are_paired_and_the_same_ones_say_so(
    proposal: Proposal,
) -> None:
    first = proposal.sections[0]
    added = first.blocks[0].model_copy(update={"id": "x", "text": "Something new."})
    changed = first.model_copy(update={"blocks": (first.blocks[0], added, *first.blocks[2:])})
    other = proposal.model_copy(update={"sections": (changed, *proposal.sections[2:])})
    beside = pair_texts(proposal, other, ("a", "b"))
    titles = [one.title for one in beside.texts]
    assert titles[-2:] == ["Cover e-mail", "Summary for the sponsor"]
    assert beside.texts[0].rows[:2] == (
        (first.blocks[0].text, first.blocks[0].text), (first.blocks[1].text, "Something new."),
    )  # fmt: skip
    # the second section is gone from the other one
    assert {after for _, after in beside.texts[1].rows} == {""}
    assert [one.same for one in beside.texts] == [False, False] + [True] * (len(titles) - 2)


def test_columns_fit_the_terminal_and_a_line_marks_what_differs() -> None:
    pair = TextPair(title="In short", rows=(("One two three four", "One two"), ("Same.", "Same.")))
    same = TextPair(title="The need", rows=(("Same.", "Same."),))
    # 23 columns: ten on each side, and three between
    lines = list(beside_lines(TextsBeside(before="a", after="b", texts=(pair, same)), 23))
    assert lines == [
        "a            b", "", "In short", "", "One two    | One two", "three four |", "",
        "Same.        Same.", "", "The need: the same words",
    ]  # fmt: skip
