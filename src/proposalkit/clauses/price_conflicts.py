"""Conflicts about price and term: exit and commitment, minimum and cap, index, count and proof."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from proposalkit.clauses.clash import clash, phrases
from proposalkit.clauses.deal_values import deal_value
from proposalkit.clauses.drafted import Prover, Terms, Texts
from proposalkit.model.display import display_rate
from proposalkit.model.finding import Finding
from proposalkit.model.money import Money


def exit_and_commitment(texts: Texts, side: Prover) -> Iterator[Finding]:
    """X-05: an exit for convenience beside a commitment that starts at once: refused.

    Why: with clean days the exit belongs to the months before the commitment, and both stand.
    """
    leave, stay = texts.number("term.convenience_days"), texts.number("term.commit_months")
    clean = texts.number("term.clean_days") or Decimal(0)
    if leave is not None and stay and not clean:
        yield clash(
            "X-05", "error", "term.convenience_days",
            f"The buyer may leave with {leave} days' notice and is bound for {stay} months.",
            "Start the commitment after a number of clean days, or drop one of the two.",
        )  # fmt: skip
    if leave is None and not texts.authorities("exit."):
        return
    for clause, phrase in phrases(texts, side, "X-05"):
        yield clash(
            "X-05", "error", clause,
            f'"{clause}" asks for a price of leaving ("{phrase}"), and the buyer may leave freely.',
            "Take the charge out: a commitment starts after clean days, and leaving is free.",
        )  # fmt: skip


def commitment_before_clean_days(terms: Terms) -> Iterator[Finding]:
    """X-05: the price commits from a month before the clean days of the term clause: a blocker.

    A month is counted as thirty days, as the review of a hard buyer does.
    """
    clean = terms.number("term.clean_days")
    if not clean:
        return
    for number, one in enumerate(terms.deal.offer.commitments):
        if (one.first_month - 1) * _MONTH < clean:
            yield clash(
                "X-05", "warning", f"offers.commitments.{number}.first_month",
                f'The commitment "{one.label}" begins in month {one.first_month}, and the term '
                f"clause lets none begin before {clean:f} clean days.",
                f'Begin it in month {-(-int(clean) // _MONTH) + 1} ("first_month"), or have the '
                "clause changed.",
            )  # fmt: skip


_MONTH = 30
"""Days in a month, as far as clean days are concerned."""


def floor_above_cap(terms: Terms) -> Iterator[Finding]:
    """X-13: a monthly minimum above the monthly cap cannot be billed: refused."""
    floor, cap = _amount(terms, "pricing.minimum"), _amount(terms, "pricing.cap")
    if floor is not None and cap is not None and floor > cap:
        yield clash(
            "X-13", "error", "commercial.minimum",
            f'The monthly minimum "{floor}" is above the monthly cap "{cap}".',
            "Lower the minimum or raise the cap.",
        )  # fmt: skip


def free_without_limit(terms: Terms) -> Iterator[Finding]:
    """X-13: work goes on for nothing above the cap, and nothing limits the volume: a blocker.

    Why the busy month: it is the upper end of the volume that the seller has to work.
    """
    deal = terms.deal
    if deal.offer.cap_behaviour != "free" or not terms.authorities("price.cap_month"):
        return
    for clause, phrase in phrases(terms, deal, "X-13"):
        yield clash(
            "X-13", "warning", clause,
            f'Above the cap nothing is charged, and "{clause}" promises work on "{phrase}".',
            "Limit the volume in that text, or let the cap stop the work.",
        )  # fmt: skip
    if deal.brief.volumes.high is None:
        yield clash(
            "X-13", "warning", "volumes.high",
            "Above the cap nothing is charged, and the deal names no busy month that limits the "
            "volume.",
            "Give volumes.high, or let the cap stop the work (cap_behaviour: stop).",
        )  # fmt: skip


def minimum_in_pilot(terms: Terms) -> Iterator[Finding]:
    """X-13: minimums of the pilot's months above what the pilot's fee credits: a blocker.

    Why: such a pilot is paid for twice. A month of the pilot is 30 days, a part of one counts.
    """
    pilot, floor = terms.deal.brief.commercial.pilot, _amount(terms, "pricing.minimum")
    if pilot is None or not floor or terms.stated("price.floor_in_pilot") == "no":
        return
    if not terms.authorities("price.floor_month"):
        return
    listed, months = terms.deal.offer.pilot, -(-pilot.days // 30)
    credit = listed.credit if listed else Decimal(0)
    if floor * months > credit:
        yield clash(
            "X-13", "warning", "commercial.minimum",
            f'The minimum "{floor}" for the {months} months of the pilot is more than the '
            f'"{credit}" credited from its fee, and no text says that it is not due in them.',
            "Say that no minimum is due in the pilot, or credit as much.",
        )  # fmt: skip


def index_denied(terms: Terms) -> Iterator[Finding]:
    """X-22: prices follow an index, and a text of the price denies any index: a blocker.

    Why no filling of the text's limit: a rise by notice is a right of its own, beside the index.
    """
    limit = terms.number("pricing.increase_pct")
    least = f" and allows {limit:f} percent at most" if limit is not None else ""
    for number, one in enumerate(terms.deal.offer.indexation):
        for clause, phrase in phrases(terms, terms.deal, "X-22"):
            yield clash(
                "X-22", "warning", f"offers.indexation.{number}",
                f'Prices follow "{one.label}" (page "Price") from month {one.first_month}, by up '
                f'to {display_rate(one.cap)} each time, and "{clause}" says "{phrase}"{least}.',
                'Drop the "indexation" from the price book, or have the owner of the clause write '
                "a text that names the index and its greatest rise.",
            )  # fmt: skip


def _amount(terms: Terms, source: str) -> Decimal | None:
    for _, _, param, value in terms.params():
        if param.source == source and value.amount is not None:
            return value.amount
    given = deal_value(source, terms.deal).value
    return given.amount if isinstance(given, Money) else None


def missing_partner(terms: Terms) -> Iterator[Finding]:
    """X-14: a price without the clauses that count and prove it: a blocker."""
    partners = {
        "outcome-definition": ("outcome-verification", "outcome-attribution-evidence"),
        "value-share": ("baseline-measurement",),
    }
    for clause, wanted in partners.items():
        lacking = [one for one in wanted if not terms.has(one)]
        if terms.has(clause) and lacking:
            yield clash(
                "X-14", "warning", clause,
                f'"{clause}" stands without {" and ".join(lacking)}.',
                "Supply the clauses that count and prove what is billed.",
            )  # fmt: skip
