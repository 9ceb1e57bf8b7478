"""Points by the buyer's own weights; without weights there is no score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from proposalkit.compare.requirements import Asked, answer
from proposalkit.errors import InputRefused
from proposalkit.model.comparison import Comparison, Points, ScoreRow, Scores
from proposalkit.model.finding import Finding
from proposalkit.model.policy import PriceWeight, WeightedRequirement, Weights

STEP = Decimal("0.01")
NOTHING = Decimal(0)


def score(
    comparison: Comparison, weights: Weights, name: str, asked: Mapping[str, Asked]
) -> Scores:
    """Give each offer its points; `asked` holds the proposals by mark, none for a typed offer.

    Raises InputRefused when a weight names a volume that was not asked for.
    """
    rows: list[ScoreRow] = []
    marks = [one.mark for one in comparison.offers]
    if weights.price is not None:
        rows.append(_price(comparison, weights.price, name))
    rows += [_requirement(one, marks, asked) for one in weights.requirements]
    return Scores(
        name=name, most=weights.most, rows=tuple(rows), sums=tuple(_sum(m, rows) for m in marks)
    )


def _price(comparison: Comparison, weight: PriceWeight, name: str) -> ScoreRow:
    row = next((one for one in comparison.totals if one.scenario == weight.scenario), None)
    if row is None:
        raise InputRefused([Finding(
            id="weight-without-volume",
            where=f"{name}: price.scenario",
            message=f'The weight is on the "{weight.scenario}" volume, which was not given.',
            remedy=f"Add --volume {weight.scenario}=NUMBER, or weigh another one.",
        )])  # fmt: skip
    least = min(one.total.amount for one in row.cells)
    alike = bool(row.lowest)
    return ScoreRow(
        criterion=f"Total at the {weight.scenario} volume",
        weight=weight.weight,
        cells=tuple(
            Points(
                offer=one.offer,
                points=_share(weight.weight, least, one.total.amount) if alike else None,
                why="lowest total divided by its own" if alike else "not like for like",
            )
            for one in row.cells
        ),
    )


def _share(weight: Decimal, least: Decimal, own: Decimal) -> Decimal:
    share = least / own if own else Decimal(1)
    return (weight * share).quantize(STEP, rounding=ROUND_HALF_UP)


def _requirement(
    requirement: WeightedRequirement, marks: Sequence[str], asked: Mapping[str, Asked]
) -> ScoreRow:
    cells = []
    for mark in marks:
        found = answer(requirement, asked[mark]) if mark in asked else None
        status = found.status if found else "not_stated"
        points = requirement.weight if status == "met" else NOTHING
        cells.append(Points(offer=mark, points=points, why=status))
    return ScoreRow(criterion=requirement.what, weight=requirement.weight, cells=tuple(cells))


def _sum(mark: str, rows: Sequence[ScoreRow]) -> Points:
    found = [cell.points for row in rows for cell in row.cells if cell.offer == mark]
    points = [one for one in found if one is not None]
    if len(points) < len(found):
        return Points(offer=mark, why="a criterion could not be scored")
    return Points(offer=mark, points=sum(points, NOTHING), why="sum of the rows")
