"""What is asked of whoever drafts: sentences with slots, and no value of the deal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from proposalkit.compose.draft_tasks import MOST_SOURCES, draft_tasks, plan_drafts
from proposalkit.compose.parts import Parts, Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.compose.slots import inside
from proposalkit.model.draft import SectionTask
from proposalkit.model.slot_text import fill_slots, slots_of


def _tasks(parts: Parts) -> tuple[SectionTask, ...]:
    return draft_tasks(parts, compose_proposal(parts, Release(deal="nordwind-support")))


def test_no_task_holds_an_amount_a_date_a_party_or_a_person(parts: Parts) -> None:
    for task in _tasks(parts):
        told = task.model_dump_json()
        for word in ("EUR", "2026", "2027", "Nordwind", "Halyard", "Sommerfeld", "Aydin", "@"):
            assert word not in told, (task.section, word)


def test_a_changed_price_changes_no_task(parts: Parts) -> None:
    lines = tuple(
        one.model_copy(update={"amount": one.amount.model_copy(update={"amount": Decimal("1.23")})})
        if one.amount
        else one
        for one in parts.pricing.components
    )
    changed = replace(parts, pricing=parts.pricing.model_copy(update={"components": lines}))
    assert _tasks(changed) == _tasks(parts)


def test_a_changed_passage_changes_only_the_task_that_lists_it(parts: Parts) -> None:
    hits = tuple(
        (name, tuple(one.model_copy(update={"span": "Other words now."}) for one in found))
        if name == "pilot"
        else (name, found)
        for name, found in parts.hits
    )
    pairs = zip(_tasks(parts), _tasks(replace(parts, hits=hits)), strict=True)
    assert [before.section for before, after in pairs if before != after] == ["pilot"]


def test_a_buyer_of_many_words_leaves_what_is_required_in_its_task(parts: Parts) -> None:
    needs = tuple(f"We want the queue number {number} short." for number in range(60))
    workflow = parts.brief.workflow.model_copy(update={"needs": needs})
    talkative = replace(parts, brief=parts.brief.model_copy(update={"workflow": workflow}))
    before, after = (
        next(one for one in _tasks(each) if one.section == "need") for each in (parts, talkative)
    )
    required = [one.text for one in before.sources if one.required]
    assert len(required) >= 3
    assert [one.text for one in after.sources if one.required] == required
    assert len(after.sources) == MOST_SOURCES


def test_every_slot_of_a_task_is_explained_and_has_a_value(parts: Parts) -> None:
    proposal = compose_proposal(parts, Release(deal="nordwind-support"))
    plan = plan_drafts(parts, proposal)
    for task in plan.tasks:
        used = {name for one in task.sources if one.kind == "deal" for name in slots_of(one.text)}
        assert used == {one.name for one in task.slots}
        assert used <= set(plan.values)


def test_sentences_are_numbered_and_passages_say_where_they_come_from(parts: Parts) -> None:
    for task in _tasks(parts):
        assert [one.id for one in task.sources] == [
            f"S{number}" for number in range(1, len(task.sources) + 1)
        ]
        for one in task.sources:
            assert bool(one.item and one.sha256) == (one.kind == "knowledge")


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("The team waits two days.", True),
        ("Nordwind waits two days.", False),
        ("It costs EUR 40 each time.", False),
        ("It costs $40 each time.", False),
        ("Since 2024 it is slow.", False),
        ("Ask e.aydin@nordwind.example first.", False),
        ("Mr Aydin reads it.", False),
    ],
)
def test_words_of_the_buyer_with_telling_values_are_in_no_task(
    said: str, sent: bool, parts: Parts, with_brief: Callable[..., Parts]
) -> None:
    workflow = parts.brief.workflow.model_copy(update={"description": said})
    need = next(one for one in _tasks(with_brief(workflow=workflow)) if one.section == "need")
    assert (said in [one.text for one in need.sources if one.kind == "quoted"]) is sent


def test_a_slot_is_filled_by_our_own_pattern_and_nothing_else_is_read() -> None:
    text = "{{ buyer.name }} {{buyer.name}} {% if x %} {{Buyer}}"
    assert fill_slots(text, {"buyer.name": "{{seller.name}}"}) == (
        "{{ buyer.name }} {{seller.name}} {% if x %} {{Buyer}}"
    )
    assert fill_slots("{{buyer.__class__}}", {"buyer.name": "A"}) == "{{buyer.__class__}}"


def test_the_full_stop_of_a_name_ends_its_sentence_too() -> None:
    assert fill_slots("It is for {{a}}. It works.", {"a": "Tamarack, Inc."}) == (
        "It is for Tamarack, Inc. It works."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Order status by e-mail.", "order status by e-mail"),
        ("E-mail", "e-mail"),
        ("SAP tickets", "SAP tickets"),
        ("German tickets", "German tickets"),
        ("A first answer", "a first answer"),
        ("2 of 3 cases", "2 of 3 cases"),
    ],
)
def test_a_name_inside_a_sentence_begins_small_unless_it_is_a_proper_one(
    text: str, said: str
) -> None:
    assert inside(text, ["German"]) == said


def test_the_agents_work_is_joined_to_its_name_only_when_it_begins_with_a_verb(
    parts: Parts, with_seller: Callable[..., Parts]
) -> None:
    def first(summary: str) -> str:
        agent = parts.seller.agents[0].model_copy(update={"summary": summary})
        proposal = compose_proposal(with_seller(agents=(agent,)), Release(deal="a"))
        return next(one for one in proposal.sections if one.id == "solution").blocks[0].text

    assert first("Closes tickets.").startswith("Halyard Resolve closes tickets.")
    assert first("An agent for tickets.").startswith(
        "Halyard Resolve is the agent offered for this work. An agent for tickets."
    )
    assert not re.search(r"[{}]", first("This is one."))
