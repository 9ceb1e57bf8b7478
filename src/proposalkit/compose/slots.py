"""The values of a deal by name, and how they are put into the sentences that were drafted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from proposalkit.compose.parts import Parts
from proposalkit.compose.price_words import PRICE_WORDS
from proposalkit.compose.wording import join_words
from proposalkit.model.display import display_duration, display_money
from proposalkit.model.drafting_book import DraftingBook, SlotForm, SlotIn
from proposalkit.model.money import Money
from proposalkit.model.proposal import Proposal
from proposalkit.model.shown_path import values_at

_VERB = re.compile(r"[A-Z][a-z]{2,}s")
_NOT_VERBS = frozenset({"this", "its", "his", "always", "plus", "various", "across", "process"})


def slot_values(parts: Parts, proposal: Proposal) -> Mapping[str, str]:
    """Give the words of every value this deal has, by the name of its slot."""
    book = parts.catalogue.drafting
    keep = frozenset(book.keep_capitals)
    found: dict[str, str] = {}
    for slot in book.slots:
        if slot.name in PRICE_WORDS and slot.path is None:
            value = PRICE_WORDS[slot.name](proposal)
        elif slot.path is None:
            value = DEAL_SLOTS[slot.name](parts)
        else:
            rows = values_at(proposal, slot.path)
            value = join_words([_with_article(one, slot, book) for one in rows])
        words = _formed(value, slot.form, keep)
        if words:
            found[slot.name] = words
    return found


def inside(text: str, keep: Iterable[str] = ()) -> str:
    """Write a text as it stands inside a sentence: a small first letter, no full stop."""
    words = text.strip().rstrip(".")
    first = re.match(r"[^\W\d_]+", words)
    if first is None or first[0] in keep or not (first[0][1:].islower() or len(first[0]) == 1):
        return words
    return words[:1].lower() + words[1:]


def _formed(value: str, form: SlotForm, keep: frozenset[str]) -> str:
    if form in ("plain", "place"):
        return value
    if form == "sentence":
        return value if not value or value[-1] in ".!?" else f"{value}."
    if form == "months":
        return display_duration(f"P{value}M") if value else ""
    if form == "verb":
        first = value.partition(" ")[0]
        if not _VERB.fullmatch(first) or first.lower() in _NOT_VERBS:
            return ""
    return inside(value, keep)


def _with_article(value: str, slot: SlotIn, book: DraftingBook) -> str:
    return f"the {value}" if slot.form == "place" and value in book.with_article else value


def _decisions(parts: Parts) -> str:
    keep = parts.catalogue.drafting.keep_capitals
    return join_words([inside(one, keep) for one in parts.brief.oversight])


def _limit(parts: Parts) -> str:
    limit = parts.brief.oversight_limit
    if limit is None or not parts.brief.oversight:
        return ""
    return display_money(Money(amount=limit, currency=parts.book.currency))


def _tests(parts: Parts) -> str:
    pilot, keep = parts.brief.commercial.pilot, parts.catalogue.drafting.keep_capitals
    return "; ".join(inside(one.label, keep) for one in pilot.criteria) if pilot else ""


def _stop_time(parts: Parts) -> str:
    stop = parts.seller.agents[0].stop_control
    if stop is None:
        return ""
    return f"{stop.max_minutes} minute" + ("" if stop.max_minutes == 1 else "s")


def _sponsor(parts: Parts) -> str:
    sponsor = parts.brief.buyer.sponsor
    return sponsor.name if sponsor else ""


def _notice(parts: Parts) -> str:
    facts = (one for clause in parts.terms.clauses for one in clause.facts)
    days = next((one.value for one in facts if one.id == "term.convenience_days"), None)
    return display_duration(f"P{days}D") if isinstance(days, int) else ""


DEAL_SLOTS: Mapping[str, Callable[[Parts], str]] = {
    "oversight.decisions": _decisions,
    "oversight.limit": _limit,
    "oversight.who": lambda parts: parts.seller.agents[0].human_oversight or "",
    "pilot.tests": _tests,
    "sponsor.name": _sponsor,
    "stop.time": _stop_time,
    "term.notice": _notice,
    "system.name": lambda parts: parts.brief.workflow.system_of_record.name,
    "work.channel": lambda parts: parts.brief.workflow.channel or "",
    "work.inside": lambda parts: parts.brief.workflow.name,
    "work.intent": lambda parts: parts.brief.workflow.intent or "",
}
"""Values that stand in no field of their own: they reach the pages inside their sentence."""
