"""What may be sent, and the buyer's zip: made from the manifest alone."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from proposalkit.errors import Refused
from proposalkit.kit.layout import MANIFEST
from proposalkit.kit.manifest import listed_files, manifest_grade
from proposalkit.kit.signature import SIGNED
from proposalkit.kit.write import explain_os_error
from proposalkit.model.canonical import sha256_hex

SENDABLE = ("for_discussion", "issued", "standard_answers")
"""Grades that may leave the house."""

_STAMP = (1980, 1, 1, 0, 0, 0)


def pack_bytes(buyer: Path) -> bytes:
    """Zip the files the manifest lists, after checking each, and the signatures beside them.

    The same kit gives the same bytes. Raises Refused as `sendable_files` does.
    """
    contents = sendable_files(buyer, "packed for a buyer")
    signatures = {name: _bytes(buyer / name) for name in SIGNED}
    return _zip(contents | {name: data for name, data in signatures.items() if data})


def sendable_files(buyer: Path, done: str) -> dict[str, bytes]:
    """Read the manifest and just the files it lists; `done` is what is to be done with them.

    Raises Refused for a draft, for a changed file and for a file that is missing.
    """
    manifest = _bytes(buyer / MANIFEST)
    if not manifest:
        raise _changed(MANIFEST)
    listed = listed_files(manifest)
    if manifest_grade(manifest) not in SENDABLE:
        raise Refused(
            f"This kit is a draft; a draft is not {done}.",
            "Release it first: proposalkit issue DEAL --grade for_discussion --by NAME",
        )
    contents = {MANIFEST: manifest}
    for name, digest in listed.items():
        data = _bytes(buyer / name)
        if sha256_hex(data) != digest or ".." in Path(name).parts:
            raise _changed(name)
        contents[name] = data
    return contents


def _bytes(path: Path) -> bytes:
    """Read a file; nothing when it is not there."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError as error:
        raise explain_os_error(error, path, "read") from error


def _changed(name: str) -> Refused:
    return Refused(
        f'"{name}" is missing or was changed since the kit was made.',
        "Run proposalkit generate again, then pack.",
    )


def _zip(contents: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(contents):
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, contents[name])
    return buffer.getvalue()
