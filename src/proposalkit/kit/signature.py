"""Detached ES256 signatures (RFC 7515, appendix F) over RFC 8785 bytes.

Nothing in a signature leads anywhere: a header with any parameter but `alg`, `kid` and `typ` is
refused, so no `jku`, `x5u` or `jwk` is ever followed (RFC 8725).
"""

from __future__ import annotations

import base64
import binascii
import json
from pathlib import Path
from typing import TYPE_CHECKING

from proposalkit.kit.keys import ALGORITHM, PublicKey
from proposalkit.kit.layout import MANIFEST, PROPOSAL_JSON, STANDARD_JSON
from proposalkit.model.signature import Purpose, SignatureReading, State

if TYPE_CHECKING:
    from joserfc.jwk import ECKey
    from joserfc.jws import JWSRegistry

SIGNED: dict[str, tuple[str, Purpose]] = {
    "manifest.jws": (MANIFEST, "manifest"),
    "proposal.jws": (PROPOSAL_JSON, "proposal"),
    "standard-answers.jws": (STANDARD_JSON, "standard-answers"),
}
"""Signature file -> the file it signs, and the purpose its header names."""

LARGEST_SIGNATURE = 1024
_LARGEST_PAYLOAD = 8 * 1024 * 1024
_KNOWN_HEADER = frozenset({"alg", "kid", "typ"})
_SIGNATURE_BYTES = 64


def sign_detached(payload: bytes, key: ECKey, purpose: Purpose) -> str:
    """Sign bytes; ES256 draws a nonce, so two signatures of the same bytes differ."""
    from joserfc import jws

    header = {"alg": ALGORITHM, "kid": key.thumbprint(), "typ": _typ(purpose)}
    return jws.detach_content(jws.serialize_compact(header, payload, key, registry=_registry()))


def read_signature(
    text: bytes, payload: bytes, key: PublicKey, purpose: Purpose, where: str
) -> SignatureReading:
    """Hold a detached signature against the bytes and the key; never raises for what it reads."""
    from joserfc import jws
    from joserfc.errors import JoseError

    header = _header(text)
    if header is None:
        return _is(where, "broken", "It is not a detached JWS")
    reason = _refusal(header, purpose)
    if reason:
        return _is(where, "refused", reason)
    kid = header.get("kid")
    if kid is not None and kid != key.kid:
        return _is(where, "wrong_key", f'It was signed with the key "{str(kid)[:64]}", not with '
                   f'the one given, "{key.kid}"')  # fmt: skip
    try:
        jws.deserialize_compact(text, key.key, registry=_registry(), payload=payload)
    except (JoseError, ValueError, TypeError):
        return _is(where, "broken", "The signature does not fit what it should sign")
    return SignatureReading(file=where, state="valid", kid=key.kid)


def kept_signatures(buyer: Path, manifest: bytes, files: dict[str, bytes]) -> dict[str, bytes]:
    """Give the signatures of a kit whose manifest stays the same to the byte: they still hold."""
    try:
        if (buyer / MANIFEST).read_bytes() != manifest:
            return {}
        present = [name for name, (signed, _) in SIGNED.items() if signed in files]
        return {name: (buyer / name).read_bytes() for name in present if (buyer / name).is_file()}
    except OSError:
        return {}


def _typ(purpose: Purpose) -> str:
    return f"proposalkit-{purpose}"


def _registry() -> JWSRegistry:
    from joserfc.jws import JWSRegistry

    registry = JWSRegistry(algorithms=[ALGORITHM])
    registry.max_payload_length = _LARGEST_PAYLOAD
    return registry


def _header(text: bytes) -> dict[str, object] | None:
    """Take a detached compact JWS apart, strictly: each part must be what its bytes encode to."""
    parts = text.split(b".")
    if len(text) > LARGEST_SIGNATURE or len(parts) != 3 or parts[1]:
        return None
    head, signature = _decoded(parts[0]), _decoded(parts[2])
    if head is None or signature is None:
        return None
    try:
        header: object = json.loads(head, object_pairs_hook=_no_double_keys)
    except (ValueError, RecursionError):
        return None
    if not isinstance(header, dict):
        return None
    wrong_size = header.get("alg") == ALGORITHM and len(signature) != _SIGNATURE_BYTES
    return None if wrong_size else header


def _decoded(part: bytes) -> bytes | None:
    """Decode base64url without padding; None when another text would give the same bytes."""
    try:
        data = base64.b64decode(part + b"=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.urlsafe_b64encode(data).rstrip(b"=") == part else None


def _no_double_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refusal(header: dict[str, object], purpose: Purpose) -> str:
    """Say why a header is not accepted; an empty text when it is."""
    if header.get("alg") != ALGORITHM:
        return f'The signature names the algorithm "{str(header.get("alg"))[:40]}"; only ' \
            f"{ALGORITHM} is accepted"  # fmt: skip
    unknown = sorted(set(header) - _KNOWN_HEADER)
    if unknown:
        return f'The signature has the header "{unknown[0][:40]}", which is never followed'
    if header.get("typ") != _typ(purpose):
        return f'The signature was made for "{str(header.get("typ"))[:60]}", not for ' \
            f'"{_typ(purpose)}"'  # fmt: skip
    return ""


def _is(where: str, state: State, reason: str) -> SignatureReading:
    return SignatureReading(file=where, state=state, reason=reason)
