"""Where the published schemas lie; apart, so that reading a proposal loads nothing else."""

from __future__ import annotations

from pathlib import Path

from proposalkit.knowledge.packaged import packaged_path


def proposal_schema() -> Path:
    """Give the file of the published schema of the proposal."""
    return schema_file("proposal")


def schema_file(name: str) -> Path:
    """Give the file of one published schema."""
    return packaged_path("schema") / f"{name}.schema.json"
