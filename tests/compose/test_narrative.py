"""The prose: sentences of the deal, and spans of the knowledge word for word with their source."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from proposalkit.compose.narrative import compose_sections
from proposalkit.compose.outcome import compose_pilot
from proposalkit.compose.parts import Parts
from proposalkit.errors import InputRefused
from proposalkit.model.canonical import text_sha256
from proposalkit.model.proof import Section


def _sections(parts: Parts) -> dict[str, Section]:
    sections, _ = compose_sections(parts, compose_pilot(parts))
    return {section.id: section for section in sections}


def test_the_sections_stand_in_the_order_a_reviewer_asks(parts: Parts) -> None:
    assert list(_sections(parts)) == ["need", "solution", "pilot", "oversight"]


def test_the_need_opens_with_the_words_of_the_brief(parts: Parts) -> None:
    own = [one.text for one in _sections(parts)["need"].blocks if one.kind == "statement"]
    assert own == [parts.brief.workflow.description, *parts.brief.workflow.needs]


def test_every_quote_stands_word_for_word_in_the_passage_it_cites(parts: Parts) -> None:
    sections, sources = compose_sections(parts, compose_pilot(parts))
    passages = {one.id: one for one in parts.catalogue.passages}
    by_mark = {one.id: passages[one.item] for one in sources}
    quotes = [one for section in sections for one in section.blocks if one.kind == "quote"]
    assert len(quotes) >= 4
    for quote in quotes:
        (mark,) = quote.sources
        assert " ".join(quote.text.split()) in " ".join(by_mark[mark].text.split())
        assert by_mark[mark].audience == "buyer"
    for source in sources:
        assert source.sha256 == text_sha256(passages[source.item].text)


def test_sources_are_numbered_as_they_appear_and_none_is_quoted_twice(parts: Parts) -> None:
    sections, sources = compose_sections(parts, compose_pilot(parts))
    marks = [mark for section in sections for one in section.blocks for mark in one.sources]
    assert marks == [f"K{number}" for number in range(1, len(marks) + 1)]
    assert [one.id for one in sources] == marks


def test_without_a_pilot_there_is_no_section_on_it(
    parts: Parts, with_brief: Callable[..., Parts]
) -> None:
    commercial = parts.brief.commercial.model_copy(update={"pilot": None})
    assert list(_sections(with_brief(commercial=commercial))) == ["need", "solution", "oversight"]


def test_the_sellers_own_words_are_marked_as_such(with_brief: Callable[..., Parts]) -> None:
    last = _sections(with_brief(statements={"solution": "We like this work."}))["solution"].blocks
    assert (last[-1].kind, last[-1].text, last[-1].sources) == (
        "seller_statement", "We like this work.", (),
    )  # fmt: skip


def test_words_for_a_section_that_is_not_there_are_refused_not_dropped(
    parts: Parts, with_brief: Callable[..., Parts]
) -> None:
    commercial = parts.brief.commercial.model_copy(update={"pilot": None})
    changed = with_brief(commercial=commercial, statements={"pilot": "It will go well."})
    with pytest.raises(InputRefused) as refused:
        compose_sections(changed, None)
    assert [(one.id, one.where) for one in refused.value.findings] == [
        ("words-without-section", "statements.pilot")
    ]


def test_oversight_names_the_decisions_and_the_limit(parts: Parts) -> None:
    text = " ".join(one.text for one in _sections(parts)["oversight"].blocks)
    assert "Refunds and goodwill credits, complaints and threats of legal action and any " in text
    assert "EUR 50.00" in text
