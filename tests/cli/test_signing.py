"""A person makes keys, and verifies with the public one, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proposalkit.cli.runtime import run
from proposalkit.kit.keys import read_private_key
from proposalkit.kit.signature import sign_detached
from proposalkit.model.canonical import canonical_bytes
from proposalkit.model.proposal import Proposal
from proposalkit.readers.kit_folder import read_subject
from proposalkit.workflows import verify

GOLDEN = Path(__file__).parent.parent / "golden" / "nordwind-support" / "proposal.json"


@pytest.fixture
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "read_subject_apart", read_subject)


def _keys(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    assert run(["keys", "new", "--to", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    return {name: str(value) for name, value in told.items()}


def test_a_key_pair_is_made_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = _keys(tmp_path / "keys", capsys)
    assert Path(made["private"]).stat().st_mode & 0o077 == 0
    assert run(["keys", "new", "--to", str(tmp_path / "keys")]) == 1
    assert "never written over" in capsys.readouterr().err


@pytest.mark.usefixtures("_read_here")
def test_verify_with_a_key_passes_what_it_signed_and_fails_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = _keys(tmp_path / "keys", capsys)
    data = canonical_bytes(Proposal.model_validate_json(GOLDEN.read_bytes()))
    file = tmp_path / "proposal.json"
    file.write_bytes(data)
    asked = ["verify", str(file), "--on", "2026-11-24", "--key", made["public"]]
    assert run(asked) == 1
    assert "signature-missing" not in capsys.readouterr().out  # words, not ids
    signature = sign_detached(data, read_private_key(Path(made["private"])), "proposal")
    file.with_suffix(".jws").write_text(signature)
    assert run(asked) == 0
    assert f"proposal.jws signed by {made['kid']}" in " ".join(capsys.readouterr().out.split())
    assert run([*asked[:-1], made["private"]]) == 2
    assert "only its owner should have" in capsys.readouterr().err


def test_signing_nothing_is_refused_with_the_next_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = _keys(tmp_path / "keys", capsys)
    asked = ["sign", "deal", "--key", made["private"], "-w", str(tmp_path)]
    assert run(asked) == 1
    assert "proposalkit generate deal" in capsys.readouterr().err
