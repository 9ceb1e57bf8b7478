"""Look into the clause library of a workspace: list, show, compare, what is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from proposalkit.clauses.lifecycle import (
    Placed,
    check_records,
    history_of,
    pin_text,
    state_of,
)
from proposalkit.clauses.seller_values import LAW
from proposalkit.errors import Refused
from proposalkit.knowledge.approval_records import kept_text
from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.knowledge.knowledge_files import readable_files
from proposalkit.knowledge.markdown import read_sheet
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.approvals import ClauseApproval, TextStatus
from proposalkit.model.base import Model
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord, PositionHeader
from proposalkit.model.word_changes import WordChange, changed_words
from proposalkit.workflows.clause_records import Text, find_text
from proposalkit.workflows.overlay import knowledge_folders
from proposalkit.workflows.signed_records import clause_approvals


class TextRow(Model):
    """One contract text, where it stands and who said so."""

    clause: str
    title: str
    family: str
    position: str
    version: str
    status: TextStatus
    digest: str
    terms: str
    owner: str
    review_by: date
    decided_by: str = ""
    decided_on: date | None = None
    effective_from: date | None = None
    file: str


class TextSheet(Model):
    """One contract text in full, with all that was recorded of it."""

    row: TextRow
    text: str
    why: str
    source: str
    facts: dict[str, str | tuple[str, ...]]
    records: tuple[ClauseApproval, ...]
    earlier: tuple[tuple[str, str, TextStatus], ...]
    """Version, digest and status of each text of this name that was recorded before."""


class TextDiff(Model):
    """Two texts compared word by word."""

    clause: str
    before: str
    after: str
    changes: tuple[WordChange, ...]


@dataclass(frozen=True)
class Ground:
    """The library of a workspace and its records."""

    workspace: Path
    library: ClauseLibrary
    records: tuple[Placed, ...]
    on: date


def ground_of(workspace: Path, on: date) -> Ground:
    """Read the library and the records of a workspace; raises InputRefused."""
    library = load_catalogue(knowledge_folders(workspace)).library
    return Ground(workspace, library, clause_approvals(workspace), on)


def list_texts(ground: Ground, family: str | None = None) -> tuple[TextRow, ...]:
    """Give each contract text with where it stands on the day."""
    rows = (
        text_row(ground, Text(record, position, pin_text(record, position)))
        for record in ground.library.clauses.values()
        for position in sorted(record.every_text(), key=lambda one: (one.order, one.file))
        if family in (None, record.family)
    )
    return tuple(rows)


def text_row(ground: Ground, text: Text) -> TextRow:
    """Give the row of one text."""
    state, record = state_of(text.pin, ground.records, ground.on), text.record
    last = state.last
    header: TextStatus = "in_review" if text.position.status == "in_review" else "draft"
    return TextRow(
        clause=record.clause,
        title=record.title,
        family=record.family,
        position=text.pin.position,
        version=record.version,
        status=state.status if last else header,
        digest=text.pin.digest,
        terms=text.pin.terms,
        owner=record.owner,
        review_by=record.review_by,
        decided_by=f"{last.name}, {last.role}" if last else "",
        decided_on=last.on if last else None,
        effective_from=last.effective_from if last else None,
        file=text.position.file,
    )


def show_text(ground: Ground, name: str) -> TextSheet:
    """Give one text in full; raises Refused for a name the library does not have."""
    text = find_text(ground.library, name)
    mine = [one.record for one in ground.records if one.key == text.pin.key]
    return TextSheet(
        row=text_row(ground, text),
        text=text.position.text,
        why=text.record.plain_words,
        source=text.position.source,
        facts=text.position.facts,
        records=tuple(mine),
        earlier=tuple(
            (last.version, last.digest, status)
            for last, status in history_of(ground.records, text.pin, ground.on)
        ),
    )


def library_findings(ground: Ground) -> tuple[Finding, ...]:
    """Give what is wrong with the records and each approved text that was changed."""
    return tuple(check_records(ground.records, ground.library))


def diff_texts(ground: Ground, clause: str, before: str, after: str) -> TextDiff:
    """Compare two texts of a clause: positions, versions such as `1`, `shipped`, or a digest.

    With nothing given, the last approved text, else the shipped one, is held against the one in
    use. Raises Refused for a text that is not there.
    """
    text = find_text(ground.library, clause)
    left = before or _last_approved(ground, text) or "shipped"
    right = after or text.pin.position
    return TextDiff(
        clause=clause,
        before=left,
        after=right,
        changes=changed_words(_words(ground, text, left), _words(ground, text, right)),
    )


def _last_approved(ground: Ground, text: Text) -> str:
    mine = [one.record for one in ground.records if one.key[:2] == text.pin.key[:2]]
    approved = [one for one in mine if one.step == "approved" and one.digest != text.pin.digest]
    return approved[-1].digest if approved else ""


def _words(ground: Ground, text: Text, name: str) -> str:
    if name == "shipped":
        return _shipped(text)
    version = _version(ground, text, name)
    if version is not None:
        return version
    return find_text(ground.library, f"{text.record.clause}/{name}").position.text


def _version(ground: Ground, text: Text, name: str) -> str | None:
    """Give the words of a version or a digest that was recorded, else None."""
    if name == text.record.version or name == text.pin.digest:
        return text.position.text
    mine = [one.record for one in ground.records if one.key[:2] == text.pin.key[:2]]
    found = [one.digest for one in mine if one.version == name]
    found += [one.digest for one in mine if len(name) >= 8 and one.digest.startswith(name)]
    if not found:
        if name.isdecimal():
            known = ", ".join(dict.fromkeys([*(one.version for one in mine), text.record.version]))
            raise Refused(
                f'Version "{name}" of "{text.record.clause}" is not on record.',
                f"On record are: {known}.",
            )
        return None
    words = kept_text(ground.workspace, found[-1])
    if words is None:
        raise Refused(
            f'The words of version "{name}" were not kept.',
            f"Restore approvals/texts/{found[-1]}.md from version control.",
        )
    return words


def _shipped(text: Text) -> str:
    name = text.position.file.partition("knowledge/")[2]
    findings: list[Finding] = []
    for file in readable_files((packaged_path("knowledge"),))[0]:
        if file.name == name:
            sheet = read_sheet(file, PositionHeader, findings, complete=False)
            if sheet is not None:
                return sheet.text
    raise Refused(
        f'proposalkit ships no text "{name}".', "Name two positions or versions to compare."
    )


def overdue_texts(ground: Ground) -> Iterator[Finding]:
    """Warn of each clause to be read again by the day, and of each law it names that moved.

    A law moved when its own review date has passed, or when its day came after it was last read.
    """
    for record in ground.library.clauses.values():
        yield from _moved_laws(record, ground)
        if record.review_by < ground.on:
            yield Finding(
                id="review-overdue",
                severity="warning",
                where=record.file,
                message=f'"{record.title}" was to be read again by {record.review_by}.',
                remedy=f'Have "{record.owner}" read it again and set a new review_by.',
            )


def _moved_laws(record: ClauseRecord, ground: Ground) -> Iterator[Finding]:
    for param in record.params.values():
        law = ground.library.laws.get((param.source or "").removeprefix(LAW))
        if law is None:
            continue
        if law.review_by < ground.on:
            why = f"its date, {law.date}, was to be read again by {law.review_by}"
        elif law.as_of < law.date <= ground.on:
            why = f"it applies since {law.date}, and was last read on {law.as_of}"
        else:
            continue
        yield Finding(
            id="law-moved",
            severity="warning",
            where=record.file,
            message=f'"{record.title}" names "{law.what}": {why}.',
            remedy=f"Read {law.source} again, set as_of and review_by in law-dates.yaml, and have "
            f'"{record.owner}" read the clause.',
        )
