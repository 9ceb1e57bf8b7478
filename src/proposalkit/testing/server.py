"""The fake model behind a real socket: an OpenAI-compatible endpoint on this machine only."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import NamedTuple

from proposalkit.testing import wire
from proposalkit.testing.answers import Change, Fault, Policy, Reply
from proposalkit.testing.asked import Asked, Json

HOST = "127.0.0.1"
_LARGEST_REQUEST = 20_000_000
_PAUSE = 0.05
_BLANKS = b" " * 64


class Exchange(NamedTuple):
    """One chat request and what the policy answered."""

    asked: Asked
    answer: Reply | Fault


@dataclass
class FakeModel:
    """A server with one policy; use it in `with`. Every chat request is kept in `exchanges`.

    `key`: requests with another bearer token are refused with 401. `delay`: seconds each chat
    answer takes, and `delay_a_token` more for each token of it. `clock` dates the answers.
    """

    policy: Policy
    key: str | None = None
    delay: float = 0.0
    delay_a_token: float = 0.0
    port: int = 0
    clock: Callable[[], float] = time.time
    exchanges: list[Exchange] = field(default_factory=list)
    refused: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _ending: threading.Event = field(default_factory=threading.Event)
    _server: ThreadingHTTPServer | None = None

    def __enter__(self) -> FakeModel:
        """Listen, in a thread of its own."""
        self._server = _Server((HOST, self.port), _handler_for(self))
        self.port = int(self._server.server_address[1])
        # a short poll, so that a test does not wait half a second for its end
        listen = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        listen.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End it, with every answer that still goes on."""
        self._ending.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    @property
    def url(self) -> str:
        """Give the base URL for a client."""
        return f"http://{HOST}:{self.port}/v1"

    @property
    def changes(self) -> tuple[Change, ...]:
        """Give the log of all that was changed, in order of the answers."""
        answers = [one.answer for one in self.exchanges]
        return tuple(row for one in answers if isinstance(one, Reply) for row in one.changes)

    def prompts(self) -> tuple[str, ...]:
        """Give all that clients let the model read, request by request."""
        return tuple(one.asked.text for one in self.exchanges)

    def forget(self) -> None:
        """Begin a new record; the next request is the first again."""
        with self._lock:
            self.exchanges.clear()

    def ended(self, seconds: float) -> bool:
        """Wait so many seconds; true when the server ends meanwhile."""
        return self._ending.wait(seconds)

    def answer(self, body: dict[str, Json]) -> tuple[Asked, Reply | Fault, int]:
        """Answer one chat request and record it; gives the tokens a prefix cache would spare."""
        with self._lock:
            asked = Asked(body, len(self.exchanges) + 1)
            cached = wire.shared_start(asked.text, [one.asked.text for one in self.exchanges[-20:]])
            answer = self.policy(asked)
            if isinstance(answer, Reply):
                answer = wire.cut_to_limit(asked, answer)
            self.exchanges.append(Exchange(asked, answer))
        self._take_time(answer)
        return asked, answer, cached

    def _take_time(self, answer: Reply | Fault) -> None:
        taken = wire.tokens(answer.content or "") if isinstance(answer, Reply) else 0
        self.ended(self.delay + taken * self.delay_a_token)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # an endless answer must not keep the end waiting

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that went away."""


def _handler_for(fake: FakeModel) -> type[BaseHTTPRequestHandler]:
    return type("Handler", (_Handler,), {"fake": fake})


class _Handler(BaseHTTPRequestHandler):
    fake: FakeModel
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:  # the name is http.server's
        """List the models."""
        if not self._let_in():
            return
        if self.path.rstrip("/") == "/v1/models":
            self._send(200, wire.models())
        else:
            self._refuse(404, "not_found", f'There is nothing at "{self.path}".')

    def do_POST(self) -> None:
        """Answer chat completions and embeddings."""
        raw = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), _LARGEST_REQUEST))
        if not self._let_in():
            return
        body = _object(raw)
        if body is None:
            self._refuse(400, "invalid_request_error", "The body is not a JSON object.")
        elif self.path == "/v1/embeddings":
            self._send(200, wire.embeddings(body))
        elif self.path == "/v1/chat/completions":
            self._chat(body)
        else:
            self._refuse(404, "not_found", f'There is nothing at "{self.path}".')

    def _chat(self, body: dict[str, Json]) -> None:
        asked, answer, cached = self.fake.answer(body)
        created = int(self.fake.clock())
        if isinstance(answer, Fault):
            self._fail(answer)
        elif body.get("stream"):
            self._stream(wire.stream(asked, answer, created, cached))
        else:
            self._send(200, wire.completion(asked, answer, created, cached))

    def _let_in(self) -> bool:
        if self.fake.key is None or self.headers.get("Authorization") == f"Bearer {self.fake.key}":
            return True
        self.fake.refused += 1
        self._refuse(401, "invalid_api_key", "Incorrect API key provided.")
        return False

    def _refuse(self, status: int, code: str, message: str) -> None:
        error: Json = {"message": message, "type": code, "param": None, "code": code}
        self._send(status, {"error": error})

    def _send(self, status: int, value: dict[str, Json]) -> None:
        body = json.dumps(value).encode()
        self._head(status, (("Content-Type", "application/json"),), len(body))
        self.wfile.write(body)

    def _head(self, status: int, headers: Iterable[tuple[str, str]], length: int | None) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if length is None:
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _stream(self, events: Iterable[bytes]) -> None:
        self._head(200, (("Content-Type", "text/event-stream"),), None)
        for event in events:
            self.wfile.write(event)
        self.close_connection = True

    def _fail(self, fault: Fault) -> None:
        self.close_connection = fault.then != "whole"
        if fault.then == "silence":
            self.fake.ended(3600)
        if fault.then in ("silence", "closed"):
            return
        claimed = len(fault.body) * 2 if fault.then == "cut" else len(fault.body)
        self._head(fault.status, fault.headers, None if fault.then == "endless" else claimed)
        self.wfile.write(fault.body)
        while fault.then == "endless" and not self.fake.ended(_PAUSE):
            self.wfile.write(_BLANKS)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the record is kept in `exchanges`."""


def _object(raw: bytes) -> dict[str, Json] | None:
    try:
        found = json.loads(raw)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
