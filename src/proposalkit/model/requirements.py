"""The buyer's requirements as a proposal answers them, and what was found for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, Protocol, get_args

from proposalkit.model.base import PublicModel
from proposalkit.model.brief_requirements import Priority
from proposalkit.model.fields import Slug, machine_only, shown

Status = Literal["met", "deviates", "not_stated"]
"""What one comparison comes to; silence is never consent."""

AnswerStatus = Literal["met", "partly", "deviates", "not_stated"]
"""What a requirement of the brief comes to, of which a text may ask for several things."""


@dataclass(frozen=True)
class Found:
    """What a proposal says to one thing asked."""

    status: Status
    words: str
    pointer: str | None = None
    quote: str | None = None
    clause: str | None = None


class Answered(Protocol):
    """A row with what it comes to."""

    @property
    def status(self) -> AnswerStatus:
        """Give what the row comes to."""


def answers_in_words(rows: Sequence[Answered]) -> str:
    """Count the answers: `12 of 20 requirements met, 3 partly, 1 deviates, 4 not stated`."""
    count = {one: sum(row.status == one for row in rows) for one in get_args(AnswerStatus)}
    rest = (("partly", "partly"), ("deviates", "deviate"), ("not_stated", "not stated"))
    parts = [f"{count[one]} {words}" for one, words in rest if count[one]]
    return ", ".join((f"{count['met']} of {len(rows)} requirements met", *parts))


class RequirementAnswer(PublicModel):
    """One requirement of the buyer, answered from clauses, prices and evidence of this proposal."""

    id: Annotated[Slug, machine_only("Id of the requirement.")]
    number: Annotated[int, shown("Number of the row.", "integer")]
    text: Annotated[str, shown("The requirement in the buyer's words.")]
    source: Annotated[str | None, shown("Document and place it was read at.")] = None
    priority: Annotated[Priority, shown("Whether it is mandatory.", "word")]
    status: Annotated[AnswerStatus, shown("What it comes to.", "word")]
    answer: Annotated[str, shown("The answer, from the data of this proposal.")]
    statement: Annotated[str | None, shown("The seller's own words; they decide nothing.")] = None
    clause_refs: Annotated[tuple[Slug, ...], shown("Clauses that answer it.")] = ()
    evidence_refs: Annotated[tuple[Slug, ...], machine_only("Evidence that answers it.")] = ()
    price_refs: Annotated[tuple[Slug, ...], machine_only("Lines of the price that answer it.")] = ()
