"""What is offered: the agents, the models behind them, and the way the data takes."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import Language, Place, Slug, machine_only, shown

Autonomy = Literal["copilot", "supervised", "autopilot"]
Routing = Literal["single_region", "geography", "global", "not_stated"]


class StopControl(PublicModel):
    """How the buyer stops an agent at once."""

    mechanism: Annotated[str, shown("What the buyer does to stop the agent.")]
    max_minutes: Annotated[int, shown("Minutes until the agent has stopped.", "integer")]


class Agent(PublicModel):
    """One agent on offer and how far it acts alone."""

    id: Annotated[Slug, machine_only("Id of the agent.")]
    name: Annotated[str, shown("Product name.")]
    version: Annotated[str | None, shown("Version on offer.")] = None
    summary: Annotated[str, shown("What the agent does, one sentence.")]
    autonomy: Annotated[Autonomy, shown("Autonomy level in this deal.", "word")]
    autonomy_meaning: Annotated[str, shown("What that level means.")]
    human_oversight: Annotated[str, shown("Who checks what, and how.")]
    stop_control: StopControl | None = None
    languages: Annotated[tuple[Language, ...], shown("Languages it works in.", "language")] = ()
    channels: Annotated[tuple[str, ...], shown("Channels it works on.")] = ()
    tools: Annotated[tuple[str, ...], shown("Systems and actions it may use.")] = ()


class AiModel(PublicModel):
    """One model an agent calls."""

    id: Annotated[Slug, machine_only("Id of the model.")]
    provider: Annotated[str, shown("Company that runs the model.")]
    name: Annotated[str, shown("Name of the model.")]
    role: Annotated[str, shown("What the model is used for.")]
    places: Annotated[tuple[Place, ...], shown("Where inference runs.", "country")]
    routing: Annotated[Routing, shown("How requests are routed.", "word")]


class Subprocessor(PublicModel):
    """A company that processes the buyer's data for the seller."""

    name: Annotated[str, shown("Registered name.")]
    country: Annotated[Place, shown("Where it processes the data.", "country")]
    purpose: Annotated[str, shown("What for.")]


class DataHop(PublicModel):
    """One hop of the data flow."""

    origin: Annotated[str, shown("Where the data comes from.")]
    destination: Annotated[str, shown("Where it goes.")]
    provider: Annotated[str, shown("Who runs the destination.")]
    places: Annotated[tuple[Place, ...], shown("Where the destination is.", "country")]
    data_class: Annotated[str, shown("What data travels.")]
    retention: Annotated[str, shown("How long it stays there.")]
    training_use: Annotated[str, shown("Whether it trains a model.")]


class Residency(PublicModel):
    """Where one kind of processing happens."""

    what: Annotated[
        Literal["inference", "storage", "logs", "backups", "support"],
        shown("Kind of processing.", "word"),
    ]
    places: Annotated[tuple[Place, ...], shown("Countries or blocs.", "country")]
    certainty: Annotated[
        Literal["contractual", "operational", "not_stated"],
        shown("Whether a clause binds it, operations show it, or nothing is stated.", "word"),
    ]


class DataTerms(PublicModel):
    """What data is processed and where."""

    categories: Annotated[tuple[str, ...], shown("Categories of data.")]
    subjects: Annotated[tuple[str, ...], shown("Whose data it is.")] = ()
    residency: tuple[Residency, ...] = ()


class Offering(PublicModel):
    """Agents, models, sub-processors and data flow."""

    agents: tuple[Agent, ...]
    models: tuple[AiModel, ...] = ()
    subprocessors: tuple[Subprocessor, ...] = ()
    data_flow: tuple[DataHop, ...] = ()
