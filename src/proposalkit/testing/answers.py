"""What the fake model answers: blocks of a section, a reply, or a fault of the line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from proposalkit.testing.asked import Asked, Json

Block: TypeAlias = dict[str, Json]


@dataclass(frozen=True)
class Change:
    """What a dishonest policy changed, in its own words: the oracle of the evaluation.

    `held_by` says how to see whether the change got through: the words `after` (text), one of
    `marks` (hidden), the words with wrong sources (citation), with a false quote (quote), twice
    (twice), one behind the other (side by side) or beyond the limit of words (length).
    """

    name: str
    section: str
    source: str
    before: str
    after: str
    marks: tuple[str, ...] = ()
    held_by: Literal["text", "hidden", "citation", "quote", "twice", "side by side", "length"] = (
        "text"
    )
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    """An answer of the model, with the log of what was changed in it."""

    content: str | None
    finish_reason: str = "stop"
    refusal: str | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Fault:
    """An answer that is none: a status with a body, or a line that fails."""

    name: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    then: Literal["whole", "silence", "closed", "cut", "endless"] = "whole"


Policy: TypeAlias = Callable[[Asked], Reply | Fault]
"""What a fake model does with a request."""


def verbatim(chunk: str) -> Block:
    """Make the block that gives one sentence word for word."""
    return {"kind": "verbatim", "chunk": chunk, "text": None, "cites": [], "quote": None}


def prose(text: str, cites: Iterable[str], quote: str | None) -> Block:
    """Make the block of a sentence in the model's own words."""
    return {"kind": "prose", "chunk": None, "text": text, "cites": list(cites), "quote": quote}


def connective(text: str) -> Block:
    """Make the block of a bridge that claims nothing."""
    return {"kind": "connective", "chunk": None, "text": text, "cites": [], "quote": None}


def blocks_text(blocks: Iterable[Block]) -> str:
    """Write blocks as the JSON of the wire."""
    return json.dumps({"blocks": list(blocks)}, ensure_ascii=False)
