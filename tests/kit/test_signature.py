"""Signatures hold what they sign, take one algorithm only, and another library agrees."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from pathlib import Path

import pytest
from joserfc.jwk import ECKey
from jwcrypto import jwk, jws

from proposalkit.kit.keys import PublicKey
from proposalkit.kit.signature import kept_signatures, read_signature, sign_detached

PAYLOAD = b'{"files":[],"grade":"issued"}'
KEY = ECKey.generate_key("P-256", private=True)
PUBLIC = PublicKey(ECKey.import_key(KEY.as_dict(private=False)), KEY.thumbprint())
OTHER = ECKey.generate_key("P-256", private=True)


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _state(text: str | bytes, payload: bytes = PAYLOAD) -> tuple[str, str]:
    data = text.encode() if isinstance(text, str) else text
    one = read_signature(data, payload, PUBLIC, "manifest", "manifest.jws")
    return one.state, one.reason


def _signed(header: dict[str, object], key: ECKey = KEY) -> str:
    """Sign with the second library, which lets a header say anything."""
    token = jws.JWS(PAYLOAD)
    # jwcrypto wants parameters it does not know to be declared
    token.allowed_algs = ["ES256"]
    private = jwk.JWK(**key.as_dict(private=True))
    token.add_signature(private, "ES256", json.dumps(header), None)
    head, _, signature = token.serialize(compact=True).split(".")
    return f"{head}..{signature}"


def _by_hand(header: dict[str, object], signature: bytes) -> str:
    return f"{_b64(json.dumps(header).encode())}..{_b64(signature)}"


def test_what_was_signed_is_valid_and_names_the_thumbprint_of_its_key() -> None:
    one = read_signature(
        sign_detached(PAYLOAD, KEY, "manifest").encode(), PAYLOAD, PUBLIC, "manifest", "m"
    )
    # RFC 7638: SHA-256 over the required members in order of their names, no blanks
    told = KEY.as_dict(private=False)
    text = f'{{"crv":"P-256","kty":"EC","x":"{told["x"]}","y":"{told["y"]}"}}'
    assert one.kid == _b64(hashlib.sha256(text.encode()).digest())
    assert (one.state, one.reason) == ("valid", "")


def test_two_signatures_of_the_same_bytes_differ_and_both_hold() -> None:
    first, second = (sign_detached(PAYLOAD, KEY, "manifest") for _ in range(2))
    assert first != second
    assert _state(first)[0] == _state(second)[0] == "valid"


def test_the_second_library_verifies_what_we_signed() -> None:
    token = jws.JWS()
    token.deserialize(sign_detached(PAYLOAD, KEY, "manifest"))
    public = jwk.JWK(**KEY.as_dict(private=False))
    token.verify(public, alg="ES256", detached_payload=PAYLOAD)
    assert json.loads(token.objects["protected"])["alg"] == "ES256"
    with pytest.raises(jws.InvalidJWSSignature):
        token.verify(public, alg="ES256", detached_payload=PAYLOAD + b" ")


def test_we_verify_what_the_second_library_signed() -> None:
    assert _state(_signed({"alg": "ES256", "typ": "proposalkit-manifest"}))[0] == "valid"
    other = _signed({"alg": "ES256", "typ": "proposalkit-manifest"}, OTHER)
    assert _state(other)[0] == "broken"  # it names no key, so nothing says which one it was


def test_every_flipped_byte_of_signature_or_payload_is_found() -> None:
    text = sign_detached(PAYLOAD, KEY, "manifest").encode()
    for place in range(len(text)):
        changed = text[:place] + bytes([text[place] ^ 1]) + text[place + 1 :]
        assert _state(changed)[0] != "valid", f"byte {place}"
    for place in range(len(PAYLOAD)):
        changed = PAYLOAD[:place] + bytes([PAYLOAD[place] ^ 1]) + PAYLOAD[place + 1 :]
        assert _state(text, changed)[0] == "broken", f"byte {place}"


def test_another_text_of_the_same_signature_bytes_is_refused() -> None:
    """64 bytes fill 85 letters and 2 bits: 16 last letters would decode to the same bytes."""
    text = sign_detached(PAYLOAD, KEY, "manifest")
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    others = [text[:-1] + one for one in letters if one != text[-1]]
    assert [one for one in others if _state(one)[0] == "valid"] == []


def test_a_signature_of_another_key_names_both() -> None:
    state, reason = _state(sign_detached(PAYLOAD, OTHER, "manifest"))
    assert state == "wrong_key"
    assert OTHER.thumbprint() in reason
    assert PUBLIC.kid in reason


def test_another_algorithm_is_refused_whatever_it_signs() -> None:
    assert _state(_by_hand({"alg": "none"}, b""))[0] == "refused"
    # HMAC with the public key as its secret: the classic confusion of the two kinds of key
    header = {"alg": "HS256", "typ": "proposalkit-manifest"}
    for secret in (json.dumps(KEY.as_dict(private=False)).encode(), KEY.as_pem(private=False)):
        signing_input = f"{_b64(json.dumps(header).encode())}.{_b64(PAYLOAD)}".encode()
        forged = _by_hand(header, hmac.digest(secret, signing_input, "sha256"))
        assert _state(forged)[0] == "refused"
    for name in ("ES384", "EdDSA", "Ed25519", "es256", "", 256, None):
        state, reason = _state(_by_hand({"alg": name}, bytes(64)))
        assert state == "refused"
        assert "only ES256 is accepted" in reason


@pytest.mark.parametrize(
    "extra",
    [
        {"jku": "https://keys.example/seller"},
        {"x5u": "https://keys.example/seller.pem"},
        {"jwk": KEY.as_dict(private=False)},
        {"x5c": ["MIIB"]},
        {"crit": ["exp"], "exp": 1},
        {"b64": False, "crit": ["b64"]},
    ],
    ids=lambda extra: next(iter(extra)),
)
def test_a_header_that_leads_elsewhere_is_refused_and_never_followed(
    extra: dict[str, object],
) -> None:
    header = {"alg": "ES256", "typ": "proposalkit-manifest", **extra}
    state, reason = _state(_by_hand(header, bytes(64)))
    assert state == "refused"
    assert "never followed" in reason


def test_a_signature_for_something_else_does_not_count() -> None:
    state, reason = _state(sign_detached(PAYLOAD, KEY, "approval"))
    assert state == "refused"
    assert "proposalkit-approval" in reason


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"..",
        b"a.b.c",
        b"x" * 5000,
        b"\xff..\xff",
        b"e30..",
        b"W10..AAAA",
        _by_hand({"alg": "ES256", "typ": "proposalkit-manifest"}, bytes(63)).encode(),
        _by_hand({"alg": "ES256", "typ": "proposalkit-manifest"}, bytes(64)).encode(),
    ],
)
def test_what_is_no_signature_is_broken_or_refused_and_raises_nothing(text: bytes) -> None:
    assert _state(text)[0] in ("broken", "refused")


def test_a_signature_that_carries_its_own_payload_is_broken() -> None:
    head, _, signature = sign_detached(PAYLOAD, KEY, "manifest").split(".")
    assert _state(f"{head}.{_b64(PAYLOAD)}.{signature}")[0] == "broken"


def test_a_large_payload_can_be_signed() -> None:
    payload = b"x" * 2_000_000  # the most a proposal.json may have
    text = sign_detached(payload, KEY, "manifest")
    assert _state(text, payload)[0] == "valid"


def test_a_signature_stays_only_while_the_manifest_is_the_same_to_the_byte(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(PAYLOAD)
    (tmp_path / "manifest.jws").write_bytes(b"a..b")
    files = {"manifest.json": PAYLOAD}
    assert kept_signatures(tmp_path, PAYLOAD, files) == {"manifest.jws": b"a..b"}
    assert kept_signatures(tmp_path, PAYLOAD + b" ", files) == {}
    assert kept_signatures(tmp_path / "none", PAYLOAD, files) == {}
