"""What is offered: agents, models, sub-processors, the way of the data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from proposalkit.compose.parts import Parts
from proposalkit.compose.wording import say
from proposalkit.model.offering import (
    Agent,
    AiModel,
    DataHop,
    DataTerms,
    Offering,
    Residency,
    StopControl,
    Subprocessor,
)
from proposalkit.model.proof import Clause, Fact
from proposalkit.model.proposal import ServiceLevel
from proposalkit.model.seller import AgentIn, PublicProfile, ResidencyIn

Processing = Literal["inference", "storage", "logs", "backups", "support"]
PROCESSING: tuple[Processing, ...] = ("inference", "storage", "logs", "backups", "support")
"""The kinds of processing in the order of the page."""


def compose_offering(parts: Parts) -> Offering:
    """Give agents, models, sub-processors and data flow as the profile states them."""
    seller = parts.seller
    return Offering(
        agents=tuple(_agent(parts, agent) for agent in seller.agents),
        models=models_of(seller),
        subprocessors=subprocessors_of(seller),
        data_flow=data_flow_of(seller),
    )


def models_of(seller: PublicProfile) -> tuple[AiModel, ...]:
    """Give the models as they are printed."""
    return tuple(
        AiModel(
            id=model.id, provider=model.provider, name=model.name, role=model.role,
            places=model.places, routing=model.routing,
        )
        for model in seller.models
    )  # fmt: skip


def subprocessors_of(seller: PublicProfile) -> tuple[Subprocessor, ...]:
    """Give the sub-processors as they are printed."""
    return tuple(
        Subprocessor(name=one.name, country=one.country, purpose=one.purpose)
        for one in seller.subprocessors
    )


def data_flow_of(seller: PublicProfile) -> tuple[DataHop, ...]:
    """Give the way of the data, hop by hop."""
    return tuple(DataHop(**hop.model_dump()) for hop in seller.data_flow)


def compose_data(parts: Parts) -> DataTerms:
    """Say what data is processed and where; a place is contractual when a clause binds it."""
    return DataTerms(
        categories=parts.brief.data.categories,
        subjects=parts.brief.data.subjects,
        residency=residency_of(parts.seller.places_of_processing, parts.terms.clauses),
    )


def residency_of(rows: ResidencyIn, clauses: Iterable[Clause]) -> tuple[Residency, ...]:
    """Say where each kind of processing happens, as far as the profile says it."""
    bound = {fact.id for clause in clauses for fact in clause.facts}
    return tuple(_residency(what, rows, bound) for what in PROCESSING if places_of(rows, what))


def compose_service_levels(parts: Parts) -> tuple[ServiceLevel, ...]:
    """Give the service levels the seller measures."""
    return tuple(
        ServiceLevel(metric=one.metric, target=one.target, window=one.window, source=one.source)
        for one in parts.seller.service_levels
    )


def _agent(parts: Parts, agent: AgentIn) -> Agent:
    level = parts.brief.autonomy
    stop = agent.stop_control
    return Agent(
        id=agent.id,
        name=agent.name,
        version=agent.version,
        summary=agent.summary,
        autonomy=level,
        autonomy_meaning=say(parts.wording, f"autonomy.{level}"),
        human_oversight=agent.human_oversight or _who_checks(parts),
        stop_control=StopControl(mechanism=stop.mechanism, max_minutes=stop.max_minutes)
        if stop
        else None,
        languages=agent.languages,
        channels=agent.channels,
        tools=agent.tools,
    )


def _who_checks(parts: Parts) -> str:
    """Point to the clause on oversight where the profile says nothing; else it is not stated."""
    there = next((one for one in parts.terms.clauses if one.id == _OVERSIGHT), None)
    if there is None:
        return say(parts.wording, "not_stated")
    return say(parts.wording, "oversight.clause", titles=there.title)


_OVERSIGHT = "human-oversight"


def places_of(rows: ResidencyIn, what: Processing) -> tuple[str, ...]:
    """Give the places of one kind of processing."""
    places: dict[Processing, tuple[str, ...]] = {
        "inference": rows.inference,
        "storage": rows.storage,
        "logs": rows.logs,
        "backups": rows.backups,
        "support": rows.support,
    }
    return places[what]


_FACT_OF: dict[Processing, str] = {
    "inference": "residency.inference",
    "storage": "residency.storage",
    "backups": "residency.storage",  # one clause binds both
    "logs": "residency.telemetry",
    "support": "residency.support_access",
}


def fact_of_place(what: Processing) -> str:
    """Give the fact by which a clause binds the places of one kind of processing."""
    return _FACT_OF[what]


def _residency(what: Processing, rows: ResidencyIn, bound: set[str]) -> Residency:
    certain = _FACT_OF.get(what) in bound
    return Residency(
        what=what,
        places=places_of(rows, what),
        certainty="contractual" if certain else "operational",
    )


def fact_value(facts: tuple[Fact, ...], fact_id: str) -> str | int | tuple[str, ...] | None:
    """Give the value of one fact, or None when no chosen clause states it."""
    return next((fact.value for fact in facts if fact.id == fact_id), None)
