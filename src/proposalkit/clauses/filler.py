"""The strict filler: named placeholders of a clause text, and nothing else, become words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import Position

PARTIES = ("seller.legal_name", "buyer.legal_name")
"""The placeholders every text may use besides its own parameters."""

_PLACEHOLDER = re.compile(r"\{\{\s*(param\.[a-z0-9_]+|seller\.legal_name|buyer\.legal_name)\s*\}\}")
_ENDED = re.compile(rf"{_PLACEHOLDER.pattern}(\.?)")
_MARKS = re.compile(r"\{\{|\}\}")
_SUB_POINT = re.compile(r"\(([a-z]|[ivx]+)\) ")


def fill(position: Position, values: Mapping[str, str]) -> str:
    """Fill a text with values by placeholder name; raises InputRefused with file and line.

    Why: the text is laid out first and walked once, so a value can neither start a paragraph
    nor be read for placeholders again.
    """
    faults = (
        *_unfillable(position, values), *_marked(position, values), *_unused(position, values)
    )  # fmt: skip
    if faults:
        raise InputRefused(faults)
    return _ENDED.sub(lambda found: _put(found, values), lay_out(position.text))


def _put(found: re.Match[str], values: Mapping[str, str]) -> str:
    """Give the value; one that ends in a full stop, such as `Inc.`, takes no second one."""
    value, stop = " ".join(values[found[1]].split()), found[2]
    return value if value.endswith(".") else value + stop


def lay_out(text: str) -> str:
    """Join wrapped lines: each paragraph and each sub-point is one line, none is empty."""
    lines: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        for number, line in enumerate(paragraph.splitlines()):
            folded = " ".join(line.split())
            if number == 0 or _SUB_POINT.match(folded):
                lines.append(folded)
            else:
                lines[-1] = f"{lines[-1]} {folded}"
    return "\n".join(lines)


def _unfillable(position: Position, values: Mapping[str, str]) -> list[Finding]:
    """Find unknown and malformed placeholders, in the order of the text."""
    blanked = _PLACEHOLDER.sub(lambda found: " " * len(found[0]), position.text)
    lines = {_line(position, found.start()) for found in _MARKS.finditer(blanked)}
    rows = [(line, _malformed(position, line)) for line in lines]
    for found in _PLACEHOLDER.finditer(position.text):
        if found[1] not in values:
            line = _line(position, found.start())
            rows.append((line, _undeclared(position, line, found[1])))
    return [finding for _, finding in sorted(rows, key=lambda row: row[0])]


def _line(position: Position, offset: int) -> int:
    return position.line + position.text.count("\n", 0, offset)


def _marked(position: Position, values: Mapping[str, str]) -> Iterator[Finding]:
    for name, value in values.items():
        if _MARKS.search(value):
            yield Finding(
                id="value-has-placeholder",
                where=name,
                message=f'"{value}", meant for clause "{position.clause}", holds a placeholder.',
                remedy="Write the value in plain words, without double braces.",
            )


def _unused(position: Position, values: Mapping[str, str]) -> Iterator[Finding]:
    used = {found[1] for found in _PLACEHOLDER.finditer(position.text)}
    for name in values:
        if name not in used and name not in PARTIES:
            yield Finding(
                id="unused-param",
                where=f"{position.file}:{position.line}",
                message=f'The text of clause "{position.clause}" has no place for "{name}".',
                remedy=f"Write {{{{ {name} }}}} where it belongs, or remove the parameter.",
            )


def _undeclared(position: Position, line: int, name: str) -> Finding:
    return Finding(
        id="placeholder-without-value",
        where=f"{position.file}:{line}",
        message=f'"{name}" is not a parameter of clause "{position.clause}" that has a value.',
        remedy="Declare it under params in clause.md, or correct its name.",
    )


def _malformed(position: Position, line: int) -> Finding:
    text = position.text.split("\n")[line - position.line]
    return Finding(
        id="bad-placeholder",
        where=f"{position.file}:{line}",
        message=f'"{text.strip()}" holds a placeholder that is not allowed.',
        remedy="Write {{ param.name }}, {{ seller.legal_name }} or {{ buyer.legal_name }}.",
    )
