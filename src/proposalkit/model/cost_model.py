"""What serving and selling cost the seller, part by part; it stays inside, never with a buyer."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from proposalkit.model.base import Model
from proposalkit.model.fields import DecimalText, given
from proposalkit.model.misfit import Misfit

CommissionPlan = Literal["projected", "realised", "mixed"]
"""The ids of the three plans in `knowledge/catalog/commissions.yaml`."""

Share = Annotated[DecimalText, Field(ge=0, lt=1)]
"""A part of one, such as 0.15, never all of it."""


class AttemptCost(Model):
    """What one attempt costs, by part, in the currency of the price book."""

    model: Annotated[DecimalText, given("Model calls of one attempt.")]
    infrastructure: Annotated[DecimalText, given("Hosting, storage and tools of one attempt.")]
    human_review: Annotated[DecimalText, given("People who check, spread over all attempts.")]
    support: Annotated[DecimalText, given("Support of the buyer, spread over all attempts.")]

    @property
    def total(self) -> Decimal:
        """Give the sum of the four parts."""
        return self.model + self.infrastructure + self.human_review + self.support


class CommissionIn(Model):
    """How the seller's people are paid for a deal."""

    rate: Annotated[Share, given("Share of the yearly value, such as 0.10.")]
    plan: Annotated[CommissionPlan, given("projected, realised or mixed.")] = "mixed"
    signing_share: Annotated[
        Share | None, given("Part at signing of the mixed plan; the knowledge's when empty.")
    ] = None


class ChannelIn(Model):
    """What partners keep of what the buyer pays; each share is one of the gross amount."""

    integrator: Annotated[Share, given("Margin of the integrator.")] = Decimal(0)
    marketplace: Annotated[Share, given("Share of the marketplace.")] = Decimal(0)
    hyperscaler: Annotated[Share, given("Share of the cloud provider.")] = Decimal(0)

    @model_validator(mode="after")
    def _something_is_left(self) -> ChannelIn:
        together = self.integrator + self.marketplace + self.hyperscaler
        if together >= 1:
            raise Misfit(
                f"the partners keep {together} of the price together, nothing is left",
                "Lower the shares so that they stay below 1 together.",
            )
        return self


class OwnBuildIn(Model):
    """What the seller thinks an own build would cost this kind of buyer."""

    build: Annotated[DecimalText, given("Cost of building it.")]
    run_per_month: Annotated[DecimalText, given("Fixed cost of running it a month.")]
    run_per_unit: Annotated[DecimalText, given("Cost of one unit when they run it.")]
    months: Annotated[
        int | None, Field(ge=1, le=36), given("Months of building; the knowledge's when empty.")
    ] = None


class EconomicsIn(Model):
    """What the economics of a deal need beside the costs; each key may be left out."""

    margin_target: Annotated[
        Share | None, given("Least margin of a deal; the knowledge's early margin when empty.")
    ] = None
    pilot_cost: Annotated[DecimalText | None, given("Everything one pilot costs us.")] = None
    commission: CommissionIn | None = None
    channel: ChannelIn | None = None
    own_build: OwnBuildIn | None = None
