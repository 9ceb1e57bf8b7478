"""The buyer's requirements answered: decided by typed values, never met without a binding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from proposalkit.compose.offering import fact_of_place
from proposalkit.compose.parts import Judge, Parts
from proposalkit.compose.requirement_names import clauses_saying, entry_named, told_by_entry
from proposalkit.compose.requirement_numbers import source_of
from proposalkit.compose.wording import join_words, say
from proposalkit.errors import InputRefused
from proposalkit.model.brief_requirements import RequirementIn
from proposalkit.model.display import display_date
from proposalkit.model.finding import Finding
from proposalkit.model.page_order import PageName
from proposalkit.model.proposal import Proposal
from proposalkit.model.requirements import AnswerStatus, Found, RequirementAnswer

if TYPE_CHECKING:
    from proposalkit.model.requirement_topics import ReadRequirement, TopicAsk


@dataclass(frozen=True)
class Bound:
    """What an answer rests on."""

    clauses: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    prices: tuple[str, ...] = ()

    def joined(self, other: Bound) -> Bound:
        """Give both, each once."""
        return Bound(
            _once(self.clauses + other.clauses),
            _once(self.evidence + other.evidence),
            _once(self.prices + other.prices),
        )

    def __bool__(self) -> bool:
        return bool(self.clauses or self.evidence or self.prices)


@dataclass(frozen=True)
class Part:
    """One thing a requirement asks, judged."""

    status: AnswerStatus
    sentence: str
    bound: Bound
    ask: TopicAsk | None = None
    note: str = ""
    """What keeps it from being met; said once below all that is stated."""

    @property
    def lost(self) -> tuple[str, ...]:
        """Give the words that name what no entry holds."""
        return self.ask.named if self.ask and self.status == "not_stated" else ()


def compose_requirements(parts: Parts, proposal: Proposal) -> tuple[RequirementAnswer, ...] | None:
    """Answer each requirement of the brief; None when it has none.

    Raises InputRefused for a clause, evidence or line that this proposal does not hold.
    """
    asked = parts.brief.requirements
    if not asked:
        return None
    if parts.judge is None or len(parts.asked) != len(asked):
        raise ValueError("the requirements of the brief were not read")
    refused = [one for number, row in enumerate(asked) for one in _lacking(number, row, proposal)]
    if refused:
        raise InputRefused(refused)
    return tuple(
        _answer(parts, parts.judge, proposal, number, row)
        for number, row in enumerate(asked, start=1)
    )


def pages_with_requirements(parts: Parts, pages: tuple[PageName, ...]) -> tuple[PageName, ...]:
    """Give the order of the pages, the requirements before the questions procurement asks."""
    if not parts.brief.requirements or "requirements" in pages:
        return pages
    at = pages.index("questions") if "questions" in pages else len(pages)
    return (*pages[:at], "requirements", *pages[at:])


def _answer(
    parts: Parts, judge: Judge, proposal: Proposal, number: int, row: RequirementIn
) -> RequirementAnswer:
    read = parts.asked[number - 1]
    judged = _without_gaps([_judged(parts, judge, proposal, one) for one in read.asks])
    read = read._replace(rest=(*read.rest, *_lost(judged)))
    judged = [one for one in judged if not one.lost]
    own = Bound(row.clause_refs, row.evidence_refs, row.price_refs)
    bound = own
    for one in judged:
        bound = bound.joined(one.bound)
    status = _status(judged, bool(read.rest), bound)
    return RequirementAnswer(
        id=row.id,
        number=number,
        text=row.text,
        source=source_of(row, parts.wording),
        priority=row.priority,
        status=status,
        answer=_words(parts, proposal, judged, own, read, status),
        statement=row.answer,
        clause_refs=bound.clauses,
        evidence_refs=bound.evidence,
        price_refs=bound.prices,
    )


def _status(judged: Sequence[Part], rest: bool, bound: Bound) -> AnswerStatus:
    """Fold what was judged: what nothing binds is not stated, what nobody judged is not met."""
    found = {one.status for one in judged} - {"not_stated"}
    if found == {"deviates"}:
        return "deviates"
    if not bound:
        return "not_stated"
    whole = found == {"met"} and all(one.status == "met" for one in judged) and not rest
    return "met" if whole else "partly"


def _without_gaps(judged: list[Part]) -> list[Part]:
    """Let what one entry names stand for the whole list: who decides on it is settled by it."""
    named = {_topic_fact(one) for one in judged if _names(one) and one.status == "met"}
    return [one for one in judged if _names(one) or _topic_fact(one) not in named]


def _names(part: Part) -> bool:
    return bool(part.ask and part.ask.named)


def _topic_fact(part: Part) -> str | None:
    fact = part.ask.asked.fact if part.ask else None
    return fact.id if fact else None


def _lost(judged: Sequence[Part]) -> tuple[str, ...]:
    """Give the words that name something no entry of any value holds."""
    kept = {word for one in judged if not one.lost and one.ask for word in one.ask.named}
    return _once([word for one in judged for word in one.lost if word not in kept])


def _judged(parts: Parts, judge: Judge, proposal: Proposal, ask: TopicAsk) -> Part:
    """Hold one thing asked against the proposal; without a binding nothing is stated."""
    found, bound = _found(ask, judge, proposal)
    status: AnswerStatus = found.status
    why = ""
    if status == "met" and _is_later(ask, proposal):
        status, why = "partly", "requirement.later"
    if status == "deviates" and _is_nearly(ask, judge, proposal):
        status, why = "partly", "requirement.nearly"
    if ask.unsure:
        status, why = "partly" if status == "met" else status, "requirement.unsure"
    if status != "deviates" and not bound:
        status = "not_stated"
    if status == "not_stated":
        silent = say(parts.wording, "requirement.silent", about=ask.asked.what)
        return Part(status, silent, Bound(), ask)
    sentence = _sentence(parts, proposal, ask, found)
    return Part(status, sentence, bound, ask, say(parts.wording, why) if why else "")


def _found(ask: TopicAsk, judge: Judge, proposal: Proposal) -> tuple[Found, Bound]:
    """Give what the proposal says and what binds it; where a name is asked, of the entry alone."""
    found = judge(ask.asked, proposal)
    if not ask.named:
        return found, _bound(found, proposal)
    entry = entry_named(ask, proposal)
    if entry is None:
        return Found("not_stated", "not stated"), Bound()
    of_clause = found.clause is not None
    clauses = () if of_clause else clauses_saying(entry, proposal)
    return told_by_entry(found, entry), _bound(found, proposal) if of_clause else Bound(clauses)


def _is_nearly(ask: TopicAsk, judge: Judge, proposal: Proposal) -> bool:
    """Say whether the requirement is kept when it is read as mildly as its words allow."""
    return ask.loosely is not None and judge(ask.loosely, proposal).status == "met"


def _is_later(ask: TopicAsk, proposal: Proposal) -> bool:
    """Say whether the figure is too large when counted from where the requirement counts."""
    fact = ask.asked.fact
    if ask.plus is None or fact is None or fact.at_most is None:
        return False
    facts = {one.id: one.value for clause in proposal.clauses for one in clause.facts}
    own, more = facts.get(fact.id), facts.get(ask.plus)
    if not isinstance(own, int) or not isinstance(more, int):
        return True
    return own + more > float(fact.at_most)


def _sentence(parts: Parts, proposal: Proposal, ask: TopicAsk, found: Found) -> str:
    asked = ask.asked
    if asked.fact is not None and found.quote:
        return found.quote
    if asked.clause is not None:
        return say(parts.wording, "requirement.clause", titles=found.quote or found.words)
    about, says = asked.what, found.words
    if asked.evidence is not None and found.quote:
        held = next((one for one in proposal.evidence if one.title == found.quote), None)
        if held is not None and held.expires_on is not None:
            return say(parts.wording, "requirement.evidence", titles=held.title,
                       end=display_date(held.expires_on))  # fmt: skip
    return say(parts.wording, "requirement.states", about=about, says=says)


def _words(
    parts: Parts, proposal: Proposal, judged: Sequence[Part], own: Bound, read: ReadRequirement,
    status: AnswerStatus,
) -> str:  # fmt: skip
    stated = [one.sentence for one in judged if one.status != "not_stated"]
    silent = [one.sentence for one in judged if one.status == "not_stated"]
    if status == "not_stated":
        return say(parts.wording, "not_stated.answer")
    if not stated:
        titles = join_words(_titles(proposal, own))
        return say(parts.wording, "requirement.named", titles=titles)
    rest = [say(parts.wording, "requirement.rest")] if read.rest and status == "partly" else []
    notes = [one.note for one in judged if one.note and one.status != "not_stated"]
    return " ".join(_once((*stated, *notes, *silent, *rest)))


def _titles(proposal: Proposal, own: Bound) -> list[str]:
    return [
        *(one.title for one in proposal.clauses if one.id in own.clauses),
        *(one.title for one in proposal.evidence if one.id in own.evidence),
        *(one.label for one in proposal.pricing.components if one.id in own.prices),
    ]


def _bound(found: Found, proposal: Proposal) -> Bound:
    """Give what binds a value, by the place it was found at."""
    pointer = (found.pointer or "").split("/")
    if found.clause is not None:
        return Bound(clauses=(found.clause,))
    room, number = (*pointer, "", "")[1], (*pointer, "", "", "")[2]
    if room in ("pricing", "payment"):
        return Bound(prices=tuple(one.id for one in proposal.pricing.components))
    if room == "evidence":
        return Bound(evidence=(proposal.evidence[int(number)].id,))
    if room == "outcomes":
        return Bound(prices=_billed_by(proposal, proposal.outcomes[int(number)].id))
    if room == "data" and (*pointer, "", "")[2].startswith("residency"):
        return Bound(clauses=_binding_place(found, proposal))
    return Bound()


def _billed_by(proposal: Proposal, outcome: str) -> tuple[str, ...]:
    metrics = {one.id for one in proposal.metrics if one.outcome_ref == outcome}
    return tuple(one.id for one in proposal.pricing.components if one.metric_ref in metrics)


def _binding_place(found: Found, proposal: Proposal) -> tuple[str, ...]:
    """Give the clause that binds the places of one kind of processing."""
    number = (found.pointer or "").split("/")[3:4]
    if not number or not number[0].isdigit():
        return ()
    fact = fact_of_place(proposal.data.residency[int(number[0])].what)
    return tuple(
        clause.id for clause in proposal.clauses if any(one.id == fact for one in clause.facts)
    )


def _lacking(number: int, row: RequirementIn, proposal: Proposal) -> Iterator[Finding]:
    """Refuse what the seller named and this proposal does not hold."""
    until = display_date(proposal.validity.valid_until)
    held: tuple[tuple[str, tuple[str, ...], Iterable[str], str, str], ...] = (
        ("clause_refs", row.clause_refs, (one.id for one in proposal.clauses),
         "is no clause of this deal", "Name a clause that the memo lists"),
        ("evidence_refs", row.evidence_refs, (one.id for one in proposal.evidence),
         f"is no evidence valid until {until}", "Name evidence of the seller profile"),
        ("price_refs", row.price_refs, (one.id for one in proposal.pricing.components),
         "is no line of the price", "Name a line of the offer"),
    )  # fmt: skip
    for key, refs, there, wrong, remedy in held:
        known = tuple(there)
        for place, ref in enumerate(refs):
            if ref not in known:
                yield Finding(
                    id="unknown-binding",
                    where=f"requirements.{number}.{key}.{place}",
                    message=f'"{ref}" {wrong}.',
                    remedy=f"{remedy}, such as {known[0]}." if known else "Remove it.",
                )


def _once(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
