"""How many lies get through: by class for a hallucinating model, by trick for an adaptive one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypedDict

import yaml

from benchmarks.drafting.corpus import sentences
from benchmarks.drafting.counts import Count, as_table, total
from benchmarks.drafting.trial import Drafted, Trial
from proposalkit.model.draft import SectionTask, Slot, SourceSentence
from proposalkit.model.knowledge import Passage
from proposalkit.testing import MUTATORS, Asked, Change, Policy, Reply
from proposalkit.testing.adaptive import adaptive
from proposalkit.testing.answers import Block, blocks_text, connective, prose, verbatim
from proposalkit.testing.false_shapes import HIDDEN
from proposalkit.testing.false_values import VALUE_EDITORS
from proposalkit.testing.hallucinating import hallucinating
from proposalkit.testing.honest import quote_of

Counts = dict[str, Count]
BY_HAND = Path(__file__).parent / "recombinations.yaml"


KINDS: Mapping[str, tuple[str, ...]] = {
    "numbers, money, dates": tuple(VALUE_EDITORS),
    "names": ("invented name", "invented company", "invented customer", "slot swapped",
              "slot unknown", "slot for a word"),
    "commitments": ("may becomes will", "guarantee", "unlimited", "free of charge", "always",
                    "result promised", "verbatim with other words", "claim in a connective"),
    "clauses and law": ("legal promise", "words of a clause", "compliance claimed",
                        "invented certificate"),
    "hidden text, markup, orders": (*HIDDEN, "letter of another script", "HTML", "template code",
                                    "link", "instruction to a machine"),
    "citations and quotes": ("quote not literal", "source not listed", "wrong source cited",
                             "buyer's words as proof"),
}  # fmt: skip
"""The classes by what they lie about; those not named here change the sense of the words."""


def hallucinated(
    trial: Trial, tasks: Sequence[SectionTask], of_values: Sequence[SectionTask], seeds: int
) -> Counts:
    """Let every sentence be made false in every class that has a place in it.

    Lies about values get tasks of their own, so that there are enough of them.
    """
    found: Counts = {}
    for name in MUTATORS:
        count = found[name] = Count()
        more = of_values if name in VALUE_EDITORS else ()
        for seed in range(seeds):
            for task in (*tasks, *more):
                _add(count, trial.draft(task, hallucinating(1.0, seed, (name,))))
    return found


def _kinds(counts: Mapping[str, Count]) -> Mapping[str, tuple[str, ...]]:
    named = {name for names in KINDS.values() for name in names}
    return {**KINDS, "sense of the words, shape": tuple(set(counts) - named)}


def by_kind(counts: Mapping[str, Count]) -> Mapping[str, Count]:
    """Add the classes up by what they lie about."""
    return {kind: total(counts[name] for name in names) for kind, names in _kinds(counts).items()}


def kind_table(counts: Mapping[str, Count]) -> str:
    """Write one row for each kind of lie."""
    kinds = _kinds(counts)
    rows = [[kind, str(len(kinds[kind])), *count.row()] for kind, count in by_kind(counts).items()]
    return as_table(["kind", "classes", "n", "got through", "95 % upper bound"], rows)


def recombined(trial: Trial, tasks: Sequence[SectionTask], seeds: int) -> tuple[Counts, Count]:
    """Let the adaptive model search; gives each trick's count, and that of whole searches."""
    found: Counts = defaultdict(Count)
    searches = Count()
    for seed in range(seeds):
        for task in tasks:
            drafted = trial.draft(task, adaptive(1.0, seed))
            searches.add(any(drafted.through(one) for one in drafted.changes))
            for change in drafted.changes:
                found[change.name].add(drafted.through(change), change.after)
    return dict(sorted(found.items())), searches


def _add(count: Count, drafted: Drafted) -> None:
    for change in drafted.changes:
        count.add(drafted.through(change), change.after)


class _Words(TypedDict):
    trick: str
    cites: list[str]
    text: str


