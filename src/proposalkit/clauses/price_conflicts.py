"""Conflicts about price and term: exit and commitment, minimum and cap, count and proof."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from proposalkit.clauses.clash import clash, phrases
from proposalkit.clauses.deal_values import deal_value
from proposalkit.clauses.drafted import Prover, Terms, Texts
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


def floor_above_cap(terms: Terms) -> Iterator[Finding]:
    """X-13: a monthly minimum above the monthly cap cannot be billed: refused."""
    floor, cap = _amount(terms, "pricing.minimum"), _amount(terms, "pricing.cap")
    if floor is not None and cap is not None and floor > cap:
        yield clash(
            "X-13", "error", "commercial.minimum",
            f'The monthly minimum "{floor}" is above the monthly cap "{cap}".',
            "Lower the minimum or raise the cap.",
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
