"""What an intake found, as lines for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proposalkit.model.intake import FoundField, Intake, Statement

_WIDTH = 34
_QUOTE = 80
_MENTIONS = 2


def rows(found: Intake) -> Iterator[str]:
    """Give one line for each field of which anything is known, then the counts."""
    known = [one for one in found.fields if one.status != "missing"]
    touched = [one for one in found.fields if one.status == "missing" and one.standing]
    for one in known:
        yield f"{one.status:<10} {one.field:<{_WIDTH}} {_value(one)}".rstrip()
        for said in _differing(one) if one.status == "conflict" else _behind(one):
            yield f"{'':<10} {_where(said)}"
    for one in touched:
        yield f"{'ask':<10} {one.field:<{_WIDTH}} (named; you give the value)"
        yield from (f"{'':<10} {_where(said)}" for said in one.standing[:_MENTIONS])
    mandatory = sum(one.priority == "mandatory" for one in found.requirements)
    if found.requirements:
        yield f"{len(found.requirements)} requirements, {mandatory} of them mandatory"
    for fact in found.tender:
        values = f": {', '.join(fact.values)}" if fact.values else ""
        yield f"{'tender':<10} {fact.title}{values}"
        yield f'{"":<10} {fact.file}, {fact.place}: "{_cut(fact.quote)}"'


def next_step(found: Intake) -> str:
    """Say what a person does next."""
    count = len(found.open_questions)
    if not count:
        return f"Next: read the draft, then proposalkit generate {found.deal}"
    noun = "question blocks" if count == 1 else "questions block"
    return f"{count} {noun} the brief; {found.deal}.questions.md lists them with a form to fill."


def _differing(one: FoundField) -> tuple[Statement, ...]:
    """Give what differs in a conflict; what states no value is left to the page of questions."""
    return tuple(said for said in one.standing if said.value is not None or said.candidates)


def _behind(one: FoundField) -> tuple[Statement, ...]:
    """Give the statement a value comes from: the buyer's words before a person's answer."""
    if one.value is None:
        either = [said for said in one.standing if said.candidates]
        return tuple((either or list(one.standing))[-1:])
    same = [said for said in one.standing if said.value == one.value and said.finder != "human"]
    joined = [said for said in one.standing if said.value and said.finder != "human"]
    if isinstance(one.value, tuple) and not same:
        same = [said for said in joined if set(said.value or ()) <= set(one.value)]
    return tuple(same[:1]) or one.standing[-1:]


def _value(one: FoundField) -> str:
    if one.value is None:
        either = next((said.candidates for said in one.standing if said.candidates), ())
        if one.status == "conflict":
            return "several values"
        return f"{' or '.join(either)}, not one value" if either else "(no value)"
    text = one.value if isinstance(one.value, str) else ", ".join(one.value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _where(said: Statement) -> str:
    who = f", {said.speaker}" if said.speaker else ""
    return f'{said.file}, {said.place}{who}: "{_around(said)}"'


def _around(said: Statement) -> str:
    """Cut a long quote so that the number it is quoted for stays in it."""
    quote = said.quote
    if len(quote) <= _QUOTE:
        return quote
    at = _place_of_value(said)
    start = max(0, min(at - _QUOTE // 2, len(quote) - _QUOTE)) if at > _QUOTE - 10 else 0
    end = start + _QUOTE
    return f"{'...' if start else ''}{quote[start:end]}{'...' if end < len(quote) else ''}"


def _cut(quote: str) -> str:
    return quote if len(quote) <= _QUOTE else f"{quote[:_QUOTE]}..."


def _place_of_value(said: Statement) -> int:
    """Find where a quote says its value; 0 when it says it in other words."""
    value = said.value if isinstance(said.value, str) else (said.candidates or ("",))[0]
    digits = value.partition(".")[0]
    pattern = "[.,' ]?".join(digits) if digits.isdigit() else re.escape(value)
    found = re.search(rf"(?<!\d){pattern}(?!\d)", said.quote) if value else None
    return found.start() if found else 0
