"""What the proposal still lacks, said on its first page and never hidden."""

from __future__ import annotations

from datetime import date

from proposalkit.compose.parts import Parts
from proposalkit.compose.wording import say
from proposalkit.model.proof import Answer, ToBeSupplied


def compose_gaps(parts: Parts) -> tuple[ToBeSupplied, ...]:
    """List missing clauses, texts awaiting approval and missing evidence, with owner and date."""
    return tuple(
        row
        for row in (
            _missing(parts),
            _unapproved(parts),
            _evidence(parts),
            _of_buyer(parts),
            _conflicts(parts),
            _documents(parts),
        )
        if row
    )


def compose_not_stated(parts: Parts, answers: tuple[Answer, ...]) -> tuple[str, ...]:
    """Name what a buyer may look for and does not find.

    Its own requirements stand in their table: what a buyer wrote is never among our own words.
    """
    asked = [one.question for one in answers if one.status == "not_stated"]
    lacking = []
    if not parts.seller.data_flow:
        lacking.append(say(parts.wording, "not_stated.data_flow"))
    if not parts.seller.service_levels:
        lacking.append(say(parts.wording, "not_stated.service_levels"))
    if parts.metrics and parts.brief.workflow.cost_today is None:
        lacking.append(say(parts.wording, "not_stated.cost_today"))
    return (*asked, *lacking)


def clause_title(parts: Parts, clause_id: str) -> str:
    """Give the title of a clause, also of one the library does not have yet."""
    record = parts.catalogue.library.clauses.get(clause_id)
    if record is not None:
        return record.title
    return parts.wording.get(f"clause_title.{clause_id}", clause_id)


def gap_due(parts: Parts) -> date:
    """Give the day by which what is missing is supplied: that of the legal review."""
    legal = next((gate.due for gate in parts.plan.gates if gate.id == "legal"), None)
    return legal or parts.brief.offer_date


def _owner(parts: Parts) -> str:
    return say(parts.wording, "gap.owner", seller=parts.seller.company.legal_name)


def _ids(parts: Parts, kind: str) -> list[str]:
    return [one.clause for one in parts.terms.blockers if one.kind == kind and one.clause]


def _missing(parts: Parts) -> ToBeSupplied | None:
    ids = _ids(parts, "clause_missing")
    if not ids:
        return None
    titles = "; ".join(clause_title(parts, one) for one in ids)
    return ToBeSupplied(
        id="missing-clauses",
        what=say(parts.wording, "gap.missing_clauses", titles=titles),
        owner=_owner(parts),
        due=gap_due(parts),
        clause_refs=tuple(ids),
    )


def _unapproved(parts: Parts) -> ToBeSupplied | None:
    ids = _ids(parts, "clause_not_approved")
    if not ids:
        return None
    return ToBeSupplied(
        id="clause-approval",
        what=say(parts.wording, "gap.unapproved_clauses", count=str(len(ids))),
        owner=_owner(parts),
        due=gap_due(parts),
        clause_refs=tuple(ids),
    )


def _of_buyer(parts: Parts) -> ToBeSupplied | None:
    """Name the texts with a word that is for the buyer alone to say, such as a class of its own."""
    mark = say(parts.wording, "gap.of_buyer_mark")
    left = [one for one in parts.terms.clauses if mark in " ".join(one.text.split())]
    if not left:
        return None
    return ToBeSupplied(
        id="words-of-the-buyer",
        what=say(parts.wording, "gap.of_buyer", titles="; ".join(one.title for one in left)),
        owner=parts.brief.buyer.legal_name,
        due=gap_due(parts),
        clause_refs=tuple(one.id for one in left),
    )


def _conflicts(parts: Parts) -> ToBeSupplied | None:
    """Say what kind of terms do not fit yet; the finding itself is for the seller alone."""
    open_ones = (
        one.id.removeprefix("conflict:").partition(":")[0]
        for one in parts.terms.blockers
        if one.kind == "conflict"
    )
    means = {one.id: one.means.rstrip(".") for one in parts.catalogue.library.safety}
    other = say(parts.wording, "gap.other_conflict")
    kinds = dict.fromkeys(means.get(one, other) for one in open_ones)
    if not kinds:
        return None
    return ToBeSupplied(
        id="open-conflicts",
        what=say(parts.wording, "gap.conflicts", what="; ".join(kinds)),
        owner=_owner(parts),
        due=gap_due(parts),
    )


def _documents(parts: Parts) -> ToBeSupplied:
    """Name the documents the clauses go into; this proposal holds their clauses, not themselves."""
    return ToBeSupplied(
        id="contract-documents",
        what=say(parts.wording, f"gap.documents.{parts.brief.paper.governs}"),
        owner=_owner(parts),
        due=gap_due(parts),
    )


def _evidence(parts: Parts) -> ToBeSupplied | None:
    lacking = [one for one in parts.terms.blockers if one.kind == "evidence_missing"]
    if not lacking:
        return None
    return ToBeSupplied(
        id="missing-evidence",
        what=say(
            parts.wording, "gap.missing_evidence", what="; ".join(one.what for one in lacking)
        ),
        owner=_owner(parts),
        due=gap_due(parts),
    )
