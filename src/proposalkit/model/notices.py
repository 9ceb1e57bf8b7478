"""Notices beside a kit: a revision is withdrawn, or another one takes its place."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.approvals import Digest, Said
from proposalkit.model.base import PublicModel
from proposalkit.model.fields import Day, machine_only


class Notice(PublicModel):
    """What the seller says of a revision that was sent; the kit itself is never changed."""

    notice_version: Annotated[Literal["0.1"], machine_only("Version of this form.")] = "0.1"
    kind: Annotated[Literal["withdrawn", "superseded"], machine_only("What happened.")]
    proposal_id: Annotated[str, machine_only("URN of the proposal.")]
    revision: Annotated[int, machine_only("The revision it is about.")]
    proposal_sha256: Annotated[Digest, machine_only("SHA-256 of its proposal.json.")]
    replaced_by: Annotated[int | None, machine_only("Revision that takes its place.")] = None
    replacement_sha256: Annotated[Digest | None, machine_only("SHA-256 of that one.")] = None
    by: Annotated[Said, machine_only("Name and title of the person who says so.")]
    on: Annotated[Day, machine_only("Day of the notice.")]
    reason: Annotated[str, machine_only("Why, in one sentence.")] = ""
