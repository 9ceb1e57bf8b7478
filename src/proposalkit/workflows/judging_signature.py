"""Holds the signatures of what was read against the public key the reader was given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from proposalkit.kit.keys import PublicKey, read_public_key
from proposalkit.kit.layout import MANIFEST, PROPOSAL_JSON, STANDARD_JSON
from proposalkit.kit.signature import SIGNED, read_signature
from proposalkit.model.finding import CheckResult
from proposalkit.model.signature import SignatureReading
from proposalkit.verify.signature import check_signatures, signature_not_checked


def judge_signature(
    files: Mapping[str, bytes], data: bytes | None, key: Path | None
) -> CheckResult:
    """Check every signature there is; with a key, the one that must be there too.

    `data` is what stands in the place of proposal.json when only a PDF is at hand. Raises
    InputRefused when the key file holds no public key for ES256.
    """
    present = [name for name in SIGNED if name in files]
    if key is None:
        return signature_not_checked(present)
    public = read_public_key(key)
    signed = dict(files)
    if data is not None and STANDARD_JSON not in signed:
        signed.setdefault(PROPOSAL_JSON, data)
    names = dict.fromkeys((_needed(signed), *present))
    return check_signatures([_read(name, signed, public) for name in names])


def _needed(files: Mapping[str, bytes]) -> str:
    """Name the signature that stands for the whole: of the manifest, else of the data alone."""
    if MANIFEST in files:
        return "manifest.jws"
    return "standard-answers.jws" if STANDARD_JSON in files else "proposal.jws"


def _read(name: str, files: Mapping[str, bytes], key: PublicKey) -> SignatureReading:
    signed, purpose = SIGNED[name]
    if name not in files:
        reason = f'There is no "{name}", so nothing says who made it'
        return SignatureReading(file=name, state="absent", reason=reason)
    if signed not in files:
        reason = f'There is no "{signed}" for it to sign'
        return SignatureReading(file=name, state="broken", reason=reason)
    return read_signature(files[name], files[signed], key, purpose, name)
