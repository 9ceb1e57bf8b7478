"""Measures drafting with a model behind a server: `python -m benchmarks.drafting.speed`.

The server is the fake model on this machine; each answer takes 0.3 s, as one of a model would.
"""

from __future__ import annotations

import os
import platform
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.retrieval.tables import as_table
from proposalkit.compose.draft_tasks import draft_tasks
from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.llm.drafter import EndpointDrafter
from proposalkit.llm.ledger import Ledger
from proposalkit.llm.report import DraftReport
from proposalkit.llm.settings import Flags, settings_from
from proposalkit.llm.wire import Prompting
from proposalkit.model.draft import SectionTask
from proposalkit.testing.policies import policy_of
from proposalkit.testing.server import FakeModel
from proposalkit.workflows.gather import gather

ROOT = Path(__file__).parents[2]
DEAL = "nordwind-support"
ONE_ANSWER = 0.3
ROUNDS = 7
Row = tuple[str, str, str]


def main() -> None:
    """Draft the sections of the worked example again and again, and print one table."""
    parts = gather(ROOT / "examples" / "workspace", DEAL).parts
    tasks = draft_tasks(parts, compose_proposal(parts, Release(deal=DEAL)))
    with FakeModel(policy_of("honest"), delay=ONE_ANSWER) as fake:
        first, loading = _drafted(fake, tasks, Ledger())
        rounds = [_drafted(fake, tasks, Ledger())[0].seconds for _ in range(ROUNDS)]
        one_by_one = _drafted(fake, tasks, Ledger(), parallel=1)[0].seconds
        kept = Ledger()
        _drafted(fake, tasks, kept)
        again, _ = _drafted(fake, tasks, kept)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {machine}, Python {platform.python_version()}; "
        f"load {os.getloadavg()[0]:.1f}\n"
    )
    wall, sections = median(rounds), f"{len(tasks)} sections"
    rows: list[Row] = [
        (f"{sections}, {ONE_ANSWER} s an answer, warm", f"{wall:.2f} s", "<= 1.6 s"),
        ("that by the time of one answer", f"{wall / ONE_ANSWER:.1f}", "<= 3"),
        ("one after the other", f"{one_by_one:.2f} s", ""),
        ("the first time, client loaded", f"{loading:.2f} s", ""),
        ("again, all from the ledger", f"{again.seconds * 1000:.0f} ms, {again.calls} calls", "0"),
        ("tokens sent, as the server counts", str(first.tokens_sent), ""),
        ("tokens it knew already, asked one by one", _known(tasks), ""),
    ]
    print(as_table(("what", "measured", "wanted"), rows))


def _drafted(
    fake: FakeModel, tasks: tuple[SectionTask, ...], ledger: Ledger, parallel: int = 8
) -> tuple[DraftReport, float]:
    settings = settings_from(
        Flags(mode="openai", url=fake.url, model="fake"),
        {"PROPOSALKIT_LLM_PARALLEL": str(parallel)},
    )
    rules = (ROOT / "knowledge" / "prompts" / "drafting.md").read_text("utf-8")
    drafter = EndpointDrafter(settings, Prompting(rules=rules), ledger, lambda kind, data: None)
    started = time.perf_counter()
    replies = drafter.draft(tasks)
    if any(reply.fault for reply in replies):
        raise RuntimeError(replies)
    return drafter.report, time.perf_counter() - started


def _known(tasks: tuple[SectionTask, ...]) -> str:
    with FakeModel(policy_of("honest")) as fake:
        report, _ = _drafted(fake, tasks, Ledger(), parallel=1)
    return f"{report.tokens_cached / report.tokens_sent:.0%}"


if __name__ == "__main__":
    main()
