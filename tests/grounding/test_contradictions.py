"""A sentence that denies what a clause of the kit states does not stand, whoever wrote it."""

from __future__ import annotations

import pytest
from tests.grounding.material import (
    passages,
    prose,
    reply_of,
    shipped,
    shipped_rules,
    source,
    task_of,
)

from proposalkit.grounding.contradictions import contradicted
from proposalkit.grounding.lexicon import lexicon_of
from proposalkit.grounding.reading import read
from proposalkit.grounding.section import ground_section
from proposalkit.model.draft import DraftBlock
from proposalkit.model.grounding import GroundingRules
from proposalkit.model.proof import Fact, FactValue

NOT_DENIED = {
    ("ai.disclosure", "seller_notice", "buyer_wording"): "both tell people at the first contact",
    ("ai.disclosure", "seller_notice", "buyer_duty"): "people are told all the same",
    ("data.model_provider.identifiable_shared", "yes_as_subprocessor", "pseudonymised"): "less",
    ("output.accuracy_commitment", "none", "process"): "promises no level either",
    ("output.accuracy_commitment", "process", "none"): "promises no level either",
    ("output.owner", "customer", "shared"): "names nobody",
    ("output.owner", "provider", "shared"): "names nobody",
}
"""Fact, its value, and the other value whose sentence does not deny it, with the reason."""


def denied_by(text: str, fact: str, value: FactValue, rules: GroundingRules) -> bool:
    lexicon = lexicon_of(rules)
    return contradicted(read(text, lexicon), {fact: value}, lexicon) is not None


def rows() -> list[tuple[str, str, str, str]]:
    """Give fact, value, other value, and the sentence a buyer reads for the other one."""
    held = {(one.fact, one.value) for one in shipped_rules().contradictions if one.value}
    facts = shipped().library.facts
    return sorted(
        (fact, str(value), other, text)
        for fact, value in held
        for other, text in dict(facts[fact].statement).items()
    )


@pytest.mark.parametrize(("fact", "value", "other", "text"), rows())
def test_the_sentence_of_another_value_denies_a_fact_and_its_own_does_not(
    fact: str, value: str, other: str, text: str, rules: GroundingRules
) -> None:
    denies = other != value and (fact, value, other) not in NOT_DENIED
    assert denied_by(text, fact, value, rules) is denies


@pytest.mark.parametrize(
    ("fact", "value", "text"),
    [
        ("subprocessor.notice_days", 30, "A new sub-processor is announced {} days ahead."),
        ("data.retention_days", 30, "Content is deleted {} days after its task is closed."),
        ("outcome.reopen_days", 14, "An outcome that comes back within {} days is credited."),
        ("outcome.dispute_days", 20, "Each count can be disputed for {} days."),
        ("pilot.days", 42, "The paid pilot runs for {} days."),
        ("term.convenience_days", 30, "You can leave on {} days' notice."),
        ("incident.notice_hours", 24, "An incident is reported within {} hours."),
    ],
)
def test_a_sentence_with_another_number_denies_a_fact(
    fact: str, value: int, text: str, rules: GroundingRules
) -> None:
    assert not denied_by(text.format(value), fact, value, rules)
    assert denied_by(text.format(value + 1), fact, value, rules)
    assert not denied_by(text.format("{{notice.days}}"), fact, value, rules)


def test_no_passage_denies_what_most_kits_state(rules: GroundingRules) -> None:
    usual: dict[str, FactValue] = {
        "data.training.customer_data_used": "no",
        "data.training.by_model_provider": "no",
        "data.zero_retention": "no",
        "agent.kill_switch": "yes",
        "output.owner": "customer",
        "outcome.assisted_billed": "no",
        "term.convenience_days": 30,
    }
    denied = [
        text
        for texts in passages().values()
        for text in texts
        for fact, value in usual.items()
        if denied_by(text, fact, value, rules)
    ]
    assert denied == []


def test_a_source_that_denies_a_clause_is_not_even_placed_word_for_word(
    rules: GroundingRules,
) -> None:
    text = "The agent acts on its own and closes each request in the list."
    task = task_of(source(1, text, "old"), source(2, "The list has an owner.", "list"))
    copilot = (Fact(id="agent.autonomy", value="copilot"),)
    word_for_word = DraftBlock(kind="verbatim", chunk="S1")
    made = ground_section(task, reply_of(word_for_word), rules, facts=copilot)
    assert [one.rule for one in made.withheld] == ["contradicts-clause", "contradicts-clause"]
    assert [one.text for one in made.blocks] == ["The list has an owner."]
    again = ground_section(task, reply_of(prose(task, text, "S1")), rules, facts=copilot)
    assert text not in [one.text for one in again.blocks]
    free = ground_section(task, reply_of(word_for_word), rules)
    assert [one.text for one in free.blocks] == [text]
