"""Measures how fast a price is computed and a log is counted: `python -m benchmarks.pricing`."""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import os
import platform
import random
import runpy
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from statistics import median

from benchmarks.processes import run
from benchmarks.retrieval.tables import as_table
from proposalkit.knowledge.inputs import read_workspace
from proposalkit.pricing.engine import price_period, price_scenarios
from proposalkit.pricing.explain import explain_price
from proposalkit.pricing.order import Order, build_order

ROOT = Path(__file__).parent.parent
KIT = ROOT / "tests" / "golden" / "nordwind-support" / "proposal.json"
SAMPLE = ROOT / "examples" / "recount"
CURVE_POINTS = 1_000
Row = tuple[str, str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure everything and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000, help="Rows of the log.")
    asked = parser.parse_args(arguments)
    rows = [*_quotes(), *_recount(asked.events)]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {machine}, Python {platform.python_version()}; "
        f"load {os.getloadavg()[0]:.1f}\n"
    )
    print(as_table(("what", "measured", "wanted"), rows))
    return 0


def _quotes() -> list[Row]:
    inputs = read_workspace(ROOT / "examples" / "workspace", "nordwind-support")
    order, volumes = build_order(inputs.price_book, inputs.brief), inputs.brief.volumes
    quote = _milliseconds(lambda: price_scenarios(order, volumes), 200)
    units = {order.metric_refs[0]: Decimal(20001)}
    trace = _milliseconds(lambda: explain_price(order, units, order.term_months), 100)
    curve = _milliseconds(lambda: _curve(order), 5)
    bare = _milliseconds(_bare_scenarios(), 100)
    return [
        ("quote: three scenarios of twelve months", f"p50 {quote:.2f} ms", "<= 2 ms"),
        ("the same by the buyer's script, plain fractions", f"p50 {bare:.2f} ms", ""),
        ("one volume with every step", f"p50 {trace:.2f} ms", "<= 25 ms"),
        (f"curve of {CURVE_POINTS:,} volumes", f"{curve:.0f} ms", "<= 150 ms"),
    ]


def _curve(order: Order) -> None:
    for step in range(CURVE_POINTS):
        price_period(order, order.same_volume(Decimal(30 * step)))


def _bare_scenarios() -> Callable[[], object]:
    script = runpy.run_path(str(ROOT / "examples" / "buyer" / "recompute.py"), run_name="bare")
    proposal: dict[str, object] = json.loads(KIT.read_bytes())
    differences: Callable[[object], object] = script["differences"]
    assert not differences(proposal), "the buyer's script and the file disagree"
    return lambda: differences(proposal)


def _recount(events: int) -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        log = Path(name) / "events.csv"
        _write_log(log, events)
        pairs = [(_read_bare(log), _count(log)) for _ in range(3)]
        ratio = median(bare / counted for bare, (counted, _) in pairs)
        peak = max(memory for _, (_, memory) in pairs)
    return [
        (f"csv.reader over {events:,} records", f"{median(b for b, _ in pairs):.2f} s", ""),
        ("`recount` over the same, process start included",
         f"{median(c for _, (c, _) in pairs):.2f} s", ""),
        ("speed of `recount` by that of csv.reader", f"{ratio:.2f}", ">= 0.15"),
        ("peak memory of `recount`", f"{peak:.0f} MiB", "<= 300 MiB"),
    ]  # fmt: skip


def _write_log(log: Path, events: int) -> None:
    """Repeat the sample's own rows with new record numbers and new customers."""
    chance = random.Random(20261121)
    with (SAMPLE / "events-2027-05.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    customer = header.index("customer")
    with log.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number, row in zip(range(events), itertools.cycle(rows), strict=False):
            made = [f"T{number:08}", *row[1:]]
            made[customer] = f"C{chance.randrange(10**6):06}"
            writer.writerow(made)


def _read_bare(log: Path) -> float:
    code = "import csv, sys\nfor row in csv.reader(open(sys.argv[1], newline='')): pass"
    return run([sys.executable, "-c", code, str(log)]).wall


def _count(log: Path) -> tuple[float, float]:
    done = run([sys.executable, "-m", "proposalkit", "recount", str(log), str(KIT)])
    return done.wall, done.peak_mib


def _milliseconds(work: Callable[[], object], times: int) -> float:
    work()
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return median(found) * 1000


if __name__ == "__main__":
    sys.exit(main())
