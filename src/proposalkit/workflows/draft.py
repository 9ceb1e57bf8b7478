"""Drafts the texts of one deal: plan, drafter, and the checks before a word of it may stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from pydantic.alias_generators import to_camel

from proposalkit.compose.draft_tasks import DraftPlan, plan_drafts, shared_lines
from proposalkit.compose.narrative import blocks_of_plan
from proposalkit.compose.parts import Parts, Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.compose.stage import as_staged
from proposalkit.grounding.final import ground_final
from proposalkit.grounding.section import ground_section
from proposalkit.llm.offline import OfflineDrafter
from proposalkit.model.draft import DraftedSection, DraftSectionId, SectionReply, SectionTask
from proposalkit.model.finding import CheckResult
from proposalkit.model.grounding import GroundingRules
from proposalkit.model.proposal import Proposal
from proposalkit.workflows.draft_report import Tally, held_back, tallies, tally_lines
from proposalkit.workflows.draft_settings import OFFLINE, Drafter, kept_inputs
from proposalkit.workflows.gather import Gathered

if TYPE_CHECKING:
    from proposalkit.kit.layout import DealFolder
    from proposalkit.llm.ledger import Ledger, Record
    from proposalkit.llm.report import DraftReport
    from proposalkit.ports import Drafter as DrafterPort

FINAL_CHECK = "drafted-texts"
TOO_LITTLE = "Less than half of what is to be said of the deal was left of the answer."


@dataclass(frozen=True)
class DraftedTexts:
    """The texts of one deal after the checks, with all that the memo and the report say of them."""

    plan: DraftPlan
    sections: tuple[DraftedSection, ...]
    report: DraftReport
    code: str
    """Who drafted, in one text, as it is kept with the kit."""
    counted: tuple[Tally, ...] = ()
    """What became of the sentences of each answer."""
    lost: str = ""
    """Which texts of a model the kit before had and this one has not; empty when none."""

    @property
    def model(self) -> str:
        """Give the model that drafted; empty when none took part."""
        return self.report.model

    @property
    def lacking(self) -> tuple[str, ...]:
        """Give the headings of the texts that lack what they need."""
        return tuple(one.title for one in self.plan.lacking)

    @property
    def faults(self) -> int:
        """Count the texts without an answer of this run, although a model was asked."""
        return sum(one.fault is not None or one.kept is not None for one in self.sections)

    @property
    def by_model(self) -> tuple[str, ...]:
        """Give the ids of the texts that a model worded."""
        return tuple(one.section for one in self.sections if one.by == "model")

    def into(self, gathered: Gathered) -> Gathered:
        """Give what was gathered with the texts in it."""
        return replace(gathered, parts=replace(gathered.parts, drafted=self.sections))

    def as_json(self) -> Mapping[str, object]:
        """Give the figures of the drafting for a machine."""
        counted = self.report.model_dump(mode="json", exclude_none=True)
        return {
            **{to_camel(name): value for name, value in counted.items()},
            "byProgram": [one.section for one in self.sections if one.by == "program"],
            "withheld": sum(len(one.withheld) for one in self.sections),
            "texts": [one.as_json() for one in self.counted] if self.model else [],
            "lost": self.lost,
            "notStated": list(self.lacking),
        }

    def lines(self) -> tuple[str, ...]:
        """Give the figures for a person; a draft without a model needs none."""
        lost = (self.lost,) if self.lost else ()
        if self.report.mode == "offline":
            return lost
        return (*self.report.lines(), *tally_lines(self.counted), *lost)


def draft_texts(
    gathered: Gathered, deal: DealFolder, drafter: Drafter = OFFLINE, *, now: datetime
) -> DraftedTexts:
    """Draft and check every text; holds calls, answers and verdicts in the deal's journal.

    The caller holds the deal's lock. Raises Refused for a replay that lacks an answer.
    """
    parts = as_staged(gathered.parts)
    plan = plan_drafts(parts, compose_proposal(parts, Release(deal="")))
    offline = OfflineDrafter(_bridges(parts))
    if drafter.settings is None:
        replies, report = offline.draft(plan.tasks), offline.report
        sections = _checked(parts, plan.tasks, replies, offline, by_model=False)
        return _told(DraftedTexts(plan, sections, report, drafter.code), deal)
    ledger, record = _ledger(deal, now)
    asked = _asked(gathered, drafter, ledger, record)
    replies = asked.draft(plan.tasks)
    report = getattr(asked, "report", offline.report)
    sections = _checked(parts, plan.tasks, replies, offline, by_model=report.mode != "offline")
    if report.mode == "openai":
        _keep_findings(sections, ledger, record)
    counted = tallies(plan, replies, sections)
    return _told(DraftedTexts(plan, sections, report, drafter.code, counted), deal)


def _told(texts: DraftedTexts, deal: DealFolder) -> DraftedTexts:
    """Say which texts of a model the kit before has, and this one has from the program."""
    before = kept_inputs(deal).get("modelTexts")
    if not isinstance(before, list):
        return texts
    titles = {one.spec.id: one.spec.title for one in texts.plan.texts}
    gone = [
        title for name, title in titles.items() if name in before and name not in texts.by_model
    ]
    if not gone:
        return texts
    lost = (
        f"Revision {deal.latest()} has these texts in the words of a model, and the program writes "
        f"them now: {', '.join(gone)}. That revision is kept as it is."
    )
    return replace(texts, lost=lost)


def _keep_findings(sections: Sequence[DraftedSection], ledger: Ledger, record: Record) -> None:
    """Write into the journal what the checks held back, and why."""
    from proposalkit.llm.ledger import record_checked

    for one in sections:
        record_checked(record, one.section, tuple(held_back(one)), ledger)


def check_finished_texts(
    gathered: Gathered, texts: DraftedTexts, proposal: Proposal
) -> CheckResult:
    """Hold the texts of the finished data against what was let stand."""
    parts = gathered.parts
    tasks = {one.section: one for one in texts.plan.tasks}
    findings = [
        finding
        for one in texts.sections
        for text, drafted in blocks_of_plan(proposal, one, tasks[one.section])
        for finding in ground_final(
            text,
            drafted,
            tasks[one.section],
            texts.plan.values,
            _rules(parts),
            parties=parties_of(parts),
        )
    ]
    return CheckResult(
        check=FINAL_CHECK, detail=f"{len(texts.sections)} texts", findings=tuple(findings)
    )


def parties_of(parts: Parts) -> tuple[str, ...]:
    """Give the names that no drafted sentence may write out: they come from slots alone."""
    buyer, seller = parts.brief.buyer, parts.seller.company
    people = (buyer.sponsor, buyer.champion, buyer.procurement, seller.contact)
    return (
        buyer.legal_name,
        seller.legal_name,
        *(one.name for one in people if one is not None),
    )


def _ledger(deal: DealFolder, now: datetime) -> tuple[Ledger, Record]:
    """Read the ledger of the deal's journal, and give what writes to it."""
    from proposalkit.kit.journal import append_entry, read_lines
    from proposalkit.llm.ledger import read_ledger

    return (
        read_ledger(read_lines(deal.journal)),
        lambda kind, data: append_entry(deal.journal, kind, now, data),
    )


