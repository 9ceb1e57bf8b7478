"""The rules the economics of a deal follow: thresholds, swings and reasons, as data."""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from proposalkit.model.base import Model
from proposalkit.model.fields import Day, DecimalText, given
from proposalkit.model.misfit import Misfit

Bound = Literal[
    "gap", "target_margin", "floor_price", "least_share", "ceiling", "no_ceiling", "no_room"
]
"""What decided the recommended price; each has its sentence in the rules."""

REASON_SLOTS = (
    "price", "floor", "ceiling", "target", "gap", "least_share", "floor_price", "today",
)  # fmt: skip
"""The values a reason may name between braces."""

Factors = Annotated[tuple[DecimalText, ...], Field(min_length=1, max_length=6)]
Swing = tuple[DecimalText, DecimalText]
_SLOT = re.compile(r"\{([^{}]*)\}")


class EconomicsRules(Model):
    """What the economics of a deal are worked out by; read from `knowledge/economics.yaml`."""

    owner: Annotated[str, given("Who keeps this file: legal, finance, sales.")]
    review_by: Annotated[Day, given("Day by which the owner reads it again.")]
    early_margin: Annotated[
        DecimalText, Field(ge=0, lt=1), given("Margin below which the memo warns, such as 0.50.")
    ]
    gap_share: Annotated[
        DecimalText, Field(ge=0, le=1), given("Where the price stands from full cost to ceiling.")
    ]
    price_digits: Annotated[
        int, Field(ge=1, le=12), given("Significant digits of a recommended price.")
    ]
    ladder: Annotated[Factors, given("Volumes of the margin table, as parts of the expected one.")]
    runs: Annotated[int, Field(ge=10, le=5000), given("Terms drawn by the simulation.")]
    success_swing: Annotated[Swing, given("Least and greatest success rate, as parts of ours.")]
    model_price_swing: Annotated[Swing, given("Least and greatest model price, the same way.")]
    success_steps: Annotated[Factors, given("Success rates of the table, as parts of ours.")]
    model_price_steps: Annotated[Factors, given("Model prices of the table, the same way.")]
    signing_share: Annotated[
        DecimalText, Field(ge=0, lt=1), given("Part of a mixed commission paid at signing.")
    ]
    build_months: Annotated[int, Field(ge=1, le=36), given("Months an own build takes.")]
    reasons: Annotated[dict[Bound, str], given("Why this price: one sentence for each bound.")]

    @model_validator(mode="after")
    def _swings_hold_today(self) -> EconomicsRules:
        swings = {
            "success_swing": self.success_swing,
            "model_price_swing": self.model_price_swing,
        }
        for name, (low, high) in swings.items():
            if not low <= 1 <= high or not low:
                raise Misfit(
                    f"the range {name!r} runs from {low} to {high} and leaves out today",
                    "Write a part above 0 and at most 1 first, then one of at least 1.",
                    name,
                )
        return self

    @model_validator(mode="after")
    def _reasons_complete(self) -> EconomicsRules:
        for bound in get_args(Bound):
            text = self.reasons.get(bound)
            if text is None:
                raise Misfit(
                    f"the reason {bound!r} is missing", "Add one sentence for it.", "reasons"
                )
            strange = sorted(set(_SLOT.findall(text)) - set(REASON_SLOTS))
            if strange or re.search(r"[{}]", _SLOT.sub("", text)):
                named = ", ".join(strange) or "a single brace"
                raise Misfit(
                    f"the reason {bound!r} has a slot nothing fills: {named}",
                    f"Use {', '.join(REASON_SLOTS)}, each between two braces.",
                    *("reasons", bound),
                )
        return self

    def reason(self, bound: Bound, values: dict[str, str]) -> str:
        """Give the sentence of a bound with its values; one not known is called `not known`."""
        return _SLOT.sub(lambda slot: values.get(slot[1], "not known"), self.reasons[bound])
