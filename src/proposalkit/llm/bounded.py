"""Reads the body of an answer only until a moment and only up to a size.

Why: the client's own timeout starts anew with every byte, so a server could keep it for ever.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx2


class TooLarge(httpx2.RequestError):
    """The server sent more than is read, or packed it so that its size cannot be told."""


class BoundedStream(httpx2.SyncByteStream):
    """The body of a response, cut at a moment of the monotonic clock or at a number of bytes."""

    def __init__(self, response: httpx2.Response, until: float, most: int) -> None:
        """Wrap the body of a response whose headers have come."""
        self._response, self._until, self._most = response, until, most
        self._stream = response.stream

    def __iter__(self) -> Iterator[bytes]:
        """Give the body's chunks; raises ReadTimeout or TooLarge."""
        if self._response.headers.get("content-encoding", "identity") != "identity":
            raise TooLarge("packed", request=self._response.request)
        read = 0
        if not isinstance(self._stream, httpx2.SyncByteStream):
            return
        for chunk in self._stream:
            read += len(chunk)
            if read > self._most:
                raise TooLarge("too large", request=self._response.request)
            if time.monotonic() > self._until:
                raise httpx2.ReadTimeout("too slow", request=self._response.request)
            yield chunk

    def close(self) -> None:
        """Give the connection back."""
        if isinstance(self._stream, httpx2.SyncByteStream):
            self._stream.close()
