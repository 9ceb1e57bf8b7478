"""Asks a model to copy out of a buyer's text what it states; nothing of the answer is believed."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Annotated, NamedTuple

import rfc8785

from proposalkit.llm import failures
from proposalkit.llm.answers import Answer
from proposalkit.llm.asking import PAUSES, Asks
from proposalkit.llm.failures import CallFailed
from proposalkit.llm.limits import Breaker, Budget, run_side_by_side
from proposalkit.llm.settings import LlmSettings, Shape
from proposalkit.llm.wire import Json, Message, Request
from proposalkit.model.fields import given


class WantedField(NamedTuple):
    """A field to look for, as the model is told of it."""

    field: str
    means: str
    kind: str


class Chunk(NamedTuple):
    """One piece of a source."""

    text: str
    fields: tuple[WantedField, ...]


class ReadReply(NamedTuple):
    """What came back for one chunk: the raw text, or why there is none."""

    key: str
    text: str
    fault: str = ""


class ReadRequest(Request):
    """A request whose answer is a list of fields found, in place of the blocks of a section."""

    names: Annotated[tuple[str, ...], given("Fields that may be named.")]

    def body(self) -> dict[str, Json]:
        """Give the JSON that is sent."""
        form: Json = {"type": "json_object"}
        if self.answer == "json_schema":
            named: Json = {"name": "found", "strict": True, "schema": _schema(self.names)}
            form = {"type": "json_schema", "json_schema": named}
        return {**super().body(), "response_format": form}


def request_for_chunk(chunk: Chunk, rules: str, shape: Shape) -> ReadRequest:
    """Make the request for one chunk; the text comes last and inside JSON."""
    told: Json = {
        "fields": [one._asdict() for one in chunk.fields],
        "text": chunk.text,
    }
    return ReadRequest(
        section="need",  # the record of the drafting names a section; reading has none of its own
        shape=shape,
        messages=(
            Message(role="system", content=rules),
            Message(role="user", content=rfc8785.dumps(told).decode()),
        ),
        names=tuple(one.field for one in chunk.fields),
    )


def read_chunks(
    chunks: Sequence[Chunk],
    rules: str,
    settings: LlmSettings,
    shape: Shape,
    known: Mapping[str, str],
) -> tuple[ReadReply, ...]:
    """Give the reply for each chunk, in order; a reply of an earlier run is not asked for again.

    `replay` asks nobody. A failure is a reply with its reason, never an error.
    """
    requests = [request_for_chunk(one, rules, shape) for one in chunks]
    open_ = [one for one in requests if one.key() not in known]
    replies = {key: ReadReply(key, text) for key, text in known.items()}
    for one in _asked(open_, settings) if open_ else ():
        replies[one.key] = one
    return tuple(replies[one.key()] for one in requests)


def _asked(requests: Sequence[ReadRequest], settings: LlmSettings) -> list[ReadReply]:
    keys = [one.key() for one in requests]
    if settings.mode != "openai":
        return [ReadReply(key, "", "There is no recorded answer for this text.") for key in keys]
    if settings.key is None:
        return [
            ReadReply(key, "", failures.no_key(settings.key_name, settings.place)) for key in keys
        ]
    from proposalkit.llm.endpoint import Endpoint

    server = Endpoint(settings)
    try:
        return ask_all(requests, settings, server)
    finally:
        server.close()


def ask_all(
    requests: Sequence[ReadRequest], settings: LlmSettings, server: Asks
) -> list[ReadReply]:
    """Ask for several chunks side by side, within the budget and the time of the settings."""
    budget, breaker = Budget(settings.max_tokens), Breaker()
    until = time.monotonic() + settings.total_seconds

    def job(request: ReadRequest) -> ReadReply:
        return _one(request, settings, server, budget, breaker, until)

    jobs = [lambda one=one: job(one) for one in requests]
    done = run_side_by_side(jobs, settings.parallel, settings.total_seconds)
    late = failures.out_of_time(settings.total_seconds, settings.place)
    return [
        reply or ReadReply(request.key(), "", late)
        for request, reply in zip(requests, done, strict=True)
    ]


def _one(
    request: ReadRequest,
    settings: LlmSettings,
    server: Asks,
    budget: Budget,
    breaker: Breaker,
    until: float,
) -> ReadReply:
    """Ask for one chunk, tried again while that may help; the form may be told in words."""
    key = request.key()
    if not budget.take(request.estimate() + request.shape.cap):
        return ReadReply(key, "", failures.over_budget(settings.max_tokens))
    for pause in (*PAUSES, None):
        if breaker.why:
            return ReadReply(key, "", failures.given_up(breaker.why, settings.place))
        left = min(settings.call_seconds, until - time.monotonic())
        if left <= 0:
            break
        try:
            answer = server.ask(request, left)
        except CallFailed as failure:
            breaker.failed(failure)
            if failure.kind == "form" and request.answer == "json_schema":
                request = request.model_copy(update={"answer": "json_object"})
                continue
            wait = failure.retry_after if failure.retry_after is not None else pause
            late = wait is None or time.monotonic() + wait >= until
            if failure.kind != "transport" or pause is None or wait is None or late:
                return ReadReply(key, "", failure.sentence(settings.place))
            time.sleep(wait)
            continue
        breaker.worked()
        return _reply(key, answer, settings.place)
    return ReadReply(key, "", failures.out_of_time(settings.total_seconds, settings.place))


def _reply(key: str, answer: Answer, place: str) -> ReadReply:
    why = ""
    if answer.refusal:
        why = "the model declined to read it"
    elif answer.finish == "content_filter":
        why = "the server's content filter withheld it"
    elif answer.finish == "length":
        why = "it was cut off at its limit of tokens"
    elif not answer.text.strip():
        why = "it was empty"
    cut_off = answer.finish == "length"
    fault = failures.no_answer(why, place, cut_off=cut_off) if why else ""
    return ReadReply(key, answer.text, fault)


def _schema(names: Sequence[str]) -> Json:
    """Give the form of an answer; a field that is not asked for cannot be named."""
    item: Json = {
        "type": "object",
        "properties": {
            "field": {"type": "string", "enum": list(names)},
            "value": {"type": ["string", "null"]},
            "quote": {"type": "string"},
        },
        "required": ["field", "value", "quote"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"found": {"type": "array", "items": item}},
        "required": ["found"],
        "additionalProperties": False,
    }
