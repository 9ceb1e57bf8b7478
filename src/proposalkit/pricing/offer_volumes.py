"""The volumes of a deal, metric by metric, for each scenario."""

from __future__ import annotations

from decimal import Decimal

from proposalkit.model.brief_figures import OtherVolumeIn, VolumesIn
from proposalkit.model.price_book import OfferIn
from proposalkit.model.scenario import ScenarioId, Volume


def main_metric(offer: OfferIn) -> str | None:
    """Give the metric the brief's volumes count: the first outcome, else the first metered one."""
    metered = [rate for rate in offer.rates if rate.metric is not None]
    first = next((rate for rate in metered if rate.type == "outcome"), None)
    chosen = first or next(iter(metered), None)
    return chosen.metric.id if chosen and chosen.metric else None


def other_volumes(volumes: VolumesIn, scenario: ScenarioId) -> tuple[Volume, ...]:
    """Give the volumes of the further metrics in a scenario."""
    return tuple(
        Volume(metric_ref=one.metric, per_period=_units(one, scenario)) for one in volumes.others
    )


def scenario_volumes(
    volumes: VolumesIn, metrics: tuple[str, ...], main: str | None, scenario: ScenarioId
) -> tuple[Volume, ...] | None:
    """Give the volume of every metric in the order of the price; None for one not given."""
    quantity = {"low": volumes.low, "expected": volumes.expected, "high": volumes.high}[scenario]
    if quantity is None:
        return None
    others = {one.metric_ref: one for one in other_volumes(volumes, scenario)}
    mine = Volume(
        metric_ref=main or "unit",
        per_period=quantity,
        first_months=tuple(quantity * share for share in volumes.first_months),
        assisted=volumes.assisted,
    )
    return tuple(mine if ref == main else others[ref] for ref in metrics)


def _units(one: OtherVolumeIn, scenario: ScenarioId) -> Decimal:
    if scenario == "low" and one.low is not None:
        return one.low
    if scenario == "high" and one.high is not None:
        return one.high
    return one.expected
