"""One mutant for each guard: a block that only this guard refuses."""

from __future__ import annotations

from dataclasses import dataclass

from tests.grounding.material import prose, source, task_of

from proposalkit.model.draft import DraftBlock, SectionTask
from proposalkit.model.proof import Fact

REQUEST = source(
    1,
    "The agent reads the written request, looks up the order in the record system, prepares a "
    "short summary and closes the open task.",
    "agent",
)
LATER = source(2, "This summary stays in the record system with the full history.", "agent")
DAYS = source(
    3, "A person reads the long weekly report within 30 days of the last shipment.", "days"
)
WHOLE = source(
    4, "A person does not read the short weekly report before the last meeting.", "whole"
)
QUOTED = source(
    5, "Our colleagues answer the same question on every channel each week.", kind="quoted"
)
FENCED = source(6, "The written agreement names the notice period for each open order.", "fenced")
SLOT = source(
    7, "The agent offered for this work reads mail under {{agent.name}} rules.", kind="deal"
)
ALONE = source(8, "The agent acts on its own when a written request lies in the list.", "alone")
SOME = source(9, "Dozens of written requests wait in the open list each long evening.", "some")
ALL = (REQUEST, LATER, DAYS, WHOLE, QUOTED, FENCED, SLOT, ALONE, SOME)
TASK = task_of(*ALL, slots=("buyer.name",), most=600)


@dataclass(frozen=True)
class Mutant:
    """A block that must not stand, with what was said before it and what the clauses state."""

    block: DraftBlock
    task: SectionTask = TASK
    earlier: tuple[DraftBlock, ...] = ()
    facts: tuple[Fact, ...] = ()
    later: tuple[DraftBlock, ...] = ()


def verbatim(number: int) -> DraftBlock:
    """Make a verbatim block of one sentence."""
    return DraftBlock(kind="verbatim", chunk=f"S{number}")


def bridge(text: str) -> DraftBlock:
    """Make a connective."""
    return DraftBlock(kind="connective", text=text)


_WITH = (
    "The agent reads the written request, looks up the {}order in the record system, prepares "
    "a short summary and closes the open task."
)

MUTANTS: dict[str, Mutant] = {
    "id-not-listed": Mutant(prose(TASK, _WITH.format("") + " ", "S1", "S40").model_copy(
        update={"text": "The agent also reads the written request, looks up the order in the "
                "record system, prepares a short summary and closes the open task."})),
    "no-words": Mutant(bridge("..."), earlier=(verbatim(1),), later=(verbatim(3),)),
    "sign-not-allowed": Mutant(prose(TASK, _WITH.format("\u200b"), "S1")),
    "slot-not-listed": Mutant(prose(
        TASK, "The agent offered for this work also reads mail under {{agent.name}} rules.", "S7")),
    "party-named": Mutant(prose(TASK, _WITH.format("Nordwind "), "S1")),
    "fenced-topic": Mutant(prose(
        TASK, "The written agreement also names the notice period for each open order.", "S6")),
    "quoted-is-no-evidence": Mutant(prose(
        TASK, "Our colleagues also answer the same question on every channel each week.", "S5")),
    "quote-not-in-source": Mutant(prose(TASK, _WITH.format("also "), "S1").model_copy(
        update={"quote": "The agent never reads"})),
    "commitment-not-in-source": Mutant(prose(TASK, _WITH.format("guaranteed "), "S1")),
    "puffery-not-in-source": Mutant(prose(TASK, _WITH.format("innovative "), "S1")),
    "name-not-in-source": Mutant(prose(TASK, _WITH.format("Salesforce "), "S1")),
    "number-not-in-source": Mutant(prose(
        TASK, "A person reads the long weekly report within 60 days of the last shipment.", "S3")),
    "vague-quantity": Mutant(prose(
        TASK, "Hundreds of written requests wait in the open list each long evening.", "S9")),
    "critical-word": Mutant(prose(
        TASK, "A person reads the short weekly report before the last meeting.", "S4")),
    "word-not-in-source": Mutant(prose(TASK, _WITH.format("payroll "), "S1")),
    "shading-word": Mutant(prose(TASK, _WITH.format("own "), "S1")),
    "joining-word-lost": Mutant(
        prose(TASK, _WITH.format("").replace("order in the", "order the"), "S1")),
    "one-or-many": Mutant(
        prose(TASK, _WITH.format("").replace("the order", "the orders"), "S1")),
    "comma-turns-sentence": Mutant(
        prose(TASK, _WITH.format("").replace("looks up the", "looks up, the"), "S1")),
    "out-of-order": Mutant(prose(
        TASK, "The agent reads the written request, looks up the order in the record system, "
        "prepares a short order summary and closes the open task.", "S1")),
    "too-little-of-source": Mutant(
        prose(TASK, _WITH.format("").replace("the open task", "the task"), "S1")),
    "contradicts-clause": Mutant(
        verbatim(8), facts=(Fact(id="agent.autonomy", value="copilot"),)),
    "connective-too-long": Mutant(
        bridge("what follows " * 13 + "here"), earlier=(verbatim(1),), later=(verbatim(3),)),
    "connective-claims": Mutant(
        bridge("Next, the payroll."), earlier=(verbatim(1),), later=(verbatim(3),)),
    "bridge-joins-nothing": Mutant(bridge("What this means:"), earlier=(verbatim(1),)),
    "leans-on-sentence-before": Mutant(verbatim(2), earlier=(verbatim(3),)),
    "said-already": Mutant(verbatim(1), earlier=(verbatim(1),)),
    "too-many-words": Mutant(
        verbatim(3), task=task_of(*ALL, most=30), earlier=(verbatim(1),)),
}  # fmt: skip
