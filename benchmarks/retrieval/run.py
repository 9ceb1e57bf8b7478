"""Measures how well the search finds: `python -m benchmarks.retrieval.run --help`."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.retrieval.adapters import ADAPTERS, NEED_MODEL, load_adapter
from benchmarks.retrieval.collection import (
    OWN_QUERIES,
    BadLine,
    Query,
    read_documents,
    read_queries,
)
from benchmarks.retrieval.corpus import Corpus, model_there, of_documents, of_knowledge
from benchmarks.retrieval.evaluate import Judged, judge, means
from benchmarks.retrieval.tables import abstention_table, difference_table, quality_table
from proposalkit.errors import ProposalkitError

ROUNDS = 10_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Rank, measure, print; 2 when the input cannot be used."""
    asked = _parser().parse_args(arguments)
    try:
        return _run(asked)
    except (BadLine, ValueError, OSError, ProposalkitError) as error:
        print(error, file=sys.stderr)
        return 2


def _run(asked: argparse.Namespace) -> int:
    corpus = of_documents(read_documents(asked.documents)) if asked.documents else None
    corpus = corpus or of_knowledge(asked.knowledge)
    queries = read_queries(asked.queries or OWN_QUERIES)
    names = asked.adapter or _possible()
    judged = {
        name: judge(load_adapter(name)(corpus), corpus, _half(queries, asked.half), asked.depth)
        for name in names
    }
    if asked.json:
        print(json.dumps([_as_json(name, rows, asked) for name, rows in judged.items()], indent=1))
    else:
        _print(corpus, judged)
    return 0


def _possible() -> list[str]:
    """Give every shipped adapter, those that need the model only where it is installed."""
    there = model_there()
    if not there:
        print("The embedding model is not installed: words only.", file=sys.stderr)
    return [name for name in ADAPTERS if there or name not in NEED_MODEL]


def _half(queries: Sequence[Query], half: str) -> tuple[Query, ...]:
    return tuple(query for query in queries if half in ("all", query.half))


def _print(corpus: Corpus, judged: dict[str, tuple[Judged, ...]]) -> None:
    halves = sorted({one.query.half for rows in judged.values() for one in rows})
    answered = sum(bool(one.measures) for one in next(iter(judged.values())))
    every = len(next(iter(judged.values())))
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}", end="; ")
    print(f"{len(corpus.documents):,} units, {answered} queries with an answer", end=", ")
    print(f"{every - answered} without; {' and '.join(halves)} half\n")
    print(quality_table(judged))
    if len(judged) > 1 and "hybrid" in judged:
        print(f"\n{difference_table(judged, ROUNDS)}")
    marked = abstention_table(judged)
    if marked and every > answered:
        print(f"\n{marked}")


def _as_json(name: str, rows: Sequence[Judged], asked: argparse.Namespace) -> dict[str, object]:
    return {
        "adapter": name,
        "depth": asked.depth,
        "half": asked.half,
        "means": means(rows),
        "queries": [
            {
                "id": one.query.id,
                "ranked": list(one.ids),
                "needs_review": one.needs_review,
                "measures": dict(one.measures),
            }
            for one in rows
        ],
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.retrieval.run",
        description="Rank queries over a collection and measure the rankings.",
    )
    parser.add_argument(
        "--adapter",
        action="append",
        help=f"{', '.join(ADAPTERS)}, or module:function of your own; may be given again",
    )
    parser.add_argument("--documents", type=Path, help="JSONL: id, text, metadata")
    parser.add_argument("--knowledge", type=Path, help="folder of knowledge, instead of documents")
    parser.add_argument("--queries", type=Path, help="JSONL: id, text, filter, graded ids")
    parser.add_argument("--depth", type=_depth, default=100, help="longest list, from 10 on")
    parser.add_argument("--half", choices=("all", "tuning", "test"), default="all")
    parser.add_argument("--json", action="store_true", help="print the rankings too")
    return parser


def _depth(text: str) -> int:
    depth = int(text)
    if depth < 10:
        raise argparse.ArgumentTypeError("the measures need at least 10 places")
    return depth


if __name__ == "__main__":
    sys.exit(main())
