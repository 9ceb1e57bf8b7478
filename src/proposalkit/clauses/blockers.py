"""What stands in the way of a firm offer, as blockers with the one who clears each."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.clauses.conditions import CONDITIONS
from proposalkit.clauses.deal import Deal
from proposalkit.clauses.guards import Barred
from proposalkit.clauses.lifecycle import position_name
from proposalkit.clauses.params import Params
from proposalkit.clauses.seller_values import LAW
from proposalkit.model.display import display_date, display_word
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import APPROVERS, ClauseLibrary, ClauseRecord
from proposalkit.model.plan import Blocker


def missing_clause(clause: str) -> Blocker:
    """Name a clause that a rule asks for and the library lacks."""
    return Blocker(
        id=f"clause-missing:{clause}",
        kind="clause_missing",
        what=f'The library has no clause "{clause}"',
        who="legal",
        clause=clause,
    )


def unfilled_clause(record: ClauseRecord, params: Params) -> Blocker:
    """Name a clause that stays out because the deal does not give all it needs."""
    wanted = "; ".join(
        f"{record.params[name].means} ({record.params[name].source or name})"
        for name in params.lacking
    )
    return Blocker(
        id=f"clause-missing:{record.clause}",
        kind="clause_missing",
        what=f'Clause "{record.clause}" cannot be filled; the deal does not say: {wanted}',
        who="seller representative",
        clause=record.clause,
    )


def withheld_clause(barred: Barred, library: ClauseLibrary) -> Blocker:
    """Name a clause that stays out until its statement can be proved."""
    return Blocker(
        id=f"evidence-missing:{barred.clause}:{barred.guard}",
        kind="evidence_missing",
        what=_for_clause(barred.needs, library.clauses[barred.clause]),
        who="seller representative",
        clause=barred.clause,
    )


def approval_blockers(record: ClauseRecord, deal: Deal) -> Iterator[Blocker]:
    """Ask for approval of a text nobody approved, or that is past its review (guard G-08)."""
    position = record.preferred
    approved = position.status == "effective" and position.approved_by and position.approved_on
    late = record.review_by < deal.brief.offer_date
    if approved and not late:
        return
    reasons = [] if approved else ["is not approved"]
    if late:
        reasons.append(f"was to be reviewed by {display_date(record.review_by)}")
    yield Blocker(
        id=f"clause-not-approved:{record.clause}",
        kind="clause_not_approved",
        what=f"The text {_of(record)} {' and '.join(reasons)}",
        who=APPROVERS[position.approver],
        clause=record.clause,
    )


def _of(record: ClauseRecord) -> str:
    """Name the clause, and its text where that is another than the first one of the library."""
    name = position_name(record.preferred)
    own = "" if "/" not in name else f'"{name}" '
    return f'{own}of clause "{record.clause}"'


def sponsor_blocker(deal: Deal) -> Iterator[Blocker]:
    """Ask for the executive who answers for a price that is a share of value (rule R-09)."""
    priced = CONDITIONS["pricing_value"](deal)
    if priced.holds and deal.brief.buyer.sponsor is None:
        yield Blocker(
            id="input:buyer.sponsor",
            kind="input",
            what=f"Nobody at the buyer answers for the value ({priced.because}); the brief names "
            "no executive sponsor",
            who="seller representative",
        )


def stale_law_blockers(record: ClauseRecord, deal: Deal) -> Iterator[Blocker]:
    """Warn of each date of a law in a clause that somebody was to read again before the offer."""
    for name, param in record.params.items():
        law = deal.laws.get((param.source or "").removeprefix(LAW))
        slot = f"{{{{ param.{name} }}}}"
        if law and slot in record.preferred.text and law.review_by < deal.brief.offer_date:
            yield Blocker(
                id=f"law-date-stale:{record.clause}:{name}",
                kind="input",
                what=f'Clause "{record.clause}" names {display_date(law.date)} for '
                f'"{law.what}"; the date was to be read again by {display_date(law.review_by)}',
                who="legal",
                clause=record.clause,
            )


def evidence_blockers(record: ClauseRecord, deal: Deal) -> Iterator[Blocker]:
    """Ask for each kind of evidence the text needs and the profile lacks."""
    held = deal.evidence_kinds()
    for kind in record.preferred.evidence:
        if kind not in held and not (kind == "provider_terms" and _runs_own_models(deal)):
            yield Blocker(
                id=f"evidence-missing:{record.clause}:{kind}",
                kind="evidence_missing",
                what=_for_clause(display_word(kind), record),
                who="seller representative",
                clause=record.clause,
            )


def _runs_own_models(deal: Deal) -> bool:
    """Say whether no other company runs a model, so that there are no terms of one to show."""
    return bool(deal.seller.models) and not any(model.outside for model in deal.seller.models)


def _for_clause(needs: str, record: ClauseRecord) -> str:
    return f'{needs}, for clause "{record.title}" ({record.clause})'


def conflict_blocker(finding: Finding, number: int) -> Blocker:
    """Have a lawyer settle terms that do not fit together; dates are the seller's own."""
    return Blocker(
        id=f"conflict:{finding.id}:{number}",
        kind="conflict",
        what=f"{finding.message} {finding.remedy}",
        who="seller representative" if finding.id == "X-19" else "legal",
    )
