"""Read all files of a zip that may have come from anywhere."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.readers.limits import MAX_FILES, Budget, unsafe_name
from proposalkit.readers.refusal import one_finding, refuse

_AGAIN = "Ask the sender for the zip again, as `proposalkit pack` made it."
_ENCRYPTED = 0x1
_BLOCK = 1024 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN_LIST = (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError)
_BROKEN_FILE = (zipfile.BadZipFile, zlib.error, EOFError)


def read_zip(data: bytes, where: str) -> dict[str, bytes]:
    """Give each file of a zip: its name -> bytes, sorted.

    Raises InputRefused with every problem: names that lead out, links, two files of one name,
    passwords, damage, too many or too large files (by their true size, whatever the zip says).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            problems = _problems(entries)
            if problems:
                raise InputRefused(problems)
            return _read_all(archive, entries)
    except _BROKEN_LIST as problem:
        raise refuse(
            "zip-unreadable", where, f'"{where}" cannot be read as a zip: {problem}.', _AGAIN
        ) from problem


def _problems(entries: list[zipfile.ZipInfo]) -> list[Finding]:
    """Look at the list of the zip before anything is unpacked."""
    if len(entries) > MAX_FILES:
        message = f"The zip lists {len(entries)} files; at most {MAX_FILES} are read."
        return [one_finding("too-many-files", "zip", message, _AGAIN)]
    budget = Budget()
    problems: list[Finding] = []
    seen: set[str] = set()
    for entry in entries:
        problem = _entry_problem(entry) or budget.take(entry.filename, entry.file_size)
        if problem is None and entry.filename.casefold() in seen:
            message = f'"{entry.filename}" is in the zip twice, so two readers may differ.'
            problem = one_finding("zip-name-twice", entry.filename, message, _AGAIN)
        seen.add(entry.filename.casefold())
        if problem is not None:
            problems.append(problem)
    return problems


def _entry_problem(entry: zipfile.ZipInfo) -> Finding | None:
    """Look at one line of the list."""
    name = entry.orig_filename
    reason = unsafe_name(name)
    if reason:
        return one_finding("zip-name-unsafe", "zip", f'The name "{name}" {reason}.', _AGAIN)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return one_finding("zip-not-a-file", name, f'"{name}" is a link or a device.', _AGAIN)
    if entry.compress_type not in _METHODS:
        return one_finding("zip-method", name, f'"{name}" is packed in an unusual way.', _AGAIN)
    if entry.flag_bits & _ENCRYPTED:
        return one_finding(
            "zip-encrypted", name, f'"{name}" needs a password.', "Ask for a zip without password."
        )
    return None


def _read_all(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Unpack in memory, counting what really comes out."""
    budget = Budget()
    files: dict[str, bytes] = {}
    for entry in sorted(entries, key=lambda entry: entry.filename):
        content = _unpack(archive, entry)
        problem = budget.take(entry.filename, len(content))
        if problem is not None:
            raise InputRefused([problem])
        files[entry.filename] = content
    return files


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack one file block by block, so that a false size is found before memory is full."""
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(entry) as stream:
            while block := stream.read(_BLOCK):
                size += len(block)
                if size > entry.file_size:
                    break
                parts.append(block)
    except _BROKEN_FILE as problem:
        raise _damaged(entry, str(problem)) from problem
    if size != entry.file_size:
        raise _damaged(entry, "its size is not the size that is listed")
    return b"".join(parts)


def _damaged(entry: zipfile.ZipInfo, reason: str) -> InputRefused:
    """Report a file that does not unpack to what the list says."""
    name = entry.filename
    return refuse("zip-damaged", name, f'"{name}" is damaged: {reason}.', _AGAIN)
