"""Read the operators of a content stream that the checks need, in order, with their operands.

Why two ways: pikepdf reads every stream but makes an object of each operand, which is most of the
time of a check. Streams written plainly (each token between blanks, strings in hexadecimal, as
WeasyPrint writes them) are split with `bytes.split` instead; any other goes to pikepdf.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import NamedTuple

import pikepdf

SHOW_TEXT = frozenset({"Tj", "TJ", "'", '"'})
DRAW = frozenset({"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "BI"})
_OTHER = frozenset({"BMC", "BDC", "EMC", "q", "Q", "Tf", "Tr", "Do", "k", "K", "cs", "CS"})
WANTED = SHOW_TEXT | DRAW | _OTHER
_WANTED_BYTES = {operator.encode(): operator for operator in WANTED}

_HEX = re.compile(rb"<((?:[0-9A-Fa-f]{2})*)>")
_MCID = re.compile(rb"/MCID\s+(\d+)")
_AFTER_STRING = re.compile(rb">[A-Za-z'\"*]")
_BEFORE_STRING = re.compile(rb"<(?<=[A-Za-z'\"*]<)")
_UNUSUAL = (b"(", b"{", b"%", b"#", b"\0", b"\x0b")


class Operation(NamedTuple):
    """One operator with the operands that the checks look at; the rest are left empty."""

    operator: str
    operand: str = ""
    """Name of a tag, font, object or colour space without its slash; the number of a `Tr`."""
    mcid: int | None = None
    properties: str = ""
    """Name of a property list kept in the resources."""
    shown: bytes = b""
    """The codes of the text shown, strings joined."""


class UnreadableContent(Exception):
    """The content stream cannot be parsed at all."""


def read_operations(source: pikepdf.Page | pikepdf.Object, content: bytes) -> list[Operation]:
    """Give the wanted operations of a page or form, whose decoded bytes are `content`.

    Raises UnreadableContent when neither way can read it.
    """
    quick = split_plain(content)
    return parse_any(source) if quick is None else quick


def parse_any(source: pikepdf.Page | pikepdf.Object) -> list[Operation]:
    """Read the operations with pikepdf, whatever the stream looks like."""
    try:
        with warnings.catch_warnings():
            # pikepdf only warns of a stream that breaks off, and gives what it has.
            warnings.simplefilter("error", UserWarning)
            return list(_instructions(source))
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, UserWarning) as problem:
        raise UnreadableContent(str(problem)) from problem


def _instructions(source: pikepdf.Page | pikepdf.Object) -> Iterator[Operation]:
    """Give the wanted operations one by one; a name that is no text raises UnicodeDecodeError."""
    for instruction in pikepdf.parse_content_stream(source):
        operator = str(instruction.operator)
        if operator == "INLINE IMAGE":
            yield Operation("BI")
        elif operator in WANTED:
            yield _from_objects(operator, list(instruction.operands))


def _from_objects(operator: str, operands: list[object]) -> Operation:
    """Make an operation of the operands that pikepdf gives."""
    if operator in SHOW_TEXT:
        return Operation(operator, shown=_shown(operands[-1] if operands else None))
    if operator == "BDC":
        tag = _plain(operands[0]) if operands else ""
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Dictionary):
            number = properties.get("/MCID")
            return Operation(operator, tag, number if isinstance(number, int) else None)
        return Operation(operator, tag, properties=_plain(properties))
    if operator in {"BMC", "Tf", "Tr", "Do", "cs", "CS"}:
        return Operation(operator, _plain(operands[0]) if operands else "")
    return Operation(operator)


def _plain(value: object) -> str:
    """Give a name without its slash, or a number as it is written."""
    return "" if value is None else str(value).removeprefix("/")


def _shown(value: object) -> bytes:
    """Join the strings of one operand of a text operator."""
    if isinstance(value, pikepdf.Array):
        return b"".join(bytes(part) for part in value if isinstance(part, pikepdf.String))
    return bytes(value) if isinstance(value, pikepdf.String) else b""


def split_plain(content: bytes) -> list[Operation] | None:
    """Read a plainly written stream; None when it is not plain, so that nothing is misread."""
    if not _is_plain(content):
        return None
    tokens = content.split()
    places = [(place, token) for place, token in enumerate(tokens) if token in _WANTED_BYTES]
    found = []
    for place, token in places:
        operation = _from_tokens(_WANTED_BYTES[token], tokens, place)
        if operation is None:
            return None
        found.append(operation)
    return found


def _is_plain(content: bytes) -> bool:
    """Say whether each token stands between blanks, so that splitting at blanks is right."""
    if any(mark in content for mark in _UNUSUAL):
        return False
    if _AFTER_STRING.search(content) or _BEFORE_STRING.search(content):
        return False
    slashes = sum(content.count(before + b"/") for before in (b"\n", b" ", b"<", b"\r", b"\t"))
    closed = sum(content.count(b"]" + after) for after in (b" ", b"\n", b"\r", b"\t"))
    opened = sum(content.count(before + b"[") for before in (b"\n", b" ", b"\r", b"\t"))
    return (
        content.count(b"/") == slashes + content.startswith(b"/")
        and content.count(b"]") == closed + content.endswith(b"]")
        and content.count(b"[") == opened + content.startswith(b"[")
    )


def _from_tokens(operator: str, tokens: list[bytes], place: int) -> Operation | None:
    """Make an operation of the tokens before the operator; None when they are unusual."""
    if operator in SHOW_TEXT:
        return _text_from_tokens(operator, tokens, place)
    if operator == "BDC":
        return _tag_from_tokens(tokens, place)
    if operator == "BI":
        return None
    if operator in {"BMC", "Do", "cs", "CS", "Tr"}:
        return Operation(operator, _word(tokens[place - 1])) if place else None
    if operator == "Tf":
        return Operation(operator, _word(tokens[place - 2])) if place > 1 else None
    return Operation(operator)


def _word(token: bytes) -> str:
    """Give a name without its slash, or a number as it is written."""
    return token.decode("latin-1").removeprefix("/")


def _text_from_tokens(operator: str, tokens: list[bytes], place: int) -> Operation | None:
    """Join the hexadecimal strings before a text operator."""
    start = place - 1
    opening = b"[" if tokens[start].endswith(b"]") else b"<"
    while start >= 0 and not tokens[start].startswith(opening):
        start -= 1
    if start < 0:
        return None
    strings = b"".join(tokens[start:place])
    parts = _HEX.findall(strings)
    if len(parts) != strings.count(b"<"):
        return None
    return Operation(operator, shown=bytes.fromhex(b"".join(parts).decode("ascii")))


def _tag_from_tokens(tokens: list[bytes], place: int) -> Operation | None:
    """Read the tag and property list before a `BDC`."""
    last = tokens[place - 1]
    if last.startswith(b"/"):
        return Operation("BDC", _word(tokens[place - 2]), properties=_word(last))
    start = place - 1
    while start > 0 and not tokens[start].startswith(b"<<"):
        start -= 1
    if start == 0 or not tokens[start - 1].startswith(b"/") or not last.endswith(b">>"):
        return None
    dictionary = b" ".join(tokens[start:place])
    if dictionary.count(b"<<") != dictionary.count(b">>"):
        return None
    number = _MCID.search(dictionary)
    return Operation("BDC", _word(tokens[start - 1]), int(number[1]) if number else None)
