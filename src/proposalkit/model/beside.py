"""The two texts beside a proposal: its cover e-mail, and the summary a sponsor forwards."""

from __future__ import annotations

from typing import Annotated

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import machine_only


class CoverEmail(PublicModel):
    """The e-mail the proposal is sent with; it stands in cover-email.txt and on no page."""

    to: Annotated[str | None, machine_only("Who it is written to, with address.")] = None
    subject: Annotated[str, machine_only("Subject.")]
    greeting: Annotated[str, machine_only("First line.")]
    paragraphs: Annotated[tuple[str, ...], machine_only("What it says, paragraph by paragraph.")]
    closing: Annotated[tuple[str, ...], machine_only("Last lines: regards, name, role, address.")]


class SponsorSummary(PublicModel):
    """The summary for whoever wants the result; it stands in summary.pdf, two pages at most."""

    title: Annotated[str, machine_only("Heading.")]
    paragraphs: Annotated[tuple[str, ...], machine_only("What it says, paragraph by paragraph.")]
