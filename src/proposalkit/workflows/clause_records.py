"""Record what named people say of clause texts; nothing is ever recorded on our own account."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from proposalkit.clauses.lifecycle import (
    Placed,
    TextPin,
    check_records,
    may_take,
    pin_text,
    position_name,
    state_of,
)
from proposalkit.errors import InputRefused, Refused
from proposalkit.kit.write import explain_os_error
from proposalkit.knowledge.approval_records import (
    CLAUSES,
    FOLDER,
    TEXTS,
)
from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.knowledge.fault_words import close_to
from proposalkit.model.approvals import Approval, ClauseApproval, Step
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord, Position
from proposalkit.workflows.overlay import knowledge_folders
from proposalkit.workflows.signed_records import clause_approvals, sign_records


@dataclass(frozen=True)
class Person:
    """Who decided, in which role and when."""

    name: str
    role: str
    on: date
    key: Path | None = None
    """The person's private key, to sign the record with."""


@dataclass(frozen=True)
class Asked:
    """What is to be recorded of which texts."""

    step: Step
    effective_from: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Text:
    """One contract text of the library with its record and pin."""

    record: ClauseRecord
    position: Position
    pin: TextPin


def find_text(library: ClauseLibrary, name: str) -> Text:
    """Find a text by `clause` or `clause/position`; the preferred one when none is named.

    Raises Refused for a name the library does not have.
    """
    clause, _, wanted = name.partition("/")
    record = library.clauses.get(clause)
    if record is None:
        raise Refused(f'"{clause}" is not a clause of the library.', _hint(clause, library.clauses))
    names = {position_name(one): one for one in record.every_text()}
    found = [one for one in names if one == wanted or one.partition("-")[2] == wanted]
    position = names[found[0]] if found else record.preferred
    if wanted and not found:
        raise Refused(f'"{wanted}" is not a text of "{clause}".', _hint(wanted, names))
    return Text(record, position, pin_text(record, position))


def record_step(
    workspace: Path, names: Sequence[str], person: Person, asked: Asked
) -> tuple[ClauseApproval, ...]:
    """Record one step of each text named, as the person says; give the records written.

    A decision on a draft is recorded as a review and the decision, by the same person. Raises
    Refused, with nothing written, for a text that may not take the step, and InputRefused when
    records that are there cannot stand.
    """
    _refuse_nobody(person)
    library = load_catalogue(knowledge_folders(workspace)).library
    texts = [find_text(library, name) for name in names]
    return record_texts(workspace, library, [(one, person, asked) for one in texts])


def record_texts(
    workspace: Path, library: ClauseLibrary, rows: Sequence[tuple[Text, Person, Asked]]
) -> tuple[ClauseApproval, ...]:
    """Record a step for each text with its own person; all or nothing."""
    there = clause_approvals(workspace)
    faults = [one for one in check_records(there, library) if one.id == "approval-out-of-order"]
    if faults:
        raise InputRefused(faults)
    new: list[ClauseApproval] = []
    for text, person, asked in rows:
        new += sign_records(workspace, _steps(text, person, asked, there), person.key)
    _keep_texts(workspace, (one for one, _, _ in rows))
    append_records(workspace / FOLDER / CLAUSES, new)
    return tuple(new)


def append_records(path: Path, records: Iterable[Approval]) -> None:
    """Append records as lines of JSON, whole or not at all; raises Unavailable."""
    lines = "".join(f"{_line(one)}\n" for one in records)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_bytes() if path.is_file() else b""
        gap = b"" if not before or before.endswith(b"\n") else b"\n"
        staging = path.with_name(f".{path.name}.part")
        staging.write_bytes(before + gap + lines.encode())
        os.replace(staging, path)
    except OSError as error:
        raise explain_os_error(error, path.parent) from error


def _line(record: Approval) -> str:
    """Write a record as one line, without what nobody said: the readers refuse an empty value."""
    unsaid = {name for name, value in record if value == "" or (name, value) == ("signature", None)}
    return record.model_dump_json(exclude=unsaid)


def _steps(
    text: Text, person: Person, asked: Asked, there: Sequence[Placed]
) -> list[ClauseApproval]:
    status = state_of(text.pin, there, date.max).status
    if asked.step in ("approved", "rejected") and status == "draft":
        review = Asked("in_review", note="Read for the decision.")
        return [_made(text, person, review), _made(text, person, asked)]
    if not may_take(status, asked.step):
        name = f"{text.pin.clause}/{text.pin.position}"
        raise Refused(
            f'The text "{name}" is {status.replace("_", " ")}; it cannot become '
            f'"{asked.step.replace("_", " ")}".',
            _way_back(status, asked.step),
        )
    return [_made(text, person, asked)]


def _way_back(status: str, step: Step) -> str:
    if status == "withdrawn":
        return "Write a new version of the text; a withdrawn one does not come back."
    if step == "approved":
        return "It is approved already; nothing is to be done."
    return "Withdraw it, or write a new version: proposalkit clauses show says where it stands."


def _made(text: Text, person: Person, asked: Asked) -> ClauseApproval:
    return ClauseApproval(
        name=" ".join(person.name.split()),
        role=" ".join(person.role.split()),
        on=person.on,
        digest=text.pin.digest,
        step=asked.step,
        clause=text.pin.clause,
        position=text.pin.position,
        version=text.pin.version,
        terms=text.pin.terms,
        effective_from=asked.effective_from if asked.step == "approved" else None,
        note=asked.note,
    )


def _keep_texts(workspace: Path, texts: Iterable[Text]) -> None:
    """Keep the words that were read, so that a later version can be compared with them."""
    folder = workspace / FOLDER / TEXTS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in texts:
            path = folder / f"{one.pin.digest}.md"
            if not path.is_file():
                path.write_text(one.position.text + "\n", encoding="utf-8")
    except OSError as error:
        raise explain_os_error(error, folder) from error


def _refuse_nobody(person: Person) -> None:
    for value, option in ((person.name, "--name"), (person.role, "--role")):
        if len(value.strip()) < 2:
            raise Refused(
                f'"{value.strip()}" names nobody: an approval needs a person and a role.',
                f'Give {option}, such as --name "Ada Lindqvist" --role "General counsel".',
            )


def _hint(name: str, known: Iterable[str]) -> str:
    meant = close_to(name, known)
    return f'Did you mean "{meant}"?' if meant else "proposalkit clauses list names them."
