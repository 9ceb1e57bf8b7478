"""Keeps the parsed knowledge in a cache, so that a cold run does not parse every file again."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from proposalkit import __version__
from proposalkit.knowledge.cache_place import cache_folder
from proposalkit.knowledge.knowledge_files import digest_files, knowledge_files
from proposalkit.model.knowledge import Catalogue

_KEPT = 8
"""How many compiled catalogues stay: a few workspaces and the revisions of an afternoon."""


def load_catalogue(folders: Sequence[Path]) -> Catalogue:
    """Give the catalogue of the folders, from the cache when no file has changed.

    Raises InputRefused like `read_catalogue`. Without the right to write it works uncached.
    """
    files = knowledge_files(folders)
    path = cache_folder() / f"catalogue-{_key(digest_files(files))}.json"
    kept = _read(path)
    if kept is not None:
        return kept
    from proposalkit.knowledge.library import catalogue_of

    catalogue = catalogue_of(files)
    _write(path, catalogue)
    return catalogue


def _key(digest: str) -> str:
    """Name the state of the knowledge and of the program that reads it.

    Why the sources: in a checkout the reader changes while the version stays.
    """
    total = hashlib.sha256(f"{__version__}\0{digest}".encode())
    room = Path(__file__).parent
    nouns = room.parent / "model"
    files = (
        "knowledge.py", "law.py", "question_book.py", "after_pilot.py", "stage_kit.py",
        "negotiation.py", "grounding.py", "drafting_book.py", "draft.py",
    )  # fmt: skip
    named = (nouns / name for name in files)
    sources = (*room.glob("*.py"), *named, *nouns.glob("catalog*.py"))
    for source in sorted(sources):
        with contextlib.suppress(OSError):
            total.update(source.read_bytes())
    return total.hexdigest()[:32]


def _read(path: Path) -> Catalogue | None:
    """Read a compiled catalogue; None when it is absent, cut, changed or of another shape."""
    try:
        stamp, _, body = path.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != stamp:
            return None
        return Catalogue.model_validate_json(body)
    except (OSError, ValueError):
        return None


def _write(path: Path, catalogue: Catalogue) -> None:
    body = catalogue.model_dump_json(by_alias=True).encode()
    stamp = hashlib.sha256(body).hexdigest().encode()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".catalogue-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(stamp + b"\n" + body)
            os.replace(name, path)
        except OSError:
            os.unlink(name)
            return
        _prune(path.parent)


def _prune(folder: Path) -> None:
    compiled = sorted(folder.glob("catalogue-*.json"), key=lambda one: one.stat().st_mtime)
    for old in compiled[:-_KEPT]:
        old.unlink(missing_ok=True)
