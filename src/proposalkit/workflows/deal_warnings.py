"""The warnings of a deal: on the screen with their places in the files, in the memo by field."""

from __future__ import annotations

from proposalkit.model.finding import Finding
from proposalkit.plan.deal_warnings import ALONE, APPROVED, deal_warnings, page_limit_warning
from proposalkit.workflows.gather import Gathered


def warnings_of_deal(gathered: Gathered, pages: int) -> tuple[Finding, ...]:
    """Give the warnings of a deal whose proposal has so many pages, with file, line and column."""
    brief = gathered.parts.brief
    return tuple(
        _placed(gathered, one) for one in (*_found(gathered), *page_limit_warning(brief, pages))
    )


def warnings_section(gathered: Gathered) -> list[tuple[str, str]]:
    """Give the section of the memo; a deal without a warning has none."""
    lines = [f"- {one.id}: {one.line()}" for one in _found(gathered)]
    return [("Warnings", "\n".join(lines))] if lines else []


def _found(gathered: Gathered) -> tuple[Finding, ...]:
    parts = gathered.parts
    words = {one.id: one.words for one in parts.catalogue.library.warnings}
    return deal_warnings(parts.brief, parts.seller, parts.plan.gates, words)


def _placed(gathered: Gathered, finding: Finding) -> Finding:
    place, remedy = gathered.placing.place_of, finding.remedy
    if finding.id in (APPROVED, ALONE):
        remedy = remedy.replace("autonomy", place("autonomy"))
    return finding.model_copy(update={"where": place(finding.where), "remedy": remedy})
