"""Canonical bytes and digests: RFC 8785 for the document, folded text for a clause."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a search digests texts and has no use for the model of a proposal
    from pydantic import BaseModel

    from proposalkit.model.proposal import Proposal


def canonical_bytes(document: BaseModel) -> bytes:
    """Give the RFC 8785 bytes of a document: the very bytes that are attached and digested."""
    import rfc8785

    return rfc8785.dumps(document.model_dump(mode="json", by_alias=True, exclude_none=True))


def is_canonical(data: bytes, document: BaseModel) -> bool:
    """Say whether bytes are the RFC 8785 form of a document read from them.

    Another maker may leave out optional fields that are empty; ours writes every one.
    """
    import rfc8785

    given = document.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_unset=True)
    return data in (canonical_bytes(document), rfc8785.dumps(given))


def sha256_hex(data: bytes) -> str:
    """Give the SHA-256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def fold(text: str) -> str:
    """Normalise to NFC and fold every run of white space to one blank."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def text_sha256(text: str) -> str:
    """Give the digest that pins a clause: SHA-256 of its folded text in UTF-8."""
    return sha256_hex(fold(text).encode())


def content_digest(proposal: Proposal) -> str:
    """Digest all but revision, status and grade: what decides whether the counter is raised."""
    settled = {
        "revision": 1, "status": "draft", "grade": "draft", "grade_notice": "-",
        "released_by": None, "binding_nature": "indicative",
    }  # fmt: skip
    return sha256_hex(canonical_bytes(proposal.model_copy(update=settled)))
