"""The price in words, by the name of each slot: its parts, its normal month and the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from proposalkit.compose.wording import join_words
from proposalkit.model.display import (
    display_duration,
    display_money,
    display_quantity,
    display_rate,
    display_unit_price,
)
from proposalkit.model.outcome import Metric
from proposalkit.model.pricing import METERED, Component, Tier
from proposalkit.model.proposal import Proposal
from proposalkit.model.scenario import PeriodAmount, Scenario, ScenarioId
from proposalkit.model.usual_month import Months, expected_scenario, months_of

MOST_GROUPS = 3
"""Months of more different charges than these are told by their least and their most."""


def price_words(proposal: Proposal) -> Mapping[str, str]:
    """Give all words of the price by their names; empty where this proposal has none."""
    return {name: word(proposal) for name, word in PRICE_WORDS.items()}


def _metered(proposal: Proposal) -> tuple[Component, ...]:
    return tuple(one for one in proposal.pricing.components if one.type in METERED)


def _shares(proposal: Proposal) -> tuple[Component, ...]:
    return tuple(one for one in _metered(proposal) if one.tiers and one.tiers[0].rate is not None)


def _counted(proposal: Proposal) -> tuple[Metric, ...]:
    """Give the metrics that lines of the price count, in their order."""
    refs = {one.metric_ref for one in _metered(proposal)}
    return tuple(one for one in proposal.metrics if one.id in refs)


def _lines(proposal: Proposal) -> str:
    """Give each line of the price but what is charged once."""
    rows = [one for one in proposal.pricing.components if one.type != "one_time"]
    return "; ".join(f"{one.label}: {_line(one, proposal)}" for one in rows)


def _parts(proposal: Proposal) -> str:
    """Give the lines where no one unit has the price: several are counted, or it is a share."""
    if len(_metered(proposal)) > 1 or _shares(proposal):
        return _lines(proposal)
    return ""


def _line(line: Component, proposal: Proposal) -> str:
    if line.amount is not None:
        return f"{display_money(line.amount)} a month"
    if line.rate is not None:
        labels = {one.id: one.label for one in proposal.pricing.components}
        return f"{display_rate(line.rate)} of {join_words([labels[x] for x in line.applies_to])}"
    return f"{_tiers(line)}{_of(line, proposal)}{_included(line, ', after {} at no charge')}"


def _of(line: Component, proposal: Proposal) -> str:
    """Say what the price or share of a line is of."""
    metric = next(one for one in proposal.metrics if one.id == line.metric_ref)
    first = line.tiers[0]
    if first.flat is not None:
        return f" by the step of {metric.label} reached"
    if first.rate is None:
        return f" for one {metric.unit}"
    if line.baseline is None:
        return f" of {metric.label}"
    value = f"what {metric.label} come to {line.baseline.direction} the baseline"
    return f" of {value} of {display_money(line.baseline.amount)} a month"


def _tiers(line: Component) -> str:
    span = f"in {_each(line.settlement)}" if line.settlement else "a month"
    if len(line.tiers) == 1:
        return _price(line.tiers[0])
    steps = [
        f"{_price(one)} up to {display_quantity(one.up_to)} {span}"
        if one.up_to is not None
        else f"{_price(one)} above that"
        for one in line.tiers
    ]
    return f"{', '.join(steps)},"


def _price(tier: Tier) -> str:
    if tier.rate is not None:
        return display_rate(tier.rate)
    if tier.flat is not None:
        return display_money(tier.flat)
    return display_unit_price(tier.unit_price) if tier.unit_price else ""


def _each(duration: str) -> str:
    """Say a time that comes again: `each month`, `each 3 months`."""
    return f"each {display_duration(duration).removeprefix('1 ')}"


def _included(line: Component, words: str) -> str:
    if line.included is None:
        return ""
    span = line.included_period or line.billing_period or "P1M"
    return words.format(f"{display_quantity(line.included)} in {_each(span)}")


def _all_included(proposal: Proposal) -> str:
    return "; ".join(one for line in _metered(proposal) if (one := _included(line, "{}")))


def _share_tiers(proposal: Proposal) -> str:
    """Give the shares of the one line that is a share; several are told as parts."""
    shares = _shares(proposal)
    return _tiers(shares[0]).rstrip(",") if len(shares) == 1 else ""


def _unit_price(proposal: Proposal) -> str:
    """Give the total for one unit where just one kind of unit is counted, and no amount."""
    if len(_counted(proposal)) != 1 or _shares(proposal):
        return ""
    price = expected_scenario(proposal.pricing).effective_unit_price
    return display_unit_price(price) if price else ""


def _main(proposal: Proposal) -> Metric | None:
    """Give the metric that the cost of today is for."""
    counted = _counted(proposal)
    main = proposal.pricing.per_unit_of or (counted[0].id if len(counted) == 1 else "")
    return next((one for one in counted if one.id == main), None)


def _cost_unit(proposal: Proposal) -> str:
    main = _main(proposal)
    return main.unit if main and proposal.pricing.cost_today else ""


def _cost_units(proposal: Proposal) -> str:
    main = _main(proposal)
    return main.label if main and proposal.pricing.cost_today else ""


def _several(proposal: Proposal) -> str:
    """Name what is counted where it is more than one thing; an amount has no article."""
    counted = _counted(proposal)
    if len(counted) < 2:
        return ""
    return join_words([one.label if one.kind == "amount" else f"the {one.unit}" for one in counted])


def _definitions(proposal: Proposal) -> str:
    """Say of each unit what counts as one, where several are counted."""
    if not _several(proposal):
        return ""
    rows = [(one.label if one.kind == "amount" else one.unit, one) for one in _counted(proposal)]
    return " ".join(
        f"{name[:1].upper()}{name[1:]}: {metric.definition.rstrip('.')}."
        for name, metric in rows
        if metric.definition
    )


def _mix(name: ScenarioId) -> Callable[[Proposal], str]:
    def words(proposal: Proposal) -> str:
        labels = {one.id: one.label for one in proposal.metrics}
        scenario = _scenario(proposal, name)
        rows = scenario.volumes if scenario else ()
        return join_words(
            [f"{display_quantity(x.per_period)} {labels[x.metric_ref]}" for x in rows]
        )

    return words


def _scenario(proposal: Proposal, name: ScenarioId) -> Scenario | None:
    return next((one for one in proposal.pricing.scenarios if one.id == name), None)


def _month(name: ScenarioId) -> Callable[[Proposal], str]:
    def words(proposal: Proposal) -> str:
        scenario = _scenario(proposal, name)
        if scenario is None:
            return ""
        return display_money(months_of(proposal.pricing, scenario).usual.charges)

    return words


def _months(proposal: Proposal) -> Months:
    return months_of(proposal.pricing, expected_scenario(proposal.pricing))


def _range(proposal: Proposal) -> str:
    """Give the least and the most of the months that differ for no shortfall or settlement."""
    amounts = sorted((one.charges for one in _months(proposal).others), key=lambda one: one.amount)
    if not amounts or amounts[0] == amounts[-1]:
        return ""
    return f"{display_money(amounts[0])} to {display_money(amounts[-1])}"


def _told(periods: Iterable[PeriodAmount]) -> str:
    """Say what months are charged and which they are: `EUR 9,777.00 in months 12 and 24`."""
    rows = sorted(periods, key=lambda one: (one.charges.amount, one.period))
    groups = [tuple(found) for _, found in groupby(rows, key=lambda one: one.charges.amount)]
    if len(groups) > MOST_GROUPS:
        ends = f"{display_money(rows[0].charges)} to {display_money(rows[-1].charges)}"
        return f"{ends} in {_which(rows)}"
    return join_words([f"{display_money(one[0].charges)} in {_which(one)}" for one in groups])


def _which(periods: Iterable[PeriodAmount]) -> str:
    numbers = sorted(one.period for one in periods)
    return f"month{'s' if len(numbers) > 1 else ''} {join_words([str(one) for one in numbers])}"


PRICE_WORDS: Mapping[str, Callable[[Proposal], str]] = {
    "cost.unit": _cost_unit,
    "cost.units": _cost_units,
    "count.definitions": _definitions,
    "count.several": _several,
    "price.included": _all_included,
    "price.lines": _lines,
    "price.month": _month("expected"),
    "price.month_high": _month("high"),
    "price.month_low": _month("low"),
    "price.parts": _parts,
    "price.range": _range,
    "price.settled": lambda proposal: _told(_months(proposal).settled),
    "price.topped": lambda proposal: _told(_months(proposal).topped),
    "price.unit": _unit_price,
    "share.tiers": _share_tiers,
    "volume.mix": _mix("expected"),
    "volume.mix_high": _mix("high"),
    "volume.mix_low": _mix("low"),
}
"""Words made of several shown values; sentences of texts and answers name them as slots."""
