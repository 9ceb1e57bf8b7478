"""Writes one revision beside the old one and swaps them, so that no kit is ever half-written."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from proposalkit.errors import Unavailable
from proposalkit.kit.layout import BUYER, INTERNAL, DealFolder

_STAGING, _PREVIOUS = ".staging-", ".previous-"


@dataclass(frozen=True)
class KitFiles:
    """The files of one revision: what may be sent, and what never is."""

    buyer: Mapping[str, bytes]
    internal: Mapping[str, bytes]


def write_revision(
    deal: DealFolder,
    number: int,
    files: KitFiles,
    before_swap: Callable[[], None] = lambda: None,
) -> Path:
    """Write a revision whole; an existing one is replaced only once the new one is complete.

    `before_swap` runs when all files are written: what needs space, such as the journal's line,
    goes there, because after it nothing can fail for want of space.

    Raises Unavailable when the folder cannot be written or the disk is full; the old kit stays.
    """
    staging = deal.root / f"{_STAGING}{number}"
    try:
        shutil.rmtree(staging, ignore_errors=True)
        _write_folder(staging / BUYER, files.buyer, private=False)
        _write_folder(staging / INTERNAL, files.internal, private=True)
        before_swap()
        _swap(staging, deal.revision(number), deal.root / f"{_PREVIOUS}{number}")
    except OSError as error:
        raise explain_os_error(error, deal.root) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return deal.revision(number)


def mend_interrupted(deal: DealFolder) -> None:
    """Mend what an interrupted run left, if it left anything.

    Raises Unavailable when the leftovers belong to a process that is still working.
    """
    from proposalkit.kit.lock import deal_lock

    if any(True for mark in (_PREVIOUS, _STAGING) for _ in deal.root.glob(f"{mark}*")):
        with deal_lock(deal.root):
            recover(deal)


def recover(deal: DealFolder) -> None:
    """Put back what an interrupted run left: no revision is lost, no leftover stays."""
    if not deal.root.is_dir():
        return
    for leftover in deal.root.glob(f"{_PREVIOUS}*"):
        final = deal.root / leftover.name.removeprefix(_PREVIOUS)
        if final.exists():
            shutil.rmtree(leftover)
        else:
            leftover.rename(final)
    for staging in deal.root.glob(f"{_STAGING}*"):
        shutil.rmtree(staging)


_PERMIT, _ELSEWHERE = "Give yourself the permission", "or choose another folder with --output"


def explain_os_error(error: OSError, folder: Path, done: str = "written") -> Unavailable:
    """Turn an error of the file system into a message with a remedy; `done` is what failed."""
    if error.errno == errno.ENOSPC:
        return Unavailable(
            f'The disk that holds "{folder}" is full; nothing was changed.',
            "Free some space and run the command again.",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Unavailable(
            f'"{folder}" cannot be {done}: no permission.',
            f"{_PERMIT}." if done == "read" else f"{_PERMIT}, {_ELSEWHERE}.",
        )
    return Unavailable(
        f'"{folder}" cannot be {done}: {(error.strerror or str(error)).lower()}.',
        "Check the name and the place."
        if done == "read"
        else "Mend the folder, or choose another one with --output.",
    )


def _write_folder(folder: Path, files: Mapping[str, bytes], *, private: bool) -> None:
    folder.mkdir(parents=True, mode=0o700 if private else 0o755)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        path.chmod(0o600 if private else 0o644)


def _swap(staging: Path, final: Path, previous: Path) -> None:
    if not final.exists():
        staging.rename(final)
        return
    final.rename(previous)
    try:
        staging.rename(final)
    except OSError:
        previous.rename(final)
        raise
    shutil.rmtree(previous, ignore_errors=True)  # the next run removes what could not go
