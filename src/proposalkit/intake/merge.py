"""Statements of all sources become fields: one value, a conflict that keeps all, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from proposalkit.model.intake import FieldStatus, FoundField, Statement, Value
from proposalkit.model.intake_rules import IntakeField, IntakeRules

NO_WORD_OF_IT = ("no value is taken from it", "is of our own side")
"""How the notes end of statements that only touch a field."""
NO_VALUE = "none"
"""A person's answer that a field has no value and needs none."""


def merge_fields(
    rules: IntakeRules, statements: Sequence[Statement], answers: Mapping[str, Statement]
) -> tuple[FoundField, ...]:
    """Give every field of the rules with its status; a person's answer settles a field."""
    said: dict[str, list[Statement]] = {}
    for one in statements:
        said.setdefault(one.field, []).append(one)
    return tuple(
        _field(field, _replace_earlier(said.get(field.field, ())), answers.get(field.field))
        for field in rules.fields
    )


def _field(
    field: IntakeField, statements: tuple[Statement, ...], answer: Statement | None
) -> FoundField:
    if answer is not None:
        value = None if answer.value == NO_VALUE else answer.value
        return FoundField(
            field=field.field,
            status="confirmed",
            value=value,
            finder="human",
            statements=(*statements, answer),
        )
    standing = [one for one in statements if not one.replaced]
    values = _distinct(standing)
    status: FieldStatus = "missing"
    value = None
    if field.joins and values:
        status, value = "proposed", tuple(dict.fromkeys(_items(values)))
    elif len(values) > 1 or (values and _other_candidates(standing, values[0])):
        status = "conflict"
    elif values:
        status, value = "proposed", values[0]
    elif statements and any(not one.note.endswith(NO_WORD_OF_IT) for one in statements):
        status = "proposed"
    said = [one for one in standing if one.value == value] or standing
    finder = said[0].finder if said else None
    return FoundField(
        field=field.field, status=status, value=value, finder=finder, statements=statements
    )


def _other_candidates(statements: Sequence[Statement], value: Value) -> bool:
    """Say whether a statement leaves a choice that is not just the value of another."""
    return any(one.candidates and one.value is None and one.candidates != (value,)
               for one in statements)  # fmt: skip


def _items(values: Iterable[Value]) -> Iterable[str]:
    for value in values:
        yield from (value if isinstance(value, tuple) else (value,))


def _distinct(statements: Iterable[Statement]) -> list[Value]:
    """Give each value once; case and white space do not make two values of one."""
    seen: dict[str, Value] = {}
    for one in statements:
        if one.value is not None:
            seen.setdefault(_folded(one.value), one.value)
    return list(seen.values())


def _folded(value: Value) -> str:
    text = "\n".join(sorted(value)) if isinstance(value, tuple) else value
    return " ".join(text.casefold().split()).rstrip(".")


def _replace_earlier(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Mark what a named speaker said and later said otherwise; nothing is dropped."""
    return tuple(_marked(one, statements) for one in statements)


def _marked(one: Statement, statements: Sequence[Statement]) -> Statement:
    later = [other for other in statements if _replaces(other, one)]
    if not later:
        return one
    last = later[-1]
    note = f"{one.speaker} said otherwise later: {last.file}, {last.place}"
    return one.model_copy(update={"replaced": True, "note": note})


def _replaces(later: Statement, one: Statement) -> bool:
    """Say whether a statement takes the place of another: same speaker, later, another value."""
    if not one.speaker or one.speaker.casefold() != later.speaker.casefold():
        return False
    if later.value is None or one.value is None or _folded(later.value) == _folded(one.value):
        return False
    if later.said_at and one.said_at and later.said_at != one.said_at:
        return later.said_at > one.said_at
    return later.file == one.file and later.order > one.order
