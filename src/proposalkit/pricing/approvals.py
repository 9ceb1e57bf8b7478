"""Holds what goes beyond a price book against its approval matrix: who must release it."""

from __future__ import annotations

from collections.abc import Sequence

from proposalkit.model.approval_matrix import ApprovalMatrix, Ladder, same_role, within
from proposalkit.model.plan import Blocker
from proposalkit.model.price_book import PriceBook
from proposalkit.model.price_exception import (
    BeyondBook,
    PriceException,
    PriceRelease,
    exception_digest,
)


def exceptions_to_release(
    deal: str,
    book: PriceBook,
    offer: str,
    beyond: Sequence[BeyondBook],
    releases: Sequence[PriceRelease],
) -> tuple[PriceException, ...]:
    """Give everything beyond the first step of the matrix, with its release when one counts.

    A release counts when it names this very digest and a role of the step reached or of a later
    one, or the substitute of such a role. What no role may release is never cleared.
    """
    found = []
    for one in beyond:
        digest = exception_digest(deal, book.version, offer, one)
        made = _exception(book.approvals, one, digest)
        if made is not None:
            found.append(_with_release(made, releases))
    return tuple(found)


def exception_blockers(exceptions: Sequence[PriceException]) -> tuple[Blocker, ...]:
    """Give a blocker for each exception nobody released."""
    return tuple(
        Blocker(
            id=one.id,
            kind="price_exception",
            what="; ".join((one.why(), *one.refused)),
            who=one.who(),
        )
        for one in exceptions
        if one.release is None
    )


def _exception(
    matrix: ApprovalMatrix | None, beyond: BeyondBook, digest: str
) -> PriceException | None:
    if matrix is None:
        return PriceException(beyond=beyond, digest=digest, reach="no_matrix")
    ladder = matrix.ladder(beyond.subject)
    if ladder is None:
        return PriceException(beyond=beyond, digest=digest, reach="no_row")
    number = _step_reached(ladder, beyond)
    if number == 0:
        return None
    step = ladder[number]
    return PriceException(
        beyond=beyond,
        digest=digest,
        reach="not_evaluated" if beyond.lacking else "step",
        role=step.role,
        substitute=step.substitute,
        hours=step.hours,
        may_release=tuple(
            role for one in ladder[number:] for role in (one.role, one.substitute) if role
        ),
    )


def _step_reached(ladder: Ladder, beyond: BeyondBook) -> int:
    """Give the first step that covers the measure; the last one when there is no measure."""
    if beyond.measure is None:
        return len(ladder) - 1
    measure = beyond.measure
    covering = (
        number for number, one in enumerate(ladder) if within(beyond.subject, measure, one.limit)
    )
    return next(covering)


def _with_release(made: PriceException, releases: Sequence[PriceRelease]) -> PriceException:
    same = [one for one in releases if one.digest == made.digest]
    counting = [one for one in same if any(same_role(one.role, role) for role in made.may_release)]
    if counting:
        return made.model_copy(update={"release": counting[0]})
    refused = tuple(
        f'the release by {one.name} does not count: "{one.role}" may not release it' for one in same
    )
    return made.model_copy(update={"refused": refused})
