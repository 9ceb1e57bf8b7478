"""What a deal may set: inside the ranges of the price book, and never against itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from proposalkit.model.brief import DealBrief
from proposalkit.model.finding import Finding
from proposalkit.model.money import rounded
from proposalkit.model.price_book import OfferIn, PriceBook
from proposalkit.model.rate import RateIn
from proposalkit.pricing.offer_volumes import main_metric

MINIMUM = "commercial.minimum"
CAP = "commercial.cap"
FEE = "commercial.pilot.fee"
OFFER = "commercial.offer"
QUANTITY = "commercial.quantity"


def brief_findings(book: PriceBook, brief: DealBrief) -> list[Finding]:
    """Hold the brief's date, currency and amounts against the price book as a whole."""
    return [
        *_date(book, brief),
        *_currency(book, brief),
        *_coins(book.currency, brief),
        *_ranges(book, brief),
    ]


def offer_findings(offer: OfferIn, brief: DealBrief, currency: str) -> list[Finding]:
    """Hold the brief's minimum, cap and pilot against one offer."""
    return [
        *_metrics(offer, brief),
        *_no_volume(offer, brief),
        *_first_months(offer, brief),
        *_assisted(offer, brief),
        *_quantity(offer, brief),
        *_minimum(offer, brief, currency),
        *_cap(offer, brief, currency),
        *_minimum_and_limits(offer, brief, currency),
        *_pilot(offer, brief, currency),
    ]


def _date(book: PriceBook, brief: DealBrief) -> Iterator[Finding]:
    if book.valid_until is not None and brief.offer_date > book.valid_until:
        yield Finding(
            id="price-book-expired",
            where="offer_date",
            message=f'Price book "{book.version}" ended on "{book.valid_until}", '
            f'the offer is dated "{brief.offer_date}".',
            remedy="Name a price book that is valid on the offer date in commercial.price_book.",
        )


def _currency(book: PriceBook, brief: DealBrief) -> Iterator[Finding]:
    cost = brief.workflow.cost_today
    if cost is not None and cost.exchange is not None and cost.currency == book.currency:
        yield Finding(
            id="exchange-not-needed",
            where="workflow.cost_today.exchange",
            message=f'Today\'s cost and price book "{book.version}" are both in "{book.currency}".',
            remedy="Remove the rate.",
        )
    if cost is not None and cost.exchange is None and cost.currency != book.currency:
        yield Finding(
            id="currency-differs",
            where="workflow.cost_today.currency",
            message=f'Today\'s cost is in "{cost.currency}", '
            f'price book "{book.version}" is in "{book.currency}".',
            remedy=f"Give today's cost in {book.currency}, or the rate with its day in "
            "workflow.cost_today.exchange, or use a price book in that currency.",
        )


def _coins(currency: str, brief: DealBrief) -> Iterator[Finding]:
    pilot = brief.commercial.pilot
    wishes = {
        MINIMUM: brief.commercial.minimum,
        CAP: brief.commercial.cap,
        FEE: pilot.fee if pilot else None,
    }
    for where, amount in wishes.items():
        if amount is not None and rounded(amount, currency) != amount:
            yield Finding(
                id="too-many-decimals",
                where=where,
                message=f'"{amount}" is finer than the smallest coin of {currency}.',
                remedy=f'Write an amount that can be paid, such as "{rounded(amount, currency)}".',
            )


def _metrics(offer: OfferIn, brief: DealBrief) -> Iterator[Finding]:
    counted = tuple(dict.fromkeys(rate.metric.id for rate in offer.rates if rate.metric))
    main = main_metric(offer)
    given = [one.metric for one in brief.volumes.others]
    for number, metric in enumerate(given):
        if metric not in counted or metric == main or metric in given[:number]:
            yield Finding(
                id="volume-unknown",
                where=f"volumes.others.{number}.metric",
                message=f'"{metric}" is no further metric of offer "{offer.id}", or given twice.',
                remedy=f"Give each of these once: {_listed(counted, main)}.",
            )
    for metric in counted:
        if metric != main and metric not in given:
            yield Finding(
                id="volume-missing",
                where="volumes",
                message=f'Offer "{offer.id}" also counts "{metric}"; its volume is not given.',
                remedy=f"Add to volumes.others: {{metric: {metric}, expected: ...}}.",
            )


def _no_volume(offer: OfferIn, brief: DealBrief) -> Iterator[Finding]:
    """Refuse a normal month without a unit where units are counted: it would price nothing."""
    metric = main_metric(offer)
    if metric is not None and brief.volumes.expected == 0:
        yield Finding(
            id="volume-zero",
            where="volumes.expected",
            message=f'"0" units of "{metric}" in a normal month leave nothing to price.',
            remedy="Write the units of a normal month; a quiet month of 0 goes into volumes.low.",
        )


def _listed(counted: tuple[str, ...], main: str | None) -> str:
    return ", ".join(metric for metric in counted if metric != main) or "none, it counts one metric"


def _first_months(offer: OfferIn, brief: DealBrief) -> Iterator[Finding]:
    months = len(brief.volumes.first_months)
    if months > offer.term_months:
        yield Finding(
            id="first-months-too-many",
            where="volumes.first_months",
            message=f"{months} first months are given, the term has {offer.term_months}.",
            remedy="Give at most one share for each month.",
        )


def _assisted(offer: OfferIn, brief: DealBrief) -> Iterator[Finding]:
    part = brief.volumes.assisted
    if part is not None and all(rate.assisted_share is None for rate in offer.rates):
        yield Finding(
            id="assisted-without-share",
            where="volumes.assisted",
            message=f'A part of "{part}" is reached with a person; no line of offer '
            f'"{offer.id}" says what such a unit costs.',
            remedy='Add "assisted_share" to the line in the price book, or remove the part here.',
        )


