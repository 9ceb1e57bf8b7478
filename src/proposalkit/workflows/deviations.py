"""Record and list what was granted to one deal against the standard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from proposalkit.clauses.lifecycle import position_name
from proposalkit.clauses.positions import text_named
from proposalkit.clauses.variants import vary
from proposalkit.errors import InputRefused, Refused
from proposalkit.knowledge.approval_records import DEVIATIONS, FOLDER
from proposalkit.model.approvals import Deviation
from proposalkit.model.base import Model
from proposalkit.model.canonical import text_sha256
from proposalkit.model.finding import Finding
from proposalkit.workflows.approved import blocker_digest
from proposalkit.workflows.clause_records import Person, append_records, find_text
from proposalkit.workflows.signed_records import deviations_on_record, sign_records


class DeviationRow(Model):
    """A deviation with whether it still holds."""

    record: Deviation
    holds: bool


@dataclass(frozen=True)
class Grant:
    """What is granted: to which deal, about what, on whose request, why and until when."""

    deal: str
    subject: str
    requester: str
    reason: str
    change: str
    expires: date


def list_deviations(workspace: Path, on: date, deal: str | None = None) -> tuple[DeviationRow, ...]:
    """Give the deviations on record, for one deal or all; raises InputRefused."""
    return tuple(
        DeviationRow(record=one, holds=one.on <= on <= one.expires)
        for one in deviations_on_record(workspace)
        if deal in (None, one.deal)
    )


def record_deviation(workspace: Path, grant: Grant, person: Person) -> Deviation:
    """Record a deviation the person grants; raises Refused for a subject the deal does not have.

    Raises InputRefused when a value is missing, or when one person both asks and grants.
    """
    position, digest, change = _subject(workspace, grant)
    try:
        record = Deviation(
            name=person.name,
            role=person.role,
            on=person.on,
            digest=digest,
            deal=grant.deal,
            subject=grant.subject,
            position=position,
            change=change,
            requester=grant.requester,
            reason=grant.reason,
            expires=grant.expires,
        )
    except ValidationError as error:
        raise InputRefused([_fault(row["loc"], row["msg"]) for row in error.errors()]) from error
    (signed,) = sign_records(workspace, [record], person.key)
    append_records(workspace / FOLDER / DEVIATIONS, [signed])
    return signed


def _subject(workspace: Path, grant: Grant) -> tuple[str, str, str]:
    """Give position, digest and words of what is deviated from."""
    from proposalkit.workflows.gather import gather

    gathered = gather(workspace, grant.deal)
    if grant.subject.startswith("X-"):
        there = [one for one in gathered.parts.terms.blockers if one.kind == "conflict"]
        for one in there:
            if one.id.split(":")[1] == grant.subject:
                return "", blocker_digest(one), grant.change or one.what
        known = ", ".join(one.id.split(":")[1] for one in there) or "none"
        raise Refused(
            f'"{grant.deal}" has no open conflict "{grant.subject}".', f"Open are: {known}."
        )
    text = find_text(gathered.parts.catalogue.library, grant.subject)
    clause, _, name = grant.subject.partition("/")
    if clause not in gathered.parts.plan.clauses:
        raise Refused(
            f'"{grant.deal}" has no clause "{clause}".', "The memo lists the clauses of a deal."
        )
    varied, _ = vary(text.record, gathered.parts.catalogue.library, gathered.deal)
    used = text_named(varied, name.rpartition("/")[2]) or varied.preferred
    change = grant.change or f"The text {position_name(used)} of {text.record.title}."
    return position_name(used), text_sha256(used.text), change


def _fault(place: tuple[str | int, ...], message: str) -> Finding:
    options = {"name": "--name", "role": "--role", "change": "--change"}
    field = str(place[0]) if place else "requester"
    return Finding(
        id="bad-deviation",
        where=options.get(field, f"--{field}"),
        message=f"{message}.",
        remedy="A deviation names who asked, who granted it, what, why and until when.",
    )
