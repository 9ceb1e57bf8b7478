"""Measures choosing clauses and checking the library: `python -m benchmarks.clauses`."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from benchmarks.retrieval.tables import as_table
from proposalkit.clauses.choose import choose_terms
from proposalkit.clauses.deal import deal_for
from proposalkit.clauses.rules import read_rules
from proposalkit.knowledge.library import check_knowledge
from proposalkit.workflows.gather import gather

ROOT = Path(__file__).parent.parent
DEALS = {
    "workspace": "nordwind-support",
    "hospital-group": "tamarack-authorizations",
    "manufacturer": "huettental-service",
}
Row = tuple[str, str, str]


def main() -> None:
    """Measure everything and print one table; times are of this process alone."""
    rows = [*(_choosing(folder, deal) for folder, deal in DEALS.items()), _checking()]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {machine}, Python {platform.python_version()}; "
        f"load {os.getloadavg()[0]:.1f}\n"
    )
    print(as_table(("what", "measured", "wanted"), rows))


def _choosing(folder: str, deal_id: str) -> Row:
    gathered = gather(ROOT / "examples" / folder, deal_id)
    inputs, catalogue, plan = gathered.inputs, gathered.parts.catalogue, gathered.parts.plan
    book, seller = inputs.price_book, inputs.seller.public
    wished = inputs.brief.commercial.offer
    offer = next(one for one in book.offers if one.id == wished)

    def choose() -> None:
        deal = deal_for(inputs.brief, seller, offer, book.currency, catalogue)
        read_rules(catalogue.library, deal)
        choose_terms(catalogue, plan, deal)

    count = len(gathered.parts.terms.clauses)
    what = f"{deal_id}: rules, {count} clauses filled, guards, conflicts, warm"
    return what, f"p50 {_milliseconds(choose, 50):.1f} ms", "<= 30 ms"


def _checking() -> Row:
    folders = (ROOT / "knowledge",)
    took = _milliseconds(lambda: check_knowledge(folders, date(2026, 11, 23)), 3)
    return "check of the whole library", f"{took / 1000:.2f} s", "<= 2 s"


def _milliseconds(job: Callable[[], object], rounds: int) -> float:
    job()
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        job()
        taken.append(time.process_time() - start)
    return median(taken) * 1000


if __name__ == "__main__":
    main()
