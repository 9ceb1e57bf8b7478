"""The exact request for a section, its key in the ledger, and what counts as an answer to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, TypeAlias

import rfc8785
from pydantic import ConfigDict

from proposalkit.llm.settings import Shape
from proposalkit.model.base import Model
from proposalkit.model.canonical import sha256_hex
from proposalkit.model.draft import DraftSectionId, SectionTask
from proposalkit.model.fields import given

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
AnswerFormat = Literal["json_schema", "json_object"]

_IDS = tuple(f"S{number}" for number in range(1, 41))
MOST_SOURCES = len(_IDS)
"""Sentences one section can list: the schema names the same ids for every section."""


def _nullable(kind: str) -> Json:
    return {"type": [kind, "null"]}


_BLOCK: Mapping[str, Json] = {
    "kind": {"type": "string", "enum": ["verbatim", "prose", "connective"]},
    "chunk": {"type": ["string", "null"], "enum": [*_IDS, None]},
    "text": _nullable("string"),
    "cites": {"type": "array", "items": {"type": "string", "enum": list(_IDS)}},
    "quote": _nullable("string"),
}
SCHEMA: Mapping[str, Json] = {
    "type": "object",
    "properties": {
        "blocks": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": _BLOCK,
                "required": list(_BLOCK),
                "additionalProperties": False,
            },
        }
    },
    "required": ["blocks"],
    "additionalProperties": False,
}
"""One schema for all sections, the same bytes each time, so that servers can keep the prefix."""


class Message(Model):
    """One message of a chat; its text is kept to the last blank, since a digest is taken of it."""

    model_config = ConfigDict(str_strip_whitespace=False)

    role: Literal["system", "user"]
    content: str


class Prompting(Model):
    """What every request of a deal begins with."""

    model_config = ConfigDict(str_strip_whitespace=False)

    rules: Annotated[str, given("The rules for whoever drafts, as the knowledge has them.")]
    shared: Annotated[
        tuple[str, ...],
        given("Lines all sections share: sector, region, stage; no price, date or name."),
    ] = ()


class Request(Model):
    """One request as it goes over the wire; `key` names it in the ledger."""

    section: DraftSectionId
    shape: Shape
    messages: tuple[Message, ...]
    answer: AnswerFormat = "json_schema"

    def cap_name(self) -> str:
        """Name the limit of an answer as the server knows it.

        Why: OpenAI's newer models refuse the old name, and many compatible servers skip the new.
        """
        return "max_tokens" if self.shape.endpoint == "compatible" else "max_completion_tokens"

    def body(self) -> dict[str, Json]:
        """Give the JSON that is sent."""
        made: dict[str, Json] = {
            "model": self.shape.model,
            "messages": [one.model_dump() for one in self.messages],
            "response_format": _format(self.answer),
            "stream": False,
            self.cap_name(): self.shape.cap,
        }
        if self.shape.temperature is not None:
            made["temperature"] = self.shape.temperature
        return made

    def canonical(self) -> str:
        """Give the request as canonical JSON, with the kind of server and without any address."""
        return rfc8785.dumps({"endpoint": self.shape.endpoint, **self.body()}).decode()

    def key(self) -> str:
        """Give the SHA-256 of the canonical request: equal keys, equal requests."""
        return sha256_hex(self.canonical().encode())

    def estimate(self) -> int:
        """Guess the tokens of the request, rather too many: four characters each, and a fifth."""
        return estimate_tokens(self.canonical())


def estimate_tokens(text: str) -> int:
    """Guess the tokens of a text, rather too many: four characters each, and a fifth."""
    return -(-len(text) * 3 // 10)


def request_for(task: SectionTask, prompting: Prompting, shape: Shape) -> Request:
    """Make the request for one section; what the section alone has comes last."""
    shared = (" ".join(line.split()) for line in prompting.shared)
    user = "\n".join((*shared, "TASK", _task_line(task)))
    return Request(
        section=task.section,
        shape=shape,
        messages=(
            Message(role="system", content=prompting.rules),
            Message(role="user", content=user),
        ),
    )


def with_twice_the_room(request: Request) -> Request:
    """Ask the same with twice the room for the answer, for one that was cut off."""
    shape = request.shape.model_copy(update={"cap": request.shape.cap * 2})
    return request.model_copy(update={"shape": shape})


def with_schema_in_words(request: Request) -> Request:
    """Ask the same of a server that does not hold an answer to a schema: it is told the schema."""
    system, *rest = request.messages
    schema = rfc8785.dumps(SCHEMA).decode()
    told = f"{system.content.rstrip()}\n\nJSON SCHEMA OF THE ANSWER\n{schema}\n"
    messages = (system.model_copy(update={"content": told}), *rest)
    return request.model_copy(update={"messages": messages, "answer": "json_object"})


def variants(request: Request) -> tuple[Request, ...]:
    """Give all forms in which a section may be asked for, the usual one first."""
    words = with_schema_in_words(request)
    return request, with_twice_the_room(request), words, with_twice_the_room(words)


def _format(answer: AnswerFormat) -> Json:
    if answer == "json_object":
        return {"type": "json_object"}
    named: Json = {"name": "section", "strict": True, "schema": SCHEMA}
    return {"type": "json_schema", "json_schema": named}


def _task_line(task: SectionTask) -> str:
    """Write a task as one line; titles and digests of the passages stay here."""
    told: Json = {
        "section": task.section,
        "say": task.say,
        "max_words": task.max_words,
        "sources": [{"id": one.id, "kind": one.kind, "text": one.text} for one in task.sources],
        "slots": [{"name": one.name, "means": one.means} for one in task.slots],
    }
    return rfc8785.dumps(told).decode()
