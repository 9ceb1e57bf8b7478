"""Do two prices count the same thing? Outcome definitions, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from proposalkit.compare.offers import Offer, UnitCounted
from proposalkit.model.comparison import NOT_STATED, Cell, FieldRow
from proposalkit.model.comparison_words import folded
from proposalkit.model.display import display_duration, display_rate, display_yes_no
from proposalkit.model.outcome import Outcome


def _duration(value: str | None) -> str | None:
    return None if value is None else display_duration(value)


def _conditions(texts: Sequence[str]) -> str:
    return "; ".join(texts) or "none"


SILENT = "not stated"
Read = Callable[[Outcome], str | None]
FIELDS: tuple[tuple[str, str, str, bool, Read], ...] = (
    ("equivalence_class", "Class for comparison", "equivalenceClass", True,
     lambda one: one.equivalence_class),
    ("observation_window", "Silence is observed for", "observationWindow", True,
     lambda one: _duration(one.observation_window)),
    ("reopen_window", "Reopening takes it back for", "reopenWindow", True,
     lambda one: _duration(one.reopen_window)),
    ("silence_counts", "Silence counts", "silenceCounts", True,
     lambda one: display_yes_no(one.silence_counts)),
    ("handoff_counts", "Hand-off to a person counts", "handoffCounts", True,
     lambda one: display_yes_no(one.handoff_counts)),
    ("dedupe_key", "Counted once for", "dedupeKey", True, lambda one: one.dedupe_key),
    ("dedupe_window", "Counted once within", "dedupeWindow", True,
     lambda one: _duration(one.dedupe_window)),
    ("assisted", "Billed in part when a person helped", "assisted", True,
     lambda one: display_rate(one.assisted.share) if one.assisted else "no"),
    ("definition", "Definition", "definition", False, lambda one: one.definition),
    ("event", "Event", "event/name", False, lambda one: one.event.name),
    ("qualifies", "Counts when", "qualifies", False,
     lambda one: _conditions([each.text for each in one.qualifies])),
    ("excludes", "Does not count when", "excludes", False,
     lambda one: _conditions([each.text for each in one.excludes])),
    ("system_of_record", "System of record", "systemOfRecord", False,
     lambda one: one.system_of_record),
    ("system_owner", "Whose system", "systemOwner", False, lambda one: one.system_owner),
    ("measurer", "Who counts", "measurer", False, lambda one: one.measurer),
    ("dispute_window", "Count may be disputed for", "disputeWindow", False,
     lambda one: _duration(one.dispute_window)),
    ("remedy_on_miscount", "When the count was wrong", "remedyOnMiscount", False,
     lambda one: one.remedy_on_miscount),
)  # fmt: skip
"""Field, words, JSON name, whether a price can be compared only if it is equal, how it is read."""


def outcome_rows(offers: Sequence[Offer]) -> tuple[FieldRow, ...]:
    """Set the outcome definitions beside each other; nothing when no offer has one."""
    if not any(one.unit is not None and one.unit.outcome for one in offers):
        return ()
    return tuple(
        _row(name, label, key, decides, read, offers) for name, label, key, decides, read in FIELDS
    )


def _row(
    name: str, label: str, key: str, decides: bool, read: Read, offers: Sequence[Offer]
) -> FieldRow:
    cells = tuple(_cell(offer, key, read) for offer in offers)
    return FieldRow(field=name, label=label, decides=decides, same=same_values(cells), cells=cells)


def _cell(offer: Offer, key: str, read: Read) -> Cell:
    outcome = offer.unit.outcome if offer.unit else None
    value = read(outcome) if outcome is not None else None
    if value is None or offer.unit is None:
        return Cell(offer=offer.mark, value=NOT_STATED)
    return Cell(
        offer=offer.mark, value=value, pointer=f"/outcomes/{offer.unit.outcome_number}/{key}"
    )


def same_values(cells: Sequence[Cell]) -> bool:
    """Say whether all offers say the same; what is not stated is the same as nothing."""
    values = {folded(one.value) for one in cells}
    return len(values) == 1 and NOT_STATED not in values


def differing_fields(first: UnitCounted | None, second: UnitCounted | None) -> tuple[str, ...]:
    """Name what differs between two units or is not stated; nothing when prices compare.

    Two outcomes are alike when class, windows, silence, hand-off, deduplication and part-billing
    are equal; two units of usage when unit and definition are.
    """
    if first is None and second is None:
        return ()
    if first is None or second is None:
        return ("unit: one offer counts no units, so its price does not follow the volume",)
    if first.kind != second.kind or "unknown" in (first.kind, second.kind):
        return (f"kind of unit: {_kind(first)} and {_kind(second)}",)
    if first.kind == "outcome":
        return tuple(_outcomes(first.outcome, second.outcome))
    return tuple(_plain_units(first, second))


def _kind(unit: UnitCounted) -> str:
    return SILENT if unit.kind == "unknown" else unit.kind


def _defined(unit: UnitCounted) -> str:
    return SILENT if unit.by_hand else unit.definition or unit.unit


def _outcomes(first: Outcome | None, second: Outcome | None) -> Iterator[str]:
    if first is None or second is None:
        said = ("stated" if one is not None else SILENT for one in (first, second))
        yield f"outcome definition: {' and '.join(said)}"
        return
    for _, label, _, decides, read in FIELDS:
        if decides and not _equal(read(first), read(second)):
            yield f"{label}: {read(first) or SILENT} and {read(second) or SILENT}"


def _equal(first: str | None, second: str | None) -> bool:
    return folded(first or "") == folded(second or "")


def _plain_units(first: UnitCounted, second: UnitCounted) -> Iterator[str]:
    if first.by_hand or second.by_hand:
        yield f"what one unit is: {_defined(first)} and {_defined(second)}"
        return
    if folded(first.unit) != folded(second.unit):
        yield f"unit: {first.unit} and {second.unit}"
    if not _equal(first.definition, second.definition):
        said = (one.definition or SILENT for one in (first, second))
        yield f"definition of the unit: {' and '.join(said)}"
