"""Numbers that know both sides of themselves: the formula of a spreadsheet, and the exact value.

Why both: the file stores what each formula comes to, for the many readers that compute nothing,
and a price is put into formulas only when these exact values give its totals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
NUDGE = "(1+1E-14)"
"""A spreadsheet keeps about 15 digits: 1.005 is a little less there, and would be rounded down."""


@dataclass(frozen=True, slots=True)
class Term:
    """One number: how a formula writes it, in brackets where needed, and its exact value."""

    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Test:
    """One condition of a formula, and whether it holds."""

    text: str
    holds: bool


def number(value: Decimal | int) -> Term:
    """Give a number as it is written in a formula; small whole numbers only, by intent."""
    return Term(f"{value:f}" if isinstance(value, Decimal) else str(value), Decimal(value))


NOUGHT = number(0)


def added(*terms: Term) -> Term:
    """Add terms; none is nought."""
    if len(terms) < 2:
        return terms[0] if terms else NOUGHT
    return Term(f"({'+'.join(t.text for t in terms)})", sum((t.value for t in terms), ZERO))


def less(first: Term, *others: Term) -> Term:
    """Take the others off the first."""
    if not others:
        return first
    text = "-".join(one.text for one in (first, *others))
    return Term(f"({text})", first.value - sum((t.value for t in others), ZERO))


def times(*terms: Term) -> Term:
    """Multiply terms; none is one."""
    if len(terms) < 2:
        return terms[0] if terms else number(1)
    value = Decimal(1)
    for term in terms:
        value *= term.value
    return Term(f"({'*'.join(t.text for t in terms)})", value)


def over(first: Term, second: Term) -> Term:
    """Divide; the value is nought where a spreadsheet would say that it cannot divide."""
    return Term(f"({first.text}/{second.text})", first.value / second.value)


def least(*terms: Term) -> Term:
    """Give the smallest."""
    return Term(f"MIN({','.join(t.text for t in terms)})", min(t.value for t in terms))


def most(*terms: Term) -> Term:
    """Give the greatest."""
    return Term(f"MAX({','.join(t.text for t in terms)})", max(t.value for t in terms))


def above_nought(term: Term) -> Term:
    """Give the term, or nought where it is below."""
    return most(NOUGHT, term)


def rounded(term: Term, scale: int) -> Term:
    """Round half up to decimals; the terms of a price are never below nought there."""
    value = term.value.quantize(Decimal(1).scaleb(-scale), rounding=ROUND_HALF_UP)
    return Term(f"ROUND({term.text}*{NUDGE},{scale})", value)


def tidied(term: Term, scale: int) -> Term:
    """Take the dust of binary fractions off a sum whose exact value has so few decimals."""
    return Term(f"ROUND({term.text},{scale})", term.value)


def whole_above(term: Term) -> Term:
    """Round up to a whole number, past the last digits a spreadsheet gets wrong."""
    value = term.value.to_integral_value(rounding=ROUND_CEILING)
    return Term(f"ROUNDUP(ROUND({term.text},9),0)", value)


def whole_below(term: Term) -> Term:
    """Round down to a whole number."""
    value = term.value.to_integral_value(rounding=ROUND_FLOOR)
    return Term(f"INT({term.text})", value)


def to_the(base: Term, exponent: Term) -> Term:
    """Raise to a whole power."""
    return Term(f"({base.text}^{exponent.text})", base.value ** int(exponent.value))


def at_most(first: Term, second: Term) -> Test:
    """Ask whether the first is not above the second."""
    return Test(f"{first.text}<={second.text}", first.value <= second.value)


def both(tests: Sequence[Test]) -> Test:
    """Ask whether all hold; at least one is given."""
    if len(tests) == 1:
        return tests[0]
    return Test(f"AND({','.join(t.text for t in tests)})", all(t.holds for t in tests))


def chosen(test: Test, yes: Term, no: Term) -> Term:
    """Give one of two."""
    return Term(
        f"IF({test.text},{yes.text},{no.text})",
        yes.value if test.holds else no.value,
    )


def formula(term: Term) -> str:
    """Write a term as the formula of a cell, without the brackets around the whole."""
    text = term.text
    if text.startswith("(") and _closes_at_end(text):
        text = text[1:-1]
    return f"={text}"


def _closes_at_end(text: str) -> bool:
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place == len(text) - 1
    return False
