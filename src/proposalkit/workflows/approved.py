"""The knowledge of a workspace with what its records of approvals say of each text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from proposalkit.clauses.lifecycle import Placed, check_records, with_records
from proposalkit.errors import InputRefused
from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.model.approvals import Deviation
from proposalkit.model.canonical import text_sha256
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import Catalogue, ClauseLibrary
from proposalkit.model.plan import Blocker, ChosenTerms, PositionChoice
from proposalkit.workflows.overlay import knowledge_folders
from proposalkit.workflows.signed_records import clause_approvals, deviations_on_record


def approved_catalogue(workspace: Path, on: date) -> Catalogue:
    """Read the knowledge, each text with the status its records give it on a day.

    Raises InputRefused with every problem of the knowledge and of the records.
    """
    findings: list[Finding] = []
    catalogue, records = None, tuple[Placed, ...]()
    try:
        catalogue = load_catalogue(knowledge_folders(workspace))
    except InputRefused as refused:
        findings += refused.findings
    try:
        records = clause_approvals(workspace)
    except InputRefused as refused:
        findings += refused.findings
    if catalogue is None or findings:
        raise InputRefused(findings)
    library = with_records(catalogue.library, records, on)
    return catalogue.model_copy(update={"library": library})


def record_findings(workspace: Path) -> tuple[Finding, ...]:
    """Give what is wrong with the records, and each approved text that was changed."""
    try:
        library = load_catalogue(knowledge_folders(workspace)).library
    except InputRefused:
        return ()  # the check of the knowledge has said why
    try:
        records = clause_approvals(workspace)
    except InputRefused as refused:
        return refused.findings
    return (*check_records(records, library), *_approving_headers(library))


def _approving_headers(library: ClauseLibrary) -> Iterator[Finding]:
    """Warn of a text whose file calls itself approved: only a record approves."""
    for record in library.clauses.values():
        for one in record.every_text():
            if one.status == "approved" or one.approved_by:
                yield Finding(
                    id="header-approves-nothing",
                    severity="warning",
                    where=one.file,
                    message="The header calls the text approved; only a record approves it.",
                    remedy="Set status to draft and approved_by to null, then run: "
                    f"proposalkit clauses approve {record.clause} --name .. --role .. --date ..",
                )


def with_deviations(terms: ChosenTerms, workspace: Path, deal: str, until: date) -> ChosenTerms:
    """Clear each conflict and alternative text granted for this deal to the end of its offer.

    Raises InputRefused for records that cannot be read.
    """
    granted = {_subject(one): one for one in _granted(workspace, deal, until)}
    texts = tuple(
        _with_grant(one, granted.get((one.clause, one.digest))) for one in terms.positions
    )
    cleared = {one.clause for one in texts if one.granted_by}
    kept = tuple(
        one
        for one in terms.blockers
        if _conflict(one) not in granted
        and not (one.kind == "deviation_missing" and one.clause in cleared)
    )
    return terms.model_copy(update={"blockers": kept, "positions": texts})


def blocker_digest(blocker: Blocker) -> str:
    """Give what a deviation pins of a blocker: its words."""
    return text_sha256(blocker.what)


def refuse_blocked(blockers: Iterable[Blocker]) -> Iterator[Finding]:
    """Say of each blocker what kind it is and who clears it, as a finding."""
    for one in blockers:
        yield Finding(
            id=one.kind.replace("_", "-"),
            where=one.id,
            message=one.what if one.what.endswith(".") else f"{one.what}.",
            remedy=f"Cleared by: {one.who}.",
        )


def _granted(workspace: Path, deal: str, until: date) -> Iterator[Deviation]:
    for one in deviations_on_record(workspace):
        if one.deal == deal and one.on <= until <= one.expires:
            yield one


def _subject(record: Deviation) -> tuple[str, str]:
    """Give what a record is about, a clause without the name of its text, and the digest."""
    return record.subject.partition("/")[0], record.digest


def _with_grant(choice: PositionChoice, record: Deviation | None) -> PositionChoice:
    if record is None:
        return choice
    by = f"{record.name}, {record.role}"
    return choice.model_copy(update={"granted_by": by, "expires": record.expires})


def _conflict(blocker: Blocker) -> tuple[str, str]:
    subject = blocker.id.split(":")[1] if blocker.kind == "conflict" else ""
    return subject, blocker_digest(blocker)
