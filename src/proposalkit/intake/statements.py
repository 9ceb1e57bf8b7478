"""A reading of some words as a statement, with what it says of the ends of a range."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.intake.blocks import Block
from proposalkit.intake.values import Grammar, Reading
from proposalkit.model.intake import Statement, Value
from proposalkit.model.intake_rules import IntakeField

_ENDS = ("the lower end of a range", "the upper end of a range")


def stated(
    file: str, block: Block, quote: str, field: IntakeField, reading: Reading, grammar: Grammar
) -> Iterator[Statement]:
    """Give a reading as a statement; a range also states the two fields of its ends."""

    def made(name: str, value: Value | None, note: str, either: tuple[str, ...]) -> Statement:
        return Statement(
            field=name,
            value=value,
            quote=quote[: grammar.rules.limits.quote_letters],
            file=file,
            place=block.place,
            speaker=block.speaker,
            said_at=block.said_at,
            order=block.order,
            note=note,
            candidates=either,
        )

    yield made(field.field, reading.value, reading.note, reading.candidates)
    if len(field.ends) == len(reading.candidates) == len(_ENDS) and "range" in reading.note:
        for name, value, note in zip(field.ends, reading.candidates, _ENDS, strict=True):
            yield made(name, value, note, ())
