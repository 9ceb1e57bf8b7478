"""The texts: sentences of the deal, spans of the knowledge with their source, the buyer's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from proposalkit.compose.parts import Parts, Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.errors import InputRefused
from proposalkit.model.canonical import text_sha256
from proposalkit.model.proof import Section
from proposalkit.model.proposal import Proposal


def _proposal(parts: Parts) -> Proposal:
    return compose_proposal(parts, Release(deal="nordwind-support"))


def _sections(parts: Parts) -> dict[str, Section]:
    return {str(section.id): section for section in _proposal(parts).sections}


def test_the_sections_stand_in_the_order_a_reviewer_asks(parts: Parts) -> None:
    assert list(_sections(parts)) == [
        "summary", "need", "solution", "pilot", "outcome", "oversight",
    ]  # fmt: skip


def test_the_summary_says_price_pilot_way_out_and_last_day_in_the_values_of_the_deal(
    parts: Parts,
) -> None:
    text = " ".join(one.text for one in _sections(parts)["summary"].blocks)
    # 5,000 x 0.95 + 7,000 x 0.82 + 950 = 11,440; twelve of them + 14,000 - 3,750 = 147,530
    for value in (
        "EUR 11,440.00",
        "EUR 147,530.00",
        "11 January 2027",
        "30 days",
        "7 January 2027",
    ):
        assert value in text


def test_the_need_shows_all_words_of_the_buyer_in_the_order_of_the_brief(parts: Parts) -> None:
    own = [one.text for one in _sections(parts)["need"].blocks if one.kind == "buyer_words"]
    assert own == [parts.brief.workflow.description, *parts.brief.workflow.needs]


def test_words_of_the_buyer_that_no_task_may_hold_still_stand_first(
    parts: Parts, with_brief: Callable[..., Parts]
) -> None:
    told = "Nordwind spends 2.4 million on this since 2024."
    workflow = parts.brief.workflow.model_copy(update={"description": told})
    own = [one for one in _sections(with_brief(workflow=workflow))["need"].blocks]
    assert [one.text for one in own if one.kind == "buyer_words"] == [
        told, *parts.brief.workflow.needs,
    ]  # fmt: skip
    assert own[1].text == told


def test_every_quote_stands_word_for_word_in_the_passage_it_cites(parts: Parts) -> None:
    proposal = _proposal(parts)
    passages = {one.id: one for one in parts.catalogue.passages}
    by_mark = {one.id: passages[one.item] for one in proposal.sources}
    quotes = [one for part in proposal.sections for one in part.blocks if one.kind == "quote"]
    assert len(quotes) >= 4
    for quote in quotes:
        (mark,) = quote.sources
        assert quote.text in " ".join(by_mark[mark].text.split())
        assert by_mark[mark].audience == "buyer"
    for source in proposal.sources:
        assert source.sha256 == text_sha256(passages[source.item].text)


def test_sources_are_numbered_as_they_appear_and_none_is_quoted_twice(parts: Parts) -> None:
    proposal = _proposal(parts)
    marks = [mark for part in proposal.sections for one in part.blocks for mark in one.sources]
    assert marks == [f"K{number}" for number in range(1, len(marks) + 1)]
    assert [one.id for one in proposal.sources] == marks


def test_without_a_pilot_there_is_no_section_on_it(
    parts: Parts, with_brief: Callable[..., Parts]
) -> None:
    commercial = parts.brief.commercial.model_copy(update={"pilot": None})
    pricing = parts.pricing.model_copy(
        update={"components": parts.pricing.components[:3], "credits": ()}
    )
    sections = _sections(replace(with_brief(commercial=commercial), pricing=pricing))
    assert list(sections) == ["summary", "need", "solution", "outcome", "oversight"]
    assert "pilot" not in " ".join(one.text for one in sections["summary"].blocks)


def test_the_sellers_own_words_are_marked_as_such(with_brief: Callable[..., Parts]) -> None:
    last = _sections(with_brief(statements={"outcome": "We like this work."}))["outcome"].blocks
    assert (last[-1].kind, last[-1].text, last[-1].sources) == (
        "seller_statement", "We like this work.", (),
    )  # fmt: skip


def test_words_for_a_section_that_is_not_there_are_refused_not_dropped(
    parts: Parts, with_brief: Callable[..., Parts]
) -> None:
    commercial = parts.brief.commercial.model_copy(update={"pilot": None})
    changed = with_brief(commercial=commercial, statements={"pilot": "It will go well."})
    with pytest.raises(InputRefused) as refused:
        _proposal(changed)
    assert [(one.id, one.where) for one in refused.value.findings] == [
        ("words-without-section", "statements.pilot")
    ]


def test_oversight_names_the_decisions_and_the_limit(parts: Parts) -> None:
    text = " ".join(one.text for one in _sections(parts)["oversight"].blocks)
    assert "refunds and goodwill credits, complaints and threats of legal action and any " in text
    assert "EUR 50.00" in text


def test_a_section_without_what_it_needs_is_not_stated(
    parts: Parts, with_brief: Callable[..., Parts]
) -> None:
    agent = parts.seller.agents[0].model_copy(
        update={"human_oversight": None, "stop_control": None}
    )
    seller = parts.seller.model_copy(update={"agents": (agent,)})
    proposal = _proposal(replace(with_brief(oversight=()), seller=seller))
    assert "oversight" not in [one.id for one in proposal.sections]
    assert "Who stays in control" in proposal.not_stated
