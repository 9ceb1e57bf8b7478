"""The numbers of a deal for a CRM: our names, and what the CRM calls them. Internal."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from proposalkit.model.base import Model
from proposalkit.model.fields import Day, given
from proposalkit.model.misfit import Misfit

NumberName = Literal[
    "deal", "revision", "pilot_fee", "committed_acv", "acv_minimum",
    "acv_low", "acv_expected", "acv_high", "tcv_low", "tcv_expected", "tcv_high",
    "margin", "margin_rate", "commission", "commission_at_signing", "partner_net",
    "expiry", "decision_deadline",
]  # fmt: skip
NUMBER_NAMES: tuple[NumberName, ...] = get_args(NumberName)
"""The rows of `numbers.csv`, in their order; every kit has them all."""

FieldName = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]*$")]


class CrmFields(Model):
    """What a CRM calls each number; read from `knowledge/crm-fields.yaml`."""

    owner: Annotated[str, given("Who keeps this file: legal, finance, sales.")]
    review_by: Annotated[Day, given("Day by which the owner reads it again.")]
    fields: Annotated[dict[NumberName, FieldName], given("Name of the field of each number.")]

    @model_validator(mode="after")
    def _each_field_once(self) -> CrmFields:
        missing = [name for name in NUMBER_NAMES if name not in self.fields]
        if missing:
            raise Misfit(
                f"no field is given for {', '.join(missing)}", "Add one for each.", "fields"
            )
        seen: dict[str, str] = {}
        for name, field in self.fields.items():
            if field in seen:
                raise Misfit(
                    f"the field {field!r} takes both {seen[field]} and {name}",
                    "Give each number its own field.",
                    *("fields", name),
                )
            seen[field] = name
        return self


class DealNumber(Model):
    """One row: a number, a date or an id, with its unit or currency."""

    name: NumberName
    value: Annotated[str, given("Plain, without thousands marks; empty when not known.")] = ""
    unit: Annotated[str, given("Currency, share, date or text.")]
