"""All that a page maker needs to make one PDF, and nothing it could fetch for itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderJob:
    """One PDF to be made: finished HTML and CSS, the attached data, the metadata.

    Why: a dataclass, because the rendering child reads it and must not spend time on pydantic.
    """

    html: str
    stylesheet: str
    title: str
    author: str
    language: str
    created: date
    proposal_id: str
    schema_version: str
    payload: bytes
    template_digest: str
    attachment_name: str = "proposal.json"
    images: tuple[tuple[str, bytes], ...] = ()
    generator: str = "proposalkit"

    @property
    def payload_sha256(self) -> str:
        """Give the SHA-256 of the attached bytes in lower-case hexadecimal."""
        return hashlib.sha256(self.payload).hexdigest()