def by_hand(trial: Trial, passages: Sequence[Passage], rows: Iterable[_Words]) -> Counts:
    """Try statements built by hand, each as prose that cites its passages."""
    found: Counts = defaultdict(Count)
    known = {one.id: one for one in passages}
    for row in rows:
        task = _task([known[name] for name in row["cites"]])
        for cites in _ways_to_cite(task):
            drafted = trial.draft(task, _says(row["text"], row["trick"], cites))
            _add(found[row["trick"]], drafted)
    return dict(found)


def hand_written(name: str) -> list[_Words]:
    """Read the statements of a list in the file."""
    return list(yaml.safe_load(BY_HAND.read_text(encoding="utf-8"))[name])


def bridges(trial: Trial, passages: Sequence[Passage]) -> Count:
    """Try connectives that claim something, between two true sentences."""
    count = Count()
    for text in yaml.safe_load(BY_HAND.read_text(encoding="utf-8"))["bridges"]:
        for first, then in pairwise(passages[:7]):
            task = _task([first, then])
            change = Change("bridge", task.section, "", "", text)
            last = task.sources[len(sentences(first.text))].id
            blocks = [verbatim("S1"), connective(text), verbatim(last)]
            _add(count, trial.draft(task, _scripted(blocks, change)))
    return count


def neighbours(trial: Trial, passages: Sequence[Passage]) -> Count:
    """Set two true sentences side by side so that the second leans on the wrong one."""
    count = Count()
    known = {one.id: one for one in passages}
    for row in yaml.safe_load(BY_HAND.read_text(encoding="utf-8"))["after"]:
        task = _task([known[row["first"]], known[row["then"]]])
        first = task.sources[0]
        then = next(one for one in task.sources if one.text.startswith(row["starts"]))
        after = f"{first.text} {then.text}"
        change = Change(row["trick"], task.section, "", "", after, held_by="side by side")
        blocks = [verbatim(first.id), verbatim(then.id)]
        _add(count, trial.draft(task, _scripted(blocks, change)))
        said = [prose(after, [first.id, then.id], quote_of(first.text))]
        _add(count, trial.draft(task, _scripted(said, change)))
    return count


def _task(found: Sequence[Passage]) -> SectionTask:
    rows = [(text, one) for one in found for text in sentences(one.text)]
    return SectionTask(
        section="solution",
        say="What matters here.",
        max_words=400,
        sources=tuple(
            SourceSentence(id=f"S{place}", text=text, kind="knowledge", item=one.id)
            for place, (text, one) in enumerate(rows, 1)
        ),
        slots=tuple(Slot(name=name, means=name) for name in ("buyer.name", "seller.name")),
    )


def _ways_to_cite(task: SectionTask) -> Iterator[list[str]]:
    """Cite each sentence alone, all of them, and each pair of neighbours."""
    ids = [one.id for one in task.sources]
    yield from ([one] for one in ids)
    yield from ([one, two] for one, two in pairwise(ids))
    if len(ids) > 2:
        yield ids


def _says(text: str, trick: str, cites: list[str]) -> Policy:
    def answer(asked: Asked) -> Reply:
        assert asked.task is not None
        source = asked.task.sentence(cites[0])
        change = Change(trick, asked.task.section, source.id, source.text, text)
        return Reply(blocks_text([prose(text, cites, quote_of(source.text))]), changes=(change,))

    return answer


def _scripted(blocks: Sequence[Block], change: Change) -> Policy:
    return lambda _: Reply(blocks_text(blocks), changes=(change,))


def lie_table(counts: Mapping[str, Count]) -> str:
    """Write one row for each class, and one for all."""
    rows = [[name, *one.row()] for name, one in counts.items()]
    rows.append(["all", *total(counts.values()).row()])
    return as_table(["class", "n", "got through", "95 % upper bound"], rows)


def examples(counts: Mapping[str, Count], most: int = 3) -> Iterator[str]:
    """Give the first lies of each class that got through."""
    for name, one in counts.items():
        for text in list(dict.fromkeys(one.examples))[:most]:
            yield f"- {name}: {text}"
