"""Decides whether what came back is an answer: whole, in the form asked for, on listed sentences.

What it says is not judged here; that is done by the grounding, for every drafter alike.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, ValidationError

from proposalkit.model.base import Model
from proposalkit.model.draft import DraftBlock, SectionTask
from proposalkit.model.fields import given

MOST_BLOCKS = 60
MOST_CHARACTERS = 2000
"""Longest text of one block; a section has far fewer."""


class Usage(Model):
    """Tokens as the server counts them; None where it does not say."""

    sent: int | None = None
    answered: int | None = None
    cached: int | None = None


class Answer(Model):
    """What came back for one request, before anything of it is believed."""

    model_config = ConfigDict(str_strip_whitespace=False)

    text: Annotated[str, given("The raw text of the answer.")]
    finish: Annotated[str, given("Why the server stopped, such as stop or length.")] = ""
    refusal: Annotated[str, given("What the model said when it would not answer.")] = ""
    model: Annotated[str, given("Model that answered, as the server names it.")] = ""
    fingerprint: Annotated[str, given("The server's own mark of its set-up.")] = ""
    usage: Usage = Usage()


class Unusable(Model):
    """Why an answer is none, and whether asking in another way may help."""

    why: Annotated[str, given("What is wrong with it, one clause without full stop.")]
    way_out: Literal["more_room", "other_form", "none"]


class _NoAnswer(ValueError):
    """An answer that is none; the message is a clause without full stop."""


class _Block(Model):
    """One block as the schema has it: all five keys, no others."""

    model_config = ConfigDict(strict=True)

    kind: Literal["verbatim", "prose", "connective"]
    chunk: str | None
    text: Annotated[str, Field(max_length=MOST_CHARACTERS)] | None
    cites: Annotated[tuple[str, ...], Field(strict=False, max_length=40)]
    quote: Annotated[str, Field(max_length=MOST_CHARACTERS)] | None


class _Section(Model):
    model_config = ConfigDict(strict=True)

    blocks: Annotated[tuple[_Block, ...], Field(strict=False, min_length=1, max_length=MOST_BLOCKS)]


def blocks_of(answer: Answer, task: SectionTask) -> tuple[DraftBlock, ...] | Unusable:
    """Give the blocks of an answer, or say why it is none; nothing is mended."""
    if answer.refusal:
        return Unusable(why="the model declined to write it", way_out="none")
    if answer.finish == "content_filter":
        return Unusable(why="the server's content filter withheld it", way_out="none")
    if answer.finish == "length":
        return Unusable(why="it was cut off at its limit of tokens", way_out="more_room")
    if not answer.text.strip():
        return Unusable(why="it was empty", way_out="other_form")
    try:
        section = _Section.model_validate(_loads(answer.text))
        return tuple(_checked(block, task) for block in section.blocks)
    except ValidationError as error:
        return Unusable(why=_first(error), way_out="other_form")
    except _NoAnswer as error:
        return Unusable(why=str(error), way_out="other_form")
    except (ValueError, RecursionError):  # a number of many digits, brackets without end
        return Unusable(why="it is no JSON", way_out="other_form")


def _loads(text: str) -> object:
    return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _NoAnswer("it gives a key twice")
    return found


def _no_constant(name: str) -> object:
    raise _NoAnswer("it is no JSON")


def _checked(block: _Block, task: SectionTask) -> DraftBlock:
    """Make a block of the model, with what its kind has and nothing else; raises _NoAnswer."""
    listed = {one.id for one in task.sources}
    for said in (block.text, block.quote):
        if said is not None and not _writable(said):
            raise _NoAnswer("it holds characters that cannot be written")
    if block.kind == "verbatim":
        if block.chunk not in listed:
            raise _NoAnswer("it takes a sentence that the section does not list")
        return DraftBlock(kind="verbatim", chunk=block.chunk)
    if not block.text:
        raise _NoAnswer(f"a {block.kind} block is without text")
    if block.kind == "connective":
        return DraftBlock(kind="connective", text=block.text)
    if not block.cites:
        raise _NoAnswer("a prose block cites nothing")
    if not listed.issuperset(block.cites):
        raise _NoAnswer("it cites a sentence that the section does not list")
    return DraftBlock(kind="prose", text=block.text, cites=block.cites, quote=block.quote)


def _writable(text: str) -> bool:
    """Say whether a text is free of control characters; half a surrogate is no text at all."""
    return not any(sign < " " and sign not in "\n\t" for sign in text)


def _first(error: ValidationError) -> str:
    """Name the first fault by its place; the value itself is not repeated."""
    fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
    known = {"blocks", *_Block.model_fields}  # other keys are words of the model
    place = ".".join(str(part) for part in fault["loc"] if isinstance(part, int) or part in known)
    place = place or "its outermost level"
    return f"it does not keep to the schema at {place}"
