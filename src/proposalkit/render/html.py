"""A proposal as one HTML document and its stylesheet; pure text, the same for the same data."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from proposalkit.model.display import display_quantity
from proposalkit.model.proposal import Proposal
from proposalkit.render.chart import chart_svg
from proposalkit.render.environment import TemplateFolders, template_environment
from proposalkit.render.flow import flow_svg
from proposalkit.render.page_words import page_filters
from proposalkit.render.proposal_chart import chart_ticks, cost_chart
from proposalkit.verify.page_numbers import PAGE, PAGES

if TYPE_CHECKING:
    from jinja2 import Environment

LOGO: str = "logo.png"
ACCENT = "#1f4e79"

_PAGE_TEMPLATE = "proposal/proposal.html.j2"
_SUMMARY_TEMPLATE = "proposal/summary.html.j2"
_STYLESHEET = "proposal/style.css"
_LEAST_CONTRAST = 4.5
_LONGEST_TITLE = 80
"""Two lines at the foot of a page."""
_BEFORE_UNBROKEN = re.compile(r'(?<=[^<>\s]) ([^<>\s]+) (?=<span class="(?:one|id)">)')
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def proposal_html(
    proposal: Proposal,
    digest: str,
    folders: TemplateFolders,
    *,
    accent: str = ACCENT,
    logo_alt: str | None = None,
) -> str:
    """Fill the templates; `digest` is that of proposal.json, and the logo needs its words."""
    chart = cost_chart(proposal)
    return with_word_before_unbroken(
        page_environment(folders)
        .get_template(_PAGE_TEMPLATE)
        .render(
            p=proposal,
            digest=digest,
            logo=LOGO if logo_alt is not None else "",
            logo_alt=logo_alt or "",
            chart=Markup(chart_svg(chart, accent)) if chart else "",
            flow=Markup(flow_svg(proposal.offering.data_flow, accent)),
            clause_ids=frozenset(one.id for one in proposal.clauses),
            noun="proposal",
        )
    )


def summary_html(
    proposal: Proposal,
    digest: str,
    folders: TemplateFolders,
    *,
    logo_alt: str | None = None,
) -> str:
    """Fill the template of the summary to forward; `digest` is that of proposal.json."""
    return with_word_before_unbroken(
        page_environment(folders)
        .get_template(_SUMMARY_TEMPLATE)
        .render(
            p=proposal,
            digest=digest,
            logo=LOGO if logo_alt is not None else "",
            logo_alt=logo_alt or "",
            clause_ids=frozenset[str](),
            noun="summary",
        )
    )


def with_word_before_unbroken(page: str) -> str:
    """Give the word before a part that stays on one line a box of its own.

    Why: where a text fills its line but for the space behind it and such a part follows, the layout
    breaks the text at its first space and leaves a lone word on the line.
    """
    return _BEFORE_UNBROKEN.sub(r"<span> \1 </span>", page)


def page_stylesheet(proposal: Proposal, folders: TemplateFolders, *, accent: str = ACCENT) -> str:
    """Give the stylesheet with the accent colour and the running lines.

    Raises ValueError for a colour not written #rrggbb.
    """
    return stylesheet_with(_foot(proposal), folders.text(_STYLESHEET), accent)


def stylesheet_with(foot: tuple[str, str], rules: str, accent: str) -> str:
    """Give rules with the accent colour, and two lines at the foot of each page."""
    if _COLOUR.fullmatch(accent) is None:
        raise ValueError(f'"{accent}" is not a colour written #rrggbb')
    name, notice = (_css_string(text) for text in foot)
    colours = f"--accent: {accent}; --accent-text: {readable(accent)}"
    return (
        f":root {{ {colours} }}\n{rules}\n"
        f'@page {{ @bottom-left {{ content: {name} "\\a " {notice} }} '
        '@bottom-right { content: "Page " counter(page) " of " counter(pages) } }\n'
    )


def running_lines(proposal: Proposal) -> tuple[str, ...]:
    """Give the lines at the foot of every page, with marks for the two page numbers."""
    return ("".join(_foot(proposal)), f"Page {PAGE} of {PAGES}")


def axis_ticks(proposal: Proposal) -> tuple[str, ...]:
    """Give the texts of the chart's axis ticks; none when there is no chart."""
    chart = cost_chart(proposal)
    return chart_ticks(chart) if chart else ()


def readable(accent: str) -> str:
    """Darken a colour until small text in it stands out from white by 4.5 to 1 (WCAG 2.2)."""
    parts = [int(accent[i : i + 2], 16) for i in (1, 3, 5)]
    while 1.05 / (_luminance(parts) + 0.05) < _LEAST_CONTRAST:
        parts = [part * 9 // 10 for part in parts]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _luminance(parts: list[int]) -> float:
    """Give the relative luminance of an sRGB colour as WCAG defines it."""
    shares = [part / 255 for part in parts]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _foot(proposal: Proposal) -> tuple[str, str]:
    """Give what names the proposal and what its grade means; a long title gives way to the id."""
    name = proposal.title if len(proposal.title) <= _LONGEST_TITLE else proposal.proposal_id
    return f"{name}, revision {display_quantity(proposal.revision)}", proposal.grade_notice


def _css_string(text: str) -> str:
    """Write a text as a CSS string of letters, digits and escapes, so that none can end it."""
    escaped = (c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text)
    return f'"{"".join(escaped)}"'


@cache
def page_environment(folders: TemplateFolders) -> Environment:
    """Give the environment of the templates with the filters of the pages."""
    environment = template_environment(folders).overlay()
    environment.filters = {**environment.filters, **page_filters()}
    return environment
