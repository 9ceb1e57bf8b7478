"""Key pairs for ES256 as JWK files: made once, the private half readable by its owner alone."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from proposalkit.errors import InputRefused, Refused
from proposalkit.kit.write import explain_os_error
from proposalkit.model.finding import Finding

if TYPE_CHECKING:
    from joserfc.jwk import ECKey

CURVE, ALGORITHM = "P-256", "ES256"
LARGEST_KEY_FILE = 65_536
_NAME, _SINCE = "name", "since"
"""Members of a public JWK beyond RFC 7517: whose key it is, and from which day it signs."""


@dataclass(frozen=True)
class PublicKey:
    """The half that checks; `kid` is the RFC 7638 thumbprint, worked out from the key itself."""

    key: ECKey
    kid: str
    name: str = ""
    since: str = ""


@dataclass(frozen=True)
class KeyFiles:
    """Where a new key pair was written."""

    private: Path
    public: Path
    kid: str


def write_key_pair(folder: Path, stem: str, name: str, since: str) -> KeyFiles:
    """Make a key pair and write both halves; a file that is there is never written over.

    Raises Refused when one is there, and Unavailable when the folder cannot be written.
    """
    from joserfc.jwk import ECKey

    key = ECKey.generate_key(CURVE, private=True)
    kid = key.thumbprint()
    shared = {"kid": kid, "use": "sig", "alg": ALGORITHM}
    whose = {_NAME: name, _SINCE: since} if name else {}
    files = KeyFiles(folder / f"{stem}-private.jwk", folder / f"{stem}-public.jwk", kid)
    _refuse_present(files)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_new(files.private, {**key.as_dict(private=True), **shared}, 0o600)
        try:
            _write_new(files.public, {**key.as_dict(private=False), **shared, **whose}, 0o644)
        except OSError:
            files.private.unlink()
            raise
    except OSError as error:
        raise explain_os_error(error, folder) from error
    return files


def read_private_key(path: Path) -> ECKey:
    """Read the half that signs; raises InputRefused, and Refused when others may read it."""
    key, document = _read(path)
    if not key.is_private:
        raise _refused(path, "It holds a public key only; a signature needs the private one.",
                       "Give the file whose name ends in -private.jwk.")  # fmt: skip
    if path.stat().st_mode & 0o077:
        raise Refused(
            f'"{path}" can be read by other users of this machine.',
            f"Run: chmod 600 {path}",
        )
    _refuse_other_use(path, document)
    return key


def read_public_key(path: Path) -> PublicKey:
    """Read the half that checks; raises InputRefused for anything else, a private key too."""
    key, document = _read(path)
    if key.is_private:
        raise _refused(path, "It holds a private key, which only its owner should have.",
                       "Give the file whose name ends in -public.jwk.")  # fmt: skip
    _refuse_other_use(path, document)
    name, since = document.get(_NAME, ""), document.get(_SINCE, "")
    return PublicKey(key, key.thumbprint(), str(name), str(since))


def _read(path: Path) -> tuple[ECKey, dict[str, object]]:
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey

    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST_KEY_FILE else b""
        document: object = json.loads(data)
    except OSError as error:
        raise explain_os_error(error, path, "read") from error
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise _refused(path, "It is not a JSON Web Key.", "Make one: proposalkit keys new")
    if document.get("kty") != "EC" or document.get("crv") != CURVE:
        kind = f"{document.get('kty', '-')} {document.get('crv', '')}".strip()[:40]
        raise _refused(path, f'"{kind}" is not a key for {ALGORITHM}: that is EC {CURVE}.',
                       "Make one: proposalkit keys new")  # fmt: skip
    numbers = {name: document[name] for name in ("kty", "crv", "x", "y", "d") if name in document}
    try:
        return ECKey.import_key(numbers), document
    except (JoseError, ValueError, TypeError) as error:
        raise _refused(path, "Its numbers are no point of the curve.",
                       "Ask its owner for the file as it was made.") from error  # fmt: skip


def _refuse_other_use(path: Path, document: dict[str, object]) -> None:
    if document.get("use", "sig") != "sig" or document.get("alg", ALGORITHM) != ALGORITHM:
        raise _refused(path, f"It says that it is not for signatures with {ALGORITHM}.",
                       "Give the key made for signing.")  # fmt: skip


def _refuse_present(files: KeyFiles) -> None:
    for path in (files.private, files.public):
        if path.exists() or path.is_symlink():
            raise Refused(
                f'"{path}" is there already; a key is never written over.',
                "Choose another --name or --to, or keep using the key that is there.",
            )


def _write_new(path: Path, document: dict[str, object], mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(json.dumps(document, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _refused(path: Path, message: str, remedy: str) -> InputRefused:
    finding = Finding(id="key-unusable", where=str(path), message=message, remedy=remedy)
    return InputRefused([finding])
