"""The packaged knowledge and a workspace's own files on top of it."""

from __future__ import annotations

from pathlib import Path

from proposalkit.knowledge.packaged import packaged_path


def knowledge_folders(workspace: Path) -> tuple[Path, ...]:
    """Give the knowledge folders, the one that wins last."""
    own = workspace / "knowledge"
    shipped = packaged_path("knowledge")
    is_overlay = own.is_dir() and own.resolve() != shipped.resolve()
    return (shipped, own) if is_overlay else (shipped,)


def knowledge_file(workspace: Path, name: str) -> Path:
    """Give one file of the knowledge: the workspace's own, else the packaged one."""
    return next(
        path
        for folder in reversed(knowledge_folders(workspace))
        if (path := folder / name).is_file()
    )
