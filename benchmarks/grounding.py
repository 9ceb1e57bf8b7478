"""Measures the check of a drafter's sentences: `python -m benchmarks.grounding`."""

from __future__ import annotations

import os
import platform
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.retrieval.tables import as_table
from proposalkit.grounding.final import ground_final
from proposalkit.grounding.reading import read
from proposalkit.grounding.section import ground_section
from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.knowledge.library import read_catalogue
from proposalkit.knowledge.yaml_text import parse_yaml
from proposalkit.model.draft import DraftBlock, SectionReply, SectionTask, SourceSentence
from proposalkit.model.grounding import GroundingRules
from proposalkit.model.knowledge import Catalogue
from proposalkit.retrieve.sentences import split_sentences

ROOT = Path(__file__).parent.parent
SETS = ROOT / "tests" / "grounding"
ALONE = ("leans-on-sentence-before",)
"""Off where one sentence of a passage is judged by itself."""
Row = tuple[str, str, str]


def main() -> int:
    """Measure and print one table."""
    catalogue = read_catalogue([ROOT / "knowledge"])
    rules = catalogue.grounding
    assert rules is not None
    tasks = _tasks(catalogue)
    rows = [*_accepted(tasks, rules), *_times(tasks, rules)]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {machine}, Python {platform.python_version()}; "
        f"load {os.getloadavg()[0]:.1f}\n"
    )
    print(as_table(("what", "measured", "wanted"), rows))
    return 0


def _tasks(catalogue: Catalogue) -> dict[str, SectionTask]:
    return {
        one.id: SectionTask(
            section="solution",
            say="All of it.",
            max_words=600,
            sources=tuple(
                SourceSentence(id=f"S{number}", text=text, kind="knowledge", item=one.id)
                for number, text in enumerate(split_sentences(one.text), start=1)
            ),
        )
        for one in catalogue.passages
        if one.audience == "buyer"
    }


def _accepted(tasks: dict[str, SectionTask], rules: GroundingRules) -> list[Row]:
    sentences = sum(len(task.sources) for task in tasks.values())
    stood = sum(len(_verbatim(task, rules)) for task in tasks.values())
    rows = [("sentences of passages, word for word", f"{stood} of {sentences}", "all")]
    for name, title, wanted in (
        ("paraphrases.yaml", "honest rewordings, written before the checker", ">= 16 of 40"),
        ("later_paraphrases.yaml", "honest rewordings, written after it, judged once", ""),
    ):
        if (SETS / name).is_file():
            rows.append((title, _rewordings(SETS / name, tasks, rules), wanted))
    false = list(_rows(SETS / "recombinations.yaml", "recombinations"))
    passed = sum(
        not _withheld(task, str(row["text"]), [one.id for one in task.sources], rules)
        for row in false
        for task in (_joined(tasks, row["cites"]),)
    )
    return [*rows, ("false sentences of true words", f"{passed} of {len(false)}", "0")]


def _rewordings(path: Path, tasks: dict[str, SectionTask], rules: GroundingRules) -> str:
    stood: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for row in _rows(path, "paraphrases"):
        task, how = tasks[str(row["of"])], str(row["how"])
        cited = next(one.id for one in task.sources if one.text == row["source"])
        seen[how] += 1
        stood[how] += not _withheld(task, str(row["text"]), [cited], rules)
    parts = ", ".join(f"{how} {stood[how]} of {seen[how]}" for how in seen)
    return f"{stood.total()} of {seen.total()} ({parts})"


def _rows(path: Path, key: str) -> list[dict[str, object]]:
    data = parse_yaml(path.read_text(encoding="utf-8"), path.name).data
    assert isinstance(data, dict)
    rows = data[key]
    assert isinstance(rows, list)
    return [dict(row) for row in rows if isinstance(row, dict)]


def _joined(tasks: dict[str, SectionTask], items: object) -> SectionTask:
    assert isinstance(items, list)
    sources = [one for item in items for one in tasks[str(item)].sources]
    return tasks[str(items[0])].model_copy(
        update={
            "sources": tuple(
                one.model_copy(update={"id": f"S{number}"})
                for number, one in enumerate(sources, start=1)
            )
        }
    )


def _withheld(task: SectionTask, text: str, cites: list[str], rules: GroundingRules) -> bool:
    first = next(one.text for one in task.sources if one.id == cites[0])
    quote = " ".join(first.split()[:4])
    block = DraftBlock(kind="prose", text=text, cites=tuple(cites), quote=quote)
    reply = SectionReply(section="solution", blocks=(block,))
    return bool(ground_section(task, reply, rules, without=ALONE).withheld)


def _verbatim(task: SectionTask, rules: GroundingRules) -> tuple[str, ...]:
    blocks = tuple(DraftBlock(kind="verbatim", chunk=one.id) for one in task.sources)
    made = ground_section(task, SectionReply(section="solution", blocks=blocks), rules)
    return tuple(one.text for one in made.blocks)


def _times(tasks: dict[str, SectionTask], rules: GroundingRules) -> list[Row]:
    """Time a sentence of prose that stands, cold: no sentence was read before."""
    cases = [
        (task, source, f"Here {source.text[0].lower()}{source.text[1:]}")
        for task in tasks.values()
        for source in task.sources
    ]

    def cold() -> None:
        read.cache_clear()
        for task, source, text in cases:
            _withheld(task, text, [source.id], rules)

    def final() -> None:
        read.cache_clear()
        for task in tasks.values():
            blocks = tuple(DraftBlock(kind="verbatim", chunk=one.id) for one in task.sources)
            made = ground_section(task, SectionReply(section="solution", blocks=blocks), rules)
            text = " ".join(one.text for one in made.blocks)
            assert not ground_final(text, made, task, {}, rules, parties=("Nordwind GmbH",))

    count = len(cases)
    return [
        ("a sentence of prose, cold", f"{_milliseconds(cold, 9) / count:.2f} ms", "<= 2 ms"),
        ("a sentence of the finished text", f"{_milliseconds(final, 9) / count:.2f} ms", "<= 2 ms"),
        ("the word lists, read and made ready", f"{_milliseconds(_lists, 5):.0f} ms", ""),
    ]


def _lists() -> None:
    from proposalkit.grounding.lexicon import lexicon_of
    from proposalkit.knowledge.tables import GroundingTable

    lexicon_of.cache_clear()
    lexicon_of(read_yaml_model(ROOT / "knowledge" / "grounding.yaml", GroundingTable))


def _milliseconds(work: Callable[[], None], rounds: int) -> float:
    """Give the median processor time of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return median(times)


if __name__ == "__main__":
    raise SystemExit(main())
