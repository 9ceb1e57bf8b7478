"""The pages that standard answers should have: HTML, expected text, running lines."""

from __future__ import annotations

from contextlib import nullcontext
from functools import cached_property

from proposalkit.kit.layout import STANDARD_PDF
from proposalkit.model.render_job import RenderJob
from proposalkit.model.seller import BrandIn
from proposalkit.model.standard_answers import StandardAnswers
from proposalkit.render.environment import TemplateFolders
from proposalkit.render.standard_html import (
    standard_html,
    standard_running_lines,
    standard_stylesheet,
)
from proposalkit.render.text_blocks import text_blocks
from proposalkit.verify.page_text import ExpectedBlock
from proposalkit.workflows.pages import LOGO, template_folders


class StandardPageView:
    """The pages of one document as the templates of this program make them."""

    pdf_name: str = STANDARD_PDF

    def __init__(
        self,
        answers: StandardAnswers,
        digest: str,
        folders: TemplateFolders | None = None,
        brand: BrandIn | None = None,
    ) -> None:
        self._answers, self._digest = answers, digest
        self._brand = brand or BrandIn()
        self.folders = folders or template_folders()

    @cached_property
    def html(self) -> str:
        """Give the HTML of the pages."""
        from proposalkit.workflows.template_faults import said_with_place

        logo_alt = None
        if self._brand.logo is not None:
            logo_alt = self._brand.logo_alt or self._answers.seller.name
        own = said_with_place() if self.folders.overlay else nullcontext()  # else it is a bug
        with own:
            return standard_html(
                self._answers,
                self._digest,
                self.folders,
                accent=self._brand.accent,
                logo_alt=logo_alt,
            )

    def blocks(self) -> tuple[ExpectedBlock, ...]:
        """Give the text of each heading, paragraph and cell in page order."""
        return text_blocks(self.html)

    def running_lines(self) -> tuple[str, ...]:
        """Give the lines that stand on every page."""
        return standard_running_lines(self._answers)

    def render_job(self, payload: bytes, logo: bytes | None) -> RenderJob:
        """Gather all that the renderer needs to make the PDF."""
        answers = self._answers
        return RenderJob(
            html=self.html,
            stylesheet=standard_stylesheet(answers, self.folders, accent=self._brand.accent),
            title=answers.title,
            author=answers.seller.name,
            language=answers.language,
            created=answers.as_of,
            proposal_id=answers.document_id,
            schema_version=answers.schema_version,
            payload=payload,
            template_digest=self.folders.digest(),
            attachment_name=answers.integrity.file_name,
            images=((LOGO, logo),) if logo is not None else (),
        )
