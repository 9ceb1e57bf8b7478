"""The releases of price exceptions: read from the workspace, asked for before a kit goes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from proposalkit.clauses.recovered import positions_taken
from proposalkit.errors import Refused
from proposalkit.knowledge.inputs import WorkspaceInputs
from proposalkit.knowledge.price_releases import RELEASES
from proposalkit.model.approval_matrix import SHARES
from proposalkit.model.finding import Finding
from proposalkit.model.price_exception import PriceException, PriceRelease, released_late
from proposalkit.pricing.approvals import exceptions_to_release
from proposalkit.pricing.beyond_book import beyond_book

if TYPE_CHECKING:
    from proposalkit.model.knowledge import ClauseLibrary
    from proposalkit.model.plan import ChosenTerms
    from proposalkit.pricing.order import Order


def price_exceptions_of(
    inputs: WorkspaceInputs,
    deal: str,
    order: Order,
    terms: ChosenTerms,
    library: ClauseLibrary,
    releases: Sequence[PriceRelease],
) -> tuple[PriceException, ...]:
    """Give everything in which a deal goes beyond its price book, with the releases there are."""
    book, matrix = inputs.price_book, inputs.price_book.approvals
    ranks = positions_taken(terms.clauses, library) if matrix and matrix.clause_position else {}
    beyond = beyond_book(book, inputs.brief, order, inputs.seller.internal, ranks)
    return exceptions_to_release(deal, book, order.offer, beyond, releases)


def exception_row(one: PriceException) -> dict[str, object]:
    """Give a price exception for a machine: who must release it, and the digest to release."""
    return {
        "id": one.id,
        "what": one.why(),
        "who": one.who(),
        "role": one.role,
        "substitute": one.substitute,
        "hours": one.hours,
        "digest": one.digest,
        "releasedBy": one.release.words() if one.release else None,
    }


def exception_canaries(exceptions: Sequence[PriceException]) -> dict[str, str]:
    """Give the sentences that tell a list price or a margin; days may stand on a page."""
    return {
        one.id: one.beyond.what
        for one in exceptions
        if one.beyond.subject in SHARES and one.beyond.measure is not None
    }


def refuse_unreleased(exceptions: Sequence[PriceException], today: date) -> None:
    """Refuse to let a kit out with an exception nobody released; raises Refused with all of them.

    A release dated on a day still to come does not count yet.
    """
    findings = [_unreleased(one) for one in exceptions if one.release is None]
    findings += [_too_early(one) for one in exceptions if released_late(one, today)]
    if findings:
        count = len(findings)
        noun = "price exception is" if count == 1 else "price exceptions are"
        raise Refused(
            f"{count} {noun} not released.",
            "Have each released by the role named: proposalkit pricebook release DEAL DIGEST "
            "--name NAME --role ROLE --date DAY",
            findings,
        )


def _unreleased(one: PriceException) -> Finding:
    remedy = {
        "step": f"To be released by {one.who()}; digest {one.digest}.",
        "not_evaluated": f"Give these inputs, or have it released by {one.who()}; "
        f"digest {one.digest}.",
        "no_matrix": 'Write "approvals" in the price book, or keep to the book.',
        "no_row": f'Write a row "{one.beyond.subject}" in the matrix, or keep to the book.',
    }
    message = "; ".join((one.why(), *one.refused))
    return Finding(
        id=f"{one.beyond.subject.replace('_', '-')}-not-released",
        where=RELEASES,
        message=f"{message}.",
        remedy=remedy[one.reach],
    )


def _too_early(one: PriceException) -> Finding:
    day = one.release.on if one.release else None
    return Finding(
        id="release-in-the-future",
        where=RELEASES,
        message=f'The release of "{one.beyond.what}" is dated "{day}", a day still to come.',
        remedy="Release the kit on that day, or mend the date.",
    )
