"""Rules with round figures, and sellers made short, for the tests of what stays inside."""

from __future__ import annotations

from collections.abc import Mapping

from proposalkit.model.economics_rules import EconomicsRules
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.floor_price import PriceThresholds

LINES = PriceThresholds.model_validate(
    {"share_low": "0.20", "share_high": "0.60", "crossover_units": "50000",
     "crossover_price": "0.30", "crossover_currency": "USD"}
)  # fmt: skip
BOUNDS = ("gap", "target_margin", "floor_price", "least_share", "ceiling", "no_ceiling", "no_room")
BASE: Mapping[str, object] = {
    "owner": "finance", "review_by": "2027-02-28", "early_margin": "0.50", "gap_share": "0.25",
    "price_digits": 3, "ladder": ["0.5", "1", "2"], "runs": 200,
    "success_swing": ["0.80", "1.20"], "model_price_swing": ["0.50", "1.50"],
    "success_steps": ["0.5", "1", "3"], "model_price_steps": ["0", "1", "2"],
    "signing_share": "0.30", "build_months": 6,
    "reasons": {bound: f"{bound}: {{price}} {{floor}} {{ceiling}}" for bound in BOUNDS},
}  # fmt: skip
FOUR_COSTS = {"model": "0.38", "infrastructure": "0.07", "human_review": "0.20", "support": "0.10"}


def rules(**changed: object) -> EconomicsRules:
    """Make the rules with some values changed."""
    return EconomicsRules.model_validate({**BASE, **changed})


def seller(**fields: object) -> InternalProfile:
    """Make the seller's internal part; every attempt is billed and nothing is fixed if not said."""
    return InternalProfile.model_validate({"billed_share": "1", "monthly_cost": "0", **fields})
