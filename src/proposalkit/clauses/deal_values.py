"""The closed list of deal values a clause parameter may be taken from, with their place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from proposalkit.clauses.deal import Deal
from proposalkit.clauses.price_words import price_table
from proposalkit.clauses.seller_values import LAW, SELLER_VALUES, Raw, law_day
from proposalkit.clauses.share_values import SHARE_VALUES
from proposalkit.model.brief import PilotIn
from proposalkit.model.brief_outcome import OutcomeIn
from proposalkit.model.display import display_date, display_rate
from proposalkit.model.money import Money
from proposalkit.model.seller import EvidenceIn, EvidenceKind, PublicProfile

REPORTS: tuple[EvidenceKind, ...] = ("certificate", "audit_report")
"""The kinds of evidence that a statement on certificates may rest on."""


@dataclass(frozen=True)
class DealValue:
    """One value of the deal and where it was given."""

    value: Raw
    where: str
    """Path in the brief, the profile or the price book, for messages."""


def known_value(name: str, deal: Deal) -> bool:
    """Say whether a parameter can be taken from a name: of the closed list, or a law's date."""
    if name.startswith(LAW):
        return name.removeprefix(LAW) in deal.laws
    return name in DEAL_VALUES


def deal_value(name: str, deal: Deal, in_words: bool = False) -> DealValue:
    """Give one value of the closed list; raises KeyError for a name that is not in it.

    Why: a code such as `free` fits a choice; a text wants the sentence that stands for it.
    """
    if name.startswith(LAW):
        return DealValue(law_day(name, deal.laws), "law-dates.yaml")
    where, read = DEAL_VALUES[name]
    if in_words and name in _IN_WORDS:
        read = _IN_WORDS[name]
    value = read(deal)
    return DealValue(None if value in ("", ()) else value, where)


def _money(amount: Decimal | None, deal: Deal) -> Money | None:
    return None if amount is None else Money(amount=amount, currency=deal.currency)


def _of_seller(read: Callable[[PublicProfile], Raw]) -> Callable[[Deal], Raw]:
    return lambda deal: read(deal.seller)


def _uses(deal: Deal) -> Raw:
    """List the work of the deal as a decision of consequence when the brief says that it is one."""
    return (deal.brief.workflow.name,) if deal.brief.consequential_decisions else None


def _minimum(deal: Deal) -> Money | None:
    wished = deal.brief.commercial.minimum
    if wished is not None:
        return _money(wished, deal)
    listed = [rate.minimum for rate in deal.offer.rates if rate.minimum is not None]
    return _money(sum(listed, Decimal(0)), deal) if listed else None


def _cap(deal: Deal) -> Money | None:
    wished = deal.brief.commercial.cap
    return _money(deal.offer.cap if wished is None else wished, deal)


def _of_pilot(read: Callable[[PilotIn, Deal], Raw]) -> Callable[[Deal], Raw]:
    def value(deal: Deal) -> Raw:
        pilot = deal.brief.commercial.pilot
        return None if pilot is None else read(pilot, deal)

    return value


def _fee(pilot: PilotIn, deal: Deal) -> Raw:
    listed = deal.offer.pilot.fee if deal.offer.pilot else None
    return _money(listed if pilot.fee is None else pilot.fee, deal)


def _scope(pilot: PilotIn, deal: Deal) -> Raw:
    work = deal.brief.workflow
    limits = (("channel", work.channel), ("kind of request", work.intent))
    told = "; ".join(f"{label}: {value}" for label, value in limits if value)
    return f"{work.name} ({told})" if told else work.name


def _metrics(pilot: PilotIn, deal: Deal) -> Raw:
    return tuple(f"{one.label}: {one.target}" for one in pilot.criteria)


def _of_outcome(read: Callable[[OutcomeIn], Raw]) -> Callable[[Deal], Raw]:
    def value(deal: Deal) -> Raw:
        given = deal.brief.workflow.outcome
        return None if given is None else read(given)

    return value


def _cap_words(deal: Deal) -> Raw:
    """Give the fixed sentence that says what happens at the cap; unknown without a cap."""
    return deal.wording.get(f"cap.{deal.offer.cap_behaviour}") if _cap(deal) else None


def _assisted_words(deal: Deal) -> Raw:
    """Say at which share assisted work is billed, and what shows it; unknown without a share."""
    outcome = deal.brief.workflow.outcome
    given = outcome.assisted if outcome else None
    rule = deal.wording.get("outcome.assisted_rule")
    if given is None or rule is None:
        return None
    shown = "; ".join(one.text for one in given.when)
    return rule.format(share=display_rate(given.share), conditions=shown)


