"""The life of a contract text: draft, in review, approved, effective, superseded, withdrawn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from proposalkit.model.approvals import ClauseApproval, Step, TextStatus
from proposalkit.model.canonical import sha256_hex, text_sha256
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord, Position

_BEFORE: Mapping[Step, frozenset[TextStatus]] = {
    "in_review": frozenset({"draft", "in_review"}),
    "approved": frozenset({"in_review"}),
    "rejected": frozenset({"in_review"}),
    "withdrawn": frozenset({"draft", "in_review", "approved"}),
}
"""The steps that may be taken from each place; a withdrawn text comes back as a new version."""


@dataclass(frozen=True)
class TextPin:
    """One contract text of the library, pinned by what a person reads when approving it."""

    clause: str
    position: str
    version: str
    digest: str
    terms: str
    file: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Give what makes it the same text, whatever its version is called."""
        return (self.clause, self.position, self.digest, self.terms)


@dataclass(frozen=True)
class Placed:
    """A record with the line of the file it stands on."""

    record: ClauseApproval
    where: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Give the text it is about."""
        one = self.record
        return (one.clause, one.position, one.digest, one.terms)


@dataclass(frozen=True)
class TextState:
    """Where one text stands on one day, and the record that put it there."""

    status: TextStatus
    last: ClauseApproval | None = None


def position_name(position: Position) -> str:
    """Give the name of a text inside its clause, such as `10-preferred`."""
    path = PurePosixPath(position.file)
    parts = path.with_suffix("").parts
    inside = parts[parts.index(position.clause) + 1 :] if position.clause in parts else ()
    return "/".join(inside) or path.stem


def pin_text(record: ClauseRecord, position: Position) -> TextPin:
    """Pin a text by its words and by its facts, parameters and evidence."""
    params = {name: one.model_dump(mode="json") for name, one in sorted(record.params.items())}
    used = {name: one for name, one in params.items() if _uses(position, name)}
    terms = {"facts": position.facts, "evidence": position.evidence, "params": used}
    return TextPin(
        clause=record.clause,
        position=position_name(position),
        version=record.version,
        digest=text_sha256(position.text),
        terms=sha256_hex(json.dumps(terms, sort_keys=True, ensure_ascii=False).encode()),
        file=position.file,
    )


def pins_of(library: ClauseLibrary) -> Iterator[TextPin]:
    """Pin every text of a library, in its order."""
    for record in library.clauses.values():
        for position in record.every_text():
            yield pin_text(record, position)


def state_of(pin: TextPin, records: Sequence[Placed], on: date) -> TextState:
    """Say where a text stands on a day; a file's own header approves nothing."""
    last = None
    for one in records:
        if one.key == pin.key:
            last = one.record
    return TextState(_status(last, on), last)


def history_of(
    records: Sequence[Placed], current: TextPin, on: date
) -> tuple[tuple[ClauseApproval, TextStatus], ...]:
    """Give the last record of each other text of the same name, with where that one stands.

    A text that was approved is superseded once the current one is effective.
    """
    mine = [one for one in records if one.key[:2] == current.key[:2] and one.key != current.key]
    lasts = {one.key: one.record for one in mine}
    replaced = state_of(current, records, on).status == "effective"
    return tuple(
        (last, "superseded" if replaced and last.step == "approved" else _status(last, on))
        for last in lasts.values()
    )


def check_records(records: Sequence[Placed], library: ClauseLibrary) -> Iterator[Finding]:
    """Find steps that may not follow each other, and approved texts that were changed."""
    now: dict[tuple[str, ...], TextStatus] = {}
    for one in records:
        before = now.get(one.key, "draft")
        if not may_take(before, one.record.step):
            yield _bad_step(one, before)
        now[one.key] = _status(one.record, date.max)
    for pin in pins_of(library):
        yield from _changed(pin, records)


def may_take(status: TextStatus, step: Step) -> bool:
    """Say whether a text that stands there may take a step; effective counts as approved."""
    return ("approved" if status == "effective" else status) in _BEFORE[step]


def with_records(library: ClauseLibrary, records: Sequence[Placed], on: date) -> ClauseLibrary:
    """Give the library with the status of each text as the records say for a day."""
    clauses = {name: _with_states(record, records, on) for name, record in library.clauses.items()}
    return library.model_copy(update={"clauses": clauses})


def _with_states(record: ClauseRecord, records: Sequence[Placed], on: date) -> ClauseRecord:
    def decided(texts: Iterable[Position]) -> tuple[Position, ...]:
        return tuple(_decided(record, one, records, on) for one in texts)

    variants = {regime: decided(texts) for regime, texts in record.variants.items()}
    return record.model_copy(update={"positions": decided(record.positions), "variants": variants})


def _decided(
    record: ClauseRecord, position: Position, records: Sequence[Placed], on: date
) -> Position:
    state = state_of(pin_text(record, position), records, on)
    last = state.last
    header: TextStatus = "in_review" if position.status == "in_review" else "draft"
    approved = last if state.status in ("approved", "effective") else None
    return position.model_copy(
        update={
            "status": state.status if last else header,
            "approved_by": f"{approved.name}, {approved.role}" if approved else None,
            "approved_on": approved.on if approved else None,
        }
    )


def _status(last: ClauseApproval | None, on: date) -> TextStatus:
    if last is None or last.step == "rejected":
        return "draft"
    if last.step == "approved":
        waits = last.effective_from is not None and last.effective_from > on
        return "approved" if waits else "effective"
    return last.step


def _uses(position: Position, name: str) -> bool:
    """Say whether a parameter stands in a text or in one of its facts."""
    slot = f"param.{name}"
    return f"{{{{ {slot} }}}}" in position.text or slot in position.facts.values()


def _changed(pin: TextPin, records: Iterable[Placed]) -> Iterator[Finding]:
    """Find a text that is not the one approved under its version."""
    same = [one for one in records if one.key[:2] == pin.key[:2]]
    own = [one.record for one in same if one.key == pin.key]
    before = [one for one in same if one.record.version == pin.version and one.key != pin.key]
    approved = [one for one in before if one.record.step == "approved"]
    if own or not approved:
        return
    last = approved[-1].record
    words = last.digest != pin.digest
    had, has = (last.digest, pin.digest) if words else (last.terms, pin.terms)
    what = "text" if words else "facts, parameters or evidence"
    yield Finding(
        id="approved-text-changed",
        where=pin.file,
        message=f'Version "{pin.version}" was approved by "{last.name}" with the digest {had}; '
        f"the {what} now has {has}.",
        remedy="Put the approved one back, or raise version in clause.md and have it approved: "
        f"proposalkit clauses diff {pin.clause} shows the change.",
    )


def _bad_step(one: Placed, before: TextStatus) -> Finding:
    record = one.record
    return Finding(
        id="approval-out-of-order",
        where=one.where,
        message=f'"{record.step}" of {record.clause}/{record.position} version '
        f'"{record.version}" cannot follow "{before.replace("_", " ")}".',
        remedy="Remove the line, or put the missing step before it: in_review comes before "
        "approved, and a withdrawn text comes back as a new version.",
    )
