"""A reader who gets only the pages finds the answers by plain search, each with what it needs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
from tests.journeys.plain_search import pieces_of, ranked

ASKED = Path(__file__).parent / "asked"
PART = 9
"""A ninth of the pieces is read, the best ranked ones: a kit of 60 to 80 pieces, seven to nine."""

RIGHT, OF = 38, 40


class Context(NamedTuple):
    """What stands beside an answer: seller, currency and period, unit (none at a fixed price)."""

    words: tuple[str, ...]
    clauses: tuple[str, ...]


CONTEXTS = {
    "nordwind-support": ("Halyard Agents B.V.", "EUR", "month", "resolved contact"),
    "tamarack-authorizations": (
        "Wrenfield Health Software, Inc.", "USD", "month", "submitted request",
    ),
    "huettental-service": ("Fennmark Industrie-KI GmbH", "EUR", "month"),
}  # fmt: skip


def _stripped(kit: Path, folder: Path) -> Path:
    """Copy the PDF without anything attached."""
    copy = folder / "pages.pdf"
    with pikepdf.open(kit / "buyer" / "proposal.pdf") as pdf:
        del pdf.Root.AF, pdf.Root.Names.EmbeddedFiles
        assert not pdf.attachments
        pdf.save(copy)
    return copy


def _asked(deal: str) -> list[tuple[str, str]]:
    lines = (ASKED / f"{deal}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" | ") for line in lines if not line.startswith("#")]
    return [(ask, answer) for ask, answer in pairs]


def _holds(piece: str, answer: str, context: Context) -> bool:
    whole = answer in piece and all(word in piece for word in context.words)
    return whole and any(clause in piece for clause in context.clauses)


def _missed(deal: str, pieces: Sequence[str], context: Context) -> list[str]:
    return [
        f"{ask} | {answer}"
        for ask, answer in _asked(deal)
        if not any(
            _holds(pieces[at], answer, context)
            for at in ranked(ask, pieces)[: -(-len(pieces) // PART)]
        )
    ]


@pytest.mark.parametrize(
    "deal",
    [
        "nordwind-support",
        pytest.param("tamarack-authorizations", marks=pytest.mark.deep),
        pytest.param("huettental-service", marks=pytest.mark.deep),
    ],
)
def test_of_forty_questions_thirty_eight_are_answered_by_the_pages_alone(
    deal: str, output_of: Callable[[str], Path], tmp_path: Path
) -> None:
    """An answer counts when its piece also holds party, currency, period, unit and a clause."""
    kit = output_of(deal) / deal / "1"
    data = json.loads((kit / "buyer" / "proposal.json").read_bytes())
    clauses = tuple(one["id"] for one in data["clauses"] if one["id"] != "definitions")
    pieces = pieces_of(_stripped(kit, tmp_path))
    missed = _missed(deal, pieces, Context(CONTEXTS[deal], clauses))
    printed = {one["question"].lower().rstrip("?") for one in data["answers"]}
    assert printed.isdisjoint(ask.lower() for ask, _ in _asked(deal)), "asked in printed words"
    assert len(_asked(deal)) == OF
    assert len(missed) <= OF - RIGHT, missed


def test_the_plain_reader_finds_nothing_that_is_not_there() -> None:
    """Ranked by shared words: the piece about cats first, and an absent answer stays absent."""
    pieces = ("the price of a dog is high", "cats sleep long and cats eat", "a bird flies")
    assert ranked("where do cats sleep", pieces)[0] == 1
    assert not any(_holds(piece, "EUR 5.00", Context((), ("dog",))) for piece in pieces)
