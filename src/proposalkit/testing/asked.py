"""What a client asked of the fake model, and the task of a section in it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


@dataclass(frozen=True)
class Sentence:
    """One source sentence of a task."""

    id: str
    text: str
    kind: str


@dataclass(frozen=True)
class Task:
    """What one section has to tell, as it stood in the request."""

    section: str
    say: str
    max_words: int
    sources: tuple[Sentence, ...]
    slots: tuple[str, ...]

    @property
    def evidence(self) -> tuple[Sentence, ...]:
        """Give the sentences that prove something: those of the knowledge and of the deal."""
        return tuple(one for one in self.sources if one.kind != "quoted")

    def sentence(self, id: str) -> Sentence:
        """Give the sentence with this id; raises KeyError when the task does not list it."""
        return {one.id: one for one in self.sources}[id]


@dataclass(frozen=True)
class Asked:
    """One chat request as it came over the wire; `number` counts the requests of a server."""

    body: dict[str, Json]
    number: int = 1

    @property
    def model(self) -> str:
        """Give the model asked for."""
        return str(self.body.get("model", ""))

    @property
    def text(self) -> str:
        """Give all that the model reads: every message, in order."""
        return "\n".join(content for _, content in self._messages())

    @property
    def user(self) -> str:
        """Give what the user's messages say."""
        return "\n".join(content for role, content in self._messages() if role == "user")

    @property
    def system(self) -> str:
        """Give what the system's messages say."""
        return "\n".join(content for role, content in self._messages() if role == "system")

    @property
    def most_tokens(self) -> int | None:
        """Give the client's own limit of the answer, if it set one."""
        for name in ("max_completion_tokens", "max_tokens"):
            value = self.body.get(name)
            if isinstance(value, int):
                return value
        return None

    @property
    def schema_name(self) -> str:
        """Give the name of the JSON schema asked for; empty when there is none."""
        asked_format = _mapping(self.body.get("response_format"))
        return str(_mapping(asked_format.get("json_schema")).get("name", ""))

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the request, which does not depend on the order of requests."""
        return hashlib.sha256(json.dumps(self.body, sort_keys=True).encode()).hexdigest()

    @property
    def task(self) -> Task | None:
        """Give the task on the last line of the user's message; None when there is none."""
        return read_task(self.user)

    def _messages(self) -> list[tuple[str, str]]:
        rows = [_mapping(one) for one in _rows(self.body.get("messages"))]
        return [(str(one.get("role")), _content(one.get("content"))) for one in rows]


def read_task(text: str) -> Task | None:
    """Read a task from the last line of a text; None when it is not one."""
    lines = text.strip().splitlines()
    try:
        found = _mapping(json.loads(lines[-1])) if lines else {}
    except json.JSONDecodeError:
        return None
    if "section" not in found or "sources" not in found:
        return None
    sources = (_mapping(one) for one in _rows(found.get("sources")))
    words = found.get("max_words")
    return Task(
        section=str(found["section"]),
        say=str(found.get("say", "")),
        max_words=words if isinstance(words, int) else 600,
        sources=tuple(
            Sentence(str(one.get("id")), str(one.get("text")), str(one.get("kind")))
            for one in sources
        ),
        slots=tuple(str(_mapping(one).get("name")) for one in _rows(found.get("slots"))),
    )


def _mapping(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _rows(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _content(value: Json) -> str:
    if isinstance(value, list):  # the parts of a message
        return "\n".join(str(_mapping(one).get("text", "")) for one in value)
    return str(value or "")
