"""What clause texts, service levels and entries of facts say, held against the limit asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from proposalkit.compose.requirement_names import named_in
from proposalkit.model.phrases import Lexicon, tokens_of
from proposalkit.model.requirements import Found, Status

if TYPE_CHECKING:
    from proposalkit.model.proof import Clause
    from proposalkit.model.proposal import Proposal
    from proposalkit.model.requirement_topics import Passage, Sought, TopicAsk

_FIGURE = r"((?:[A-Z]{3} )?[0-9][0-9,]*(?:\.[0-9]+)?)"
_AMOUNT = re.compile(r"([A-Z]{3}) ([0-9][0-9,]*(?:\.[0-9]+)?)")
_SPAN = re.compile(r"([0-9]+(?:\.[0-9]+)?) (second|minute|hour|day)s?")
_SHARE = re.compile(r"for ([0-9]+(?:\.[0-9]+)?)%")
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
_ITEM = re.compile(r"\([a-z]\) ")
_NUMBER = re.compile(r"[0-9]+\. ")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z(])")


class _Said(NamedTuple):
    """One place that says something on what is asked."""

    words: str
    pointer: str
    clause: str | None
    least: Decimal | None
    most: Decimal | None
    unit: str
    against: bool = False
    working: bool = False


_WORST = ("deviates", "not_stated", "met")
SILENT = Found("not_stated", "not stated")


def sought_in(ask: TopicAsk, proposal: Proposal) -> tuple[Found, tuple[str, ...]]:
    """Give what is said and the clauses that say it; the worst of several places decides."""
    sought = ask.sought
    if sought is None:
        return SILENT, ()
    found = [_found(one, sought, sought.strict) for one in _said(ask, sought, proposal)]
    order = ("met", "not_stated", "deviates") if _one_is_enough(ask, sought) else _WORST
    found.sort(key=lambda one: order.index(one.status))
    if not found:
        return SILENT, ()
    return found[0], ((found[0].clause,) if found[0].clause else ())


def _one_is_enough(ask: TopicAsk, sought: Sought) -> bool:
    """Say whether one entry that keeps the limit leaves open whether it is the one meant."""
    return ask.unsure and not sought.passages and not sought.level


def keeps_mildly(ask: TopicAsk, proposal: Proposal) -> bool:
    """Say whether what is said keeps the limit, both read as mildly as their words allow."""
    sought = ask.sought
    if sought is None or sought.mild is None:
        return False
    said = tuple(_said(ask, sought, proposal))
    return bool(said) and all(_keeps_mildly(one, sought, sought.mild) for one in said)


def only_in_a_share(ask: TopicAsk, found: Found) -> bool:
    """Say whether a service level is aimed at in a smaller share of cases than is asked."""
    share = _SHARE.search(found.words) if ask.sought and ask.sought.level else None
    if share is None or ask.sought is None:
        return False
    return ask.sought.share is None or Decimal(share[1]) < ask.sought.share


def _found(said: _Said, sought: Sought, limit: Decimal | None) -> Found:
    kept = not said.against and _holds(said.words, sought.holds)
    if kept and limit is not None:
        kept = _keeps(said, sought, limit)
    status: Status = "met" if kept else "deviates"
    return Found(status, said.words, said.pointer, said.words, said.clause)


def _holds(words: str, wanted: Sequence[str]) -> bool:
    return not wanted or bool(Lexicon(wanted).spans(tokens_of(words)))


def _keeps(said: _Said, sought: Sought, limit: Decimal) -> bool:
    if said.least is None or said.most is None or said.unit != sought.unit:
        return False
    if said.working and sought.working is not None:
        count = sought.working
        return said.least <= count if sought.side == "at_most" else said.least >= count
    return said.most <= limit if sought.side == "at_most" else said.least >= limit


def _keeps_mildly(said: _Said, sought: Sought, limit: Decimal) -> bool:
    if said.against or said.least is None or said.most is None or said.unit != sought.unit:
        return False
    return said.least <= limit if sought.side == "at_most" else said.most >= limit


def _said(ask: TopicAsk, sought: Sought, proposal: Proposal) -> Iterator[_Said]:
    if sought.passages:
        for passage in sought.passages:
            yield from _in_clauses(passage, sought, proposal)
    elif sought.level:
        yield from _in_levels(ask, sought, proposal)
    else:
        yield from _in_entries(ask, sought, proposal)


def _in_clauses(passage: Passage, sought: Sought, proposal: Proposal) -> Iterator[_Said]:
    parts = (re.escape(one).replace(r"\ ", r"\s+") for one in passage.text.split("{n}"))
    wanted = re.compile(rf"(?<!\w){_FIGURE.join(parts)}(?!\w)")
    for number, clause in enumerate(proposal.clauses):
        if clause.id != passage.clause or (hit := wanted.search(clause.text)) is None:
            continue
        unit, value = _parted(hit[1]) if hit.groups() else ("", None)
        most = value
        if passage.working and value is not None:
            most = Decimal(ceil(value * 7 / 5) + 2)
        yield _Said(
            sentence_at(clause, hit.start(), hit.end()),
            f"/clauses/{number}/text",
            clause.id,
            value,
            most,
            unit or ("" if value is None else sought.unit),
            passage.means == "against",
            passage.working,
        )


def sentence_at(clause: Clause, start: int, end: int) -> str:
    """Give the words of a clause around a place: its sentence, before an item what leads to it."""
    lines = clause.text[:start].splitlines(keepends=True)
    begin = start - len(lines[-1]) if lines else 0
    line = clause.text[begin:].split("\n", 1)[0]
    told = _part_of(line, start - begin, end - begin)
    if not _ITEM.match(line):
        return told
    lead = next((one for one in reversed(lines[:-1]) if not _ITEM.match(one)), "")
    last = _SENTENCE.split(_NUMBER.sub("", lead.strip(), count=1))[-1]
    return f"{last.rstrip(':')}: {told}" if last else told


def _part_of(line: str, start: int, end: int) -> str:
    begin = max((one.end() for one in _SENTENCE.finditer(line) if one.end() <= start), default=0)
    stop = min((one.start() for one in _SENTENCE.finditer(line) if one.start() >= end),
               default=len(line))  # fmt: skip
    told = _NUMBER.sub("", _ITEM.sub("", line[begin:stop].strip(), count=1), count=1)
    return re.sub(r"[;,.]?(?: and| or)?$", "", told).rstrip(";,.")


def _in_levels(ask: TopicAsk, sought: Sought, proposal: Proposal) -> Iterator[_Said]:
    for number, row in enumerate(proposal.service_levels):
        told = f"{row.metric}: {row.target}"
        words = tokens_of(f"{told} {row.window}")
        if not all(Lexicon(one).spans(words) for one in sought.entry):
            continue
        if not named_in(ask.named, told) or Lexicon(sought.skips).spans(words):
            continue
        clause = next((one.id for one in proposal.clauses if told in one.text), None)
        span = _SPAN.search(row.target)
        size = _in_unit(span, sought.unit) if span else None
        yield _Said(
            f"{told} ({row.window})",
            f"/serviceLevels/{number}/target",
            clause,
            size,
            size,
            sought.unit if size is not None else "",
        )


def _in_unit(span: re.Match[str], unit: str) -> Decimal | None:
    per = _SECONDS.get(unit.rstrip("s"))
    return Decimal(span[1]) * _SECONDS[span[2]] / per if per else None


def _in_entries(ask: TopicAsk, sought: Sought, proposal: Proposal) -> Iterator[_Said]:
    fact = ask.asked.fact.id if ask.asked.fact else ""
    for number, clause in enumerate(proposal.clauses):
        for place, one in enumerate(clause.facts):
            if one.id != fact:
                continue
            entries = one.value if isinstance(one.value, tuple) else (str(one.value),)
            held = [
                entry
                for entry in entries
                if all(Lexicon(words).spans(tokens_of(entry)) for words in sought.entry)
            ]
            for entry in held:
                amount = _AMOUNT.search(entry)
                unit, value = _parted(amount[0]) if amount else ("", None)
                pointer = f"/clauses/{number}/facts/{place}/value"
                yield _Said(entry, pointer, clause.id, value, value, unit)


def _parted(text: str) -> tuple[str, Decimal]:
    *currency, figure = text.split()
    return "".join(currency), Decimal(figure.replace(",", ""))
