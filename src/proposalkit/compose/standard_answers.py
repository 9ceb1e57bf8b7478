"""The one place where standard answers are made: seller profile and standard texts, no deal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from proposalkit.compose.claims import evidence_of, is_valid, proved_claims, state_fact
from proposalkit.compose.offering import data_flow_of, models_of, residency_of, subprocessors_of
from proposalkit.compose.parties import seller_party
from proposalkit.compose.proposal import urn_part
from proposalkit.compose.standard_gaps import standard_gaps
from proposalkit.compose.wording import say
from proposalkit.model.catalog_rows import Objection as ObjectionEntry
from proposalkit.model.knowledge import Catalogue, QuestionEntry
from proposalkit.model.offering import DataTerms, StopControl
from proposalkit.model.plan import StandardTerms
from proposalkit.model.proof import Fact
from proposalkit.model.proposal import Generator
from proposalkit.model.seller import AgentIn, PublicProfile
from proposalkit.model.standard_answers import (
    Objection,
    OpenTerm,
    StandardAgent,
    StandardAnswers,
    StandardIntegrity,
    StandardOffering,
    StandardQuestion,
    Statement,
)


@dataclass(frozen=True)
class StandardParts:
    """All that standard answers are made of; only the public part of the seller's profile."""

    seller: PublicProfile
    catalogue: Catalogue
    terms: StandardTerms
    on: date
    version: str
    """Version of this program."""
    revision: int = 1


def open_words(catalogue: Catalogue) -> dict[str, str]:
    """Give the words that stand where a proposal sets a value, for each type of parameter."""
    types = ("integer", "decimal", "money", "list", "text", "choice")
    return {one: say(catalogue.wording, f"standard.open.{one}") for one in types}


def asked_clauses(catalogue: Catalogue) -> tuple[str, ...]:
    """Give the clauses that answer the objections, each once."""
    rows = (clause for one in catalogue.selling.objections for clause in one.clauses)
    return tuple(dict.fromkeys(rows))


def compose_standard_answers(parts: StandardParts) -> StandardAnswers:
    """Join all parts into the frozen document; the same parts give the same document."""
    seller, words = parts.seller, parts.catalogue.wording
    name = seller.company.legal_name
    return StandardAnswers(
        document_id=f"urn:proposalkit:{urn_part(name)}:standard-answers",
        title=say(words, "standard.title", seller=name),
        revision=parts.revision,
        grade_notice=say(words, "standard.grade"),
        as_of=parts.on,
        seller=seller_party(seller.company),
        objections=tuple(_objections(parts)),
        open_terms=tuple(
            OpenTerm(clause=clause, what=what) for clause, what in parts.terms.open_terms
        ),
        to_be_supplied=standard_gaps(seller, parts.catalogue, parts.terms),
        offering=StandardOffering(
            agents=tuple(_agent(one) for one in seller.agents),
            models=models_of(seller),
            subprocessors=subprocessors_of(seller),
            data_flow=data_flow_of(seller),
        ),
        data=DataTerms(
            categories=(), residency=residency_of(seller.places_of_processing, parts.terms.clauses)
        ),
        clauses=parts.terms.clauses,
        proved=proved_claims(parts.seller, parts.on),
        evidence=tuple(
            evidence_of(one, one.scope) for one in seller.evidence if is_valid(one, parts.on)
        ),
        integrity=StandardIntegrity(generator=Generator(name="proposalkit", version=parts.version)),
    )


def _objections(parts: StandardParts) -> Iterator[Objection]:
    """Answer each objection; a question stands under the first one whose clauses answer it."""
    told: set[str] = set()
    for entry in parts.catalogue.selling.objections:
        entries = [one for one in _about(parts, entry) if one.id not in told]
        told |= {one.id for one in entries}
        yield _objection(parts, entry, (*entries, *_rest(parts, entry)))


def _rest(parts: StandardParts, entry: ObjectionEntry) -> Iterator[QuestionEntry]:
    """Ask for what the texts of an objection state and no question of the knowledge asks."""
    asked = {fact for one in parts.catalogue.questions for fact in one.facts if _is_asked(one)}
    left = tuple(fact for fact in _facts(parts, entry) if fact not in asked)
    if left:
        question = say(parts.catalogue.wording, "standard.more")
        yield QuestionEntry(id=f"{entry.id}-more", question=question, facts=left)


