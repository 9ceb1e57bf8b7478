"""What the seller still has to answer of the buyer's requirements. Internal."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.compose.parts import Parts
from proposalkit.model.proposal import Proposal
from proposalkit.model.requirements import RequirementAnswer

_WHY = {
    "not_stated": "Nothing in this proposal answers it; the buyer reads: not stated.",
    "partly": "The buyer reads: partly.",
    "deviates": "The buyer reads: deviates.",
}


def requirement_questions(parts: Parts, proposal: Proposal) -> Iterator[tuple[str, str, str]]:
    """Give a question for each requirement that is not met in full: field, question, reason."""
    rows = proposal.requirements or ()
    for number, (row, read) in enumerate(zip(rows, parts.asked, strict=True)):
        if row.status == "met":
            continue
        words = f" No topic accounts for: {', '.join(read.rest)}." if read.rest else ""
        yield f"requirements.{number}", _question(row), f"{_WHY[row.status]}{words}"


def open_questions(parts: Parts, proposal: Proposal) -> int:
    """Count the questions of the memo."""
    return len(parts.plan.questions) + len(tuple(requirement_questions(parts, proposal)))


def _question(row: RequirementAnswer) -> str:
    said = f'{row.priority.capitalize()} requirement {row.number}, "{row.text}":'
    if row.status == "deviates":
        return f"{said} can another text, price or document meet it?"
    return f"{said} which clause, evidence or line of the price answers it?"
