"""Measures how fast the search is: `python -m benchmarks.retrieval.speed --units 10000`."""

from __future__ import annotations

import argparse
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.processes import run
from benchmarks.retrieval.bare import BareBm25, BareChroma, Lists, same_share, timed
from benchmarks.retrieval.collection import OWN_QUERIES, read_queries
from benchmarks.retrieval.made_units import (
    SEED,
    KnownVectors,
    Vectors,
    changed_units,
    jittered,
    made_units,
)
from benchmarks.retrieval.tables import as_table
from proposalkit.knowledge.sound import sound_digest
from proposalkit.model.search import SearchFilter, SearchUnit
from proposalkit.retrieve.build import IndexReport, build_index
from proposalkit.retrieve.embedder import Embedder
from proposalkit.retrieve.generation import Generation, open_generation
from proposalkit.retrieve.minilm.installed import read_model
from proposalkit.retrieve.onnx_embedder import OnnxEmbedder
from proposalkit.retrieve.search import Via, search
from proposalkit.workflows.overlay import knowledge_folders
from proposalkit.workflows.search import index_folder

REAL = 5_000
"""Units whose vectors the model makes; those of the others are jittered copies."""
COLD_ROUNDS = 7
COLD_QUERY = "who pays when the model is wrong"
QUARTER = "motion"
K = 20
Row = tuple[str, str, str]


