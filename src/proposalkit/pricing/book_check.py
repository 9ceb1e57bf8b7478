"""What is doubtful in a price book that reads well: cliffs, losses, units, unbuyable offers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from proposalkit.errors import InputRefused
from proposalkit.model.display import display_money, display_quantity
from proposalkit.model.finding import Finding, Severity
from proposalkit.model.money import money
from proposalkit.model.price_book import OfferIn, PriceBook
from proposalkit.model.rate import RateIn
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.cliffs import find_cliffs
from proposalkit.pricing.loss_volumes import LossRange, loss_volumes
from proposalkit.pricing.order import Order
from proposalkit.pricing.probe import probe_order


def book_findings(
    book: PriceBook, internal: InternalProfile | None, on: date
) -> tuple[Finding, ...]:
    """Check every offer of a book as it stands; `where` is a dotted path in the book.

    Without the internal profile the margin is not evaluated, and a note says so.
    """
    return (
        *_expired(book, on),
        *_matrix(book),
        *(
            one
            for number, offer in enumerate(book.offers)
            for one in _offer(book, number, internal)
        ),
    )


def order_findings(
    book: PriceBook, number: int, order: Order, internal: InternalProfile | None, bought: bool
) -> tuple[Finding, ...]:
    """Check one order of the offer with that number: cliffs, and volumes at a loss.

    `bought` says that the units bought are those of a deal; without a deal their number is open.
    """
    place, offer = f"offers.{number}", book.offers[number]
    return (
        *_cliffs(order, offer, place),
        *_losses(order, offer, internal, place, bought),
    )


def _offer(book: PriceBook, number: int, internal: InternalProfile | None) -> Iterator[Finding]:
    offer, place = book.offers[number], f"offers.{number}"
    yield from _units(offer, place)
    try:
        order = probe_order(book, offer)
    except InputRefused as refused:
        for one in refused.findings:
            yield _found(
                "offer-not-buyable", "error", place,
                f'No deal can buy offer "{offer.id}": {one.message}', one.remedy,
            )  # fmt: skip
        return
    bought = all(rate.unit is None for rate in offer.rates)
    yield from order_findings(book, number, order, internal, bought)


def _expired(book: PriceBook, on: date) -> Iterator[Finding]:
    if book.valid_until is not None and book.valid_until < on:
        yield _found(
            "price-book-expired", "error", "valid_until",
            f'The rates ended on "{book.valid_until}"; no offer may be dated "{on}".',
            "Make a new version of the book, or extend valid_until.",
        )  # fmt: skip


def _matrix(book: PriceBook) -> Iterator[Finding]:
    if book.approvals is None:
        yield _found(
            "no-approval-matrix", "note", "",
            "There is no approval matrix: whatever goes beyond the book cannot be released.",
            'Add "approvals" with a ladder for each subject.',
        )  # fmt: skip


def _units(offer: OfferIn, place: str) -> Iterator[Finding]:
    for number, rate in enumerate(offer.rates):
        where = f"{place}.rates.{number}.metric"
        if rate.metric is None:
            continue
        if "unit" not in rate.metric.model_fields_set:
            yield _found(
                "unit-not-named", "error", where,
                f'Line "{rate.id}" does not say what one unit is called; '
                f'"{rate.metric.unit}" would be printed.',
                'Add "unit" and "label" to the metric.',
            )  # fmt: skip
        if rate.metric.kind == "usage" and not rate.metric.definition:
            yield _found(
                "unit-not-defined", "error", where,
                f'Line "{rate.id}" does not say when one {rate.metric.unit} counts.',
                'Add "definition" to the metric: one sentence a buyer can count by.',
            )  # fmt: skip


def _cliffs(order: Order, offer: OfferIn, place: str) -> Iterator[Finding]:
    lines = {rate.id: (number, rate) for number, rate in enumerate(offer.rates)}
    for cliff in find_cliffs(order):
        number, rate = lines[cliff.component_ref]
        yield _found(
            "price-cliff", "warning", f"{place}.rates.{number}.tiers",
            f'One {_unit(rate)} more than "{display_quantity(cliff.at)}" lowers the bill of a '
            f"month by {display_money(cliff.drop)}.",
            "Make the tiers graduated, or bring their prices closer; a buyer is shown each cliff.",
        )  # fmt: skip


def _unit(rate: RateIn) -> str:
    return rate.metric.unit if rate.metric else "unit"


def _losses(
    order: Order, offer: OfferIn, internal: InternalProfile | None, place: str, bought: bool
) -> Iterator[Finding]:
    if internal is None:
        yield _not_evaluated(offer, place, "the seller profile", "Run it in a workspace.")
        return
    if not bought:
        units = next(rate.unit for rate in offer.rates if rate.unit is not None)
        yield _not_evaluated(
            offer, place, f'the number bought of "{units}"', "Check it for one deal: --deal DEAL"
        )
        return
    found, missing = loss_volumes(order, internal)
    if missing:
        fields = ", ".join(missing)
        yield _not_evaluated(offer, place, fields, "Give these fields in the seller profile.")
    for one in found:
        yield _found(
            "margin-negative", "warning", place,
            f'Offer "{offer.id}" costs more than it brings {_volumes(one)}; '
            f'"{display_quantity(Decimal(one.worst_at))}" units lose '
            f"{display_money(money(one.worst, order.currency))} a month.",
            "Raise the price or the cap, set a minimum, or know why you accept it.",
        )  # fmt: skip


def _volumes(one: LossRange) -> str:
    first = display_quantity(Decimal(one.first))
    if one.last is None:
        return "at any volume" if one.first == 0 else f"from {first} units a month on"
    last = display_quantity(Decimal(one.last))
    return f"up to {last} units a month" if one.first == 0 else f"from {first} to {last} units"


def _not_evaluated(offer: OfferIn, place: str, lacking: str, remedy: str) -> Finding:
    return _found(
        "margin-not-evaluated", "note", place,
        f'The margin of offer "{offer.id}" is not evaluated without {lacking}.', remedy,
    )  # fmt: skip


def _found(id_: str, severity: Severity, where: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, severity=severity, where=where, message=message, remedy=remedy)
