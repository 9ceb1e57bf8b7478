"""What a reader found out about one signature; nothing of it depends on a library."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from proposalkit.model.base import Model

Purpose = Literal["manifest", "proposal", "standard-answers", "approval"]
"""What a signature is for; one made for another purpose is refused."""
State = Literal["valid", "wrong_key", "broken", "refused", "absent"]


class SignatureReading(Model):
    """One signature held against one public key."""

    file: str = Field(description="File or record the signature stands in.")
    state: State
    kid: str = Field(default="", description="Thumbprint of the key (RFC 7638).")
    reason: str = Field(default="", description="Why it is not valid, a part of a sentence.")
