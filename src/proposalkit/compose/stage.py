"""What the buyer's stage changes: the order of the pages, what is added and what is left out."""

from __future__ import annotations

from dataclasses import replace

from proposalkit.compose.answers import fill
from proposalkit.compose.parts import Parts
from proposalkit.compose.wording import say
from proposalkit.model.page_order import STANDARD_PAGES, FormField
from proposalkit.model.proposal import Proposal
from proposalkit.model.stage_kit import StageKit


def stage_kit(parts: Parts) -> StageKit:
    """Give the kit of the buyer's stage; the standard one when the knowledge has none."""
    stage = parts.brief.stage.value
    standard = StageKit(stage=stage, pages=STANDARD_PAGES)
    return next((one for one in parts.catalogue.stage_kits if one.stage == stage), standard)


def as_staged(parts: Parts) -> Parts:
    """Give the parts without the passages that a buyer of this stage does not need."""
    return replace(parts, hits=()) if "quotes" in stage_kit(parts).leaves_out else parts


def compose_vendor_form(parts: Parts, proposal: Proposal) -> tuple[FormField, ...]:
    """Fill the vendor form from what the proposal shows, when the stage has it."""
    if "vendor-form" not in stage_kit(parts).pages:
        return ()
    open_field = say(parts.wording, "form.open")
    return tuple(
        FormField(
            label=row.label,
            value="; ".join(text for one in row.says if (text := fill(one, proposal)))
            or open_field,
        )
        for row in parts.catalogue.vendor_form
    )
