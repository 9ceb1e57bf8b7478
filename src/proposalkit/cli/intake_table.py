"""What an intake found, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.model.intake import FoundField, Intake, Statement

_WIDTH = 34


def rows(found: Intake) -> Iterator[str]:
    """Give one line for each field of which anything is known, then the counts."""
    known = [one for one in found.fields if one.status != "missing"]
    for one in known:
        yield f"{one.status:<10} {one.field:<{_WIDTH}} {_value(one)}".rstrip()
        for said in one.standing if one.status == "conflict" else _behind(one):
            yield f"{'':<10} {_where(said)}"
    mandatory = sum(one.priority == "mandatory" for one in found.requirements)
    if found.requirements:
        yield f"{len(found.requirements)} requirements, {mandatory} of them mandatory"
    for fact in found.tender:
        values = f" {', '.join(fact.values)}" if fact.values else ""
        yield f"tender     {fact.title}:{values} ({fact.file}, {fact.place})"


def next_step(found: Intake) -> str:
    """Say what a person does next."""
    count = len(found.open_questions)
    if not count:
        return f"Next: read the draft, then proposalkit generate {found.deal}"
    noun = "question blocks" if count == 1 else "questions block"
    return f"{count} {noun} the brief; {found.deal}.questions.md lists them with a form to fill."


def _behind(one: FoundField) -> tuple[Statement, ...]:
    """Give the statement a value comes from: the buyer's words before a person's answer."""
    same = [said for said in one.standing if said.value == one.value and said.finder != "human"]
    return tuple(same[:1]) or one.standing[-1:]


def _value(one: FoundField) -> str:
    if one.value is None:
        return "several values" if one.status == "conflict" else "(no value)"
    text = one.value if isinstance(one.value, str) else ", ".join(one.value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _where(said: Statement) -> str:
    who = f", {said.speaker}" if said.speaker else ""
    quote = said.quote if len(said.quote) <= 80 else f"{said.quote[:77]}..."
    return f'{said.file}, {said.place}{who}: "{quote}"'
