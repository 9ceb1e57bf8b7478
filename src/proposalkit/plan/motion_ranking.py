"""Ranks the motions for one deal: each reason for or against counts one, and none is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from proposalkit.model.advice import RankedMotion, Reason, Situation
from proposalkit.model.catalog import Motion
from proposalkit.model.catalog_rows import MatrixCell, SellingCatalog

_CYCLES = ("days", "weeks", "months", "quarters")
_SIZES = ("self-serve", "mid-market", "enterprise", "strategic")


def rank_motions(catalog: SellingCatalog, situation: Situation) -> tuple[RankedMotion, ...]:
    """Give all motions, best first; equal ones in the order of the catalogue."""
    ranked = [
        RankedMotion(
            motion=one.id, title=one.title, reasons=tuple(_reasons(one, catalog, situation))
        )
        for one in catalog.motions
    ]
    return tuple(sorted(ranked, key=lambda one: -one.balance))


def band(catalog: SellingCatalog, axis: str, value: Decimal | int | None) -> str | None:
    """Give the band of the fit matrix a value falls into; None without a value."""
    if value is None:
        return None
    for one in catalog.bands:
        if one.axis == axis and one.low <= value and (one.high is None or value < one.high):
            return one.id
    return None


def _reasons(motion: Motion, catalog: SellingCatalog, situation: Situation) -> Iterator[Reason]:
    yield from _diagnostic(motion, catalog, situation)
    yield from _stage(motion, catalog, situation)
    yield from _matrix(motion, catalog, situation)
    yield from _cycle(motion, situation)
    yield from _size(motion, situation)


def _diagnostic(motion: Motion, catalog: SellingCatalog, situation: Situation) -> Iterator[Reason]:
    for question in catalog.diagnostic:
        given = situation.seller.answers.get(question.id)
        for answer in question.answers:
            if answer.code != given:
                continue
            opened = motion.id in answer.motions
            elsewhere = any(motion.id in other.motions for other in question.answers)
            if opened or elsewhere:
                yield Reason(
                    speaks_for=opened,
                    entry=question.key,
                    text=f"{question.title} {answer.means}",
                )


def _stage(motion: Motion, catalog: SellingCatalog, situation: Situation) -> Iterator[Reason]:
    for stage in catalog.buyer_stages:
        if stage.stage != situation.stage:
            continue
        fits = motion.id in stage.motions
        if fits or any(motion.id in other.motions for other in catalog.buyer_stages):
            yield Reason(speaks_for=fits, entry=stage.key, text=stage.title)


def _matrix(motion: Motion, catalog: SellingCatalog, situation: Situation) -> Iterator[Reason]:
    size = band(catalog, "size", situation.yearly_usd)
    cycle = band(catalog, "cycle", situation.cycle_days)
    if size is None or cycle is None:
        return
    own = [cell for cell in catalog.fit_matrix if motion.id in cell.motions]
    here = next((cell for cell in own if (cell.size, cell.cycle) == (size, cycle)), None)
    if here is not None:
        yield Reason(speaks_for=True, entry=here.key, text=here.title)
    elif own and not any(_beside(cell, size, cycle) for cell in own):
        yield Reason(
            speaks_for=False,
            entry=own[0].key,
            text=f"Its best place is elsewhere: {own[0].title}",
        )


def _beside(cell: MatrixCell, size: str, cycle: str) -> bool:
    """Say whether a cell touches another; there a motion works, less well than in its own."""
    across = abs(_SIZES.index(cell.size) - _SIZES.index(size))
    down = abs(_CYCLES.index(cell.cycle) - _CYCLES.index(cycle))
    return across + down == 1


def _cycle(motion: Motion, situation: Situation) -> Iterator[Reason]:
    days, span = situation.cycle_days, motion.cycle
    if days is not None:
        fits = span.low <= days and (span.high is None or days <= span.high)
        yield Reason(
            speaks_for=fits, entry=motion.key, text=f"Cycle: {span.says}; here {days} days"
        )


def _size(motion: Motion, situation: Situation) -> Iterator[Reason]:
    price, span = situation.yearly_usd, motion.deal_size
    if price is not None:
        fits = span.low <= price and (span.high is None or price <= span.high)
        yield Reason(
            speaks_for=fits, entry=motion.key, text=f"Deal size: {span.says}; here USD {price:,}"
        )
