"""A comparison in words, the same on a terminal, in the report and in the workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from proposalkit.model.comparison import (
    NOT_STATED,
    Cell,
    CliffRow,
    Comparison,
    OfferHead,
    PairRow,
    Span,
    Standing,
)
from proposalkit.model.display import display_date, display_money, display_quantity
from proposalkit.model.fields import Day

CHECKED = {
    "passed": "verified",
    "could_not_be_checked": "could not be checked in full",
    "unverified": "UNVERIFIED",
}


def said(value: str) -> str:
    """Write the value of a cell; silence is written out."""
    return "not stated" if value == NOT_STATED else value


def marked(offer: OfferHead) -> str:
    """Give the letter of an offer, with a word where nobody verified it."""
    return (
        f"{offer.mark} ({CHECKED['unverified']})" if offer.checked == "unverified" else offer.mark
    )


def counted_words(offer: OfferHead) -> str:
    """Say what an offer counts; a price that follows no volume counts no units."""
    return offer.unit or "no units"


def stating(found: Comparison) -> tuple[str, ...]:
    """Give the letters of the offers that state clauses: one typed by hand states none."""
    return tuple(one.mark for one in found.offers if one.proposal_id is not None)


def silent_words(found: Comparison) -> str:
    """Say which offers state no definition and no clause; empty when all do."""
    typed = [one.mark for one in found.offers if one.mark not in stating(found)]
    if not typed:
        return ""
    states = "states" if len(typed) == 1 else "state"
    return f"{' and '.join(typed)} {states} none"


def values_of(cells: Sequence[Cell], of: Collection[str]) -> list[str]:
    """Give what some of the offers say, in words."""
    return [said(one.value) for one in cells if one.offer in of]


def same_words(cells: Sequence[Cell], of: Collection[str]) -> str:
    """Say whether some offers say the same; empty for one alone, and when none says anything."""
    values = {folded(one) for one in values_of(cells, of)}
    if len(of) < 2 or values == {said(NOT_STATED)}:
        return ""
    return "yes" if len(values) == 1 else "no"


def folded(text: str) -> str:
    """Fold case and white space, which are no difference of meaning."""
    return " ".join(text.split()).casefold()


def checked_words(offer: OfferHead) -> str:
    """Say how far an offer was verified."""
    return f"{CHECKED[offer.checked]} ({offer.checked_detail})"


def standing_words(offer: OfferHead) -> str:
    """Say whether an offer stands; a draft is none, and one for discussion binds nobody."""
    if offer.grade == "draft" and offer.valid_until is not None:
        return f"a DRAFT, not an offer; its last day would be {display_date(offer.valid_until)}"
    stands = standing_in_words(offer.standing, offer.valid_until)
    return f"for discussion; {stands}" if offer.grade == "for_discussion" else stands


def standing_in_words(standing: Standing, until: Day | None) -> str:
    """Say whether an offer stands on the day it was asked for."""
    if until is None or standing == "not_stated":
        return "validity not stated"
    day = display_date(until)
    words = {"open": f"stands until {day}", "expired": f"EXPIRED on {day}"}
    return words.get(standing, f"does not stand yet, ends on {day}")


def tax_words(found: Comparison) -> str:
    """Say how tax is treated."""
    return "prices without tax" if found.tax == "exclusive" else "prices with tax"


def pair_words(pair: PairRow) -> Iterator[str]:
    """Say from which volume which of two offers is lower, or why nobody can."""
    names = f"{pair.first} and {pair.second}"
    if pair.verdict == "not_like_for_like":
        yield f"{names}: not like for like, so no lower offer is named and no volume sought."
        for field in pair.differing:
            yield f"    {field}"
        return
    taken = " (units taken as the same)" if pair.verdict == "taken_as_same" else ""
    if not pair.exact:
        yield f"{names}{taken}: the prices bend too often to decide every volume."
        return
    parts = "; ".join(_span_words(span, pair.searched_to) for span in pair.spans)
    searched = display_quantity(pair.searched_to or 0)
    yield f"{names}{taken}: {parts} (units a month, searched to {searched})."


def _span_words(span: Span, end: int | None) -> str:
    to = "" if span.last == end else f" to {display_quantity(span.last)}"
    lower = "both cost the same" if span.lower == "same" else f"{span.lower} is lower"
    return f"{lower} from {display_quantity(span.first)}{to}"


def cliff_words(cliff: CliffRow) -> str:
    """Say at which volume one unit more lowers the bill."""
    at = display_quantity(cliff.at)
    saved = display_money(cliff.drop)
    return f"{cliff.offer}: one unit more than {at} a month lowers the month's bill by {saved}."
