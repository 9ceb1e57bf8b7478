"""Do the terms of an offer fit its lines? What one record alone cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proposalkit.model.misfit import Misfit, refuse_same_ids

if TYPE_CHECKING:
    from proposalkit.model.price_book import OfferIn

MONTHLY_CAP = "monthly-cap"
"""Id of the cap that an offer's `cap` puts on all metered lines."""


def refuse_unfit_terms(offer: OfferIn) -> None:
    """Raise Misfit at the first term that does not fit the lines it names."""
    for name in ("discounts", "caps", "commitments", "ramps", "indexation", "credits"):
        ids = [one.id for one in getattr(offer, name)]
        refuse_same_ids(ids, f"offer {offer.id!r}: two {name}", name)
    for misfit in (*_unknown_lines(offer), *_unknown_metrics(offer), *_adjustments(offer),
                   *_shared_lines(offer), *_crossed(offer), *_times(offer)):  # fmt: skip
        raise misfit


def capped_lines(offer: OfferIn) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give id and lines of each cap, that on all metered lines included."""
    metered = tuple(rate.id for rate in offer.rates if rate.metered)
    whole = ((MONTHLY_CAP, metered),) if offer.cap is not None else ()
    return (*whole, *((cap.id, cap.applies_to) for cap in offer.caps))


def _unknown_lines(offer: OfferIn) -> Iterator[Misfit]:
    lines = {rate.id for rate in offer.rates}
    known = ", ".join(sorted(lines))
    places = [
        *(("rates", number, rate.applies_to) for number, rate in enumerate(offer.rates)),
        *(
            (name, number, one.applies_to)
            for name in ("discounts", "caps", "commitments", "ramps", "indexation")
            for number, one in enumerate(getattr(offer, name))
        ),
    ]
    for name, number, refs in places:
        for ref in refs:
            if ref not in lines:
                yield Misfit(
                    f"offer {offer.id!r} has no line {ref!r}",
                    f"Name one of its lines: {known}.",
                    *(name, number, "applies_to"),
                )


def _unknown_metrics(offer: OfferIn) -> Iterator[Misfit]:
    metrics = sorted({rate.metric.id for rate in offer.rates if rate.metric})
    for name in ("discounts", "commitments"):
        for number, one in enumerate(getattr(offer, name)):
            if one.metric is not None and one.metric not in metrics:
                yield Misfit(
                    f"offer {offer.id!r} counts no {one.metric!r}",
                    f"Name one of its metrics: {', '.join(metrics) or 'it has none'}.",
                    *(name, number, "metric"),
                )


def _adjustments(offer: OfferIn) -> Iterator[Misfit]:
    kinds = {rate.id: rate.type for rate in offer.rates}
    for number, rate in enumerate(offer.rates):
        for ref in rate.applies_to:
            if kinds.get(ref) in ("adjustment", "one_time"):
                yield Misfit(
                    f"adjustment {rate.id!r} is a share of {ref!r}, which is of type {kinds[ref]}",
                    "Name lines that are billed each month and are no adjustments.",
                    *("rates", number, "applies_to"),
                )


def _shared_lines(offer: OfferIn) -> Iterator[Misfit]:
    groups = (
        ("caps", capped_lines(offer)),
        ("commitments", tuple((c.id, c.applies_to) for c in offer.commitments)),
    )
    for name, members in groups:
        taken: dict[str, str] = {}
        for id_, lines in members:
            for line in lines:
                if line in taken:
                    yield Misfit(
                        f"offer {offer.id!r}: line {line!r} is under two {name}, "
                        f"{taken[line]!r} and {id_!r}",
                        "Leave the line out of one of them.",
                        name,
                    )
                taken[line] = id_


def _crossed(offer: OfferIn) -> Iterator[Misfit]:
    """A cap counts for a commitment when all its lines do; half of it cannot be told apart."""
    for number, commitment in enumerate(offer.commitments):
        mine = set(commitment.applies_to)
        for id_, lines in capped_lines(offer):
            if commitment.kind == "spend" and mine & set(lines) and not mine.issuperset(lines):
                yield Misfit(
                    f"commitment {commitment.id!r} and cap {id_!r} share some of their lines",
                    "Let the commitment count all lines of the cap, or none of them.",
                    *("commitments", number, "applies_to"),
                )


def _times(offer: OfferIn) -> Iterator[Misfit]:
    for number, rate in enumerate(offer.rates):
        if rate.settlement_months and offer.term_months % rate.settlement_months:
            yield Misfit(
                f"line {rate.id!r} is settled every {rate.settlement_months} months, "
                f"the term has {offer.term_months}",
                "Choose a settlement that divides the term.",
                *("rates", number, "settlement_months"),
            )
