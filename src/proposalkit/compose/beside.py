"""The e-mail a proposal is sent with and the sponsor's summary, made of drafted paragraphs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from proposalkit.compose.wording import say
from proposalkit.model.beside import CoverEmail, SponsorSummary
from proposalkit.model.proof import Block
from proposalkit.model.proposal import Proposal

if TYPE_CHECKING:  # a buyer's `verify` wants the e-mail alone
    from proposalkit.compose.parts import Parts

WIDTH = 76
"""Letters of a line of the e-mail: quoted once or twice it still fits a window."""


def compose_email(parts: Parts, blocks: Iterable[Block]) -> CoverEmail:
    """Write the e-mail to the one who moves the deal, else to procurement, else to the sponsor.

    The first of them with an address is written to; a name without one is no address.
    """
    buyer, seller, words = parts.brief.buyer, parts.seller.company, parts.wording
    people = [one for one in (buyer.champion, buyer.procurement, buyer.sponsor) if one]
    person = next((one for one in people if one.email), people[0] if people else None)
    contact = seller.contact
    greeting = say(words, "email.greeting", name=person.name) if person else None
    address = f"{person.name} <{person.email}>" if person and person.email else None
    closing = [say(words, "email.regards"), contact.name, f"{contact.role}, {seller.legal_name}"]
    return CoverEmail(
        to=address,
        subject=say(words, "email.subject", workflow=parts.brief.workflow.name),
        greeting=greeting or say(words, "email.greeting_nobody"),
        paragraphs=(*(one.text for one in blocks), say(words, "email.files")),
        closing=tuple(one for one in (*closing, contact.email or "") if one),
    )


def compose_summary(parts: Parts, blocks: Iterable[Block]) -> SponsorSummary:
    """Give the sponsor's summary; the figures beside it come from the proposal itself."""
    return SponsorSummary(
        title=say(parts.wording, "summary.title", workflow=parts.brief.workflow.name),
        paragraphs=tuple(one.text for one in blocks),
    )


def email_bytes(proposal: Proposal) -> bytes:
    """Write the e-mail as plain text, ready to be pasted; empty when there is none.

    What the grade means stands behind what it says, so that a release changes no word of the data.
    """
    email = proposal.cover_email
    if email is None:
        return b""
    head = [f"To: {email.to}"] if email.to else []
    head.append(f"Subject: {email.subject}")
    parts = [
        "\n".join(head),
        email.greeting,
        *(_wrapped(one) for one in (*email.paragraphs, proposal.grade_notice)),
        "\n".join(email.closing),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)
