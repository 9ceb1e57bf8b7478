"""The seller's logo, read where the profile names it."""

from __future__ import annotations

from pathlib import Path

from proposalkit.errors import InputRefused
from proposalkit.knowledge.inputs import WorkspaceInputs
from proposalkit.model.finding import Finding


def read_logo(workspace: Path, inputs: WorkspaceInputs) -> bytes | None:
    """Read the logo the profile names; raises InputRefused when it cannot be read."""
    logo = inputs.seller.public.brand.logo
    return logo_bytes(workspace, logo, inputs.places.at("seller", "public.brand.logo"))


def logo_bytes(workspace: Path, logo: str | None, where: str) -> bytes | None:
    """Read a logo; `where` is the place that names it, for the message."""
    if logo is None:
        return None
    try:
        return (workspace / logo).read_bytes()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        finding = Finding(
            id="missing-image",
            where=where,
            message=f'"{logo}" cannot be read: {reason}.',
            remedy="Put a PNG or JPEG file there, correct the name, or remove the line.",
        )
        raise InputRefused([finding]) from error
