"""The way to Chroma: a folder or a server, opened, watched and closed in one place."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import SplitResult, urlsplit

from proposalkit.errors import Refused, Unavailable

if TYPE_CHECKING:
    from chromadb.api.client import Client


class ChromaBroken(Unavailable):
    """Chroma cannot be asked, or gave something else than what was stored."""


@contextlib.contextmanager
def chroma_client(place: Path | str) -> Iterator[Client]:
    """Open Chroma in a folder or at an address, and close it.

    Raises ChromaBroken, also for whatever Chroma raises inside the block.
    """
    with chroma_faults(place):
        client = connect(place)
        try:
            yield client
        finally:
            close(client)


@contextlib.contextmanager
def chroma_faults(place: Path | str) -> Iterator[None]:
    """Turn whatever Chroma raises into ChromaBroken, and let nothing be traced elsewhere."""
    from chromadb.errors import ChromaError
    from httpx import HTTPError
    from langsmith import tracing_context

    faults = (ChromaError, HTTPError, OSError, ValueError, KeyError, TypeError, RuntimeError)
    try:
        with tracing_context(enabled=False):
            yield
    except faults as error:
        raise broken(place, str(error).strip().partition("\n")[0][:200].rstrip(".")) from error


def broken(place: Path | str, why: str) -> ChromaBroken:
    """Say that Chroma cannot be used, and why."""
    return ChromaBroken(
        f'Chroma in "{place}" cannot be used: {why}.',
        "Search goes on by the exact copy of the vectors; run proposalkit index to mend it.",
    )


def collection_name(kind: str, fingerprint: str, tail: str = "") -> str:
    """Name the collection of a kind and a model; the digest keeps odd kinds apart."""
    mark = hashlib.sha256(f"{kind}\0{fingerprint}".encode()).hexdigest()[:12]
    words = re.sub(r"[^a-z0-9]+", "-", kind.lower())[:30].strip("-") or "units"
    return f"{words}.{mark}{tail}"


def drop_collections(client: Client, names: Iterable[str]) -> None:
    """Delete collections; one that is not there is no matter."""
    from chromadb.errors import NotFoundError

    for name in names:
        with contextlib.suppress(NotFoundError):
            client.delete_collection(name)


def server_address(url: str) -> tuple[str, int, bool]:
    """Give host, port and whether it is TLS; raises Refused for what is no such address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = SplitResult("", "", "", "", ""), None
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise Refused(
            f'"{_without_login(url)}" is not the address of a Chroma server.',
            "Write it like http://127.0.0.1:8000, without a name or a password.",
        )
    secure = parts.scheme == "https"
    return parts.hostname, port or (443 if secure else 8000), secure


def _without_login(url: str) -> str:
    """Leave out what stands before the at sign: a name and a password belong in no message."""
    start, _, rest = url.rpartition("@")
    scheme = f"{start.partition('://')[0]}://" if "://" in start else ""
    return f"{scheme}{rest}"


def connect(place: Path | str) -> Client:
    """Open Chroma in a folder or at an address; raises Chroma's own errors."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, _env_file=None)
    if isinstance(place, Path):
        return cast("Client", chromadb.PersistentClient(str(place), settings=settings))
    host, port, secure = server_address(place)
    return cast("Client", chromadb.HttpClient(host, port, ssl=secure, settings=settings))


def close(client: Client) -> None:
    """Close Chroma, its connections too.

    Why: Chroma 1.5 keeps those to a server open until the process ends, its own and those of its
    administrating half.
    """
    from httpx import Client as Connections

    halves = (client, getattr(client, "_admin_client", None))
    client.close()
    for half in halves:
        connections = getattr(getattr(half, "_server", None), "_session", None)
        if isinstance(connections, Connections):
            connections.close()
