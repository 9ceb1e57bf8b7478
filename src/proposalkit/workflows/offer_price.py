"""The price of an offer, replayed by the pricing engine for the comparison."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from proposalkit.errors import InputRefused
from proposalkit.model.places import currency_digits
from proposalkit.model.pricing import PublicPricing
from proposalkit.model.proposal import Proposal
from proposalkit.model.scenario import Cliff, Scenario, Volume
from proposalkit.pricing.cliffs import find_cliffs
from proposalkit.pricing.corners import corner_volumes
from proposalkit.pricing.curve import term_total
from proposalkit.pricing.engine import Volumes, price_scenario
from proposalkit.pricing.first_months import first_shares, volumes_like
from proposalkit.pricing.rules import rules_of
from proposalkit.pricing.soundness import soundness_findings

MOST_KEPT = 50_000
"""Totals remembered of one price: whoever compares asks for the same corners again."""


class ReplayedPrice:
    """A public price that can be asked for any volume; metrics beside the main one stay put."""

    def __init__(
        self, pricing: PublicPricing, months: int | None = None, *, alike: bool = False
    ) -> None:
        self._pricing = pricing
        self._rules = rules_of(pricing)
        self._alike = alike
        self.currency = pricing.currency
        self.tax: str = pricing.tax.treatment
        self.term_months = months or pricing.scenarios[0].term_months
        self._totals: dict[int, Decimal] = {}

    def first_months(self, months: int) -> ReplayedPrice:
        """Give the same price over its first months alone."""
        return ReplayedPrice(self._pricing, months, alike=self._alike)

    def with_all_months_alike(self) -> ReplayedPrice:
        """Give the same price at a volume that is there from the first month on."""
        return ReplayedPrice(self._pricing, self.term_months, alike=True)

    @property
    def first_shares(self) -> tuple[Decimal, ...]:
        """Give the shares of the volume in the first months, as the offer expects them."""
        return () if self._alike else first_shares(self._main)

    @property
    def _main(self) -> Volume | None:
        told = next(one for one in self._pricing.scenarios if one.id == "expected").volumes
        return next((one for one in told if one.metric_ref == self.main_metric), None)

    def _volumes(self, volume: Decimal) -> Volumes:
        asked = self._rules.same_volume(volume)
        if self._alike:
            return asked
        told = next(one for one in self._pricing.scenarios if one.id == "expected").volumes
        return volumes_like(told, asked)

    @property
    def main_metric(self) -> str | None:
        """Give the metric a volume counts."""
        return self._rules.main_metric

    @property
    def slack(self) -> Decimal:
        """Give what rounding can move a total by: each line in each month by a coin at most."""
        coin = Decimal(1).scaleb(-(currency_digits(self.currency) or 0))
        return coin * (self.term_months + 1) * (len(self._rules.components) + 1)

    def scenario(self, volume: Decimal) -> Scenario:
        """Give all months counted at a monthly volume."""
        volumes = self._volumes(volume)
        return price_scenario(self._rules, "expected", volumes, self.term_months)

    def expected(self) -> Scenario:
        """Give the scenario the offer itself expects, over the months counted."""
        found = next(one for one in self._pricing.scenarios if one.id == "expected")
        if found.term_months == self.term_months:
            return found
        return price_scenario(self._rules, "expected", found.volumes, self.term_months)

    def at(self, volume: Decimal | None) -> Scenario:
        """Give all months counted at a monthly volume, or as the offer expects."""
        return self.expected() if volume is None else self.scenario(volume)

    def total(self, volume: int) -> Decimal:
        """Give the total of the months counted at a monthly volume."""
        known = self._totals.get(volume)
        if known is None:
            if len(self._totals) >= MOST_KEPT:
                self._totals.clear()
            known = term_total(self._rules, self._volumes(Decimal(volume)), self.term_months)
            self._totals[volume] = known
        return known

    def corners(self, highest: int) -> tuple[int, ...]:
        """Give the volumes between which the bill of a month is a straight line."""
        corners = set(corner_volumes(self._rules, highest))
        for part in {*self.first_shares, *self._counted_parts()}:
            # a month that counts a part of the volume bends where that part does
            bends = (int(one / part) for one in corner_volumes(self._rules, highest) if part)
            corners |= {at + more for at in bends for more in (0, 1) if at + more <= highest}
        return tuple(sorted(corners))

    def _counted_parts(self) -> Iterator[Decimal]:
        """Give the part of the volume that lines count of which a person did a part."""
        helped = None if self._alike or self._main is None else self._main.assisted
        for line in self._rules.components:
            if helped is not None and line.assisted_share is not None:
                part = 1 - helped * (1 - line.assisted_share)
                yield from (part * share for share in (Decimal(1), *self.first_shares))

    def cliffs(self) -> tuple[Cliff, ...]:
        """Give the volumes at which one unit more lowers the bill."""
        return find_cliffs(self._rules)


def price_of_proposal(proposal: Proposal, source: str) -> ReplayedPrice:
    """Give the price of a proposal; raises InputRefused when it contradicts itself."""
    unsound = soundness_findings(proposal.pricing, proposal.metrics)
    if unsound:
        raise InputRefused(
            [one.model_copy(update={"where": f"{source}: {one.where}"}) for one in unsound]
        )
    return ReplayedPrice(proposal.pricing)


def expected_volume(scenario: Scenario, metric: str | None) -> Decimal | None:
    """Give the monthly volume of the main metric in a scenario."""
    return next((one.per_period for one in scenario.volumes if one.metric_ref == metric), None)
