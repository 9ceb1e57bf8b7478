"""What a buyer waits for: totals of many proposals, and one proposal read cold.

Run: `python -m benchmarks.buyer`. Times are processor time, so that a busy machine does not count.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from statistics import median

from benchmarks.processes import run
from benchmarks.retrieval.tables import as_table
from proposalkit.compare.comparison import Question, compare_offers
from proposalkit.compare.offers import Checking, Offer
from proposalkit.model.canonical import canonical_bytes
from proposalkit.model.proposal import Proposal
from proposalkit.workflows.compare_offers import offer_of
from proposalkit.workflows.offer_price import price_of_proposal
from proposalkit.workflows.received import Received

GOLDEN = Path(__file__).parent.parent / "tests" / "golden"
PROPOSALS, SCENARIOS, ROUNDS = 20, 50, 5
DAY = date(2026, 12, 1)


def main() -> int:
    """Measure everything and print one table."""
    rows = [
        (f"totals of {PROPOSALS} proposals x {SCENARIOS} volumes", f"{_totals():.2f} s", "<= 3 s"),
        ("two proposals compared, break-even and clauses", f"{_pair() * 1000:.0f} ms", ""),
        ("`read` of a proposal.json, cold", f"{_cold('read'):.2f} s", "<= 0.5 s with `price`"),
        ("`price` of a proposal.json, cold", f"{_cold('price'):.2f} s", ""),
    ]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {machine}, Python {platform.python_version()}; "
        f"load {os.getloadavg()[0]:.1f}\n"
    )
    print(as_table(("what", "processor time", "wanted"), rows))
    return 0


def _proposals() -> list[Proposal]:
    names = ("nordwind-support", "tamarack-authorizations", "huettental-service")
    read = [
        Proposal.model_validate(json.loads((GOLDEN / name / "proposal.json").read_bytes()))
        for name in names
    ]
    return [read[number % len(read)] for number in range(PROPOSALS)]


def _totals() -> float:
    prices = [price_of_proposal(one, "proposal.json") for one in _proposals()]
    volumes = [Decimal(500 * number) for number in range(1, SCENARIOS + 1)]
    started = time.process_time()
    for price in prices:
        for volume in volumes:
            price.scenario(volume)
    return time.process_time() - started


def _pair() -> float:
    proposal = _proposals()[0]
    offers: list[Offer] = [
        offer_of(mark, Received(mark, proposal, Checking("passed", ""))) for mark in "AB"
    ]
    started = time.process_time()
    compare_offers(offers, Question(volumes={"expected": Decimal(12_000)}, on=DAY))
    return time.process_time() - started


def _cold(name: str) -> float:
    """Run a command on the file as a kit has it; the golden file has line breaks for people."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "proposal.json"
        file.write_bytes(canonical_bytes(_proposals()[0]))
        done = [run([sys.executable, "-m", "proposalkit", name, str(file)]) for _ in range(ROUNDS)]
    return median(one.cpu for one in done)


if __name__ == "__main__":
    sys.exit(main())
