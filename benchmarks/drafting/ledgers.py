"""What the ledger holds: nothing is asked twice, and a replay gives the same words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from time import perf_counter

from benchmarks.drafting.counts import as_table, percent
from benchmarks.drafting.deals import ExampleDeal, deals
from benchmarks.drafting.figures import Figures
from benchmarks.drafting.trial import PROMPT, SHARED, settings_for
from proposalkit.compose.draft_tasks import draft_tasks
from proposalkit.grounding.section import ground_section
from proposalkit.llm.drafter import EndpointDrafter
from proposalkit.llm.endpoint import Endpoint
from proposalkit.llm.ledger import read_ledger
from proposalkit.llm.replay import ReplayDrafter
from proposalkit.llm.wire import SCHEMA, Prompting
from proposalkit.model.draft import SectionTask
from proposalkit.model.grounding import GroundingRules
from proposalkit.testing import FakeModel, policy_of

PROMPTING = Prompting(rules=PROMPT.read_text(encoding="utf-8"), shared=SHARED)
_POLICIES = ("honest", "hallucinating", "adaptive", "obedient", "broken")
_SLOW = 0.3


class Kept:
    """A journal in memory."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def record(self, kind: str, data: object) -> None:
        """Keep one entry."""
        self.lines.append(json.dumps({"kind": kind, "data": data}))


def _drafter(fake: FakeModel, kept: Kept) -> EndpointDrafter:
    settings = settings_for(fake.url)
    ledger = read_ledger(kept.lines)
    return EndpointDrafter(settings, PROMPTING, ledger, kept.record, server=Endpoint(settings))


def replay_rows(figures: Figures) -> Iterator[list[str]]:
    """Draft each deal, draft it again, and replay it: calls of each, and whether all is equal."""
    for name in _POLICIES:
        faults = ("changing",) if name == "broken" else ()
        first = again = third = 0
        equal = True
        for one in deals():
            with FakeModel(policy_of(name, faults=faults)) as fake:
                kept = Kept()
                replies = _drafter(fake, kept).draft(one.tasks)
                first += len(fake.exchanges)
                fake.forget()
                replayed = ReplayDrafter(PROMPTING, read_ledger(kept.lines)).draft(one.tasks)
                third += len(fake.exchanges)
                second = _drafter(fake, kept).draft(one.tasks)
                again += len(fake.exchanges)
            equal &= replies == second == replayed
            texts = [one.ground(*pair) for pair in zip(one.tasks, replies, strict=True)]
            copies = [one.ground(*pair) for pair in zip(one.tasks, replayed, strict=True)]
            equal &= one.proposal(tuple(texts)) == one.proposal(tuple(copies))
        shown = "another answer each time" if faults else name
        told = f"{again} and {third} calls, {'identical' if equal else 'DIFFERENT'}"
        figures.say("replay", f"{shown}: second run, replay", len(deals()), told)
        yield [shown, str(first), str(again), str(third), "identical" if equal else "DIFFERENT"]


def replay_table(figures: Figures) -> str:
    """Write the table."""
    head = ["model", "calls of the first runs", "of the second", "of the replay", "proposals"]
    return as_table(head, replay_rows(figures))


def cost_rows(figures: Figures) -> Iterator[list[str]]:
    """Count what one proposal costs, and what a change of the deal costs after it."""
    for one in deals():
        with FakeModel(policy_of("honest")) as fake:
            kept = Kept()
            drafter = _drafter(fake, kept)
            drafter.draft(one.tasks)
            report = drafter.report
            calls = [_calls(fake, kept, tasks) for tasks in (_dearer(one), _reworded(one))]
        told = f"{report.tokens_sent:,} sent, {report.tokens_answered:,} answered"
        figures.say("tokens", f"{one.name}: a proposal", len(one.tasks), told)
        figures.say("tokens", "calls after a new price, after one new passage", 2,
                    f"{calls[0]}, {calls[1]}")  # fmt: skip
        yield [
            one.name, str(len(one.tasks)), f"{report.tokens_sent:,}",
            percent(report.tokens_cached / max(1, report.tokens_sent)),
            f"{report.tokens_answered:,}", *map(str, calls),
        ]  # fmt: skip


def _calls(fake: FakeModel, kept: Kept, tasks: Sequence[SectionTask]) -> int:
    fake.forget()
    copy = Kept()
    copy.lines = list(kept.lines)
    _drafter(fake, copy).draft(tuple(tasks))
    return len(fake.exchanges)


def _dearer(one: ExampleDeal) -> tuple[SectionTask, ...]:
    """Plan the deal at other prices."""
    lines = tuple(
        line.model_copy(
            update={"amount": line.amount.model_copy(update={"amount": line.amount.amount * 2})}
        )
        if line.amount
        else line
        for line in one.parts.pricing.components
    )
    pricing = one.parts.pricing.model_copy(update={"components": lines})
    parts = replace(one.parts, pricing=pricing)
    return draft_tasks(parts, replace(one, parts=parts).proposal())


def _reworded(one: ExampleDeal) -> tuple[SectionTask, ...]:
    """Plan the deal after one passage that is quoted was written anew."""
    first = next(found[0] for _, found in one.parts.hits if found)
    hits = tuple(
        (
            section,
            tuple(
                hit.model_copy(update={"span": "This passage was written anew."})
                if hit.passage_id == first.passage_id
                else hit
                for hit in found
            ),
        )
        for section, found in one.parts.hits
    )
    parts = replace(one.parts, hits=hits)
    return draft_tasks(parts, replace(one, parts=parts).proposal())


def cost_table(figures: Figures) -> str:
    """Write the table."""
    head = ["deal", "texts", "tokens sent", "of these shared by texts", "tokens answered",
            "calls after a new price", "calls after one new passage"]  # fmt: skip
    return as_table(head, cost_rows(figures))


def speed_rows(rules: GroundingRules) -> Iterator[list[str]]:
    """Time eight texts against a server that takes 0.3 s, and the checks by the sentence."""
    one = deals()[0]
    with FakeModel(policy_of("honest"), delay=_SLOW) as fake:
        _drafter(fake, Kept()).draft(one.tasks[:1])
        began = perf_counter()
        replies = _drafter(fake, Kept()).draft(one.tasks)
        taken = perf_counter() - began
        # servers keep the schema with the prefix, and ours is the same for all
        prompts = [f"{SCHEMA}{prompt}" for prompt in fake.prompts()[1:]]
    yield [f"{len(one.tasks)} texts, server at 0.3 s a call", f"{taken:.2f} s", "<= 1.6 s"]
    mean = sum(map(len, prompts)) / len(prompts)
    share = _shared_start(prompts) / mean
    yield ["part of a prompt that all share", percent(share), ">= 80 %"]
    pairs = list(zip(one.tasks, replies, strict=True))
    sentences = sum(len(reply.blocks) for reply in replies)
    best = min(_timed(lambda: [ground_section(*pair, rules) for pair in pairs]) for _ in range(7))
    yield ["checks, a sentence", f"{1000 * best / sentences:.2f} ms", "<= 2 ms"]


def _timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _shared_start(texts: Sequence[str]) -> int:
    """Count the letters all texts begin with: those of the first and the last in order do."""
    first, last = min(texts), max(texts)
    pairs = enumerate(zip(first, last, strict=False))
    return next((place for place, (one, other) in pairs if one != other), len(first))
