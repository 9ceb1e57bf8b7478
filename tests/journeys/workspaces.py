"""Workspaces, kits and commands the journeys are made of."""

from __future__ import annotations

import hashlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

from tests.worked import DEAL, DEALS

EXAMPLE = DEALS[DEAL]
BRIEF, BOOK, SELLER = f"deals/{DEAL}.yaml", "price-books/2026-11.yaml", "seller.yaml"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def copy_example(folder: Path) -> Path:
    """Copy the worked example to a folder that does not exist yet."""
    shutil.copytree(EXAMPLE, folder)
    return folder


def change(folder: Path, file: str, replace: str, by: str) -> None:
    """Replace the one place of a text in a file; the text must be there once."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(replace) == 1, f"{file}: {replace!r} is there {text.count(replace)} times"
    path.write_text(text.replace(replace, by), encoding="utf-8")


def write(folder: Path, file: str, text: str) -> Path:
    """Write a new file, its folders with it."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, str]:
    """Give the digest of every file below a folder, hidden ones included, and every folder."""
    return {
        path.relative_to(folder).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        )
        for path in folder.rglob("*")
    }
