"""Composes a deal at the revision it has to have."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from proposalkit.kit.layout import INPUTS, PROPOSAL_JSON, DealFolder

if TYPE_CHECKING:
    from proposalkit.errors import Refused
    from proposalkit.model.proposal import Proposal
    from proposalkit.workflows.gather import Gathered
    from proposalkit.workflows.generate import Request


def compose_next(
    request: Request, deal: DealFolder, gathered: Gathered, fingerprint: str
) -> Proposal:
    """Compose at the next revision, or at the present one when nothing but its grade changed.

    A released revision that did not change stays released. A revision that cannot be read any more
    is never written over: the counter goes on after it.
    """
    from proposalkit.compose.parts import Release
    from proposalkit.compose.proposal import compose_proposal
    from proposalkit.model.canonical import content_digest

    asked = Release(deal=request.deal, grade=request.grade, released_by=request.released_by)
    proposal = compose_proposal(gathered.parts, asked)
    number, previous = deal.latest() or 0, _previous(deal)
    same = previous is not None and content_digest(previous) == content_digest(proposal)
    if request.released_by and not (same and _was_read(deal, number, fingerprint)):
        raise _nothing_to_release(request, number)
    if previous is None or not same:
        return compose_proposal(gathered.parts, replace(asked, revision=number + 1))
    if request.grade == "draft":
        asked = replace(asked, grade=previous.grade, released_by=previous.released_by)
    return compose_proposal(gathered.parts, replace(asked, revision=previous.revision))


def _was_read(deal: DealFolder, number: int, fingerprint: str) -> bool:
    """Say whether the pages there were made from these very inputs, templates included."""
    try:
        inputs = json.loads((deal.internal(number) / INPUTS).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(inputs, dict) and inputs.get("fingerprint") == fingerprint


def _nothing_to_release(request: Request, number: int) -> Refused:
    """Refuse to release pages that nobody has read."""
    from proposalkit.errors import Refused

    message = f'There is no kit of "{request.deal}" to release.'
    if number:
        message = f"The inputs changed since revision {number} was made."
    remedy = f"Run proposalkit generate {request.deal}, read the kit, then release it."
    return Refused(message, remedy)


def _previous(deal: DealFolder) -> Proposal | None:
    from proposalkit.errors import InputRefused
    from proposalkit.readers.proposal_json import parse_proposal

    number = deal.latest()
    if number is None:
        return None
    try:
        data = (deal.buyer(number) / PROPOSAL_JSON).read_bytes()
        proposal = parse_proposal(data)
    except (OSError, InputRefused):
        return None
    return proposal if proposal.revision == number else None