def _asked(gathered: Gathered, drafter: Drafter, ledger: Ledger, record: Record) -> DrafterPort:
    """Make the drafter that was asked for."""
    from proposalkit.knowledge.text_files import read_text
    from proposalkit.llm.drafter import drafter_for
    from proposalkit.llm.wire import Prompting
    from proposalkit.workflows.overlay import knowledge_file

    assert drafter.settings is not None
    rules = read_text(knowledge_file(gathered.workspace, "prompts/drafting.md"))
    return drafter_for(
        drafter.settings,
        Prompting(rules=rules, shared=shared_lines(gathered.parts)),
        _bridges(gathered.parts),
        ledger,
        record,
    )


def _checked(
    parts: Parts,
    tasks: tuple[SectionTask, ...],
    replies: tuple[SectionReply, ...],
    offline: OfflineDrafter,
    *,
    by_model: bool,
) -> tuple[DraftedSection, ...]:
    facts = tuple(fact for clause in parts.terms.clauses for fact in clause.facts)
    titles = {clause.id: clause.title for clause in parts.terms.clauses}

    def ground(task: SectionTask, reply: SectionReply, *, model: bool) -> DraftedSection:
        return ground_section(
            task,
            reply,
            _rules(parts),
            parties=parties_of(parts),
            facts=facts,
            clauses=titles,
            by="model" if model else "program",
        )

    made = []
    for task, reply in zip(tasks, replies, strict=True):
        drafted = ground(task, reply, model=by_model)
        if by_model and drafted.fault is None and _says_too_little(task, drafted):
            drafted = drafted.model_copy(update={"fault": TOO_LITTLE})
        if by_model and drafted.fault is not None:  # with the bridges of the program
            (own,) = offline.draft((task,))
            instead = ground(task, own, model=False)
            kept = {"fault": drafted.fault, "withheld": (*drafted.withheld, *instead.withheld)}
            drafted = instead.model_copy(update=kept | {"unheard": reply.unheard})
        elif reply.kept is not None:
            drafted = drafted.model_copy(update={"kept": reply.kept})
        made.append(drafted)
    return tuple(made)


def _says_too_little(task: SectionTask, drafted: DraftedSection) -> bool:
    """Say if less than half of what is to be said of the deal is left of the answer itself."""
    deal = {one.id for one in task.sources if one.kind == "deal"}
    said = {one for block in drafted.blocks for one in block.sources} - set(drafted.put_back)
    return 2 * len(deal & said) < len(deal)


def _rules(parts: Parts) -> GroundingRules:
    if parts.catalogue.grounding is None:
        raise LookupError("grounding.yaml")
    return parts.catalogue.grounding


def _bridges(parts: Parts) -> dict[DraftSectionId, str]:
    book = parts.catalogue.drafting
    return {one.id: one.bridge or "" for one in book.sections}
