"""Writes the checklist of the points of each clause, with the paragraph that says each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import yaml
from between_marks import row, table, write_pages
from pydantic import BaseModel, ConfigDict

from proposalkit.knowledge.library import read_catalogue
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.knowledge import ClauseRecord, Position

ROOT = Path(__file__).parent.parent
NOTES = Path(__file__).with_suffix(".yaml")
POINTS = ROOT / "tests" / "clauses" / "points"
TEXTS = ("standard", "first alternative", "second alternative")
_LEAST = 10
"""Letters of the text itself that words with a value in them have to match."""
LATER = frozenset({
    "data-optional-learning", "insurance-ai", "deployment-model", "baseline-measurement",
    "value-share", "ccpa-service-provider", "adm-consequential-decisions",
    "public-sector-addendum",
})  # fmt: skip
"""Clauses outside the first release; all others are on the sheet."""


class Review(BaseModel):
    """What a reader found, and where texts say their points."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    read_on: str
    read_by: str
    says: dict[str, tuple[str | tuple[str, str, str], ...]]
    mended: dict[str, dict[int, str]]
    open: dict[str, dict[int, str]]


def tables() -> dict[str, str]:
    """Give the generated part of the page by its name."""
    library = read_catalogue((packaged_path("knowledge"),)).library
    review = read_review()
    read = [one for one in library.clauses.values() if one.clause not in LATER]
    points = sum(len(one.points) for one in read)
    left = sum(len(found) for found in review.open.values())
    head = (
        f"{len(read)} clauses, {points} points, {3 * points} places, read on {review.read_on} by "
        f"{review.read_by}. Open items: {left}."
    )
    return {"clause-review.md": "\n\n".join((head, *(_clause(one, review) for one in read)))}


def read_review() -> Review:
    """Read the notes beside this script; raises ValidationError."""
    return Review.model_validate(yaml.safe_load(NOTES.read_text(encoding="utf-8")))


def places(record: ClauseRecord, review: Review) -> list[tuple[str, ...]]:
    """Give for each point the paragraph that says it in each text; raises ValueError."""
    texts = sorted(record.positions, key=lambda one: one.order)
    rows = list(_phrases(record.clause, review))
    if len(rows) != len(record.points):
        raise ValueError(f"{record.clause}: {len(rows)} phrases, {len(record.points)} points")
    return [
        tuple(paragraph(text, words) for text, words in zip(texts, row_, strict=True))
        for row_ in rows
    ]


def paragraph(text: Position, words: str) -> str:
    """Give the number of the paragraph that holds the words, values of the deal left open."""
    for part in re.split(r"\n\s*\n", text.text):
        folded = " ".join(part.split())
        if _holds(folded, words):
            return folded.partition(".")[0]
    raise ValueError(f'{text.file}: no paragraph says "{words}"')


def _holds(folded: str, words: str) -> bool:
    """Say whether a paragraph says words in which a value may stand in the place of a slot."""
    if words in folded:
        return True
    parts = re.split(r"\{\{ [^}]+ \}\}", folded)
    return any(_around(one, words, other) for one, other in pairwise(parts))


def _around(before: str, words: str, after: str) -> bool:
    """Say whether the words begin at the end of one part and go on, after a value, in the next."""
    ends = range(len(words), -1, -1)
    head = next(words[:end] for end in ends if before.endswith(words[:end]))
    rest = words[len(head) :]
    tail = next(rest[at:] for at in range(len(rest) + 1) if after.startswith(rest[at:]))
    return len(head) + len(tail) >= _LEAST


def _phrases(clause: str, review: Review) -> Iterator[tuple[str, ...]]:
    held = POINTS / f"{clause}.yaml"
    if held.exists():
        for row_ in yaml.safe_load(held.read_text(encoding="utf-8"))["points"]:
            yield tuple(row_)
        return
    for one in review.says[clause]:
        yield (one, one, one) if isinstance(one, str) else one


def _clause(record: ClauseRecord, review: Review) -> str:
    mended, left = review.mended.get(record.clause, {}), review.open.get(record.clause, {})
    rows = [
        row(
            str(number),
            point,
            *places_,
            "no" if number in left else "yes",
            left.get(number) or mended.get(number, ""),
        )
        for number, (point, places_) in enumerate(
            zip(record.points, places(record, review), strict=True), start=1
        )
    ]
    header = ("no.", "point", *TEXTS, "settled", "found by the reader")
    note = mended.get(0)
    parts = (f"### {record.title} (`{record.clause}`)", note, table(header, rows))
    return "\n\n".join(part for part in parts if part)


if __name__ == "__main__":
    write_pages(tables())