def _is_asked(entry: QuestionEntry) -> bool:
    return entry.key_term or not (entry.only_if or entry.sectors)


def _facts(parts: StandardParts, entry: ObjectionEntry) -> tuple[str, ...]:
    library = parts.catalogue.library.clauses
    there = [library[one] for one in entry.clauses if one in library]
    return tuple(name for record in there for name in record.preferred.facts)


def _about(parts: StandardParts, entry: ObjectionEntry) -> list[QuestionEntry]:
    """Give the questions that the clauses of an objection answer, the key question first."""
    mine, facts = set(entry.clauses), set(_facts(parts, entry))
    found = [
        one
        for one in parts.catalogue.questions
        if (mine & set(one.clauses)) or (facts & set(one.facts))
    ]
    return sorted(found, key=lambda one: not one.key_term)


def _objection(
    parts: StandardParts, entry: ObjectionEntry, entries: Iterable[QuestionEntry]
) -> Objection:
    questions = tuple(made for one in entries if (made := _question(parts, one)))
    if not questions:  # the entry's own words are for the seller, so none of them stands in
        questions = (_unanswered(parts, entry),)
    there = _ids(parts)
    return Objection(
        id=entry.id,
        title=questions[0].question,
        answer=" ".join(one.text for one in questions[0].statements),
        questions=questions,
        clause_refs=tuple(one for one in entry.clauses if one in there),
    )


def _question(parts: StandardParts, entry: QuestionEntry) -> StandardQuestion | None:
    """Answer a question; one that only a deal brings up, or only a deal answers, is left out."""
    found = tuple(_statements(parts, entry))
    if not _is_asked(entry) or not (found or entry.key_term):
        return None
    statements = found or (_lacking(parts, entry.id),)
    return StandardQuestion(id=entry.id, question=entry.question, statements=statements)


def _unanswered(parts: StandardParts, entry: ObjectionEntry) -> StandardQuestion:
    question = say(parts.catalogue.wording, "standard.more")
    return StandardQuestion(
        id=f"{entry.id}-more", question=question, statements=(_lacking(parts, entry.id),)
    )


def _lacking(parts: StandardParts, name: str) -> Statement:
    text = say(parts.catalogue.wording, "standard.unanswered")
    return Statement(fact=name, text=text, state="to_be_supplied")


def _statements(parts: StandardParts, entry: QuestionEntry) -> Iterator[Statement]:
    """Give a sentence for each fact: stated by a text, left to the proposal, or lacking."""
    types, words = parts.catalogue.library.facts, parts.catalogue.wording
    stated: dict[str, tuple[str, Fact]] = {
        fact.id: (clause.id, fact) for clause in parts.terms.clauses for fact in clause.facts
    }
    for name in entry.facts:
        if name in stated:
            clause, fact = stated[name]
            yield Statement(
                fact=name, value=fact.value, text=state_fact(types[name], fact.value),
                state="stated", clause_refs=(clause,),
            )  # fmt: skip
        elif name in parts.terms.open_facts:
            text = say(words, "standard.set_in_the_proposal", what=types[name].label)
            refs = tuple(one for one in entry.clauses if one in _ids(parts))
            yield Statement(fact=name, text=text, state="set_in_the_proposal", clause_refs=refs)
        elif name in parts.terms.withheld_facts:
            text = say(words, "standard.to_be_supplied", what=types[name].label)
            yield Statement(fact=name, text=text, state="to_be_supplied")


def _ids(parts: StandardParts) -> frozenset[str]:
    return frozenset(clause.id for clause in parts.terms.clauses)


def _agent(agent: AgentIn) -> StandardAgent:
    stop = agent.stop_control
    return StandardAgent(
        id=agent.id,
        name=agent.name,
        version=agent.version,
        summary=agent.summary,
        human_oversight=agent.human_oversight,
        stop_control=StopControl(mechanism=stop.mechanism, max_minutes=stop.max_minutes)
        if stop
        else None,
    )
