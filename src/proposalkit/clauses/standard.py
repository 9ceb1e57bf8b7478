"""Standard texts filled from the seller's profile alone; what needs a deal is left to the proposal.

Why the slots keep words: a buyer's lawyer can then read the whole text before there is a deal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from proposalkit.clauses.conflicts import find_standing_conflicts, refuse_contradictions
from proposalkit.clauses.drafted import Drafted, Texts
from proposalkit.clauses.drafting import draft_definitions, facts_of, standard_clause
from proposalkit.clauses.filler import PARTIES, fill
from proposalkit.clauses.guards import bar_texts
from proposalkit.clauses.param_types import ParamValue, read_param
from proposalkit.clauses.rules import close_requires, in_schedule_order
from proposalkit.clauses.seller_values import LAW, SELLER_VALUES, Raw, law_day, seller_value
from proposalkit.model.knowledge import ClauseLibrary, ClauseParam, ClauseRecord
from proposalkit.model.law import LawDate
from proposalkit.model.plan import StandardTerms, Withheld
from proposalkit.model.safety import OneTime
from proposalkit.model.seller import PublicProfile

NO_CURRENCY = "XXX"
"""The code of ISO 4217 for no currency: without a deal there is none."""

_OUTSIDE_ONLY = "outside_model"


@dataclass(frozen=True)
class SellerSide:
    """The seller as guards see it before there is a deal: profile and day."""

    seller: PublicProfile
    ends_on: date
    clash_words: Mapping[str, tuple[str, ...]]
    same_facts: tuple[tuple[str, str], ...]
    one_times: tuple[OneTime, ...] = ()
    law_forbids_exclusions: bool = True
    """Standard texts go to buyers anywhere, so the stricter law is the measure."""

    def evidence_kinds(self) -> frozenset[str]:
        """Give the kinds of evidence that hold on the day."""
        return frozenset(
            one.kind
            for one in self.seller.evidence
            if one.expires_on is None or one.expires_on >= self.ends_on
        )


@dataclass(frozen=True)
class _Values:
    """The parameters of one text: those with a value, those left to the proposal, those lacking."""

    values: Mapping[str, ParamValue]
    open: tuple[str, ...]
    lacking: tuple[str, ...]


def standard_terms(
    library: ClauseLibrary,
    asked: Iterable[str],
    seller: PublicProfile,
    on: date,
    open_words: Mapping[str, str],
) -> StandardTerms:
    """Fill the texts asked for and those they require; raises InputRefused for a faulty text.

    Raises Refused for texts that would contradict each other or the profile.

    `open_words` gives, for each type of parameter, the words that stand where a proposal sets it.
    """
    side = SellerSide(seller, on, library.clash_words(), library.same_facts(), library.one_times())
    records = _records(library, _needed(library, asked, seller))
    values = {one.clause: _values(one, seller, open_words, library.laws) for one in records}
    drafted = tuple(
        _draft(one, values[one.clause], library, seller)
        for one in records
        if not values[one.clause].lacking
    )
    barred = {one.clause: one.needs for one in bar_texts(Texts(drafted), side)}
    kept = tuple(one for one in drafted if one.clause.id not in barred)
    conflicts = find_standing_conflicts(Texts(kept), side)
    refuse_contradictions(conflicts)
    out = [one for one in records if values[one.clause].lacking or one.clause in barred]
    return StandardTerms(
        clauses=(draft_definitions(library), *(one.clause for one in kept)),
        open_terms=tuple(
            (one.clause.id, one.record.params[name].means)
            for one in kept
            for name in values[one.clause.id].open
        ),
        open_facts=frozenset(
            fact for one in kept for fact in _open_facts(one.record, values[one.clause.id])
        ),
        withheld=tuple(
            Withheld(
                clause=one.clause,
                title=one.title,
                needs=barred.get(one.clause) or _needs(one, values),
            )
            for one in out
        ),
        withheld_facts=frozenset(fact for one in out for fact in one.preferred.facts),
        lacking_evidence=tuple(_lacking_evidence(kept, side)),
        unapproved=tuple(one.clause.id for one in kept if _unapproved(one.record, on)),
        conflicts=conflicts,
    )


def _needed(library: ClauseLibrary, asked: Iterable[str], seller: PublicProfile) -> list[str]:
    """Leave out what the rules ask for only where another company runs a model."""
    own = bool(seller.models) and not any(model.outside for model in seller.models)
    rows = [row for row in library.rules if row.condition == _OUTSIDE_ONLY] if own else []
    spared = {clause for row in rows for clause in row.clauses}
    return [one for one in asked if one not in spared]


def _records(library: ClauseLibrary, asked: Iterable[str]) -> list[ClauseRecord]:
    wanted = list(dict.fromkeys(asked))
    required = (clause for clause, _ in close_requires(tuple(wanted), library.clauses))
    ordered = in_schedule_order((*wanted, *required), library.clauses)
    return [library.clauses[one] for one in ordered if one in library.clauses]


def _values(
    record: ClauseRecord,
    seller: PublicProfile,
    words: Mapping[str, str],
    laws: Mapping[str, LawDate],
) -> _Values:
    values: dict[str, ParamValue] = {}
    open_, lacking = [], []
    for name, param in record.params.items():
        if not _used(name, record):
            continue
        if _needs_a_deal(param):
            open_.append(name)
            values[name] = ParamValue(words[param.type], "")
            continue
        given = _given(param.source, seller, laws)
        raw = param.default if given is None else given
        if raw is None:
            lacking.append(name)
        else:
            values[name] = read_param(param, raw, NO_CURRENCY)
    return _Values(values, tuple(open_), tuple(lacking))


def _given(source: str | None, seller: PublicProfile, laws: Mapping[str, LawDate]) -> Raw:
    if source is None:
        return None
    return law_day(source, laws) if source.startswith(LAW) else seller_value(source, seller)


def _used(name: str, record: ClauseRecord) -> bool:
    """Say whether the text has a place for a parameter; other texts of the clause may have one."""
    return re.search(rf"\bparam\.{name}\b", record.preferred.text) is not None


def _needs_a_deal(param: ClauseParam) -> bool:
    """Say whether a value comes from a deal, or is money, which has no currency without one."""
    source = param.source or ""
    known = source in SELLER_VALUES or source.startswith(LAW)
    return param.type == "money" or (param.source is not None and not known)


def _draft(
    record: ClauseRecord, given: _Values, library: ClauseLibrary, seller: PublicProfile
) -> Drafted:
    slots = {f"param.{name}": value.printed for name, value in given.values.items()}
    text = fill(record.preferred, {**slots, PARTIES[0]: seller.company.legal_name})
    left_open = set(_open_facts(record, given))
    facts = tuple(facts_of(record.preferred, given.values, library, left_open))
    return Drafted(record, standard_clause(record, text, facts), given.values)


def _open_facts(record: ClauseRecord, given: _Values) -> Iterator[str]:
    for name, value in record.preferred.facts.items():
        if isinstance(value, str) and value.removeprefix("param.") in given.open:
            yield name


def _needs(record: ClauseRecord, values: Mapping[str, _Values]) -> str:
    lacking = values[record.clause].lacking
    return "; ".join(record.params[name].means for name in lacking)


def _lacking_evidence(kept: Iterable[Drafted], side: SellerSide) -> Iterator[Withheld]:
    held = side.evidence_kinds()
    own = bool(side.seller.models) and not any(model.outside for model in side.seller.models)
    for one in kept:
        for kind in one.record.preferred.evidence:
            if kind not in held and not (kind == "provider_terms" and own):
                yield Withheld(clause=one.clause.id, title=one.clause.title, needs=kind)


def _unapproved(record: ClauseRecord, on: date) -> bool:
    position = record.preferred
    approved = position.status == "effective" and position.approved_by and position.approved_on
    return not approved or record.review_by < on
