"""The tasks that are drafted: sentences of the shipped knowledge, sentences made for this alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

import yaml

from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.model.draft import DraftSectionId, SectionTask, Slot, SourceSentence
from proposalkit.model.grounding import GroundingRules
from proposalkit.model.knowledge import Catalogue, Passage

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MOST_WORDS = 600
_AT_ONCE = 10
_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")
_WORDS = ("two", "three", "four", "five", "six", "eight", "ten")


@cache
def catalogue() -> Catalogue:
    """Read the shipped knowledge, once."""
    return load_catalogue((ROOT / "knowledge",))


def passages() -> tuple[Passage, ...]:
    """Give the shipped passages a buyer may read."""
    return tuple(one for one in catalogue().passages if one.audience == "buyer")


def grounding_rules() -> GroundingRules:
    """Give the shipped rules of the checker."""
    rules = catalogue().grounding
    assert rules is not None
    return rules


def sentences(text: str) -> tuple[str, ...]:
    """Part a passage into its sentences."""
    return tuple(_END.split(" ".join(text.split())))


def knowledge_tasks(found: Sequence[Passage]) -> tuple[SectionTask, ...]:
    """Make tasks of the shipped passages, in each section that may use them."""
    made = []
    for section in ("need", "solution", "pilot", "oversight"):
        rows = [
            (sentence, one)
            for one in found
            if section in one.sections
            for sentence in sentences(one.text)
        ]
        for start in range(0, len(rows), _AT_ONCE):
            made.append(_task(section, rows[start : start + _AT_ONCE]))
    return tuple(made)


def _task(section: DraftSectionId, rows: Sequence[tuple[str, Passage]]) -> SectionTask:
    sources = [
        SourceSentence(id=f"S{place}", text=text, kind="knowledge", item=one.id, title=one.title)
        for place, (text, one) in enumerate(rows, 1)
    ]
    sources.append(
        SourceSentence(
            id=f"S{len(rows) + 1}", text="We want fewer people on this work.", kind="quoted"
        )
    )
    return SectionTask(
        section=section, say="What matters here.", max_words=MOST_WORDS, sources=tuple(sources),
        slots=_slots(("buyer.name", "seller.name", "agent.name")),
    )  # fmt: skip


def _slots(names: Sequence[str]) -> tuple[Slot, ...]:
    return tuple(Slot(name=name, means=name.replace(".", " ")) for name in names)


def own_tasks() -> tuple[SectionTask, ...]:
    """Make the tasks written for the evaluation alone."""
    book = yaml.safe_load((HERE / "sentences.yaml").read_text(encoding="utf-8"))
    return tuple(
        SectionTask(
            section=one["section"],
            say=one["say"],
            max_words=MOST_WORDS,
            sources=tuple(
                SourceSentence(id=f"S{place}", **row) for place, row in enumerate(one["sources"], 1)
            ),
            slots=_slots(book["slots"]),
        )
        for one in book["tasks"]
    )


def value_tasks(count: int, seed: int = 8) -> tuple[SectionTask, ...]:
    """Make tasks of sentences with values, filled at random."""
    book = yaml.safe_load((HERE / "sentences.yaml").read_text(encoding="utf-8"))
    random = Random(seed)
    return tuple(
        SectionTask(
            section="outcome",
            say="What the figures are.",
            max_words=MOST_WORDS,
            sources=tuple(_filled(book["templates"], random)),
            slots=_slots(book["slots"]),
        )
        for _ in range(count)
    )


def _filled(templates: Sequence[str], random: Random) -> Iterator[SourceSentence]:
    for place, template in enumerate(templates, 1):
        text = template.format(
            currency=random.choice(("EUR", "USD", "GBP")),
            symbol=random.choice("€$£"),
            amount=f"{random.randint(1, 99)},{random.randint(100, 999)}",
            price=f"{random.randint(0, 9)}.{random.randint(10, 99)}",
            thousands=f"{random.randint(2, 90)},000",
            year=random.randint(2019, 2026),
            date=_day(random),
            small=random.randint(2, 9),
            larger=random.randint(12, 60),
            percent=random.randint(2, 95),
            word=random.choice(_WORDS),
        )
        yield SourceSentence(id=f"S{place}", text=text, kind="knowledge")


def _day(random: Random) -> str:
    month = random.choice(("March", "June", "October"))
    return f"{random.randint(1, 28)} {month} {random.randint(2024, 2027)}"
