"""The look of one kit: accent colour, logo, and the job for the renderer."""

from __future__ import annotations

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.model.proposal import Proposal
from proposalkit.model.render_job import RenderJob
from proposalkit.workflows.gather import Gathered
from proposalkit.workflows.pages import LOGO, PageView


def read_logo(gathered: Gathered) -> bytes | None:
    """Read the logo the profile names; raises InputRefused when it cannot be read."""
    brand = gathered.inputs.seller.public.brand
    if brand.logo is None:
        return None
    try:
        return (gathered.workspace / brand.logo).read_bytes()
    except OSError as error:
        finding = Finding(
            id="missing-image",
            where=gathered.inputs.places.at("seller", "public.brand.logo"),
            message=f'"{brand.logo}" cannot be read: {error.strerror}.',
            remedy="Put the PNG or JPEG there, or remove the key.",
        )
        raise InputRefused([finding]) from error


def render_job(proposal: Proposal, payload: bytes, view: PageView, logo: bytes | None) -> RenderJob:
    """Gather all that the renderer needs to make the PDF."""
    return RenderJob(
        html=view.html,
        stylesheet=view.stylesheet(),
        title=proposal.title,
        author=proposal.parties.seller.name,
        language=proposal.language,
        created=proposal.offer_date,
        proposal_id=proposal.proposal_id,
        schema_version=proposal.schema_version,
        payload=payload,
        template_digest=view.template_digest(),
        images=((LOGO, logo),) if logo is not None else (),
    )
