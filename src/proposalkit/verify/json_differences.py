"""Where two JSON documents differ: every value that stands otherwise, by its pointer."""

from __future__ import annotations

import json
from collections.abc import Iterator

from proposalkit.verify.causes import Difference

MOST = 200
_ABSENT = "nothing"


def json_differences(beside: bytes, inside: bytes) -> tuple[Difference, ...]:
    """Give the values that differ, in the order of the first; none when one cannot be read."""
    try:
        one: object = json.loads(beside)
        two: object = json.loads(inside)
    except (ValueError, RecursionError):
        return ()
    found = []
    for difference in _walk("", one, two):
        found.append(difference)
        if len(found) == MOST:
            break
    return tuple(found)


def _walk(pointer: str, one: object, two: object) -> Iterator[Difference]:
    if isinstance(one, dict) and isinstance(two, dict):
        for key in dict.fromkeys([*one, *two]):
            step = f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
            yield from _walk(step, one.get(key, _ABSENT), two.get(key, _ABSENT))
    elif isinstance(one, list) and isinstance(two, list):
        for number in range(max(len(one), len(two))):
            yield from _walk(f"{pointer}/{number}", _at(one, number), _at(two, number))
    elif one != two or type(one) is not type(two):
        yield Difference(pointer, _words(one), _words(two))


def _at(items: list[object], number: int) -> object:
    return items[number] if number < len(items) else _ABSENT


def _words(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}..."
