"""Which wording of a clause a deal gets: the first regime of law that holds and has one."""

from __future__ import annotations

from proposalkit.clauses.conditions import CONDITIONS
from proposalkit.clauses.deal import Deal
from proposalkit.clauses.lifecycle import position_name
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord
from proposalkit.model.plan import VariantChoice


def vary(
    record: ClauseRecord, library: ClauseLibrary, deal: Deal
) -> tuple[ClauseRecord, VariantChoice | None]:
    """Put the texts of the nearest regime in the place of those they stand for.

    Why the order of the table decides: two regimes may hold at once, and the nearer one is
    written so that it covers the farther; the choice says which were passed over.
    """
    holding = [
        (regime, CONDITIONS[regime.condition](deal))
        for regime in library.regimes
        if regime.id in record.variants
    ]
    applying = [(regime, held.because) for regime, held in holding if held.holds]
    if not applying:
        return record, None
    (regime, because), *others = applying
    own = {text.order: text for text in record.variants[regime.id]}
    texts = tuple(own.get(text.order, text) for text in record.positions)
    varied = record.model_copy(update={"positions": texts})
    choice = VariantChoice(
        clause=record.clause,
        regime=regime.id,
        text=position_name(varied.preferred),
        status=varied.preferred.status,
        because=because,
        passed_over=tuple(one.id for one, _ in others),
    )
    return varied, choice
