"""Measures the drafting: `python -m benchmarks.drafting.run --help`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from time import perf_counter

from benchmarks.drafting import corpus, honest_text, ledgers, lies, outage, prices
from benchmarks.drafting.counts import Count, as_table, percent, total
from benchmarks.drafting.deals import deals
from benchmarks.drafting.trial import Trial, trial
from proposalkit.errors import ProposalkitError
from proposalkit.model.draft import SectionTask
from proposalkit.testing.adaptive import TRIES

_VALUE_TASKS = 30


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print; 2 when the knowledge or an example cannot be read."""
    asked = _parser().parse_args(arguments)
    # kits and searches must not depend on whether the embedding model is installed
    os.environ["PROPOSALKIT_SEARCH"] = "lexical"
    began = perf_counter()
    try:
        print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, "
              f"{os.cpu_count()} cores, Python {platform.python_version()}; "
              f"load {os.getloadavg()[0]:.1f}")  # fmt: skip
        with trial() as held:
            for name in asked.part or PARTS:
                _print(name, held, asked.times)
            print(f"\n### The figures in one table\n\n{held.figures.table()}")
    except (ProposalkitError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"\nMeasured in {perf_counter() - began:.0f} s.")
    return 0


def _print(name: str, held: Trial, times: int) -> None:
    began = perf_counter()
    for text in PARTS[name](held, times):
        print(f"\n{text}", flush=True)
    print(f"\n({name}: {perf_counter() - began:.0f} s)", flush=True)


def _tasks() -> tuple[SectionTask, ...]:
    """Give the tasks of the knowledge, those made for this, and those of the example deals."""
    of_deals = tuple(task for one in deals() for task in one.tasks)
    return (*corpus.knowledge_tasks(corpus.passages()), *corpus.own_tasks(), *of_deals)


def _lies(held: Trial, times: int) -> Iterator[str]:
    yield "### Lies of a hallucinating model, every sentence false"
    counts = lies.hallucinated(held, _tasks(), corpus.value_tasks(_VALUE_TASKS), times)
    for kind, count in lies.by_kind(counts).items():
        held.figures.count("unsupported claims", f"hallucinating: {kind}", count)
    yield lies.kind_table(counts)
    yield lies.lie_table(counts)
    yield from _what_got_through(counts)


def _tricks(held: Trial, times: int) -> Iterator[str]:
    yield "### Lies of an adaptive model, made of words of the sources"
    counts, searches = lies.recombined(held, _tasks(), 5 * times)
    held.figures.count("unsupported claims", "adaptive: searched", total(counts.values()))
    yield lies.lie_table(counts)
    yield f"Searches of {TRIES} variants with at least one success: " + _of(searches)
    yield from _what_got_through(counts)
    found = corpus.passages()
    yield "### Recombinations made by hand"
    by_hand = lies.by_hand(held, found, lies.hand_written("words"))
    by_hand["true sentences set side by side"] = lies.neighbours(held, found)
    by_hand["connective that claims"] = lies.bridges(held, found)
    held.figures.count("unsupported claims", "adaptive: by hand", total(by_hand.values()))
    yield lies.lie_table(by_hand)
    yield from _what_got_through(by_hand)


def _what_got_through(counts: Mapping[str, Count]) -> Iterator[str]:
    shown = list(lies.examples(counts))
    if shown:
        yield "\n".join(["What got through:", "", *shown])


def _of(count: Count) -> str:
    tries, hits, bound = count.row()
    return f"{hits} of {tries} (95 % upper bound {bound})."


def _neighbours(held: Trial, times: int) -> Iterator[str]:
    from benchmarks.drafting.neighbours import neighbour_tables

    yield "### Every single edit of every sentence of the knowledge"
    yield from neighbour_tables(corpus.passages(), held.rules)


