"""The fake model that ships stands in for a server: every policy and every fault of it is borne."""

from __future__ import annotations

import pytest
from pydantic import SecretStr
from tests.llm.sections import PROMPTING, TASKS, Journal, settings

from proposalkit.llm.asking import Clock
from proposalkit.llm.drafter import EndpointDrafter
from proposalkit.llm.ledger import Ledger, read_ledger
from proposalkit.llm.replay import ReplayDrafter
from proposalkit.model.draft import SectionReply
from proposalkit.testing.faults import FAULTS, broken
from proposalkit.testing.policies import POLICIES, policy_of
from proposalkit.testing.server import FakeModel

KEY = "sk-only-this-one-is-let-in"
BEARABLE = {"changing", "flood"}
"""Faults with which a section may have an answer all the same."""


def draft(
    fake: FakeModel, journal: Journal, tasks: int = 2, **changes: object
) -> tuple[SectionReply, ...]:
    """Draft some sections against the fake, without pauses."""
    quick = {"call_seconds": 0.5, "total_seconds": 2.0, "parallel": 2}
    made = settings(fake.url, **{**quick, **changes})
    clock = Clock(sleep=lambda _: None)
    drafter = EndpointDrafter(made, PROMPTING, Ledger(), journal.record, clock=clock)
    return drafter.draft(TASKS[:tasks])


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_borne_and_replayed(name: str) -> None:
    journal = Journal()
    with FakeModel(broken(name)) as fake:
        replies = draft(fake, journal)
    for reply in replies:
        assert bool(reply.blocks) != bool(reply.fault)
        if name not in BEARABLE:
            assert (reply.fault or "").endswith("or draft with --llm offline.")
    ledger = read_ledger(journal.lines())
    assert ReplayDrafter(PROMPTING, ledger, repeats_faults=True).draft(TASKS[:2]) == replies


@pytest.mark.parametrize("name", sorted(set(POLICIES) - {"broken"}))
def test_every_policy_is_borne_and_those_that_answer_in_form_are_asked_once(name: str) -> None:
    with FakeModel(policy_of(name)) as fake:
        replies = draft(fake, Journal(), tasks=8, parallel=8, call_seconds=5.0, total_seconds=9.0)
        asked = len(fake.exchanges)
    assert all(bool(one.blocks) != bool(one.fault) for one in replies)
    if name != "hallucinating":  # some of its lies are in the form of the answer
        assert asked == 8
        assert all(one.blocks for one in replies)


def test_the_server_knows_most_of_each_prompt_but_the_first() -> None:
    # From 1,024 tokens on a server keeps what a prompt begins with, as real ones do.
    with FakeModel(policy_of("honest")) as fake:
        made = settings(fake.url, parallel=1)
        drafter = EndpointDrafter(made, PROMPTING, Ledger(), Journal().record)
        drafter.draft(TASKS)
    report = drafter.report
    assert report.tokens_cached >= 0.7 * report.tokens_sent * 7 / 8


def test_only_the_right_key_is_let_in() -> None:
    with FakeModel(policy_of("honest"), key=KEY) as fake:
        assert all(one.fault for one in draft(fake, Journal()))
        assert all(one.blocks for one in draft(fake, Journal(), key=SecretStr(KEY)))