def _quantity(offer: OfferIn, brief: DealBrief) -> Iterator[Finding]:
    lines = [rate for rate in offer.rates if rate.unit is not None]
    given = brief.commercial.quantity
    if lines and given is None:
        yield Finding(
            id="quantity-missing",
            where=OFFER,
            message=f'Offer "{offer.id}" prices one {lines[0].unit}; '
            "the brief does not say how many are bought.",
            remedy=f"Add the number in {QUANTITY}.",
        )
    elif given is not None and not lines:
        yield Finding(
            id="quantity-without-line",
            where=QUANTITY,
            message=f'A quantity of "{given}" needs a line with a unit; '
            f'offer "{offer.id}" has none.',
            remedy="Remove the quantity, or choose an offer with such a line.",
        )


def _minimum(offer: OfferIn, brief: DealBrief, currency: str) -> Iterator[Finding]:
    wish = brief.commercial.minimum
    if wish is None:
        return
    lines = _metered(offer)
    if len(lines) != 1:
        yield Finding(
            id="minimum-without-line",
            where=MINIMUM,
            message=f'A minimum of "{wish}" needs exactly one metered line; '
            f'offer "{offer.id}" has {len(lines)}.',
            remedy="Remove the minimum here, or set minimums on the lines in the price book.",
        )


def _cap(offer: OfferIn, brief: DealBrief, currency: str) -> Iterator[Finding]:
    wish = brief.commercial.cap
    if not _metered(offer) and (wish is not None or offer.cap is not None):
        yield Finding(
            id="cap-without-line",
            where=OFFER if wish is None else CAP,
            message=f'A cap of "{offer.cap if wish is None else wish}" needs a metered line; '
            f'offer "{offer.id}" has none.',
            remedy="Remove the cap, or choose an offer with a metered line.",
        )


def _ranges(book: PriceBook, brief: DealBrief) -> Iterator[Finding]:
    """Refuse a minimum or cap outside its range, unless the matrix says who releases it."""
    offer = next((one for one in book.offers if one.id == brief.commercial.offer), None)
    if offer is None:
        return
    lines, wishes, matrix = _metered(offer), brief.commercial, book.approvals
    if wishes.minimum is not None and len(lines) == 1 and not (matrix and matrix.minimum):
        standard = lines[0].minimum
        yield from _range("minimum", wishes.minimum, standard, offer.minimum_range, book.currency)
    if wishes.cap is not None and lines and not (matrix and matrix.cap):
        yield from _range("cap", wishes.cap, offer.cap, offer.cap_range, book.currency)


def _range(
    name: str,
    wish: Decimal,
    standard: Decimal | None,
    limits: tuple[Decimal, Decimal] | None,
    currency: str,
) -> Iterator[Finding]:
    if wish == standard or (limits is not None and limits[0] <= wish <= limits[1]):
        return
    allowed = f"{limits[0]} to {limits[1]} {currency}" if limits else "no own value"
    remedy = f"Choose a {name} in that range" if limits else f"Remove the {name}"
    yield Finding(
        id=f"{name}-out-of-range",
        where=f"commercial.{name}",
        message=f'A {name} of "{wish}" is not allowed: the price book gives a deal {allowed}.',
        remedy=f"{remedy}, or have the price book changed.",
    )


def _minimum_and_limits(offer: OfferIn, brief: DealBrief, currency: str) -> Iterator[Finding]:
    lines, cap_wish = _metered(offer), brief.commercial.cap
    wish = brief.commercial.minimum if len(lines) == 1 else None
    cap = offer.cap if cap_wish is None else cap_wish
    least = sum((_least(rate, wish) for rate in lines), Decimal(0))
    if cap is not None and least > cap:
        where = MINIMUM if wish is not None else CAP
        yield _crossed(where, f'The minimum "{least}" is above the cap "{cap}" {currency}.')
    for rate in lines:
        if rate.maximum is not None and _least(rate, wish) > rate.maximum:
            yield _crossed(
                MINIMUM,
                f'The minimum "{wish}" is above the maximum "{rate.maximum}" {currency} '
                f'of line "{rate.id}".',
            )


def _crossed(where: str, message: str) -> Finding:
    return Finding(
        id="minimum-above-cap",
        where=where,
        message=message,
        remedy="Lower the minimum or raise the cap.",
    )


def _pilot(offer: OfferIn, brief: DealBrief, currency: str) -> Iterator[Finding]:
    pilot = brief.commercial.pilot
    if pilot is None:
        return
    if pilot.fee is None and offer.pilot is None:
        yield Finding(
            id="pilot-fee-missing",
            where="commercial.pilot",
            message=f'The brief asks for a pilot, offer "{offer.id}" has no pilot fee.',
            remedy=f"Add the fee in {FEE}, or a pilot to the offer in the price book.",
        )
    elif pilot.fee is not None and offer.pilot is not None and offer.pilot.credit > pilot.fee:
        yield Finding(
            id="pilot-credit-above-fee",
            where=FEE,
            message=f'A fee of "{pilot.fee}" is below the {offer.pilot.credit} {currency} that '
            f'offer "{offer.id}" credits to production.',
            remedy=f"Set a fee of at least {offer.pilot.credit}, "
            "or have the credit lowered in the price book.",
        )


def _metered(offer: OfferIn) -> tuple[RateIn, ...]:
    return tuple(rate for rate in offer.rates if rate.metered)


def _least(rate: RateIn, wish: Decimal | None) -> Decimal:
    return (rate.minimum or Decimal(0)) if wish is None else wish
