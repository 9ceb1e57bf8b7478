"""Writes the measures as tables of Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.retrieval.evaluate import MACRO, Judged, abstained, differences, means
from benchmarks.retrieval.metrics import MEASURES

Results = Mapping[str, Sequence[Judged]]


def quality_table(judged: Results) -> str:
    """Give one row for each adapter and kind."""
    rows = []
    for name, results in judged.items():
        table = means(results)
        for kind in _ordered(table):
            figures = [f"{table[kind][one]:.3f}" for one in MEASURES]
            rows.append([name, kind, str(_count(results, kind)), *figures])
    return as_table(["adapter", "kind", "queries", *MEASURES], rows)


def difference_table(judged: Results, rounds: int) -> str:
    """Give nDCG@10 of hybrid minus each other adapter, with 95 % intervals."""
    rows = []
    for name, results in judged.items():
        if name == "hybrid":
            continue
        found = differences(judged["hybrid"], results, "nDCG@10", rounds)
        for kind in _ordered(found):
            one = found[kind]
            surely = "yes" if one["significant"] else "no"
            ends = f"{one['low']:+.3f} to {one['high']:+.3f}"
            rows.append([name, kind, f"{one['mean']:+.3f}", ends, surely])
    head = ["hybrid minus", "kind", "nDCG@10", "95 % interval", "leaves out 0"]
    return as_table(head, rows)


def abstention_table(judged: Results) -> str:
    """Give how well each adapter marks queries without an answer; nothing if none marks."""
    rows = []
    for name, results in judged.items():
        for half in ("tuning", "test"):
            of_half = [one for one in results if one.query.half == half]
            every, near = abstained(of_half), abstained(of_half, near_only=True)
            if every is None or near is None or not every.unanswerable:
                continue
            rows.append(
                [
                    name,
                    half,
                    f"{every.caught} of {every.unanswerable}",
                    f"{near.caught} of {near.unanswerable}",
                    f"{every.precision:.2f}",
                    f"{every.recall:.2f}",
                    f"{every.wrongly} of {every.answerable} ({every.wrong_share:.0%})",
                ]
            )
    head = ["adapter", "half", "marked, no answer", "of them near the topic"]
    return as_table([*head, "precision", "recall", "marked though answered"], rows) if rows else ""


def as_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give a Markdown table."""
    rule = "|" + "---|" * len(head)
    return "\n".join([_line(head), rule, *map(_line, rows)])


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _ordered(table: Mapping[str, object]) -> list[str]:
    """Give the kinds in order of name, the macro mean last."""
    return sorted(table, key=lambda kind: (kind == MACRO, kind))


def _count(results: Sequence[Judged], kind: str) -> int:
    return sum(bool(one.measures) and kind in (MACRO, one.query.kind or "all") for one in results)
