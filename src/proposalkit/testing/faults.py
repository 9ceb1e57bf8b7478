"""The broken policy: each way an endpoint fails, by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from proposalkit.testing.answers import Fault, Policy, Reply, blocks_text, prose, verbatim
from proposalkit.testing.asked import Asked
from proposalkit.testing.honest import NOTHING, honest

RETRY_AFTER = 120
FLOOD_CHARACTERS = 2_000_000
_JSON = (("Content-Type", "application/json"),)
_HTML = b"<!doctype html><html><body><h1>Sign in</h1><p>Please log in first.</p></body></html>"


def broken(*names: str) -> Policy:
    """Give a policy that fails in the named ways, one after the other; all when none is named."""
    unknown = sorted(set(names) - FAULTS.keys())
    if unknown:
        raise ValueError(f'no fault is called "{unknown[0]}"; there are {", ".join(FAULTS)}')
    ways = [FAULTS[name] for name in names or FAULTS]

    def answer(asked: Asked) -> Reply | Fault:
        return ways[(asked.number - 1) % len(ways)](asked)

    return answer


def _error(
    name: str, status: int, kind: str, message: str, retry_after: int | None = None
) -> Fault:
    body = {"error": {"message": message, "type": kind, "param": None, "code": kind}}
    waiting = () if retry_after is None else (("Retry-After", str(retry_after)),)
    return Fault(name, status, (*_JSON, *waiting), json.dumps(body).encode())


def _text(asked: Asked) -> str:
    """Give what an honest model would have said."""
    answer = honest()(asked)
    return (answer.content or NOTHING) if isinstance(answer, Reply) else NOTHING


def _first_source(asked: Asked) -> str:
    return asked.task.sources[0].id if asked.task and asked.task.sources else "S1"


def _truncated(asked: Asked) -> Reply:
    text = _text(asked)
    return Reply(text[: max(5, len(text) // 2)], finish_reason="length")


def _invalid_json(asked: Asked) -> Reply:
    return Reply(_text(asked).replace('"blocks": [', '"blocks": [,', 1))


def _extra_key(asked: Asked) -> Reply:
    found = json.loads(_text(asked))
    return Reply(json.dumps({**found, "confidence": 0.99, "note": "I also changed the price."}))


def _ignored_schema(asked: Asked) -> Reply:
    return Reply("Sure! Here is a compelling section:\n\nWe guarantee 99.99 % for $1.\n")


def _other_schema(asked: Asked) -> Reply:
    return Reply(json.dumps({"blocks": {"text": 5}, "heading": "Summary"}))


def _wrong_kinds(asked: Asked) -> Reply:
    kind = {**verbatim(_first_source(asked)), "kind": "html"}
    return Reply(blocks_text([kind, {**verbatim("S99"), "cites": None}]))


def _flood(asked: Asked) -> Reply:
    words = "word " * (FLOOD_CHARACTERS // 5)
    return Reply(blocks_text([prose(words, [_first_source(asked)], None)]))


def _changing(asked: Asked) -> Reply | Fault:
    return honest(seed=asked.number, own_words=(asked.number % 10) / 10)(asked)


FAULTS: Mapping[str, Callable[[Asked], Reply | Fault]] = {
    "rate-limited": lambda _: _error(
        "rate-limited", 429, "rate_limit_exceeded", "Rate limit reached.", retry_after=1
    ),
    "rate-limited-long": lambda _: _error(
        "rate-limited-long", 429, "rate_limit_exceeded", "Rate limit reached.", RETRY_AFTER
    ),
    "server-error": lambda _: _error(
        "server-error", 500, "server_error", "The server had an error."
    ),
    "overloaded": lambda _: _error("overloaded", 503, "overloaded", "Try again later."),
    "bad-request": lambda _: _error(
        "bad-request", 400, "invalid_request_error", "response_format is not supported."
    ),
    "no-such-model": lambda _: _error(
        "no-such-model", 404, "model_not_found", "The model does not exist."
    ),
    "silent": lambda _: Fault("silent", then="silence"),
    "closed": lambda _: Fault("closed", then="closed"),
    "cut": lambda asked: Fault("cut", 200, _JSON, _text(asked).encode(), then="cut"),
    "endless": lambda _: Fault("endless", 200, _JSON, b'{"id": "', then="endless"),
    "html": lambda _: Fault("html", 200, (("Content-Type", "text/html"),), _HTML),
    "no-choices": lambda _: Fault("no-choices", 200, _JSON, b'{"id": "x", "choices": []}'),
    "truncated": _truncated,
    "invalid-json": _invalid_json,
    "empty": lambda _: Reply(""),
    "extra-key": _extra_key,
    "ignored-schema": _ignored_schema,
    "other-schema": _other_schema,
    "wrong-kinds": _wrong_kinds,
    "refusal": lambda _: Reply(None, refusal="I can't help with that."),
    "content-filter": lambda _: Reply(None, finish_reason="content_filter"),
    "flood": _flood,
    "changing": _changing,
}
"""The ways of failing, by name; `changing` is valid each time and another each time."""
