"""Records of approvals with their signatures: made with a person's key, checked when read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from proposalkit.clauses.lifecycle import Placed
from proposalkit.errors import InputRefused, Refused
from proposalkit.kit.keys import PublicKey, read_private_key, read_public_key
from proposalkit.kit.signature import read_signature, sign_detached
from proposalkit.knowledge.approval_records import (
    DEVIATIONS,
    FOLDER,
    read_clause_approvals,
    read_deviations,
)
from proposalkit.knowledge.price_releases import RELEASES, read_price_releases
from proposalkit.model.approvals import Approval, Deviation, approval_bytes
from proposalkit.model.finding import Finding
from proposalkit.model.price_exception import PriceRelease

KEYS = f"{FOLDER}/keys"
"""In a workspace: the public keys of the people who sign their approvals."""
RecordT = TypeVar("RecordT", bound=Approval)


def clause_approvals(workspace: Path) -> tuple[Placed, ...]:
    """Read the approvals of texts; raises InputRefused for a line or a signature that is wrong."""
    found = read_clause_approvals(workspace)
    _refuse(workspace, [(one.record, one.where) for one in found])
    return found


def deviations_on_record(workspace: Path) -> tuple[Deviation, ...]:
    """Read the deviations; raises InputRefused for a line or a signature that is wrong."""
    found = read_deviations(workspace)
    _refuse(workspace, [(one, f"{FOLDER}/{DEVIATIONS}") for one in found])
    return found


def price_releases(workspace: Path) -> tuple[PriceRelease, ...]:
    """Read the price releases; raises InputRefused for a line or a signature that is wrong."""
    found = read_price_releases(workspace)
    _refuse(workspace, [(one, RELEASES) for one in found])
    return found


def sign_records(
    workspace: Path, records: Sequence[RecordT], key: Path | None
) -> tuple[RecordT, ...]:
    """Sign records with a person's private key; without a key they stay as they are.

    Raises Refused when the public half is not in the workspace, or is another person's: such a
    record would be refused when it is read.
    """
    if key is None:
        return tuple(records)
    private = read_private_key(key)
    public = [one for one in _keys(workspace) if one.kid == private.thumbprint()]
    if not public:
        raise Refused(
            f'The public half of "{key}" is not in "{KEYS}", so nobody could check the signature.',
            f"Copy the file whose name ends in -public.jwk to {workspace / KEYS}.",
        )
    for one in records:
        if not _is_of(public[0], one):
            raise Refused(
                f'The key is of "{public[0].name}", the record of "{one.name}".',
                "Sign with your own key, or write your own name.",
            )
    return tuple(_signed(one, sign_detached(approval_bytes(one), private, "approval"))
                 for one in records)  # fmt: skip


def _signed(record: RecordT, signature: str) -> RecordT:
    return record.model_copy(update={"signature": signature})


def _refuse(workspace: Path, rows: Sequence[tuple[Approval, str]]) -> None:
    keys = _keys(workspace)
    findings = tuple(_faults(keys, rows))
    if findings:
        raise InputRefused(findings)


def _keys(workspace: Path) -> tuple[PublicKey, ...]:
    """Read the public keys of a workspace; a private key in that folder is refused."""
    return tuple(read_public_key(path) for path in sorted((workspace / KEYS).glob("*.jwk")))


def _faults(keys: Sequence[PublicKey], rows: Iterable[tuple[Approval, str]]) -> Iterator[Finding]:
    for record, where in rows:
        if record.signature is None:
            yield from _unsigned(keys, record, where)
        else:
            yield from _wrong(keys, record, record.signature, where)


def _unsigned(keys: Sequence[PublicKey], record: Approval, where: str) -> Iterator[Finding]:
    """Find a record without a signature by a person who signs since a day before it."""
    day = record.on.isoformat()
    if any(one.name and _is_of(one, record) and one.since <= day for one in keys):
        yield Finding(
            id="approval-not-signed",
            where=where,
            message=f'The record of "{record.name}" of {day} is not signed, though that person '
            f'has a key in "{KEYS}".',
            remedy="Have it recorded again with --key, or restore it from version control.",
        )


def _wrong(
    keys: Sequence[PublicKey], record: Approval, signature: str, where: str
) -> Iterator[Finding]:
    read = [
        (one, read_signature(signature.encode(), approval_bytes(record), one, "approval", where))
        for one in keys
    ]
    valid = [one for one, reading in read if reading.state == "valid"]
    if valid and _is_of(valid[0], record):
        return
    if valid:
        id_ = "approval-signed-by-another"
        why = f'It is signed with the key of "{valid[0].name}"'
    elif all(reading.state == "wrong_key" for _, reading in read):
        id_, why = "approval-key-unknown", f'No key in "{KEYS}" has signed it'
    else:
        id_ = "approval-signature-broken"
        why = next(one.reason for _, one in read if one.state != "wrong_key")
    yield Finding(
        id=id_,
        where=where,
        message=f'The record of "{record.name}" of {record.on}: {why}.',
        remedy="Trust it only after asking that person; restore it from version control.",
    )


def _is_of(key: PublicKey, record: Approval) -> bool:
    """Say whether a key may sign a record: it names nobody, or the very person."""
    return not key.name or _folded(key.name) == _folded(record.name)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
