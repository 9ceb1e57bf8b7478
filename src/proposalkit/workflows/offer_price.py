"""The price of an offer, replayed by the pricing engine for the comparison."""

from __future__ import annotations

from decimal import Decimal

from proposalkit.errors import InputRefused
from proposalkit.model.places import currency_digits
from proposalkit.model.pricing import PublicPricing
from proposalkit.model.proposal import Proposal
from proposalkit.model.scenario import Cliff, Scenario
from proposalkit.pricing.cliffs import find_cliffs
from proposalkit.pricing.corners import corner_volumes
from proposalkit.pricing.curve import term_total
from proposalkit.pricing.engine import price_scenario
from proposalkit.pricing.rules import rules_of
from proposalkit.pricing.soundness import soundness_findings


class ReplayedPrice:
    """A public price that can be asked for any volume; metrics beside the main one stay put."""

    def __init__(self, pricing: PublicPricing, months: int | None = None) -> None:
        self._pricing = pricing
        self._rules = rules_of(pricing)
        self.currency = pricing.currency
        self.tax: str = pricing.tax.treatment
        self.term_months = months or pricing.scenarios[0].term_months

    def first_months(self, months: int) -> ReplayedPrice:
        """Give the same price over its first months alone."""
        return ReplayedPrice(self._pricing, months)

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
        volumes = self._rules.same_volume(volume)
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
        return term_total(self._rules, Decimal(volume), self.term_months)

    def corners(self, highest: int) -> tuple[int, ...]:
        """Give the volumes between which the bill of a month is a straight line."""
        return corner_volumes(self._rules, highest)

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
