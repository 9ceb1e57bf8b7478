"""Checks the parameters of a clause and their use in its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from proposalkit.clauses.filler import PARTIES
from proposalkit.knowledge.clause_reader import ClauseSheets
from proposalkit.knowledge.fault_words import close_to, quoted, subject
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseParam

_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}|[{}]", re.DOTALL)
_UNITS = ("days", "months", "hours", "minutes", "percent", "count", "multiple")
_NUMBERS = ("integer", "decimal", "money")


def check_params(sheets: ClauseSheets, deal_values: frozenset[str]) -> Iterator[Finding]:
    """Hold each parameter to its own type and range, and to the values a deal can give."""
    document = sheets.shared.document
    for name, param in sheets.record.params.items():
        for key, message, remedy in _param_faults(name, param, deal_values):
            yield Finding(
                id="bad-param",
                where=document.value_place(("params", name, key)),
                message=message,
                remedy=remedy,
            )


def check_placeholders(sheets: ClauseSheets) -> Iterator[Finding]:
    """Find placeholders nobody declared and parameters no text uses."""
    declared = {f"param.{name}" for name in sheets.record.params}
    used = set()
    for sheet in sheets.texts:
        used |= {value for value in sheet.header.facts.values() if isinstance(value, str)}
        for found in _PLACEHOLDER.finditer(sheet.text):
            name = (found[1] or "").strip()
            used.add(name)
            known = name in declared or name in PARTIES
            where = sheet.text_place(found.start())
            if not known:
                yield Finding(
                    id="unknown-placeholder",
                    where=where,
                    message=f"{subject(found[0])} is not a placeholder of this clause.",
                    remedy=_placeholder_remedy(name, declared),
                )
            elif found[0] != f"{{{{ {name} }}}}":
                yield Finding(
                    id="bad-placeholder",
                    where=where,
                    message=f'The placeholder "{name}" is not written in one piece.',
                    remedy=f'Write "{{{{ {name} }}}}" on one line, with one blank on each side.',
                )
    for name in sheets.record.params:
        if f"param.{name}" not in used:
            yield Finding(
                id="unused-param",
                where=sheets.shared.document.place(("params", name)),
                message=f'"{name}" stands in no text of this clause.',
                remedy=f'Use it as "{{{{ param.{name} }}}}", or remove it.',
            )


def _placeholder_remedy(name: str, declared: set[str]) -> str:
    meant = close_to(name, declared | set(PARTIES))
    hint = f'Did you mean "{{{{ {meant} }}}}"? ' if meant else ""
    return f'{hint}Declare the parameter in "clause.md", or use {quoted(PARTIES)}.'


def _param_faults(
    name: str, param: ClauseParam, deal_values: frozenset[str]
) -> Iterator[tuple[str, str, str]]:
    """Give the key at fault, the message and the remedy."""
    if param.default is None and param.source is None:
        yield "", f'"{name}" has neither "default" nor "from".', "Add one of the two."
    if param.source is not None and param.source not in deal_values:
        meant = close_to(param.source, deal_values)
        hint = f' Did you mean "{meant}"?' if meant else ""
        known = quoted(sorted(deal_values)[:12])
        message = f'"{param.source}" is not a value of a deal.{hint}'
        yield "from", message, f"Known are {known}, ...."
    yield from _unit_faults(name, param)
    yield from _choice_faults(name, param)
    if param.type in _NUMBERS:
        yield from _range_faults(param)
    elif param.default is not None and (param.type == "list") != isinstance(param.default, tuple):
        kind = "a list" if param.type == "list" else "one text"
        yield "default", f'The default of "{name}" is not {kind}.', f"Write {kind}."


def _unit_faults(name: str, param: ClauseParam) -> Iterator[tuple[str, str, str]]:
    wanted = param.type in ("integer", "decimal")
    if wanted and param.unit not in _UNITS:
        given = f'"{param.unit}" is not a unit' if param.unit else f'"{name}" has no unit'
        yield "unit", f"{given}.", f"Write one of {quoted(_UNITS)}."
    if not wanted and param.unit is not None:
        yield "unit", f'A {param.type} has no unit; "{param.unit}" is given.', 'Remove "unit".'


def _choice_faults(name: str, param: ClauseParam) -> Iterator[tuple[str, str, str]]:
    if param.type == "choice":
        if not param.choices:
            yield "", f'"{name}" is a choice without "choices".', "List the values allowed."
        elif param.default is not None and param.default not in param.choices:
            yield (
                "default",
                f'"{param.default}" is not one of the choices {quoted(param.choices)}.',
                "Use one of them.",
            )
    elif param.choices:
        yield "choices", f'A {param.type} has no choices; "{name}" lists some.', "Remove them."


def _range_faults(param: ClauseParam) -> Iterator[tuple[str, str, str]]:
    limits: dict[str, Decimal] = {}
    for key, value in (("min", param.min), ("max", param.max), ("default", param.default)):
        if value is None:
            continue
        number = read_number(value, whole=param.type == "integer")
        if number is None:
            kind = "a whole number" if param.type == "integer" else "a number"
            yield key, f'"{value}" is not {kind}.', "Write digits, such as 30."
        else:
            limits[key] = number
    least, most = limits.get("min"), limits.get("max")
    if least is not None and most is not None and least > most:
        yield "min", f'The least value "{least}" is above the greatest, "{most}".', "Swap them."
        return
    start = limits.get("default")
    if start is not None and least is not None and start < least:
        yield "default", f'"{start}" is below the least value, "{least}".', "Move it into range."
    if start is not None and most is not None and start > most:
        yield "default", f'"{start}" is above the greatest value, "{most}".', "Move it into range."


def read_number(value: object, *, whole: bool) -> Decimal | None:
    """Read an exact number from text; None when it is not one."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    if not number.is_finite() or (whole and number != number.to_integral_value()):
        return None
    return number
