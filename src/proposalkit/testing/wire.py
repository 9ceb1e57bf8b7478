"""The wire of an OpenAI-compatible endpoint: chat completions, models, embeddings, streams."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
from collections.abc import Iterator, Sequence

from proposalkit.testing.answers import Reply
from proposalkit.testing.asked import Asked, Json

MODEL = "proposalkit-fake"
FINGERPRINT = "fp_proposalkit"
DIMENSIONS = 64
_CHARACTERS_A_TOKEN = 4
_CACHED_FROM = 1024
_CACHED_STEP = 128
_PIECE = 40


def tokens(text: str) -> int:
    """Count the tokens of a text as four characters each, rounded up."""
    return -(-len(text) // _CHARACTERS_A_TOKEN)


def cut_to_limit(asked: Asked, reply: Reply) -> Reply:
    """Cut an answer at the client's own limit of tokens, as a model does."""
    most = asked.most_tokens
    if most is None or reply.content is None or tokens(reply.content) <= most:
        return reply
    cut = reply.content[: most * _CHARACTERS_A_TOKEN]
    return Reply(cut, "length", reply.refusal, reply.changes)


def usage(asked: Asked, reply: Reply, cached: int) -> dict[str, Json]:
    """Count what a request cost; `cached` tokens of it were the start of an earlier request."""
    given = tokens(asked.text)
    taken = tokens(reply.content or reply.refusal or "")
    return {
        "prompt_tokens": given,
        "completion_tokens": taken,
        "total_tokens": given + taken,
        "prompt_tokens_details": {"cached_tokens": cached},
        "completion_tokens_details": {"reasoning_tokens": 0},
    }


def shared_start(text: str, earlier: Sequence[str]) -> int:
    """Count the tokens a prefix cache would spare: from 1,024 on, in steps of 128."""
    longest = max((_common(text, one) for one in earlier), default=0) // _CHARACTERS_A_TOKEN
    return 0 if longest < _CACHED_FROM else longest - longest % _CACHED_STEP


def _common(one: str, other: str) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def completion(asked: Asked, reply: Reply, created: int, cached: int) -> dict[str, Json]:
    """Write an answer as a chat completion."""
    message: dict[str, Json] = {
        "role": "assistant", "content": reply.content, "refusal": reply.refusal, "annotations": []
    }  # fmt: skip
    return {
        **_head(asked, "chat.completion", created),
        "choices": [
            {"index": 0, "message": message, "logprobs": None, "finish_reason": reply.finish_reason}
        ],
        "usage": usage(asked, reply, cached),
    }


def stream(asked: Asked, reply: Reply, created: int, cached: int) -> Iterator[bytes]:
    """Write an answer as server-sent events; with the usage only when the client asked for it."""
    head = _head(asked, "chat.completion.chunk", created)
    content = reply.content or ""
    deltas: list[dict[str, Json]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": content[i : i + _PIECE]} for i in range(0, len(content), _PIECE)]
    for delta in deltas:
        yield _event({**head, "choices": [_delta(delta, None)]})
    yield _event({**head, "choices": [_delta({}, reply.finish_reason)]})
    options = asked.body.get("stream_options")
    if isinstance(options, dict) and options.get("include_usage"):
        yield _event({**head, "choices": [], "usage": usage(asked, reply, cached)})
    yield b"data: [DONE]\n\n"


def _head(asked: Asked, kind: str, created: int) -> dict[str, Json]:
    return {
        "id": f"chatcmpl-{asked.digest[:29]}",
        "object": kind,
        "created": created,
        "model": asked.model or MODEL,
        "system_fingerprint": FINGERPRINT,
    }


def _delta(delta: dict[str, Json], finish_reason: str | None) -> dict[str, Json]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}


def _event(value: dict[str, Json]) -> bytes:
    return b"data: " + json.dumps(value).encode() + b"\n\n"


def models() -> dict[str, Json]:
    """List the one model there is."""
    row: Json = {"id": MODEL, "object": "model", "created": 0, "owned_by": "proposalkit"}
    return {"object": "list", "data": [row]}


def embeddings(body: dict[str, Json]) -> dict[str, Json]:
    """Embed each input by its digest: equal texts alike, all others anyhow."""
    wanted = body.get("dimensions")
    size = wanted if isinstance(wanted, int) else DIMENSIONS
    texts = _inputs(body.get("input"))
    in_base64 = body.get("encoding_format") == "base64"
    rows: list[Json] = [
        {"object": "embedding", "index": place, "embedding": _vector(text, size, in_base64)}
        for place, text in enumerate(texts)
    ]
    cost: Json = sum(tokens(one) for one in texts)
    return {
        "object": "list",
        "data": rows,
        "model": str(body.get("model", MODEL)),
        "usage": {"prompt_tokens": cost, "total_tokens": cost},
    }


def _inputs(value: Json) -> list[str]:
    """Read one text, several texts, or texts as numbers of tokens."""
    if not isinstance(value, list):
        return [str(value)]
    if value and all(isinstance(one, int) for one in value):
        return [json.dumps(value)]
    return [one if isinstance(one, str) else json.dumps(one) for one in value]


def _vector(text: str, size: int, in_base64: bool) -> Json:
    raw = hashlib.shake_256(text.encode()).digest(size)
    length = sum((byte - 127.5) ** 2 for byte in raw) ** 0.5
    numbers = [(byte - 127.5) / length for byte in raw]
    if in_base64:
        return base64.b64encode(struct.pack(f"<{size}f", *numbers)).decode()
    return list(numbers)
