"""Safe access to PDF objects: a foreign file may hold any type anywhere, so nothing is assumed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pikepdf import Array, Dictionary, Name, Stream, String

MAX_TREE_NODES = 200_000


def words(listed: str) -> frozenset[str]:
    """Give the words of a text as a set."""
    return frozenset(listed.split())


def is_dictionary(value: object) -> bool:
    """Say whether a value has entries: a dictionary, or a stream with its dictionary."""
    return isinstance(value, (Dictionary, Stream))


def entry(holder: object, key: str) -> object:
    """Give the value at a key such as `/Type`, or None when there is no such entry."""
    if isinstance(holder, (Dictionary, Stream)):
        value: object = holder.get(key)
        return value
    return None


def has(holder: object, key: str) -> bool:
    """Say whether a dictionary or stream has the key."""
    return isinstance(holder, (Dictionary, Stream)) and key in holder


def keys(holder: object) -> frozenset[str]:
    """Give the keys of a dictionary or stream, with slash."""
    return frozenset(holder.keys()) if isinstance(holder, (Dictionary, Stream)) else frozenset()


def name(value: object) -> str:
    """Give a name without its slash, or an empty text for anything else."""
    return _spell(value)[1:] if isinstance(value, Name) else ""


def text(value: object) -> str:
    """Give a PDF text string as text, or an empty text for anything else."""
    return _spell(value) if isinstance(value, (String, str)) else ""


def _spell(value: object) -> str:
    """Write a name or string as text; bytes that are no text are shown as marks."""
    try:
        return str(value).encode("utf-8", errors="replace").decode("utf-8")
    except UnicodeDecodeError:
        return "/\ufffd"


def whole(value: object) -> int | None:
    """Give an integer, or None for anything else (a boolean is not an integer here)."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def number(value: object) -> float | None:
    """Give an integer or real as a float, or None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    return float(value)


def elements(value: object) -> tuple[object, ...]:
    """Give the elements of an array; a single value counts as an array of one."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, Array) else (value,)


def pairs(holder: object) -> tuple[tuple[str, object], ...]:
    """Give the keys (with slash) and values of a dictionary or stream in order.

    A key that is no text is left out: it can be neither shown nor asked for.
    """
    if not isinstance(holder, (Dictionary, Stream)):
        return ()
    keys = sorted(str(key) for key in holder.keys())  # noqa: SIM118
    return tuple((key, holder.get(key)) for key in keys if _spell(key) == key)


def reference(value: object) -> tuple[int, int]:
    """Give object and generation number, (0, 0) for a value that is written in place."""
    if isinstance(value, (Dictionary, Stream, Array)):
        found: tuple[int, int] = value.objgen
        return found
    return (0, 0)


def label(value: object) -> str:
    """Name an object for a finding, as `object 12`, or `an object written in place`."""
    object_number = reference(value)[0]
    return f"object {object_number}" if object_number else "an object written in place"


def data(value: object) -> bytes | None:
    """Give the decoded bytes of a stream, or None when it is no stream or cannot be decoded."""
    from pikepdf import DataDecodingError, PdfError

    if not isinstance(value, Stream):
        return None
    try:
        return bytes(value.read_bytes())
    except (PdfError, DataDecodingError):
        return None


def tree_leaves(root: object, key: str) -> Iterator[tuple[object, object]]:
    """Walk a name tree (`/Names`) or number tree (`/Nums`) and give its pairs in order."""
    waiting = [root]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < MAX_TREE_NODES:
        node = waiting.pop()
        place = reference(node)
        if place in seen and place != (0, 0):
            continue
        seen.add(place)
        flat = elements(entry(node, key))
        yield from zip(flat[::2], flat[1::2], strict=False)
        waiting.extend(reversed(elements(entry(node, "/Kids"))))
