"""The jobs for the renderer: pages, look and attachment of one kit and of its summary."""

from __future__ import annotations

from dataclasses import replace

from proposalkit.model.proposal import Proposal
from proposalkit.model.render_job import RenderJob
from proposalkit.workflows.pages import LOGO, PageView, SummaryView


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
        template_digest=view.folders.digest(),
        images=((LOGO, logo),) if logo is not None else (),
    )


def summary_job(job: RenderJob, summary: SummaryView) -> RenderJob:
    """Give the job of the summary: other pages, the same data, images and metadata."""
    return replace(job, html=summary.html, title=summary.title)
