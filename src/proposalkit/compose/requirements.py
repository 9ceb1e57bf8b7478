"""The buyer's requirements answered: decided by typed values, never met without a binding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from proposalkit.compose.parts import Judge, Parts
from proposalkit.compose.requirement_bindings import Bound, bound_by, lacking, once, titles_of
from proposalkit.compose.requirement_names import clauses_saying, entry_named, told_by_entry
from proposalkit.compose.requirement_numbers import source_of
from proposalkit.compose.requirement_sought import keeps_mildly, only_in_a_share, sought_in
from proposalkit.compose.wording import join_words, say
from proposalkit.errors import InputRefused
from proposalkit.model.brief_requirements import RequirementIn
from proposalkit.model.display import display_date
from proposalkit.model.page_order import PageName
from proposalkit.model.proposal import Proposal
from proposalkit.model.requirements import AnswerStatus, Found, RequirementAnswer

if TYPE_CHECKING:
    from proposalkit.model.requirement_topics import ReadRequirement, TopicAsk


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
    refused = [one for number, row in enumerate(asked) for one in lacking(number, row, proposal)]
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
    judged, read = _without_tries(judged, read)
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


def _without_tries(judged: list[Part], read: ReadRequirement) -> tuple[list[Part], ReadRequirement]:
    """Leave out what was tried and not found; what was found accounts for its words."""
    kept = [one for one in judged if not _is_try(one) or one.status != "not_stated"]
    told = {word for one in kept if _is_try(one) and one.ask for word in one.ask.accounts}
    return kept, read._replace(rest=tuple(one for one in read.rest if one not in told))


def _is_try(part: Part) -> bool:
    return bool(part.ask and part.ask.tentative)


def _names(part: Part) -> bool:
    return bool(part.ask and part.ask.named and part.ask.sought is None)


def _topic_fact(part: Part) -> str | None:
    fact = part.ask.asked.fact if part.ask else None
    return fact.id if fact else None


def _lost(judged: Sequence[Part]) -> tuple[str, ...]:
    """Give the words that name something no entry of any value holds."""
    kept = {word for one in judged if not one.lost and one.ask for word in one.ask.named}
    return once([word for one in judged for word in one.lost if word not in kept])


def _judged(parts: Parts, judge: Judge, proposal: Proposal, ask: TopicAsk) -> Part:
    """Hold one thing asked against the proposal; without a binding nothing is stated."""
    found, bound = _found(ask, judge, proposal)
    status: AnswerStatus = found.status
    why = ""
    if status == "met" and _is_later(ask, proposal):
        status, why = "partly", "requirement.later"
    if status == "deviates" and _is_nearly(ask, judge, proposal):
        status, why = "partly", "requirement.nearly"
    if status == "met" and only_in_a_share(ask, found):
        status, why = "partly", "requirement.share"
    if status == "met" and (found.pointer or "").startswith("/offering") and not bound.clauses:
        status, why = "partly", "requirement.offered"
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
    if ask.sought is not None:
        found, clauses = sought_in(ask, proposal)
        return found, Bound(clauses=clauses)
    found = judge(ask.asked, proposal)
    if ask.months is not None and not _tells_of(ask.months, found, proposal):
        return Found("not_stated", "not stated"), Bound()
    if not ask.named:
        return found, bound_by(found, proposal) or _as_offered(ask, found, proposal)
    entry = entry_named(ask, proposal)
    if entry is None:
        return Found("not_stated", "not stated"), Bound()
    clauses = () if found.clause is not None else clauses_saying(entry, proposal)
    bound = Bound(clauses) or bound_by(found, proposal) or _as_offered(ask, found, proposal)
    return told_by_entry(found, entry), bound


def _as_offered(ask: TopicAsk, found: Found, proposal: Proposal) -> Bound:
    """Bind what is said of the agent by the lines of the price, which pay for the agent so told."""
    if ask.asked.value is None or not (found.pointer or "").startswith("/offering"):
        return Bound()
    return Bound(prices=tuple(one.id for one in proposal.pricing.components))


def _tells_of(months: int, found: Found, proposal: Proposal) -> bool:
    """Say whether the total of the offer answers for so many months: a longer one only by far."""
    terms = {one.term_months for one in proposal.pricing.scenarios}
    longer = found.status == "met" and all(one >= months for one in terms)
    return bool(terms) and (terms == {months} or longer)


def _is_nearly(ask: TopicAsk, judge: Judge, proposal: Proposal) -> bool:
    """Say whether the requirement is kept when it is read as mildly as its words allow."""
    if ask.sought is not None:
        return keeps_mildly(ask, proposal)
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
    if asked.fact is not None and found.quote and ask.sought is None:
        return found.quote
    if ask.sought is not None and ask.sought.passages:
        title = next(one.title for one in proposal.clauses if one.id == found.clause)
        return say(parts.wording, "requirement.passage", name=title, says=found.words)
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
        titles = join_words(titles_of(proposal, own))
        return say(parts.wording, "requirement.named", titles=titles)
    rest = [say(parts.wording, "requirement.rest")] if read.rest and status == "partly" else []
    notes = [one.note for one in judged if one.note and one.status != "not_stated"]
    return " ".join(once((*stated, *notes, *silent, *rest)))