@dataclass(frozen=True)
class Bench:
    """What is measured with."""

    folder: Path
    units: tuple[SearchUnit, ...]
    embedder: KnownVectors
    vectors: Vectors
    queries: tuple[str, ...]

    @property
    def index(self) -> Path:
        """Give the folder of the index: that of a workspace, so that the command finds it."""
        return index_folder(self.folder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure everything at one size and print one table."""
    asked = _parser().parse_args(arguments)
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        bench, rows = _prepare(Path(name), asked.units, asked.real)
        rows += _build(bench)
        rows += _warm(bench)
        rows += _cold(bench)
        rows += _memory(bench)
        rows += _again(bench)
        rows += _shuffled(bench)
        rows += _bare(bench, again=asked.units <= 20_000)
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}", end=", ")
    print(
        f"{os.cpu_count()} cores, Python {platform.python_version()}; {asked.units:,} units", end=""
    )
    jitter = max(0, asked.units - asked.real)
    print(f", {jitter:,} of the vectors jittered" if jitter else "", end="; ")
    print(f"load before {before:.1f}, after {os.getloadavg()[0]:.1f}\n")
    print(as_table(["what", "measured", "wanted at 10,000"], rows))
    return 0


def _prepare(folder: Path, count: int, real: int) -> tuple[Bench, list[Row]]:
    units = made_units(count)
    texts = [unit.indexed for unit in units]
    model = OnnxEmbedder(read_model())
    started = time.perf_counter()
    first = model.embed(texts[:real])
    rate = len(first) / (time.perf_counter() - started)
    vectors = np.concatenate([first, jittered(first, max(0, count - real))])
    known = KnownVectors(model, dict(zip(texts, vectors, strict=True)))
    asked = tuple(query.text for query in read_queries(OWN_QUERIES))[:200]
    words = median(len(text.split()) for text in texts)
    rows = [("embedding, two threads", f"{rate:.0f} units/s ({words:.0f} words each)", ">= 85")]
    return Bench(folder, units, known, vectors, asked), rows


def _build(bench: Bench) -> list[Row]:
    seconds, report = _indexed(bench, bench.units)
    size = sum(path.stat().st_size for path in bench.index.rglob("*") if path.is_file())
    return [
        ("index, vectors known", f"{seconds:.1f} s, {size / 1e6:.0f} MB", ""),
        ("mode of the index", report.mode, "hybrid"),
    ]


def _indexed(bench: Bench, units: Sequence[SearchUnit]) -> tuple[float, IndexReport]:
    started = time.perf_counter()
    source = sound_digest(knowledge_folders(bench.folder))
    report = build_index(units, bench.embedder, bench.index, source=source)
    return time.perf_counter() - started, report


def _opened(folder: Path) -> Generation:
    return open_generation(folder, "minilm")


def _warm(bench: Bench) -> list[Row]:
    generation, model = _opened(bench.index), bench.embedder.model
    quarter = SearchFilter(kinds=(QUARTER,))
    rows = [
        _timed_row("warm query, exact", bench, "<= 3 ms", lambda q: _ids(generation, q, model)),
        _timed_row(
            "warm query, through langchain-chroma",
            bench,
            "<= 8 ms",
            lambda q: _ids(generation, q, model, via="chroma"),
        ),
        _timed_row(
            "warm query, filter of 25 %, exact",
            bench,
            "<= 4 ms",
            lambda q: _ids(generation, q, model, quarter),
        ),
        _timed_row("warm query, words only", bench, "", lambda q: _ids(generation, q, None)),
        _timed_row("of these: embedding the query", bench, "", lambda q: model.embed([q])),
    ]
    exact = [_ids(generation, query, model, k=K) for query in bench.queries]
    through = [_ids(generation, query, model, k=K, via="chroma") for query in bench.queries]
    generation.close()
    share = same_share(exact, through)
    return [*rows, ("first 20 the same through Chroma as exact", f"{share:.2f}", "1.00")]


def _timed_row(name: str, bench: Bench, wanted: str, act: Callable[[str], object]) -> Row:
    middle, late = timed(act, bench.queries)
    return (name, f"p50 {middle:.1f} ms, p95 {late:.1f} ms", wanted)


def _ids(
    generation: Generation,
    query: str,
    model: Embedder | None,
    where: SearchFilter | None = None,
    k: int = 10,
    via: Via = "snapshot",
) -> list[str]:
    answer = search(generation, query, where or SearchFilter(), k, model, via)
    if answer.notes and via == "chroma":
        raise RuntimeError(answer.notes[0])
    return [one.unit_id for one in answer.found]


def _cold(bench: Bench) -> list[Row]:
    """Time the command `search` as a whole process, from the shell to the printed hits."""
    rows = []
    asked: tuple[tuple[str, list[str], str], ...] = (
        ("lexical", ["--mode", "lexical"], "<= 0.35 s"),
        ("hybrid, snapshot", [], "<= 0.6 s"),
        ("hybrid, through langchain-chroma", ["--via", "chroma"], "<= 1.6 s"),
    )
    for name, options, wanted in asked:
        command = [*_COMMAND, "search", COLD_QUERY, "-w", str(bench.folder), "-k", "1", *options]
        _indexed(bench, bench.units)  # the knowledge may have been edited since
        runs = [run(command) for _ in range(COLD_ROUNDS + 1)][1:]
        found = [one for one in runs if "made-" in one.output]
        if not found:
            raise RuntimeError(f"the index was not searched: {runs[0].output}")
        seconds = median(one.wall for one in found)
        rows.append((f"cold `search` to first hit, {name}", f"{seconds:.2f} s", wanted))
    return rows


_COMMAND = [
    sys.executable,
    "-c",
    "import sys; from proposalkit.cli.runtime import run; run(sys.argv[1:])",
]
"""The program without its exit code, which says whether the answer needs review."""


def _memory(bench: Bench) -> list[Row]:
    rows = []
    for mode, wanted in (("lexical", ""), ("hybrid", "<= 250 MiB"), ("chroma", "")):
        peak = run(_alone(bench, mode, bench.queries), memory=True).peak_mib
        rows.append(
            (f"peak memory, {len(bench.queries)} queries, {mode}", f"{peak:.0f} MiB", wanted)
        )
    return rows


def _alone(bench: Bench, mode: str, queries: Sequence[str]) -> list[str]:
    program = str(Path(__file__).with_name("cold.py"))
    return [sys.executable, program, str(bench.index), mode, *queries]


def _again(bench: Bench) -> list[Row]:
    unchanged = median(_indexed(bench, bench.units)[0] for _ in range(3))
    seconds, report = _indexed(bench, changed_units(bench.units, 0.01))
    _indexed(bench, bench.units)
    return [
        ("index again, nothing changed", f"{unchanged:.2f} s", "<= 0.7 s"),
        (f"index again, 1 % changed ({report.embedded} embedded)", f"{seconds:.1f} s", "<= 6 s"),
    ]


def _shuffled(bench: Bench) -> list[Row]:
    order = list(bench.units)
    random.Random(SEED).shuffle(order)
    elsewhere = bench.folder / "shuffled"
    build_index(order, bench.embedder, elsewhere)
    one, other, model = _opened(bench.index), _opened(elsewhere), bench.embedder.model
    rows = []
    vias: tuple[Via, ...] = ("snapshot", "chroma")
    for via in vias:
        lists = [[_ids(g, q, model, k=K, via=via) for q in bench.queries] for g in (one, other)]
        share = f"{same_share(*lists):.2f}"
        rows.append((f"first 20 the same after a shuffled rebuild, {via}", share, "1.00"))
    one.close()
    other.close()
    return rows


def _bare(bench: Bench, again: bool) -> list[Row]:
    model = bench.embedder.model
    chroma = BareChroma(bench.folder / "bare", bench.units, bench.vectors)
    rows = [
        ("bare Chroma: insert", f"{len(bench.units) / chroma.seconds:.0f} units/s", ""),
        _timed_row(
            "bare Chroma: embed and query", bench, "", lambda q: chroma.ids(model.embed([q])[0], 10)
        ),
        _timed_row(
            "bare Chroma: the same, filter of 25 %",
            bench,
            "",
            lambda q: chroma.ids(model.embed([q])[0], 10, QUARTER),
        ),
    ]
    if again:
        share = same_share(_bare_lists(bench, chroma), _bare_shuffled(bench))
        rows.append(("bare Chroma: first 20 the same after a shuffled rebuild", f"{share:.2f}", ""))
    chroma.close()
    words = BareBm25(bench.units)
    rows.append(("bare bm25s: index", f"{words.seconds:.1f} s", ""))
    rows.append(_timed_row("bare bm25s: query", bench, "", lambda q: words.ids(q, 10)))
    return rows


def _bare_shuffled(bench: Bench) -> Lists:
    order = list(range(len(bench.units)))
    random.Random(SEED).shuffle(order)
    units = [bench.units[row] for row in order]
    chroma = BareChroma(bench.folder / "bare-shuffled", units, bench.vectors[order])
    lists = _bare_lists(bench, chroma)
    chroma.close()
    return lists


def _bare_lists(bench: Bench, chroma: BareChroma) -> Lists:
    return [chroma.ids(bench.embedder.embed([query])[0], K) for query in bench.queries]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval.speed")
    parser.add_argument("--units", type=int, default=10_000)
    parser.add_argument("--real", type=int, default=REAL, help="units the model embeds itself")
    return parser


if __name__ == "__main__":
    sys.exit(main())
