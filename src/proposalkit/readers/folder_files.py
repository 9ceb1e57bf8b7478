"""Read all files of a folder that may have come from anywhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.readers.limits import Budget
from proposalkit.readers.refusal import one_finding

_DEEPEST = 8


def read_folder(folder: Path) -> dict[str, bytes]:
    """Give each file below a folder: path inside it with `/` -> bytes, sorted.

    Raises InputRefused with every problem: a link that leads out of the folder, something that is
    no file, no permission, too many or too large files.
    """
    root = folder.resolve()
    budget = Budget()
    files: dict[str, bytes] = {}
    problems: list[Finding] = []
    for path in _below(folder, 0, problems):
        name = path.relative_to(folder).as_posix()
        outcome = _read(path, name, root, budget)
        if isinstance(outcome, bytes):
            files[name] = outcome
            continue
        problems.append(outcome)
        if outcome.id.startswith("too-many"):
            break
    if problems:
        raise InputRefused(problems)
    return dict(sorted(files.items()))


def read_one_file(path: Path, root: Path | None = None) -> bytes:
    """Read a single file, which must lie below `root` when one is given.

    Raises InputRefused when that is not possible.
    """
    outcome = _read(path, path.name, root, Budget())
    if isinstance(outcome, bytes):
        return outcome
    raise InputRefused([outcome])


def _below(folder: Path, depth: int, problems: list[Finding]) -> Iterator[Path]:
    """Walk down in order of names, without following links to folders."""
    try:
        children = sorted(os.scandir(folder), key=lambda child: child.name)
    except OSError as problem:
        problems.append(cannot_read(folder.name, problem))
        return
    for child in children:
        if not child.is_dir(follow_symlinks=False):
            yield folder / child.name
        elif depth < _DEEPEST:
            yield from _below(folder / child.name, depth + 1, problems)
        else:
            problems.append(
                one_finding(
                    "folder-too-deep",
                    child.name,
                    f'"{child.name}" lies more than {_DEEPEST} folders deep.',
                    "Give the kit as it was made.",
                )
            )


def _read(path: Path, name: str, root: Path | None, budget: Budget) -> bytes | Finding:
    """Read one file, or say why not; with a root, links must stay inside it."""
    try:
        if root is not None and path.is_symlink() and not path.resolve().is_relative_to(root):
            return one_finding(
                "link-leads-out",
                name,
                f'"{name}" is a link to a place outside the folder.',
                "Remove the link, or put the file itself there.",
            )
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return one_finding(
                "not-a-file", name, f'"{name}" is not a plain file.', "Remove it from the folder."
            )
        return budget.take(name, status.st_size) or path.read_bytes()
    except OSError as problem:
        return cannot_read(name, problem)


def cannot_read(name: str, problem: OSError) -> Finding:
    """Report what the system said."""
    return one_finding(
        "file-unreadable",
        name,
        f'"{name}" cannot be read: {problem.strerror or problem}.',
        "Check that it is there and that you may read it.",
    )
