"""Reads JSON that means one thing: no key twice, no `NaN`, no bottomless nesting."""

from __future__ import annotations

import json
from collections import Counter
from typing import NoReturn, TypeAlias

from proposalkit.errors import InputRefused
from proposalkit.readers.refusal import refuse

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
"""A part of a JSON document."""

MAX_BYTES = 2_000_000
"""A proposal is some 100 kB; more than this is refused unread."""


class _TwoMeanings(ValueError):
    """The text is JSON for some readers and not for others; `kind` is the id of the finding."""

    def __init__(self, kind: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.kind, self.message, self.remedy = kind, message, remedy


def strict_json(data: bytes) -> Json:
    """Read a document; raises InputRefused with one finding that says what is wrong and where."""
    if len(data) > MAX_BYTES:
        raise refuse(
            "json-too-large", "/",
            f"The file has {len(data):,} bytes; at most {MAX_BYTES:,} are read.",
            "Leave out what no field asks for; a proposal has some 100,000 bytes.",
        )  # fmt: skip
    try:
        document: Json = json.loads(
            data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except UnicodeDecodeError as error:
        message = f"The file is not UTF-8: byte {error.start} cannot be read."
        raise refuse("json-not-utf-8", "/", message, "Save it as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise _malformed(error) from error
    except RecursionError as error:
        raise refuse(
            "json-too-deep", "/", "The values are nested too deeply to be read.",
            "No proposal has more than a dozen levels; write it flat.",
        ) from error  # fmt: skip
    except _TwoMeanings as error:
        raise refuse(error.kind, "/", error.message, error.remedy) from error
    except ValueError as error:  # an integer of thousands of digits
        message = f"The file holds a number that cannot be read: {error}."
        raise refuse("json-number", "/", message, "Write amounts as text.") from error
    if b"\\ud" in data.lower():
        _refuse_half_characters(document)
    return document


def _malformed(error: json.JSONDecodeError) -> InputRefused:
    """Name the line and the column, and say of a file cut short that it is."""
    where, place = f"{error.lineno}:{error.colno}", f"line {error.lineno}, column {error.colno}"
    cut = error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string")
    if cut and error.doc.strip():
        message = f"The file is not whole JSON: what opens before {place} is not closed."
        remedy = "Get the whole file again; a part of it was lost on the way."
        return refuse("json-malformed", where, message, remedy)
    message = f"The file is not JSON: {error.msg} at {place}."
    return refuse("json-malformed", where, message, "Mend the place named.")


def _refuse_half_characters(document: Json) -> None:
    r"""Refuse `\ud800` without its other half: some readers take it and some stumble over it."""
    try:
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):04X}"
        message = f'A text holds "{half}", half of a character, without its other half.'
        remedy = "Write the whole character, or leave it out."
        raise refuse("json-half-character", "/", message, remedy) from error


def findings_of(data: bytes) -> tuple[Json, InputRefused | None]:
    """Read a document; gives nothing and the refusal when it cannot be read."""
    try:
        return strict_json(data), None
    except InputRefused as refused:
        return None, refused


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = sorted(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        shown = twice[0] if len(twice[0]) <= 60 else f"{twice[0][:57]}..."
        raise _TwoMeanings(
            "json-key-twice",
            f'The key "{shown}" stands twice in one object.',
            "Keep one of the two; readers differ in which they take.",
        )
    return found


def _no_number(name: str) -> NoReturn:
    raise _TwoMeanings(
        "json-not-a-number",
        f'"{name}" is no number of JSON.',
        'Write an amount as a decimal text, such as "0.95", and leave out what is not known.',
    )
