"""Questions about parts of the service whose evidence, owner, cost line or way back is missing."""

from __future__ import annotations

from proposalkit.model.brief import DealBrief
from proposalkit.model.plan import OpenQuestion

_ASKED: dict[str, tuple[str, str]] = {
    "evidence": ("What proves", "A result without proof is taken for a convenience."),
    "owner": ("Who keeps the evidence for", "Evidence without an owner goes stale."),
    "cost_line": ("Which line of the price pays for", "Work without a cost line has no margin."),
    "rollback": ("Which step undoes", "What cannot be undone needs a person's approval first."),
}
"""For each field of a line how to ask for it, and why it matters."""


def service_questions(brief: DealBrief) -> tuple[OpenQuestion, ...]:
    """Ask for each empty field of each part of the service that the brief names."""
    return tuple(
        OpenQuestion(
            field=f"service_evidence.{number}.{name}", question=f'{asks} "{line.part}"?', why=why
        )
        for number, line in enumerate(brief.service_evidence)
        for name, (asks, why) in _ASKED.items()
        if getattr(line, name) is None
    )
