"""Read a `ToUnicode` map: code -> text (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<\s*([0-9A-Fa-f\s]*)>|(\[)|(\])")
_LARGEST_RANGE = 65_536


def read_code_map(raw: bytes) -> dict[int, str]:
    """Give the text of each code the map names; entries that make no sense are left out."""
    mapped: dict[int, str] = {}
    for section in _SECTION.finditer(raw):
        tokens = [match[2] or match[3] or match[1] for match in _TOKEN.finditer(section[2])]
        if section[1] == b"bfchar":
            for code, target in zip(tokens[::2], tokens[1::2], strict=False):
                mapped[_code(code)] = _text(target)
        else:
            mapped.update(_ranges(tokens))
    return mapped


def _ranges(tokens: list[bytes]) -> Iterator[tuple[int, str]]:
    """Give the codes of a `bfrange` section."""
    place = 0
    while place + 2 < len(tokens):
        first, last = _code(tokens[place]), _code(tokens[place + 1])
        last = min(last, first + _LARGEST_RANGE)
        place += 2
        if tokens[place] == b"[":
            place += 1
            for code in range(first, last + 1):
                if place >= len(tokens) or tokens[place] == b"]":
                    break
                yield code, _text(tokens[place])
                place += 1
        else:
            yield from _run(first, last, _text(tokens[place]))
        place += 1


def _run(first: int, last: int, start: str) -> Iterator[tuple[int, str]]:
    """Give a run of codes whose last character counts up."""
    if not start:
        return
    for step in range(last - first + 1):
        point = ord(start[-1]) + step
        if point <= 0x10FFFF:
            yield first + step, start[:-1] + chr(point)


def _code(token: bytes) -> int:
    """Read a code; anything but hexadecimal digits counts as -1."""
    digits = b"".join(token.split())
    return int(digits, 16) if digits.isalnum() else -1


def _text(token: bytes) -> str:
    """Read the text of a code, written as UTF-16."""
    digits = b"".join(token.split())
    if not digits.isalnum() or len(digits) % 2:
        return ""
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", errors="replace")
