"""What comes after the pilot, and what stands behind each part of the service."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from proposalkit.model.base import Model, PublicModel
from proposalkit.model.fields import Day, Duration, Slug, given, machine_only, shown


class ExpansionGateIn(Model):
    """One step beyond the first order, and the evidence that opens it."""

    id: Annotated[Slug, given("Id of the step.")]
    opens: Annotated[str, given("What may follow, such as the next workflow.")]
    evidence: Annotated[str, given("What has to be shown first.")]
    source: Annotated[str, given("Where the figure comes from.")]
    reader: Annotated[str, given("Who reads it.")]


class AfterPilot(Model):
    """The standard for what comes after a pilot (`after-pilot.yaml`)."""

    review_months: Annotated[int, Field(ge=1, le=12), given("Months from one review to the next.")]
    usage: Annotated[str, given("How the buyer sees use and what drives it.")]
    usage_uncounted: Annotated[
        str | None, given("The same where the price counts nothing; usage when empty.")
    ] = None
    gates: Annotated[tuple[ExpansionGateIn, ...], Field(min_length=1), given("Steps, in order.")]
    gates_untested: Annotated[
        tuple[ExpansionGateIn, ...],
        given("The same after a pilot without tests; gates when empty."),
    ] = ()


class AfterPilotIn(Model):
    """What this deal does otherwise after the pilot; what is empty is as the standard says."""

    review_months: Annotated[
        int | None, Field(ge=1, le=12), given("Months from one review to the next.")
    ] = None
    usage: Annotated[str | None, given("How the buyer sees use and what drives it.")] = None
    gates: Annotated[
        tuple[ExpansionGateIn, ...], given("Steps beyond the first order; they replace all ours.")
    ] = ()


class ServiceEvidenceIn(Model):
    """One part of the service, with what proves it; each empty answer is asked for."""

    part: Annotated[str, given("Part of the service, such as 'replies sent'.")]
    evidence: Annotated[str | None, given("What proves that it was done.")] = None
    owner: Annotated[str | None, given("The one person who keeps that evidence.")] = None
    cost_line: Annotated[Slug | None, given("Id of the line of the offer that pays for it.")] = None
    rollback: Annotated[str | None, given("The step that undoes it.")] = None


class ExpansionGate(PublicModel):
    """One step beyond the first order, and the evidence that opens it."""

    id: Annotated[Slug, machine_only("Id of the step.")]
    opens: Annotated[str, shown("What may follow.")]
    evidence: Annotated[str, shown("What has to be shown first.")]
    source: Annotated[str, shown("Where the figure comes from.")]
    reader: Annotated[str, shown("Who reads it.")]


class Expansion(PublicModel):
    """What follows the pilot: sight of use, reviews, and steps that evidence opens."""

    usage: Annotated[str, shown("How the buyer sees use and what drives it.")]
    review_every: Annotated[Duration, shown("Time from one review to the next.", "duration")]
    first_review: Annotated[Day, shown("Day of the first review.", "date")]
    gates: tuple[ExpansionGate, ...]


class ServiceEvidence(PublicModel):
    """One part of the service: what proves it, who keeps the proof, what pays, what undoes it."""

    part: Annotated[str, shown("Part of the service.")]
    evidence: Annotated[str | None, shown("What proves that it was done.")] = None
    owner: Annotated[str | None, shown("Who keeps that evidence.")] = None
    cost_line: Annotated[str | None, shown("Line of the price that pays for it.")] = None
    component_ref: Annotated[Slug | None, machine_only("Id of that line.")] = None
    rollback: Annotated[str | None, shown("The step that undoes it.")] = None
