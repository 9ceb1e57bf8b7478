"""Turns texts into vectors by a server that speaks the interface of OpenAI; only on request."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, FiniteFloat, ValidationError

from proposalkit.errors import Unavailable

if TYPE_CHECKING:
    import numpy as np
    import openai
    from numpy.typing import NDArray

MODEL, DIMENSIONS = "text-embedding-3-small", 512
_SERVER = "https://api.openai.com/v1"
_SHORTENED = "text-embedding-3"  # the models that give vectors of any length asked for

# A token is never shorter than a byte, so these keep below the published limits of 8,192 tokens
# for one text and 300,000 for one call.
_TEXT_BYTES, _CALL_BYTES, _CALL_TEXTS = 8_000, 250_000, 128
_NOTHING = "."  # stands for an empty text, which servers refuse
_LOCALLY = "Or search with the model on this machine, or by words alone."


@dataclass(frozen=True)
class OpenAISettings:
    """Which server and model to ask, and with which key; the key is never printed."""

    key: str = field(repr=False)
    server: str = _SERVER
    model: str = MODEL
    dimensions: int = DIMENSIONS
    seconds: float = 30.0
    retries: int = 2

    @property
    def fingerprint(self) -> str:
        """Name the vectors; another server is told apart by a digest, so no host is written."""
        base = "openai"
        if self.server.rstrip("/") != _SERVER:
            place = urlsplit(self.server.rstrip("/"))
            where = f"{place.hostname}:{place.port or ''}{place.path}"
            base = f"compatible-{hashlib.sha256(where.encode()).hexdigest()[:8]}"
        model = re.sub(r"[^A-Za-z0-9._-]", "-", self.model)
        return f"{base}-{model}-{self.dimensions}"


def settings_from(environment: Mapping[str, str] = os.environ) -> OpenAISettings:
    """Read key, server, model and length from the environment; raises Unavailable without a key.

    A server of our own variable never gets the key that was meant for another one.
    """
    own = environment.get("PROPOSALKIT_OPENAI_BASE_URL", "")
    return OpenAISettings(
        key=_key(environment, own),
        server=_server(own or environment.get("OPENAI_BASE_URL", "") or _SERVER),
        model=environment.get("PROPOSALKIT_EMBEDDING_MODEL", "") or MODEL,
        dimensions=_length(environment.get("PROPOSALKIT_EMBEDDING_DIMENSIONS", "")),
    )


def _key(environment: Mapping[str, str], own: str) -> str:
    name = "PROPOSALKIT_OPENAI_API_KEY"
    if not own and not environment.get(name):
        name = "OPENAI_API_KEY"
    key = environment.get(name, "").strip()
    if not key:
        raise Unavailable(
            "There is no key for the embedding server.",
            f"Set {name}; a server that wants none takes any word. {_LOCALLY}",
        )
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise Unavailable(f"{name} holds a character that no key has.", "Copy the key again.")
    return key


def _server(address: str) -> str:
    try:
        place = urlsplit(address)
        sound = place.scheme in ("http", "https") and place.hostname and place.port != 0
    except ValueError:
        sound = False
    if not sound or place.username or place.password:
        raise Unavailable(
            "The address of the embedding server is not a plain web address.",
            "Write PROPOSALKIT_OPENAI_BASE_URL like http://localhost:8080/v1, without a password.",
        )
    return address


def _length(text: str) -> int:
    if not text:
        return DIMENSIONS
    if text.isascii() and text.isdecimal() and 0 < int(text[:6]) <= 8192:
        return int(text)
    raise Unavailable(
        f'PROPOSALKIT_EMBEDDING_DIMENSIONS is "{text}", which is no length of a vector.',
        f"Write a whole number from 1 to 8192, such as {DIMENSIONS}.",
    )


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True)

    index: int
    embedding: tuple[FiniteFloat, ...]


class _Reply(BaseModel):
    model_config = ConfigDict(frozen=True)

    data: tuple[_Row, ...]


class OpenAIEmbedder:
    """Embeds by a server; every text that is embedded leaves this machine."""

    def __init__(self, settings: OpenAISettings) -> None:
        """Make a client; nothing is sent yet."""
        import openai

        self._settings = settings
        self.fingerprint = settings.fingerprint
        self.dimensions = settings.dimensions
        self._client = openai.OpenAI(
            api_key=settings.key,
            base_url=settings.server,
            timeout=settings.seconds,
            max_retries=settings.retries,
        )

    def __repr__(self) -> str:
        """Name the model, never the key."""
        return f"OpenAIEmbedder({self.fingerprint!r})"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one row for each text; raises Unavailable when the server gives no sound answer."""
        import numpy as np

        calls = (self._call(batch) for batch in _batches(texts))
        rows = [row.embedding for row in chain.from_iterable(calls)]
        vectors = np.array(rows, dtype=np.float64).reshape(len(texts), self.dimensions)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not lengths.all():
            raise self._unsound("a vector of length nought")
        found: NDArray[np.float32] = (vectors / lengths).astype(np.float32)
        return found

    def _call(self, batch: list[str]) -> list[_Row]:
        """Send one batch and give its rows in the order of the texts."""
        text = self._answer(batch)
        try:
            rows = sorted(_Reply.model_validate_json(text).data, key=lambda row: row.index)
        except ValidationError as error:
            raise self._unsound("something that is no list of vectors") from error
        if [row.index for row in rows] != list(range(len(batch))):
            raise self._unsound(f"{len(rows)} vectors for {len(batch)} texts, or numbered wrongly")
        lengths = {len(row.embedding) for row in rows}
        if lengths != {self.dimensions}:
            found = ", ".join(map(str, sorted(lengths)))
            raise Unavailable(
                f'The model "{self._settings.model}" gives {found} figures, not {self.dimensions}.',
                f"Set PROPOSALKIT_EMBEDDING_DIMENSIONS={max(lengths)}.",
            )
        return rows

    def _answer(self, batch: list[str]) -> str:
        import openai

        shortened = self._settings.model.startswith(_SHORTENED)
        try:
            reply = self._client.embeddings.with_raw_response.create(
                input=batch,
                model=self._settings.model,
                dimensions=self.dimensions if shortened else openai.omit,
                encoding_format="float",
            )
        except openai.OpenAIError as error:
            # Its text and its request may hold the key, so it is not passed on.
            raise _explained(error, self._settings) from None
        return reply.text

    def _unsound(self, what: str) -> Unavailable:
        return Unavailable(
            f"The embedding server answered with {what}.",
            f"Look whether PROPOSALKIT_OPENAI_BASE_URL names the right server. {_LOCALLY}",
        )


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        data = text.encode("utf-8", "replace")[:_TEXT_BYTES]
        if batch and (size + len(data) > _CALL_BYTES or len(batch) == _CALL_TEXTS):
            yield batch
            batch, size = [], 0
        cut = data.decode("utf-8", "ignore")
        batch.append(cut if cut.strip() else _NOTHING)
        size += len(data)
    if batch:
        yield batch


def _explained(error: openai.OpenAIError, settings: OpenAISettings) -> Unavailable:
    import openai

    if isinstance(error, openai.APITimeoutError):
        said = f"gave no answer within {settings.seconds:g} seconds"
    elif isinstance(error, openai.APIConnectionError):
        said = "cannot be reached"
    elif isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return Unavailable("The embedding server refused the key.", "Set a key that it knows.")
    elif isinstance(error, openai.RateLimitError):
        said = "says that the quota or the rate is used up"
    elif isinstance(error, openai.NotFoundError):
        said = f'does not know the model "{settings.model}" or the address'
    elif isinstance(error, openai.APIStatusError):
        said = f"answered with the error {error.status_code}"
    else:
        said = f"could not be used ({type(error).__name__})"
    return Unavailable(f"The embedding server {said}.", f"Try again later. {_LOCALLY}")
