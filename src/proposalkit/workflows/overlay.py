"""The files that ship with the program, and a workspace's own files on top of them."""

from __future__ import annotations

from pathlib import Path

from proposalkit.knowledge.knowledge_files import content_paths
from proposalkit.knowledge.packaged import packaged_path

RECORD = "overlay.yaml"
"""In a workspace: which shipped files its own files replaced."""
ORIGINALS = "originals"
"""In a workspace: those shipped files as they were, to show later what changed in them."""
DEAL_FORM = "workspace/deal.yaml"
_PLACES = ("knowledge", "templates")
_NOT_READ_ON_PURPOSE = ("README.md", ".internal.md")


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


def deal_form(workspace: Path) -> Path:
    """Give the form a new deal brief starts from: the workspace's own, else the packaged one."""
    own = workspace / "templates" / DEAL_FORM
    return own if own.is_file() else packaged_path("templates") / DEAL_FORM


def shipped_files() -> dict[str, Path]:
    """Give each shipped file a workspace may replace, by its name from the workspace on."""
    from proposalkit.render.environment import TemplateFolders

    knowledge, templates = packaged_path("knowledge"), packaged_path("templates")
    pages = TemplateFolders(templates).files() | {DEAL_FORM: templates / DEAL_FORM}
    return {
        **{f"knowledge/{name}": path for name, path in content_paths(knowledge).items()},
        **{f"templates/{name}": path for name, path in pages.items()},
    }


def own_files(workspace: Path) -> dict[str, Path]:
    """Give each file of a workspace's knowledge and templates that is meant to be read."""
    found: dict[str, Path] = {}
    for place in _PLACES:
        root = workspace / place
        shipped = packaged_path("knowledge" if place == "knowledge" else "templates")
        if root.is_dir() and root.resolve() != shipped.resolve():
            below = {path.relative_to(workspace): path for path in root.rglob("*")}
            found |= {
                name.as_posix(): path
                for name, path in below.items()
                if path.is_file() and not _is_left_out(name)
            }
    return dict(sorted(found.items()))


def _is_left_out(name: Path) -> bool:
    hidden = any(part.startswith(".") for part in name.parts)
    return hidden or name.name.endswith(_NOT_READ_ON_PURPOSE)
