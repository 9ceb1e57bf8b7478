"""What the buyer's stage makes worth asking the seller; no answer changes a price by itself."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.model.brief import DealBrief
from proposalkit.model.plan import OpenQuestion
from proposalkit.model.seller import PublicProfile
from proposalkit.model.stage_kit import StageAdvice, StageKit


def stage_questions(
    brief: DealBrief, seller: PublicProfile, kits: tuple[StageKit, ...]
) -> Iterator[OpenQuestion]:
    """Ask what the buyer's stage asks for and the deal does not have yet."""
    for kit in kits:
        for one in kit.advice if kit.stage == brief.stage.value else ():
            if _applies(one, brief, seller):
                yield OpenQuestion(field=one.field, question=one.question, why=one.why)


def _applies(advice: StageAdvice, brief: DealBrief, seller: PublicProfile) -> bool:
    pilot = brief.commercial.pilot
    if advice.lacks_evidence is not None:
        return all(one.kind != advice.lacks_evidence for one in seller.evidence)
    if pilot is None:
        return False
    below, above = advice.pilot_days_below, advice.pilot_days_above
    return (below is not None and pilot.days < below) or (above is not None and pilot.days > above)