def _reports(deal: Deal) -> Raw:
    """Give each report that holds to the end of the offer, with its id and last day (G-02)."""
    return tuple(
        f"{one.title} ({one.id}; {one.scope}; {_until(one)})"
        for one in deal.seller.evidence
        if one.kind in REPORTS and (one.expires_on is None or one.expires_on >= deal.ends_on)
    )


def _until(report: EvidenceIn) -> str:
    if report.expires_on is None:
        return f"issued on {display_date(report.issued_on)}"
    return f"valid until {display_date(report.expires_on)}"


def _nowhere(deal: Deal) -> Raw:
    """Stand for a value that no input file has a place for yet."""
    return None


_IN_WORDS: dict[str, Callable[[Deal], Raw]] = {"pricing.cap_behaviour": _cap_words}

DEAL_VALUES: dict[str, tuple[str, Callable[[Deal], Raw]]] = {
    "buyer.legal_name": ("buyer.legal_name", lambda deal: deal.brief.buyer.legal_name),
    "data.categories": ("data.categories", lambda deal: deal.brief.data.categories),
    "data.subjects": ("data.subjects", lambda deal: deal.brief.data.subjects),
    "workflow.name": ("workflow.name", lambda deal: deal.brief.workflow.name),
    "adm.uses": ("consequential_decisions", _uses),
    "agent.autonomy": ("autonomy", lambda deal: deal.brief.autonomy),
    "outcome.label": ("workflow.outcome.label", _of_outcome(lambda one: one.label)),
    "outcome.definition": ("workflow.outcome.definition", _of_outcome(lambda one: one.definition)),
    "outcome.qualifies": (
        "workflow.outcome.qualifies",
        _of_outcome(lambda one: tuple(row.text for row in one.qualifies)),
    ),
    "outcome.excludes": (
        "workflow.outcome.excludes",
        _of_outcome(lambda one: tuple(row.text for row in one.excludes)),
    ),
    "outcome.system_of_record": (
        "workflow.system_of_record.name",
        lambda deal: deal.brief.workflow.system_of_record.name,
    ),
    "outcome.report": (
        "workflow.system_of_record.report",
        lambda deal: deal.brief.workflow.system_of_record.report,
    ),
    "outcome.event": ("workflow.outcome.event", _of_outcome(lambda one: one.event)),
    "outcome.reopen_days": (
        "workflow.outcome.reopen_days",
        _of_outcome(lambda one: one.reopen_days),
    ),
    "outcome.dispute_days": (
        "workflow.outcome.dispute_days",
        _of_outcome(lambda one: one.dispute_days),
    ),
    "outcome.assisted_rule": ("workflow.outcome.assisted", _assisted_words),
    "pricing.minimum": ("commercial.minimum", _minimum),
    "pricing.cap": ("commercial.cap", _cap),
    "pricing.cap_behaviour": ("offers.cap_behaviour", lambda deal: deal.offer.cap_behaviour),
    "pricing.currency": ("currency", lambda deal: deal.currency),
    "pricing.unit_price_table": (
        "offers.rates",
        lambda deal: price_table(deal.offer, deal.currency),
    ),
    "pilot.days": ("commercial.pilot.days", _of_pilot(lambda pilot, deal: pilot.days)),
    "pilot.fee": ("commercial.pilot.fee", _of_pilot(_fee)),
    "pilot.scope": ("workflow.name", _of_pilot(_scope)),
    "pilot.metrics": ("commercial.pilot.criteria", _of_pilot(_metrics)),
    "pilot.decide_days": ("commercial.pilot", _nowhere),
    "pilot.price_deadline": ("commercial.pilot", _nowhere),
    "term.convenience_days": ("commercial", _nowhere),
    "term.commit_months": ("offers.term_months", lambda deal: deal.offer.term_months),
    "term.clean_days": ("commercial", _nowhere),
    "oversight.decisions": ("oversight", lambda deal: deal.brief.oversight),
    "oversight.amount_limit": (
        "oversight_limit",
        lambda deal: _money(deal.brief.oversight_limit, deal),
    ),
    "evidence.reports": ("public.evidence", _reports),
    **SHARE_VALUES,
    **{name: (where, _of_seller(read)) for name, (where, read) in SELLER_VALUES.items()},
}
"""Every name a parameter's `from` may have: where it is given, and how it is read."""
