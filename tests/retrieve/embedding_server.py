"""A real server on the loopback address that speaks the interface of OpenAI's embeddings."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Answer = tuple[int, bytes]


@dataclass
class Server:
    """What the server was asked, and how it answers."""

    address: str = ""
    asked: list[dict[str, object]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    answer: Callable[[dict[str, object]], Answer] = lambda body: sound(body)
    delay: float = 0.0


def figures(text: str, length: int) -> list[float]:
    """Give a vector that depends on the text alone, and is not of length one."""
    digest = hashlib.shake_128(text.encode()).digest(length)
    return [(byte - 127.5) / 16 for byte in digest]


def sound(body: dict[str, object], length: int = 512) -> Answer:
    """Answer as promised, but with the rows backwards: only their numbers say which is which."""
    texts = body["input"]
    assert isinstance(texts, list)
    rows = [
        {"object": "embedding", "index": number, "embedding": figures(str(text), length)}
        for number, text in enumerate(texts)
    ]
    return 200, json.dumps({"object": "list", "model": "m", "data": rows[::-1]}).encode()


def error(status: int, message: str = "no") -> Callable[[dict[str, object]], Answer]:
    """Answer each call with an error."""
    return lambda _: (status, json.dumps({"error": {"message": message}}).encode())


@contextmanager
def serving() -> Iterator[Server]:
    """Run the server while the block runs."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append({"path": self.path, **body})
            server.keys.append(self.headers["Authorization"])
            time.sleep(server.delay)
            status, data = server.answer(body)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as web:
        server.address = f"http://127.0.0.1:{web.server_port}/v1"
        thread = Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            web.shutdown()
            thread.join()
