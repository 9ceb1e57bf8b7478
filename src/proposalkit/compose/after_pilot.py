"""What follows the pilot, which days the path counts, and what stands behind the service."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from proposalkit.compose.parts import Parts
from proposalkit.compose.wording import say
from proposalkit.errors import InputRefused
from proposalkit.model.after_pilot import AfterPilot, Expansion, ExpansionGate, ServiceEvidence
from proposalkit.model.finding import Finding


def compose_expansion(parts: Parts, decide_by: date, *, tested: bool = True) -> Expansion | None:
    """Say what follows the pilot; the first review lies one period after production starts.

    Without tests of the pilot no step is opened by them.
    """
    own, standard = parts.brief.after_pilot, parts.catalogue.after_pilot
    if standard is None:
        return None
    months = own.review_months or standard.review_months
    steps = standard.gates if tested else standard.gates_untested or standard.gates
    return Expansion(
        usage=own.usage or _usage(standard, counted=bool(parts.metrics)),
        review_every=f"P{months}M",
        first_review=months_after(decide_by + timedelta(days=1), months),
        gates=tuple(ExpansionGate(**one.model_dump()) for one in own.gates or steps),
    )


def _usage(standard: AfterPilot, *, counted: bool) -> str:
    """Say how use is seen; a price that counts nothing has no counted units to show."""
    return standard.usage if counted else standard.usage_uncounted or standard.usage


def compose_path_calendar(parts: Parts) -> str | None:
    """Say which days the path counts, and so whether holidays were given; None without a path."""
    if not parts.plan.gates:
        return None
    return say(parts.wording, "path.holidays" if parts.brief.holidays else "path.no_holidays")


def compose_service_evidence(parts: Parts) -> tuple[ServiceEvidence, ...]:
    """Give each part of the service with what stands behind it.

    Raises InputRefused, with the place in the brief, for a cost line that the price does not have.
    """
    labels = {one.id: one.label for one in parts.pricing.components}
    lines = parts.brief.service_evidence
    unknown = [
        Finding(
            id="unknown-cost-line",
            where=f"service_evidence.{number}.cost_line",
            message=f'"{line.cost_line}" is no line of the price.',
            remedy=f"The lines are {', '.join(labels)}.",
        )
        for number, line in enumerate(lines)
        if line.cost_line is not None and line.cost_line not in labels
    ]
    if unknown:
        raise InputRefused(unknown)
    return tuple(
        ServiceEvidence(
            part=line.part,
            evidence=line.evidence,
            owner=line.owner,
            cost_line=labels[line.cost_line] if line.cost_line else None,
            component_ref=line.cost_line,
            rollback=line.rollback,
        )
        for line in lines
    )


def months_after(day: date, months: int) -> date:
    """Give the same day some months later, or that month's last day when it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
