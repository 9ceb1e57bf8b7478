"""May these offers be compared at all? One term, one currency, one basis of tax."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proposalkit.compare.offers import Offer, Rate
from proposalkit.model.finding import Finding

FROM, MOST = 2, 26


def common_currency(offers: Sequence[Offer], rates: Sequence[Rate]) -> str | None:
    """Give the one currency left when rates are used; None when several are left."""
    brought = {one.currency for one in rates}
    left = [one.price.currency for one in offers if one.price.currency not in brought]
    return left[0] if left and len(set(left)) == 1 else None


def ground_findings(offers: Sequence[Offer], rates: Sequence[Rate]) -> tuple[Finding, ...]:
    """Name every difference that forbids a comparison of totals."""
    return (*_number(offers), *_currency(offers, rates), *_tax(offers), *_term(offers))


def _number(offers: Sequence[Offer]) -> Iterator[Finding]:
    if not FROM <= len(offers) <= MOST:
        yield Finding(
            id="offers-to-compare",
            where="compare",
            message=f'"{len(offers)}" offers were given; {FROM} to {MOST} can be compared.',
            remedy="Name two or more proposals, or add an offer typed as CSV.",
        )


def _currency(offers: Sequence[Offer], rates: Sequence[Rate]) -> Iterator[Finding]:
    used = list(dict.fromkeys(one.price.currency for one in offers))
    doubled = {one.currency for n, one in enumerate(rates)
               if one.currency in [r.currency for r in rates[:n]]}  # fmt: skip
    for currency in sorted(doubled):
        yield _rate_finding("rate-twice", f'"{currency}" has two rates.', "Keep one of them.")
    for rate in rates:
        if rate.currency not in used:
            yield _rate_finding(
                "rate-unused",
                f'No offer is in "{rate.currency}"; they are in {", ".join(used)}.',
                "Leave this rate out.",
            )
    if len(used) > 1 and common_currency(offers, rates) is None:
        example = f'--exchange "{used[-1]}=0.92 on 2026-11-20"'
        yield Finding(
            id="currencies-differ",
            where="/pricing/currency",
            message=f"The offers are in different currencies: {_each(offers, 'currency')}.",
            remedy=f"Give a dated rate for every currency but one, such as {example}: "
            f"what one {used[-1]} is worth in the other.",
        )


def _tax(offers: Sequence[Offer]) -> Iterator[Finding]:
    if len({one.price.tax for one in offers}) > 1:
        yield Finding(
            id="tax-differs",
            where="/pricing/tax/treatment",
            message=f"The offers have different bases of tax: {_each(offers, 'tax')}.",
            remedy="Ask for all offers with tax excluded, or all with tax included.",
        )


def months_findings(offers: Sequence[Offer], months: int) -> tuple[Finding, ...]:
    """Name every offer that says nothing of the last of the months asked for."""
    short = [one for one in offers if one.price.term_months < months]
    if not short:
        return ()
    least = min(one.price.term_months for one in short)
    return (
        Finding(
            id="months-not-priced",
            where="--months",
            message=f'"{months}" months are more than some offers are priced for: '
            f"{_each(short, 'term_months', ' months')}.",
            remedy=f"Ask for at most {least} months; nobody has said what they cost after that.",
        ),
    )


def _term(offers: Sequence[Offer]) -> Iterator[Finding]:
    if len({one.price.term_months for one in offers}) > 1:
        yield Finding(
            id="term-differs",
            where="/pricing/scenarios/0/termMonths",
            message="The offers are priced over different terms: "
            f"{_each(offers, 'term_months', ' months')}.",
            remedy=f"Count the same months of each with --months "
            f"{min(one.price.term_months for one in offers)}, or ask for offers over the same "
            "term.",
        )


def _each(offers: Sequence[Offer], name: str, after: str = "") -> str:
    return ", ".join(
        f'{one.mark} ({one.source}) "{getattr(one.price, name)}"{after}' for one in offers
    )


def _rate_finding(id_: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, where="--exchange", message=message, remedy=remedy)
