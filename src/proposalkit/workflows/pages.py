"""The pages a proposal should have: HTML, expected text, running lines, axis ticks."""

from __future__ import annotations

import re
from contextlib import nullcontext
from functools import cached_property
from pathlib import Path
from typing import Protocol

from proposalkit.kit.layout import PROPOSAL_PDF, SUMMARY_PDF
from proposalkit.knowledge.cache_place import cache_folder
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.proposal import Proposal
from proposalkit.model.seller import BrandIn
from proposalkit.render.environment import TemplateFolders
from proposalkit.render.html import (
    LOGO,
    axis_ticks,
    page_stylesheet,
    proposal_html,
    running_lines,
    summary_html,
)
from proposalkit.render.text_blocks import text_blocks
from proposalkit.verify.page_text import ExpectedBlock

_DIGEST = re.compile(r"<pk:TemplateDigest>([0-9a-f]{64})</pk:TemplateDigest>")


def template_folders(workspace: Path | None = None) -> TemplateFolders:
    """Give the packaged templates, overlaid by those of a workspace."""
    overlay = workspace / "templates" if workspace else None
    shipped = packaged_path("templates")
    own = overlay if overlay and overlay.is_dir() else None
    return TemplateFolders(shipped, own, cache_folder() / "templates")


def template_digest_in(xmp: str) -> str:
    """Give the digest of the templates named in a PDF's metadata, or an empty text."""
    match = _DIGEST.search(xmp)
    return match[1] if match else ""


__all__ = [
    "LOGO",
    "ExpectedPages",
    "PageView",
    "SummaryView",
    "template_digest_in",
    "template_folders",
]


class ExpectedPages(Protocol):
    """The pages a document should have, whatever document it is."""

    folders: TemplateFolders
    pdf_name: str

    def blocks(self) -> tuple[ExpectedBlock, ...]:
        """Give the text of each heading, paragraph and cell in page order."""

    def running_lines(self) -> tuple[str, ...]:
        """Give the lines that stand on every page."""


class PageView:
    """The pages of one proposal as the templates of this program make them."""

    pdf_name: str = PROPOSAL_PDF

    def __init__(
        self,
        proposal: Proposal,
        digest: str,
        folders: TemplateFolders | None = None,
        brand: BrandIn | None = None,
    ) -> None:
        self._proposal, self._digest = proposal, digest
        self._brand = brand or BrandIn()
        self.folders = folders or template_folders()

    @cached_property
    def html(self) -> str:
        """Give the HTML of the pages."""
        from proposalkit.workflows.template_faults import said_with_place

        own = said_with_place() if self.folders.overlay else nullcontext()  # else it is a bug
        with own:
            return proposal_html(
                self._proposal,
                self._digest,
                self.folders,
                accent=self._brand.accent,
                logo_alt=self.logo_alt,
            )

    def stylesheet(self) -> str:
        """Give the stylesheet in the seller's accent colour."""
        return page_stylesheet(self._proposal, self.folders, accent=self._brand.accent)

    def blocks(self) -> tuple[ExpectedBlock, ...]:
        """Give the text of each heading, paragraph and cell in page order."""
        return self._blocks

    @cached_property
    def _blocks(self) -> tuple[ExpectedBlock, ...]:
        return text_blocks(self.html)

    def running_lines(self) -> tuple[str, ...]:
        """Give the lines that stand on every page."""
        return running_lines(self._proposal)

    @property
    def proposal(self) -> Proposal:
        """Give the proposal the pages are of."""
        return self._proposal

    @property
    def digest(self) -> str:
        """Give the digest of the data that is printed."""
        return self._digest

    @property
    def logo_alt(self) -> str | None:
        """Give the words for the logo; None without one."""
        if self._brand.logo is None:
            return None
        return self._brand.logo_alt or self._proposal.parties.seller.name

    def axis_ticks(self) -> tuple[str, ...]:
        """Give the texts of the charts' axis ticks."""
        return axis_ticks(self._proposal)


class SummaryView:
    """The pages of the summary to forward, made of the same proposal and the same templates."""

    pdf_name: str = SUMMARY_PDF

    def __init__(self, view: PageView) -> None:
        self._view, self.folders = view, view.folders

    @property
    def title(self) -> str:
        """Give the heading; empty when the proposal has no summary."""
        summary = self._view.proposal.sponsor_summary
        return summary.title if summary else ""

    @cached_property
    def html(self) -> str:
        """Give the HTML of the pages."""
        from proposalkit.workflows.template_faults import said_with_place

        view = self._view
        own = said_with_place() if self.folders.overlay else nullcontext()  # else it is a bug
        with own:
            return summary_html(view.proposal, view.digest, self.folders, logo_alt=view.logo_alt)

    def blocks(self) -> tuple[ExpectedBlock, ...]:
        """Give the text of each heading, paragraph and cell in page order."""
        return text_blocks(self.html)

    def running_lines(self) -> tuple[str, ...]:
        """Give the lines that stand on every page."""
        return self._view.running_lines()
