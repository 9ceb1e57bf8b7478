"""What a person still has to say, ordered by what waits for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from proposalkit.model.intake import Blocked, FoundField, IntakeQuestion
from proposalkit.model.intake_rules import IntakeField, IntakeRules, ValueKind

_ORDER: tuple[str, ...] = get_args(Blocked)
_ALLOWED: dict[ValueKind, str] = {
    "text": "a name, or one or two sentences", "list": "a list, parted by commas",
    "country": "the two letters of a country, such as DE",
    "places": "countries by their two letters, EU or EEA, parted by commas",
    "yes_no": "yes or no", "count": "a plain number, such as 12000",
    "amount": "an amount, such as 14.20", "currency": "a code such as EUR",
    "date": "a date, such as 2026-12-31", "days": "a number of days",
    "share": "a share, such as 0.10 for 10%", "person_name": "a full name",
    "person_role": "what the person does", "email": "an e-mail address", "slug": "an id",
}  # fmt: skip

Known = Mapping[str, FoundField]


def ask(rules: IntakeRules, found: Sequence[FoundField]) -> tuple[IntakeQuestion, ...]:
    """Give the open questions: those that keep the brief open first, then by what they block."""
    known = {one.field: one for one in found}
    rows = [
        (place, _question(field, known[field.field], is_blocking(field, known, rules)))
        for place, field in enumerate(rules.fields)
        if is_open(field, known)
    ]
    rows.sort(key=lambda row: (not row[1].blocking, _weight(row[1]), row[0]))
    return tuple(question for _, question in rows)


def is_open(field: IntakeField, known: Known) -> bool:
    """Say whether a person has to say something of a field."""
    found = known[field.field]
    if found.status == "confirmed" or is_written(field, found):
        return False
    return not is_needless(field, known)


def is_needless(field: IntakeField, known: Known) -> bool:
    """Say whether another field has made this one needless, or nothing is said of its own one."""
    if field.only_with and not known[field.only_with].standing:
        return True
    other = known.get(field.unless)
    return other is not None and other.status == "confirmed" and other.value is not None


def is_needed(field: IntakeField, found: FoundField) -> bool:
    """Say whether a brief cannot do without; a person may have said none of it."""
    return field.must and not (found.status == "confirmed" and found.value is None)


def is_written(field: IntakeField, found: FoundField) -> bool:
    """Say whether the value of a field stands in the draft brief."""
    if found.status == "confirmed":
        return found.value is not None
    return found.status == "proposed" and found.value is not None and field.care == "none"


def _is_settled(field: IntakeField, found: FoundField) -> bool:
    return is_written(field, found) or not is_needed(field, found)


def is_blocking(field: IntakeField, known: Known, rules: IntakeRules) -> bool:
    """Say whether an open field keeps the brief open.

    One a brief needs does, and one that answers for several of them; one of which the texts say
    something that a person must settle; and one without which a part that was begun cannot stand.
    """
    found = known[field.field]
    if field.must or found.status == "conflict":
        return True
    if field.care != "none" and found.standing:
        return True
    instead = [one for one in rules.fields if one.unless == field.field and one.must]
    if instead and not any(_is_settled(one, known[one.field]) for one in instead):
        return True
    place, _, key = field.field.rpartition(".")
    for group in rules.groups:
        if group.at == place and key in group.needs:
            return any(
                known[f"{place}.{one}"].status == "confirmed" and known[f"{place}.{one}"].value
                for one in group.needs
                if f"{place}.{one}" in known
            )
    return False


def _question(field: IntakeField, found: FoundField, blocking: bool) -> IntakeQuestion:
    choices = " or ".join(one.value for one in field.choices)
    allowed = field.allowed or choices or _ALLOWED[field.kind]
    without = f"; none when {field.or_none or 'there is nothing to say'}"
    without = "" if field.must and not field.or_none else without
    return IntakeQuestion(
        field=field.field,
        question=field.question,
        why=field.why,
        blocks=field.blocks,
        blocking=blocking,
        status=found.status,
        allowed=f"{allowed}{without}",
        meanings={one.value: one.means for one in field.choices if one.means},
        found=found.statements,
    )


def _weight(question: IntakeQuestion) -> int:
    """Give the place of the first thing that waits for the answer."""
    return min((_ORDER.index(one) for one in question.blocks), default=len(_ORDER))