def _attacks(held: Trial, times: int) -> Iterator[str]:
    from benchmarks.drafting.injections import Matrix, cases, injection_tables

    yield "### Injections against a model that obeys everything"
    tried = tuple(Matrix(held).run(cases()))
    succeeded = Count()
    for one in tried:
        succeeded.add(bool(one.broken))
    held.figures.count("injections", "obedient: carrier x payload x disguise x place", succeeded)
    yield from injection_tables(tried)
    broken = [f"- {one.case.name}: {', '.join(one.broken)}" for one in tried if one.broken]
    if broken:
        yield "\n".join(["What succeeded:", "", *broken[:20]])


def _honest(held: Trial, times: int) -> Iterator[str]:
    found, tasks = corpus.passages(), _tasks()
    yield "### Honest text"
    same = honest_text.verbatim_refused(found, held.rules)
    rows = [_refused("sentences of the knowledge, word for word", same)]
    reworded = honest_text.paraphrases_refused(found, held.rules)
    rows += [_refused(f"forty rewordings, {how}", one) for how, one in reworded.items()]
    rows.append(_refused("forty rewordings", total(reworded.values())))
    by_kind = honest_text.policy_refused(held, tasks, times)
    rows += [_refused(f"honest model, {kind}", one) for kind, one in by_kind.items()]
    yield as_table(["text", "n", "refused", "accepted"], rows)
    held.figures.count("honest text", "refused: word for word", same)
    held.figures.count("honest text", "refused: forty rewordings", total(reworded.values()))
    for kind, one in by_kind.items():
        held.figures.count("honest text", f"refused: honest model, {kind}", one)
    wrong, missing = honest_text.citations(held, tasks, times)
    held.figures.count("citations", "wrong marks (precision)", wrong)
    held.figures.count("citations", "sentences without their source (recall)", missing)
    yield as_table(
        ["citations", "n", "faults", "share right"],
        [
            ["precision: each mark names a source of its sentence", f"{wrong.tries:,}",
             str(wrong.hits), percent(1 - wrong.share)],
            ["recall: each sentence names its source", f"{missing.tries:,}",
             str(missing.hits), percent(1 - missing.share)],
        ],
    )  # fmt: skip


def _refused(name: str, count: Count) -> list[str]:
    return [name, f"{count.tries:,}", str(count.hits), percent(1 - count.share)]


def _ledger(held: Trial, times: int) -> Iterator[str]:
    yield "### Ledger, tokens, time"
    yield ledgers.replay_table(held.figures)
    yield ledgers.cost_table(held.figures)
    speed = list(ledgers.speed_rows(held.rules))
    for what, measured, wanted in speed:
        held.figures.say("wall time", f"{what} (wanted: {wanted})", "", measured)
    yield as_table(["what", "measured", "wanted"], speed)


def _outage(held: Trial, times: int) -> Iterator[str]:
    yield "### A failing endpoint"
    yield outage.outage_table(held.figures)


def _deals(held: Trial, times: int) -> Iterator[str]:
    from benchmarks.drafting.prompts import prompt_table
    from benchmarks.drafting.whole_deals import lying_table, poisoned_table

    yield "### Whole proposals"
    yield lying_table(held, 3 * times)
    yield poisoned_table(held)
    yield prompt_table(held)


def _kits(held: Trial, times: int) -> Iterator[str]:
    from benchmarks.drafting.kits import kit_tables

    yield "### Whole kits, made by the command"
    yield from kit_tables(held.figures)


def _prices(held: Trial, times: int) -> Iterator[str]:
    yield "### Prices"
    yield prices.price_table(held.figures)


Part = Callable[[Trial, int], Iterator[str]]
PARTS: Mapping[str, Part] = {
    "lies": _lies,
    "tricks": _tricks,
    "neighbours": _neighbours,
    "attacks": _attacks,
    "honest": _honest,
    "outage": _outage,
    "ledger": _ledger,
    "deals": _deals,
    "prices": _prices,
    "kits": _kits,
}
"""What is measured, in this order."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.drafting.run",
        description="Let fake models lie, obey and fail, and count what reaches the text.",
    )
    parser.add_argument(
        "--part", action="append", choices=PARTS, help="measure this alone; may be given again"
    )
    parser.add_argument("--times", type=int, default=1, help="seeds for each task")
    return parser


if __name__ == "__main__":
    sys.exit(main())
