"""Conflicts of the dates of a deal with the days on which the offer stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from proposalkit.clauses.clash import clash
from proposalkit.clauses.drafted import Terms
from proposalkit.model.display import display_date
from proposalkit.model.finding import Finding


def decision_after_offer(terms: Terms) -> Iterator[Finding]:
    """X-19: the buyer expects to decide when the offer has ended: a blocker."""
    brief, ends = terms.deal.brief, terms.deal.ends_on
    if brief.expected_cycle_days is None:
        return
    decides = brief.offer_date + timedelta(days=brief.expected_cycle_days)
    if decides > ends:
        yield clash(
            "X-19", "warning", "expected_cycle_days",
            f"The buyer expects to decide on {display_date(decides)}, and the offer ends on "
            f"{display_date(ends)}.",
            f'Set "valid_days" to {brief.expected_cycle_days} or more, or agree on an earlier day.',
        )  # fmt: skip
