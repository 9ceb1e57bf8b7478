"""Take a copy of shipped files into a workspace, and record what was copied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from proposalkit import __version__
from proposalkit.errors import Refused
from proposalkit.kit.write import explain_os_error
from proposalkit.knowledge.fault_words import close_to
from proposalkit.model.overlay import OverlayRecord, OverlayRow
from proposalkit.workflows.drift import plain_digest, read_record
from proposalkit.workflows.overlay import ORIGINALS, RECORD, own_files, shipped_files

_HEAD = """\
# The shipped files that this workspace replaces by its own, as they were when they were copied.
# Written by `proposalkit overlay`. Keep it, and the folder originals/, under version control.
format: 1
"""


def add_files(workspace: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """Copy shipped files, or all files of a shipped folder, into the workspace; give the copies.

    Raises Refused, with nothing changed, for a name that does not ship and a file already there.
    """
    _refuse_no_workspace(workspace)
    shipped, record = shipped_files(), read_record(workspace)
    chosen = _chosen(workspace, names, shipped)
    there = [name for name in chosen if (workspace / name).exists()]
    if there:
        raise Refused(
            f'"{there[0]}" is in the workspace already; nothing was changed.',
            f"Edit that file, or delete it first to start again from the shipped one: {there[0]}",
        )
    try:
        for name in chosen:
            _write(workspace / ORIGINALS / name, shipped[name].read_bytes())
        _write_record(workspace, _with_rows(record, chosen, shipped))
        for name in chosen:
            _write(workspace / name, shipped[name].read_bytes())
    except OSError as error:
        raise explain_os_error(error, workspace) from error
    return tuple(workspace / name for name in chosen)


def record_copies(workspace: Path, names: Sequence[str]) -> None:
    """Note which shipped files, or own files of before, the files of these names replace.

    The file that was in use is kept in `originals/`; an own file that was recorded keeps its row.
    Raises Unavailable when the workspace cannot be written.
    """
    _refuse_no_workspace(workspace)
    shipped, record = shipped_files(), read_record(workspace)
    new = [one for one in names if one in shipped and record.row(one) is None]
    try:
        for name in new:
            _write(workspace / ORIGINALS / name, shipped[name].read_bytes())
        if new:
            _write_record(workspace, _with_rows(record, new, shipped))
    except OSError as error:
        raise explain_os_error(error, workspace) from error


def accept_files(workspace: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Record the shipped files of today as the ones replaced; drop rows of files that are gone.

    Own files are never touched. Raises Refused for a name that is neither own nor recorded.
    """
    _refuse_no_workspace(workspace)
    shipped, record = shipped_files(), read_record(workspace)
    own = own_files(workspace)
    known = dict.fromkeys([*own, *(row.file for row in record.files)])
    chosen = _chosen(workspace, names, known)
    kept = [name for name in chosen if name in own and name in shipped]
    dropped = [name for name in chosen if name not in kept]
    rows = tuple(row for row in record.files if row.file not in dropped)
    try:
        for name in kept:
            _write(workspace / ORIGINALS / name, shipped[name].read_bytes())
        _write_record(workspace, _with_rows(OverlayRecord(files=rows), kept, shipped))
        for name in dropped:
            (workspace / ORIGINALS / name).unlink(missing_ok=True)
    except OSError as error:
        raise explain_os_error(error, workspace) from error
    return tuple(chosen)


def _refuse_no_workspace(workspace: Path) -> None:
    if not (workspace / "seller.yaml").is_file():
        raise Refused(
            f'"{workspace}" is not a workspace.',
            "Go to your workspace or name it with --workspace; proposalkit init DIR makes one.",
        )


def _chosen(workspace: Path, names: Sequence[str], known: Iterable[str]) -> list[str]:
    """Give the files that names and folders stand for; raises Refused for one of nothing."""
    files, chosen = sorted(known), dict[str, None]()
    for name in names:
        plain = _plain(workspace, name)
        found = [one for one in files if one == plain or one.startswith(f"{plain}/")]
        if not found:
            raise Refused(f'"{name}" is not such a file; nothing was changed.', _hint(plain, files))
        chosen.update(dict.fromkeys(found))
    return list(chosen)


def _plain(workspace: Path, name: str) -> str:
    path = Path(name)
    if path.is_absolute() or path.is_relative_to(workspace):
        base = workspace.absolute() if path.is_absolute() else workspace
        path = path.relative_to(base) if path.is_relative_to(base) else path
    return path.as_posix()


def _hint(name: str, files: Sequence[str]) -> str:
    meant = close_to(name, files)
    if meant:
        return f'Did you mean "{meant}"?'
    return "Give its name from the workspace on, such as knowledge/rules.yaml."


def _with_rows(
    record: OverlayRecord, names: Iterable[str], shipped: dict[str, Path]
) -> OverlayRecord:
    rows = {row.file: row for row in record.files}
    for name in names:
        digest = plain_digest(shipped[name].read_bytes())
        rows[name] = OverlayRow(file=name, replaced=digest, version=__version__)
    return OverlayRecord(files=tuple(rows[name] for name in sorted(rows)))


def _write_record(workspace: Path, record: OverlayRecord) -> None:
    rows = "".join(
        f"  - file: {row.file}\n    replaced: {row.replaced}\n    version: {row.version}\n"
        for row in record.files
    )
    body = f"files:\n{rows}" if rows else "files: []\n"
    _write(workspace / RECORD, f"{_HEAD}{body}".encode())


def _write(path: Path, data: bytes) -> None:
    """Write a file in one step, so that a full disk leaves the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    staging = path.with_name(f".{path.name}.part")
    try:
        staging.write_bytes(data)
        staging.replace(path)
    finally:
        staging.unlink(missing_ok=True)
