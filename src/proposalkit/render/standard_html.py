"""Standard answers as one HTML document and its stylesheet; the same text for the same data."""

from __future__ import annotations

from markupsafe import Markup

from proposalkit.model.display import display_quantity
from proposalkit.model.standard_answers import StandardAnswers
from proposalkit.render.environment import TemplateFolders
from proposalkit.render.flow import flow_svg
from proposalkit.render.html import ACCENT, LOGO, page_environment, stylesheet_with
from proposalkit.verify.page_numbers import PAGE, PAGES

_PAGE_TEMPLATE = "standard/standard.html.j2"
_STYLESHEETS = ("proposal/style.css", "standard/style.css")


def standard_html(
    answers: StandardAnswers,
    digest: str,
    folders: TemplateFolders,
    *,
    accent: str = ACCENT,
    logo_alt: str | None = None,
) -> str:
    """Fill the templates; `digest` is that of standard-answers.json."""
    return (
        page_environment(folders)
        .get_template(_PAGE_TEMPLATE)
        .render(
            p=answers,
            digest=digest,
            logo=LOGO if logo_alt is not None else "",
            logo_alt=logo_alt or "",
            flow=Markup(flow_svg(answers.offering.data_flow, accent)),
            clause_ids=frozenset(one.id for one in answers.clauses),
            noun="document",
        )
    )


def standard_stylesheet(
    answers: StandardAnswers, folders: TemplateFolders, *, accent: str = ACCENT
) -> str:
    """Give the stylesheet of a proposal with the few rules of this document after it."""
    rules = "\n".join(folders.text(name) for name in _STYLESHEETS)
    return stylesheet_with(_foot(answers), rules, accent)


def standard_running_lines(answers: StandardAnswers) -> tuple[str, ...]:
    """Give the lines at the foot of every page, with marks for the two page numbers."""
    return ("".join(_foot(answers)), f"Page {PAGE} of {PAGES}")


def _foot(answers: StandardAnswers) -> tuple[str, str]:
    return (f"{answers.title}, revision {display_quantity(answers.revision)}", answers.grade_notice)
