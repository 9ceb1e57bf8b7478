"""Answers made of facts and of values that stand in the proposal; silence is said, not hidden."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pydantic import BaseModel

from proposalkit.compose.claims import state_fact
from proposalkit.compose.gaps import clause_title, gap_due
from proposalkit.compose.parts import Parts
from proposalkit.compose.price_words import PRICE_WORDS
from proposalkit.compose.wording import join_words, say
from proposalkit.model.display import display_date
from proposalkit.model.knowledge import QuestionEntry
from proposalkit.model.proof import Answer, Fact
from proposalkit.model.proposal import Proposal
from proposalkit.model.question_book import Saying
from proposalkit.model.shown_path import rows_at, values_at

_SLOT = re.compile(r"\{([^{}]*)\}")
_WORD = re.compile(r"[^\W\d_]+")


def compose_answers(parts: Parts, proposal: Proposal) -> tuple[Answer, ...]:
    """Answer the questions procurement asks, in the order of their headings.

    `proposal` is the same proposal without answers: sentences take their values from it.
    """
    order = {one.id: number for number, one in enumerate(parts.catalogue.question_groups)}
    asked = [one for one in parts.catalogue.questions if _is_asked(parts, one)]
    asked.sort(key=lambda one: order.get(one.group or "", -1))
    facts = {fact.id: (clause.id, fact) for clause in parts.terms.clauses for fact in clause.facts}
    return tuple(_answer(parts, proposal, one, facts) for one in asked)


def fill(saying: Saying, proposal: Proposal) -> str:
    """Say one sentence with its values, or what is said otherwise; empty when both lack one."""

    def value(slot: str) -> tuple[str, ...]:
        return _rows(saying, proposal) if slot == "rows" else _values(proposal, slot)

    fits = all(_values(proposal, path) for path in saying.has)
    if not fits or any(_values(proposal, path) for path in saying.lacks):
        return ""
    text = next((text for text in _tries((saying.sentence, saying.otherwise), value)), "")
    return text[:-1] if text.endswith("..") else text  # the full stop of `Inc.` ends it too


def _values(proposal: Proposal, slot: str) -> tuple[str, ...]:
    """Give the words of the price by their name, or the shown values at a path."""
    if slot in PRICE_WORDS:
        return tuple(one for one in (PRICE_WORDS[slot](proposal),) if one)
    return values_at(proposal, slot)


def sectors_of(parts: Parts) -> frozenset[str]:
    """Give the sectors whose words stand in the buyer's sector."""
    words = {word.lower() for word in _WORD.findall(parts.brief.buyer.sector)}
    return frozenset(one.id for one in parts.catalogue.sectors if not words.isdisjoint(one.words))


def _is_asked(parts: Parts, entry: QuestionEntry) -> bool:
    if entry.only_if and set(parts.plan.conditions).isdisjoint(entry.only_if):
        return False
    return not entry.sectors or not sectors_of(parts).isdisjoint(entry.sectors)


def _answer(
    parts: Parts, proposal: Proposal, entry: QuestionEntry, facts: dict[str, tuple[str, Fact]]
) -> Answer:
    types = parts.catalogue.library.facts
    stated = [facts[name] for name in entry.facts if name in facts]
    sentences = [state_fact(types[fact.id], fact.value) for _, fact in stated]
    agreed = list(_agreed(parts, entry))
    chosen = {clause.id for clause in parts.terms.clauses}
    bound = stated or agreed or not chosen.isdisjoint(entry.clauses)
    sentences += [] if bound else _unbound(parts, proposal, entry)
    sentences += [fill(one, proposal) for one in entry.says]
    sentences += agreed
    text = " ".join(one for one in sentences if one)
    titles = {one.id: one.title for one in parts.catalogue.question_groups}
    answer = Answer(
        id=entry.id,
        question=entry.question,
        answer=text or say(parts.wording, "not_stated.answer"),
        status="answered" if text else "not_stated",
        key_term=entry.key_term,
        group=titles[entry.group] if entry.group else None,
    )
    if not text:
        return answer.model_copy(update=_missing(parts, entry))
    refs = [ref for ref, _ in stated] + [ref for ref in entry.clauses if ref in chosen]
    return answer.model_copy(
        update={"clause_refs": tuple(dict.fromkeys(refs)), "section": _section(proposal, entry)}
    )


def _unbound(parts: Parts, proposal: Proposal, entry: QuestionEntry) -> list[str]:
    """Say what other pages state where no clause does, and that none does; nothing if silent."""
    found = [text for one in entry.unbound if (text := fill(one, proposal))]
    return [*found, say(parts.wording, "answer.unbound")] if found else []


def _agreed(parts: Parts, entry: QuestionEntry) -> Iterator[str]:
    """Cite the agreement that governs for each clause of an answer it has already."""
    library, paper = parts.catalogue.library.clauses, parts.brief.paper
    title = say(parts.wording, "agreement.buyer")
    if paper.title and paper.agreed_on:
        title = f"{paper.title}, {display_date(paper.agreed_on)}"
    for one in parts.terms.already_agreed:
        states = {name for text in library[one.clause].every_text() for name in text.facts}
        if one.clause in entry.clauses or not states.isdisjoint(entry.facts):
            yield say(parts.wording, "answer.agreed", title=one.title, agreement=title,
                      where=one.where)  # fmt: skip


def _missing(parts: Parts, entry: QuestionEntry) -> dict[str, object]:
    """Name what an answer needs, who supplies it and by when."""
    titles = [clause_title(parts, one) for one in entry.clauses]
    owner = parts.seller.company if entry.supplied_by == "seller" else parts.brief.buyer
    return {
        "missing": entry.missing or join_words(titles) or None,
        "supplied_by": owner.legal_name,
        "due": gap_due(parts),
    }


def _section(proposal: Proposal, entry: QuestionEntry) -> str | None:
    """Give the section that says more, if this proposal has it."""
    there: dict[str, bool] = {
        "section-need": any(one.id == "need" for one in proposal.sections),
        "pilot": proposal.pilot is not None,
        "outcome": bool(proposal.outcomes),
        "service-levels": bool(proposal.service_levels),
        "oversight": any(one.id == "oversight" for one in proposal.sections),
        "path": bool(proposal.path),
        "evidence": bool(proposal.evidence),
    }
    return entry.section if entry.section and there.get(entry.section, True) else None


def _rows(saying: Saying, proposal: Proposal) -> tuple[str, ...]:
    records = rows_at(proposal, saying.rows or "")
    said = [_row(saying, record, proposal) for record in records]
    listed = "; ".join(one for one in said if one)
    return (listed,) if listed else ()


def _row(saying: Saying, record: BaseModel, proposal: Proposal) -> str:
    def value(slot: str) -> tuple[str, ...]:
        return values_at(record, slot[1:]) if slot.startswith(".") else values_at(proposal, slot)

    return next((text for text in _tries((saying.row, saying.row_otherwise), value)), "")


def _tries(texts: tuple[str | None, ...], value: Callable[[str], tuple[str, ...]]) -> Iterator[str]:
    """Give the texts whose slots all have a value, filled."""
    for text in texts:
        found = {slot: join_words(value(slot)) for slot in _SLOT.findall(text or "")}
        if text and all(found.values()):
            yield _filled(text, found)


def _filled(text: str, values: dict[str, str]) -> str:
    return _SLOT.sub(lambda match: values[match[1]], text)
