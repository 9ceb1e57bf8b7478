"""Lists the files of the knowledge: the shipped ones, overlaid file by file by a workspace."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from proposalkit.errors import InputRefused
from proposalkit.knowledge.text_files import decode, read_bytes, shown_path
from proposalkit.model.finding import Finding

_READ = (".md", ".yaml")
POLICIES = "policies"
"""Folder of what buyers ask for: it ships with the knowledge and is no part of any proposal."""
PROMPTS = "prompts"
"""Folder of what drafters are told: the workflow that drafts reads it; no proposal says it."""


@dataclass(frozen=True)
class KnowledgeFile:
    """One file that is read as content."""

    name: str
    """Name from the knowledge folder on, such as `clauses/outcome-pricing/.../clause.md`."""
    shown: str
    """The place printed in findings."""
    data: bytes

    @property
    def text(self) -> str:
        """Give the text; raises InputRefused when it is not UTF-8 or too large."""
        return decode(self.data, self.shown)

    @property
    def parts(self) -> tuple[str, ...]:
        """Give folders and file name, from the knowledge folder on."""
        return PurePosixPath(self.name).parts


def knowledge_files(folders: Sequence[Path]) -> tuple[KnowledgeFile, ...]:
    """Read all content files, sorted by name; a later folder replaces files of the same name.

    A folder that does not exist adds nothing. `README.md` and `*.internal.md` are not content.
    Raises InputRefused with every file that cannot be read.
    """
    files, faults = readable_files(folders)
    if faults:
        raise InputRefused(faults)
    return files


def readable_files(
    folders: Sequence[Path],
) -> tuple[tuple[KnowledgeFile, ...], tuple[Finding, ...]]:
    """Read the content files that can be read, and say which cannot."""
    found: dict[str, Path] = {}
    for folder in folders:
        found |= content_paths(folder)
    files: list[KnowledgeFile] = []
    faults: list[Finding] = []
    for name in sorted(found):
        shown = shown_path(found[name])
        try:
            files.append(KnowledgeFile(name, shown, read_bytes(found[name], shown)))
        except InputRefused as error:
            faults += error.findings
    return tuple(files), tuple(faults)


def content_paths(folder: Path) -> dict[str, Path]:
    """Give the path of each content file of one folder, by its name from the folder on."""
    return {path.relative_to(folder).as_posix(): path for path in _walk(folder)}


def digest_files(files: Iterable[KnowledgeFile]) -> str:
    """Give one SHA-256 over the names and bytes of the files."""
    total = hashlib.sha256()
    for file in files:
        total.update(f"{file.name}\0{len(file.data)}\0".encode())
        total.update(file.data)
    return total.hexdigest()


def _walk(folder: Path) -> Iterable[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if Path(parent) == folder:
            folders[:] = [name for name in folders if name not in (POLICIES, PROMPTS)]
        for name in sorted(names):
            if _is_content(name):
                yield Path(parent, name)


def _is_content(name: str) -> bool:
    if name.startswith(".") or name == "README.md" or name.endswith(".internal.md"):
        return False
    return name.endswith(_READ)
