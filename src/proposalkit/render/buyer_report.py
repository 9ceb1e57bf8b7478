"""A buyer's report as one HTML file: no script, nothing fetched, readable on paper."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from proposalkit.model.comparison import Comparison
from proposalkit.model.comparison_words import (
    CHECKED,
    checked_words,
    cliff_words,
    counted_words,
    marked,
    pair_words,
    said,
    same_words,
    silent_words,
    standing_in_words,
    standing_words,
    stating,
    tax_words,
    values_of,
)
from proposalkit.model.display import (
    display_date,
    display_money,
    display_quantity,
)
from proposalkit.model.money import Money
from proposalkit.model.policy import PolicyReport

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = "reports"
"""Its files end in `.jinja`: they are no pages of a kit, and no kit changes with them."""


def comparison_html(found: Comparison, templates: Path) -> str:
    """Give the report of a comparison; `templates` is the folder of all templates."""
    return _environment(templates).get_template("comparison.html.jinja").render(c=found)


def policy_html(report: PolicyReport, templates: Path) -> str:
    """Give the report of a proposal held against a policy."""
    return _environment(templates).get_template("policy.html.jinja").render(r=report)


@cache
def _environment(templates: Path) -> Environment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates / FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "money": display_money, "unit_price": _unit_price, "quantity": display_quantity,
        "day": display_date, "said": said, "checked": checked_words, "stands": standing_words,
        "pair": pair_words, "cliff": cliff_words, "tax": tax_words,
        "marked": marked, "counts": counted_words, "values": values_of, "same": same_words,
        "stating": stating, "silent": silent_words,
    }  # fmt: skip
    environment.globals |= {"standing": standing_in_words, "checked": CHECKED}
    return environment


def _unit_price(price: Money) -> str:
    """Write a price of one unit with all its decimals: those of one column end alike."""
    return f"{price.currency} {price.amount:,f}"
