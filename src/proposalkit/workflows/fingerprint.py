"""One digest over everything a kit is made from, quick enough to ask before every run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from proposalkit import __version__
from proposalkit.knowledge.packaged import packaged_path

_FOLDERS = ("knowledge", "templates", "price-books", "assets", "approvals")


def inputs_fingerprint(workspace: Path, deal: str, ways: str = "") -> str:
    """Digest the deal, the profile, price books, knowledge, templates, fonts and the program.

    `ways` says how passages are found and who drafts: another way may say other words.
    """
    digest = hashlib.sha256("\0".join((__version__, ways, *_engine())).encode())
    for name, path in _files(workspace, deal):
        digest.update(f"\0{name}\0".encode())
        digest.update(_content(path))
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    """Digest a file; one that cannot be read is reported by the step that needs it."""
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return b"unreadable"


def _files(workspace: Path, deal: str) -> Iterator[tuple[str, Path]]:
    own = [
        workspace / name
        for name in ("seller.yaml", f"deals/{deal}.yaml", "overlay.yaml", "llm.yaml")
    ]
    yield from ((f"workspace/{path.name}", path) for path in own if path.is_file())
    for folder in _FOLDERS:
        yield from _below(f"workspace/{folder}", workspace / folder)
    for folder in ("knowledge", "templates"):
        root = packaged_path("knowledge" if folder == "knowledge" else "templates")
        yield from _below(f"packaged/{folder}", root)
    yield from _below("program", Path(__file__).parent.parent, "*.py")


def _below(name: str, root: Path, pattern: str = "*") -> Iterator[tuple[str, Path]]:
    for path in sorted(root.rglob(pattern)):
        if path.is_file() and "__pycache__" not in path.parts:
            yield f"{name}/{path.relative_to(root).as_posix()}", path


def _engine() -> tuple[str, ...]:
    from importlib.metadata import version

    return tuple(version(name) for name in ("weasyprint", "pydantic", "jinja2", "pypdfium2"))
