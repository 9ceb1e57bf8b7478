"""Take an offer back or put another in its place: by a notice beside the kit, never by an edit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from proposalkit.errors import Refused
from proposalkit.kit.journal import Entry, append_entry
from proposalkit.kit.layout import MANIFEST, PROPOSAL_JSON, DealFolder
from proposalkit.kit.lock import deal_lock
from proposalkit.kit.manifest import manifest_grade
from proposalkit.kit.notices import read_notices, write_notice
from proposalkit.kit.pack import SENDABLE
from proposalkit.model.canonical import sha256_hex
from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.notices import Notice


@dataclass(frozen=True)
class Said:
    """Who gives a notice, and why."""

    by: str
    reason: str = ""


@dataclass(frozen=True)
class _Sent:
    """One revision that was released: its number, id and digest."""

    number: int
    proposal_id: str
    digest: str


def withdraw(folder: Path, revision: int | None, said: Said, *, now: datetime) -> Path:
    """Withdraw a released revision, the latest if none is named; give the notice's file.

    Raises Refused for a draft, for one that is withdrawn already, and without a person or reason.
    """
    deal = DealFolder(folder)
    _refuse_nobody(said)
    if not said.reason.strip():
        raise Refused("A withdrawal needs a reason.", "Give --reason in one sentence.")
    sent = _sent(deal, revision)
    return _give(deal, sent, None, said, now)


def supersede(
    folder: Path, revision: int, by_revision: int | None, said: Said, *, now: datetime
) -> Path:
    """Say that a later released revision takes the place of an earlier one; give the file.

    Raises Refused unless both were released and the second is the later one.
    """
    deal = DealFolder(folder)
    _refuse_nobody(said)
    old, new = _sent(deal, revision), _sent(deal, by_revision)
    if new.number <= old.number:
        raise Refused(
            f"Revision {new.number} is not later than revision {old.number}.",
            "Name the later one with --with; it has to be released.",
        )
    return _give(deal, old, new, said, now)


def notice_results(deal: DealFolder, number: int) -> Iterator[CheckResult]:
    """Say of a revision that it was withdrawn or superseded; nothing of one that stands."""
    data = _read(deal.buyer(number) / PROPOSAL_JSON)
    for one in read_notices(deal):
        if one.proposal_sha256 == sha256_hex(data) and one.revision == number:
            instead = f" by revision {one.replaced_by}" if one.replaced_by else ""
            finding = Finding(
                id=f"offer-{one.kind}",
                where=f"revision {number}",
                message=f"This revision was {one.kind}{instead} on {one.on} by {one.by}.",
                remedy="Use the revision in its place." if instead else "Ask for a new offer.",
            )
            yield CheckResult(check="offer-stands", findings=(finding,))
            return


def refuse_withdrawn(deal: DealFolder, number: int) -> None:
    """Refuse to send a revision that was taken back; raises Refused."""
    for result in notice_results(deal, number):
        raise Refused(
            result.findings[0].message, "Make and release a new revision.", result.findings
        )


def _give(deal: DealFolder, old: _Sent, new: _Sent | None, said: Said, now: datetime) -> Path:
    notice = Notice(
        kind="superseded" if new else "withdrawn",
        proposal_id=old.proposal_id,
        revision=old.number,
        proposal_sha256=old.digest,
        replaced_by=new.number if new else None,
        replacement_sha256=new.digest if new else None,
        by=said.by.strip(),
        on=now.date(),
        reason=said.reason.strip(),
    )
    with deal_lock(deal.root):
        refuse_withdrawn(deal, old.number)
        path = write_notice(deal, notice)
        entry: Entry = {"revision": old.number, "by": notice.by, "reason": notice.reason,
                 "noticeSha256": sha256_hex(path.read_bytes())}  # fmt: skip
        append_entry(deal.journal, notice.kind, now, entry)
    return path


def _sent(deal: DealFolder, revision: int | None) -> _Sent:
    number = revision if revision is not None else deal.latest()
    if number is None or not deal.buyer(number).is_dir():
        wanted = f"revision {number}" if number is not None else "a kit"
        raise Refused(
            f'There is no {wanted} in "{deal.root}".', "Look into the folder of the deal."
        )
    if manifest_grade(_read(deal.buyer(number) / MANIFEST) or b"{}") not in SENDABLE:
        raise Refused(
            f"Revision {number} was never released, so there is nothing to take back.",
            "Make the kit again instead: proposalkit generate.",
        )
    data = _read(deal.buyer(number) / PROPOSAL_JSON)
    return _Sent(number, str(json.loads(data)["proposalId"]), sha256_hex(data))


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _refuse_nobody(said: Said) -> None:
    if not said.by.strip():
        raise Refused("A notice needs a person.", 'Use --by "Name, title"')
