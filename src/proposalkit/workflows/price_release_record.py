"""Record that a named person released a price exception; nothing is recorded on our own account."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from proposalkit.errors import InputRefused, Refused
from proposalkit.knowledge.fault_words import quoted
from proposalkit.knowledge.price_releases import RELEASES
from proposalkit.model.approval_matrix import same_role
from proposalkit.model.finding import Finding
from proposalkit.model.price_exception import PriceException, PriceRelease
from proposalkit.workflows.clause_records import Person, append_records
from proposalkit.workflows.gather import gather
from proposalkit.workflows.signed_records import sign_records

SHORTEST_DIGEST = 8
"""So many characters of a digest name it."""


def record_release(
    workspace: Path, deal: str, digest: str, person: Person, note: str = ""
) -> PriceRelease:
    """Record a release of the exception with that digest, or its first characters.

    Raises Refused when the deal has no such exception (it may have changed since it was read), or
    when the role may not release it; InputRefused when the person is not named.
    """
    exceptions = gather(workspace, deal).exceptions
    found = _of_digest(exceptions, deal, digest)
    if not found.may_release:
        raise Refused(
            f"{found.why()}: nobody can release it.", "Write a ladder for it in the price book."
        )
    if not any(same_role(person.role, role) for role in found.may_release):
        roles = quoted(list(dict.fromkeys(found.may_release)))
        raise Refused(
            f'"{person.role}" may not release "{found.beyond.what}".',
            f"Have it released by {roles}.",
        )
    try:
        record = PriceRelease(
            digest=found.digest, name=person.name, role=person.role, on=person.on, note=note
        )
    except ValidationError as error:
        raise InputRefused([_fault(row["loc"], row["msg"]) for row in error.errors()]) from error
    (signed,) = sign_records(workspace, [record], person.key)
    append_records(workspace / RELEASES, [signed])
    return signed


def _of_digest(exceptions: tuple[PriceException, ...], deal: str, digest: str) -> PriceException:
    named = [one for one in exceptions if one.digest.startswith(digest.lower())]
    if len(digest) >= SHORTEST_DIGEST and len(named) == 1:
        return named[0]
    known = "; ".join(f"{one.digest[:12]} {one.beyond.what}" for one in exceptions)
    raise Refused(
        f'"{deal}" has no price exception "{digest}"; what was read may have changed.',
        f"It has: {known}." if known else "It keeps to its price book; nothing is to be released.",
    )


def _fault(place: tuple[str | int, ...], message: str) -> Finding:
    return Finding(
        id="bad-release",
        where=f"--{place[0]}" if place else "--name",
        message=f"{message}.",
        remedy="A release names the person and the role.",
    )
