"""Measures how far a deal goes beyond its price book, subject by subject. Internal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext

from proposalkit.model.approval_matrix import ApprovalMatrix, Subject
from proposalkit.model.brief import DealBrief
from proposalkit.model.display import display_money, display_rate
from proposalkit.model.money import Money, money
from proposalkit.model.price_book import OfferIn, PriceBook
from proposalkit.model.price_exception import BeyondBook
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.engine import price_scenarios
from proposalkit.pricing.line_charge import ZERO
from proposalkit.pricing.margin import margin
from proposalkit.pricing.order import Order, build_order
from proposalkit.pricing.rules import EXACT_DIGITS

SHARE_STEP = Decimal("0.0001")


def discount_share(listed: Decimal, offered: Decimal) -> Decimal:
    """Give the share of a list total that an offered total takes off; 0 when it takes none.

    Both are totals over the same term and volume, in one currency.
    """
    if listed <= 0 or offered >= listed:
        return ZERO
    with localcontext(prec=EXACT_DIGITS):
        return (listed - offered) / listed


def outside_range(
    wish: Decimal, standard: Decimal | None, limits: tuple[Decimal, Decimal] | None
) -> Decimal | None:
    """Give the share by which an amount lies outside its range, or off its standard value.

    0 inside; None when there is nothing to measure it by.
    """
    low, high = limits or (standard, standard)
    if low is None or high is None:
        return None
    if wish == standard or low <= wish <= high:
        return ZERO
    edge = low if wish < low else high
    if not edge:
        return None
    with localcontext(prec=EXACT_DIGITS):
        return abs(wish - edge) / edge


def beyond_book(
    book: PriceBook,
    brief: DealBrief,
    order: Order,
    internal: InternalProfile,
    clause_positions: Mapping[str, int],
) -> tuple[BeyondBook, ...]:
    """Measure everything in which a deal may differ from its book; what does not differ is absent.

    `clause_positions` gives the fallbacks below the first text of each clause, by its id. Margin,
    days to pay and clause positions are measured when the matrix has a row for them.
    """
    offer = next(one for one in book.offers if one.id == order.offer)
    matrix = book.approvals or ApprovalMatrix()
    return (
        *_discount(book, brief, order),
        *(_margin(order, brief, internal) if matrix.margin else ()),
        *_term(order, offer),
        *_amount("cap", brief.commercial.cap, offer.cap, offer.cap_range, book.currency),
        *_minimum(offer, brief, book.currency),
        *(_payment_days(brief) if matrix.payment_days else ()),
        *(_positions(clause_positions) if matrix.clause_position else ()),
    )


def list_total(book: PriceBook, brief: DealBrief) -> Decimal:
    """Give the expected total of a deal at the prices of its book: pilot fee and discounts its own.

    Minimum and cap stay as the deal has them: they have ladders of their own.
    """
    commercial, offer = brief.commercial, brief.commercial.offer
    listed = next((one.pilot for one in book.offers if one.id == offer), None)
    update: dict[str, object] = {}
    if commercial.pilot is not None and listed is not None:
        update["pilot"] = commercial.pilot.model_copy(update={"fee": None})
    update["discount"] = None
    plain = brief.model_copy(update={"commercial": commercial.model_copy(update=update)})
    return expected_total(build_order(book, plain), plain).amount


def expected_total(order: Order, brief: DealBrief) -> Money:
    """Give the total of the expected scenario over the term."""
    scenarios = price_scenarios(order, brief.volumes)
    return next(one.total for one in scenarios if one.id == "expected")


def _discount(book: PriceBook, brief: DealBrief, order: Order) -> Iterator[BeyondBook]:
    listed, offered = list_total(book, brief), expected_total(order, brief)
    share = discount_share(listed, offered.amount)
    if share:
        usual = display_money(money(listed, book.currency))
        yield BeyondBook(
            subject="discount",
            measure=share,
            what=f"Discount of {_percent(share)}: {display_money(offered)} over the term at the "
            f"expected volume, {usual} by the price book",
            offered=display_money(offered),
            listed=usual,
        )


def _margin(order: Order, brief: DealBrief, internal: InternalProfile) -> Iterator[BeyondBook]:
    row = next(one for one in margin(order, brief, internal) if one.scenario == "expected")
    if row.margin_rate is None:
        yield BeyondBook(
            subject="margin",
            what="Margin at the expected volume",
            offered="not evaluated",
            listed="",
            lacking=row.missing or ("a revenue",),
        )
        return
    rate = _signed_percent(row.margin_rate)
    yield BeyondBook(
        subject="margin",
        measure=row.margin_rate,
        what=f"Margin of {rate} at the expected volume",
        offered=f"{rate} of {display_money(row.revenue)}",
        listed="",
    )


def _term(order: Order, offer: OfferIn) -> Iterator[BeyondBook]:
    short = offer.term_months - order.term_months
    if short > 0:
        yield BeyondBook(
            subject="term",
            measure=Decimal(short),
            what=f"Term of {order.term_months} months, the offer has {offer.term_months}",
            offered=f"{order.term_months} months",
            listed=f"{offer.term_months} months",
        )


def _minimum(offer: OfferIn, brief: DealBrief, currency: str) -> Iterator[BeyondBook]:
    lines = [rate for rate in offer.rates if rate.metric is not None]
    standard = lines[0].minimum if len(lines) == 1 else None
    wish = brief.commercial.minimum
    yield from _amount("minimum", wish, standard, offer.minimum_range, currency)


def _amount(
    subject: Subject,
    wish: Decimal | None,
    standard: Decimal | None,
    limits: tuple[Decimal, Decimal] | None,
    currency: str,
) -> Iterator[BeyondBook]:
    share = ZERO if wish is None else outside_range(wish, standard, limits)
    if wish is None or share == 0:
        return
    offered = display_money(money(wish, currency))
    bounds = limits or ((standard, standard) if standard is not None else None)
    yield BeyondBook(
        subject=subject,
        measure=share,
        what=f"A {subject} of {offered} a month; the price book gives a deal "
        f"{_bounds(bounds, currency)}",
        offered=offered,
        listed=_bounds(bounds, currency),
    )


def _bounds(bounds: tuple[Decimal, Decimal] | None, currency: str) -> str:
    if bounds is None:
        return "none"
    texts = [display_money(money(one, currency)) for one in dict.fromkeys(bounds)]
    return " to ".join(texts)


def _payment_days(brief: DealBrief) -> Iterator[BeyondBook]:
    days = brief.commercial.payment_days
    yield BeyondBook(
        subject="payment_days",
        measure=Decimal(days),
        what=f"{days} days to pay",
        offered=f"{days} days",
        listed="",
    )


def _positions(ranks: Mapping[str, int]) -> Iterator[BeyondBook]:
    for clause, rank in sorted(ranks.items()):
        if rank:
            yield BeyondBook(
                subject="clause_position",
                about=clause,
                measure=Decimal(rank),
                what=f'Clause "{clause}" at fallback {rank}',
                offered=f"fallback {rank}",
                listed="the first text",
            )


def _percent(share: Decimal) -> str:
    return display_rate(share.quantize(SHARE_STEP, rounding=ROUND_HALF_UP))


def _signed_percent(rate: Decimal) -> str:
    return f"-{display_rate(-rate)}" if rate < 0 else display_rate(rate)
