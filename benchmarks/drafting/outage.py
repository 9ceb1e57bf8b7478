"""What happens when the endpoint fails: every way of failing, one deal, the same facts."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from benchmarks.drafting.counts import Count, as_table
from benchmarks.drafting.deals import deal, listed, slots_said
from benchmarks.drafting.figures import Figures
from benchmarks.drafting.ledgers import PROMPTING, Kept
from benchmarks.drafting.trial import settings_for
from proposalkit.llm.drafter import EndpointDrafter
from proposalkit.llm.endpoint import Endpoint
from proposalkit.llm.ledger import Ledger
from proposalkit.llm.settings import LlmSettings
from proposalkit.testing import FAULTS, FakeModel, policy_of

_A_CALL, _ALL = 1.0, 4.0


def outage_rows() -> Iterator[list[str]]:
    """Draft a deal against every fault; the last fields are what is said."""
    for fault in FAULTS:
        with FakeModel(policy_of("broken", faults=(fault,))) as fake:
            settings = settings_for(fake.url, call_seconds=_A_CALL, total_seconds=_ALL, cap=2000)
            yield [fault, *_row(fake, settings)]
    yield ["nobody listens", *_row(None, settings_for("http://127.0.0.1:9/v1"))]
    with FakeModel(policy_of("honest"), key="another key") as fake:
        yield ["wrong key", *_row(fake, settings_for(fake.url))]
    with FakeModel(policy_of("honest")) as fake:
        yield ["no key", *_row(fake, settings_for(fake.url, key=None))]


def _row(fake: FakeModel | None, settings: LlmSettings) -> list[str]:
    one = deal("nordwind-support")
    endpoint = Endpoint(settings) if settings.key else None
    drafter = EndpointDrafter(settings, PROMPTING, Ledger(), Kept().record, server=endpoint)
    began = perf_counter()
    replies = drafter.draft(one.tasks)
    taken = perf_counter() - began
    own = listed(one)
    made = [
        own[task.section] if reply.fault else one.ground(task, reply)
        for task, reply in zip(one.tasks, replies, strict=True)
    ]
    by_model = sum(reply.fault is None for reply in replies)
    lost = sum(len(slots_said(own[each.section]) - slots_said(each)) for each in made)
    said = next((reply.fault for reply in replies if reply.fault), "")
    whole = len(one.proposal(tuple(made)).sections) > 0
    return [
        f"{by_model} of {len(replies)}", str(len(fake.exchanges) if fake else 0), f"{taken:.1f} s",
        str(lost), "made" if whole else "NOT MADE", said,
    ]  # fmt: skip


def outage_table(figures: Figures) -> str:
    """Write the table."""
    rows = list(outage_rows())
    bad = Count()
    for fault, _, _, _, lost, proposal, said in rows:
        bad.add(lost != "0" or proposal != "made" or (fault != "changing" and not said), fault)
    figures.count("outage", "ways to fail without a proposal, with a value lost, unsaid", bad)
    head = ["fault", "texts by the model", "requests", "time", "values left out", "proposal",
            "what is said"]  # fmt: skip
    return as_table(head, rows)
