"""The data of a proposal where it lies as a plain JSON file: read here, without another process.

Why: reading the bytes of a plain file is no risk. What parses foreign PDFs and archives has a
process of its own, which costs more than all else a reader of a sound `proposal.json` does.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from proposalkit.readers.folder_files import read_one_file

_FILE, _BUYER = "proposal.json", "buyer"


class NearJson(NamedTuple):
    """Bytes of a proposal.json, and what to call it."""

    data: bytes
    name: str


def near_json(path: Path) -> NearJson | None:
    """Give the data at a path that is a JSON file, a buyer folder, a kit or a deal with revisions.

    None for anything else, and for a folder whose file lies outside of it: the reader of paths has
    the words for those. Raises InputRefused when the file cannot be read.
    """
    try:
        if path.is_dir():
            return _in_folder(path)
    except OSError:
        return None
    return NearJson(read_one_file(path), path.name) if is_lone_json(path) else None


def is_lone_json(path: Path) -> bool:
    """Say whether a plain file begins as JSON and as nothing else."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError:
        return False
    return b"%PDF-" not in start and start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _in_folder(path: Path) -> NearJson | None:
    kit = path if (path / _BUYER).is_dir() else _last_revision(path)
    place = path.resolve()
    file = (path if kit is None else kit / _BUYER) / _FILE
    if not file.is_file() or not file.resolve().is_relative_to(place):
        return None
    name = place.name if kit is None else f"{kit.resolve().parent.name}/{kit.resolve().name}"
    return NearJson(read_one_file(file), name)


def _last_revision(path: Path) -> Path | None:
    numbered = (one for one in path.iterdir() if one.name.isascii() and one.name.isdecimal())
    kits = [one for one in numbered if (one / _BUYER).is_dir()]
    return max(kits, key=lambda one: int(one.name), default=None)
