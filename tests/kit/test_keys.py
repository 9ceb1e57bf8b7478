"""A key pair is made once; each half is refused where the other is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from joserfc.jwk import ECKey, RSAKey

from proposalkit.errors import InputRefused, ProposalkitError, Refused
from proposalkit.kit.keys import KeyFiles, read_private_key, read_public_key, write_key_pair


@pytest.fixture
def pair(tmp_path: Path) -> KeyFiles:
    """A pair with a person's name."""
    return write_key_pair(tmp_path / "keys", "seller", "Ada TEST", "2026-11-21")


def test_the_private_half_is_readable_by_its_owner_alone(pair: KeyFiles) -> None:
    assert pair.private.stat().st_mode & 0o777 == 0o600
    assert pair.public.stat().st_mode & 0o777 == 0o644


def test_the_public_half_holds_nothing_private_and_is_named_by_its_thumbprint(
    pair: KeyFiles,
) -> None:
    public = json.loads(pair.public.read_text("utf-8"))
    assert set(public) == {"kty", "crv", "x", "y", "kid", "use", "alg", "name", "since"}
    assert public["kid"] == ECKey.import_key(public).thumbprint() == pair.kid
    read = read_public_key(pair.public)
    assert (read.kid, read.name, read.since) == (pair.kid, "Ada TEST", "2026-11-21")
    assert read_private_key(pair.private).thumbprint() == pair.kid


def test_a_key_is_never_written_over(pair: KeyFiles, tmp_path: Path) -> None:
    before = pair.private.read_bytes()
    with pytest.raises(Refused, match="never written over"):
        write_key_pair(tmp_path / "keys", "seller", "", "")
    pair.private.unlink()
    with pytest.raises(Refused, match=r"public.jwk.* is there already"):
        write_key_pair(tmp_path / "keys", "seller", "", "")
    assert not pair.private.exists()
    assert before


def test_a_private_key_others_may_read_is_not_used(pair: KeyFiles) -> None:
    pair.private.chmod(0o640)
    with pytest.raises(Refused, match="other users") as refused:
        read_private_key(pair.private)
    assert "chmod 600" in refused.value.remedy


def test_each_half_is_refused_in_the_place_of_the_other(pair: KeyFiles) -> None:
    with pytest.raises(InputRefused) as public:
        read_private_key(pair.public)
    with pytest.raises(InputRefused) as private:
        read_public_key(pair.private)
    assert "public key only" in public.value.findings[0].message
    assert "only its owner" in private.value.findings[0].message


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no json",
        "[]",
        '{"kty":"oct","k":"c2VjcmV0"}',
        '{"kty":"EC","crv":"P-256"}',
        '{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}',
        '{"kty":"EC","crv":"P-256","x":7,"y":[]}',
        "[" * 5000,
    ],
)
def test_what_is_no_key_is_refused_with_its_place(tmp_path: Path, content: str) -> None:
    path = tmp_path / "key.jwk"
    path.write_text(content)
    with pytest.raises(InputRefused) as refused:
        read_public_key(path)
    (finding,) = refused.value.findings
    assert (finding.id, finding.where) == ("key-unusable", str(path))


def test_keys_of_other_kinds_and_uses_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "key.jwk"
    fit = ECKey.generate_key("P-256").as_dict(private=False)
    kinds = (
        ECKey.generate_key("P-384").as_dict(private=False),
        RSAKey.generate_key(2048).as_dict(private=False),
        {**fit, "use": "enc"},
        {**fit, "alg": "ES384"},
    )
    for one in kinds:
        path.write_text(json.dumps(one))
        with pytest.raises(InputRefused):
            read_public_key(path)
    path.write_text(json.dumps(fit))
    assert read_public_key(path).name == ""


def test_a_key_file_that_is_not_there_or_huge_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProposalkitError, match="cannot be read"):
        read_public_key(tmp_path / "none.jwk")
    (tmp_path / "huge.jwk").write_bytes(b" " * 70_000)
    with pytest.raises(InputRefused):
        read_public_key(tmp_path / "huge.jwk")
