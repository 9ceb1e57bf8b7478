"""A server on the loopback address that answers chat requests with any bytes at all."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from tests.llm.sections import SOUND


@dataclass
class Raw:
    """One answer on the wire; the body may come in pieces, with pauses, and without end."""

    body: bytes | Iterable[bytes]
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Answers = Callable[[dict[str, object]], Raw]


def completion(content: object = SOUND, **changes: object) -> Raw:
    """Answer with a chat completion; `changes` replace keys of it, of its choice or its message."""
    message = {"role": "assistant", "content": content, "refusal": None}
    choice: dict[str, object] = {"index": 0, "finish_reason": "stop", "message": message}
    whole: dict[str, object] = {
        "id": "c1", "object": "chat.completion", "created": 1, "model": "small-1",
        "system_fingerprint": "fp", "choices": [choice],
        "usage": {
            "prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100,
            "prompt_tokens_details": {"cached_tokens": 800},
        },
    }  # fmt: skip
    for name, value in changes.items():
        place = next((one for one in (message, choice) if name in one), whole)
        place[name] = value
    return Raw(json.dumps(whole).encode())


def error(status: int, message: str = "no", code: str = "", **headers: str) -> Raw:
    """Answer with an error as OpenAI writes it."""
    body = {"error": {"message": message, "type": "x", "param": None, "code": code or None}}
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return Raw(json.dumps(body).encode(), status, sent)


def endless(start: bytes, pause: float = 0.0) -> Raw:
    """Answer with a body that never ends."""

    def pieces() -> Iterator[bytes]:
        yield start
        while True:
            time.sleep(pause)
            yield b" " * (1 if pause else 65536)

    return Raw(pieces())


@dataclass
class Stub:
    """What the server was asked, and how it answers."""

    url: str = ""
    answer: Answers = lambda _: completion()
    delay: float = 0.0
    bodies: list[dict[str, object]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def serving() -> Iterator[Stub]:
    """Run the server while the block runs."""
    stub, ending = Stub(), Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.bodies.append(body)
            stub.headers.append({name.lower(): value for name, value in self.headers.items()})
            stub.paths.append(self.path)
            ending.wait(stub.delay)
            raw = stub.answer(body)
            self.send_response_only(raw.status)  # without a date of its own
            self.send_header("Content-Type", "application/json")
            for name, value in raw.headers.items():
                self.send_header(name, value)
            pieces = [raw.body] if isinstance(raw.body, bytes) else raw.body
            if isinstance(raw.body, bytes):
                self.send_header("Content-Length", str(len(raw.body)))
            self.end_headers()
            for piece in pieces:
                if ending.is_set():
                    return
                self.wfile.write(piece)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    with Quiet(("127.0.0.1", 0), Handler) as web:
        stub.url = f"http://127.0.0.1:{web.server_port}/v1"
        thread = Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield stub
        finally:
            ending.set()
            web.shutdown()
            thread.join()
