"""Approvals signed by the people themselves: checked when read, and a stripped one is found."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import rfc8785
from jwcrypto import jwk, jws

from proposalkit.errors import InputRefused, Refused
from proposalkit.kit.keys import KeyFiles, write_key_pair
from proposalkit.model.approvals import Deviation
from proposalkit.model.price_exception import PriceRelease
from proposalkit.workflows.approved import record_findings
from proposalkit.workflows.clause_records import Asked, Person, append_records, record_step
from proposalkit.workflows.signed_records import (
    clause_approvals,
    deviations_on_record,
    price_releases,
    sign_records,
)

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "workspace"
DAY = date(2026, 11, 20)
CLAUSE = "exit-data-export"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace that has Ada's public key."""
    folder = tmp_path / "workspace"
    shutil.copytree(EXAMPLE, folder)
    _known(folder, _pair(tmp_path, "ada", "Ada TEST"))
    return folder


def _pair(folder: Path, stem: str, person: str, since: str = "2026-11-01") -> KeyFiles:
    return write_key_pair(folder / "own", stem, person, since)


def _known(workspace: Path, pair: KeyFiles) -> None:
    (workspace / "approvals" / "keys").mkdir(parents=True, exist_ok=True)
    shutil.copy(pair.public, workspace / "approvals" / "keys")


def _ada(tmp_path: Path) -> Person:
    return Person("Ada TEST", "General counsel", DAY, tmp_path / "own" / "ada-private.jwk")


def _ids(read: Callable[[Path], object], workspace: Path) -> list[str]:
    with pytest.raises(InputRefused) as refused:
        read(workspace)
    return [one.id for one in refused.value.findings]


def _change(workspace: Path, old: str, new: str) -> None:
    path = workspace / "approvals" / "clauses.jsonl"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_signed_approval_is_read_and_another_library_verifies_it(
    workspace: Path, tmp_path: Path
) -> None:
    record_step(workspace, [CLAUSE], _ada(tmp_path), Asked("approved"))
    assert [one.record.step for one in clause_approvals(workspace)] == ["in_review", "approved"]
    assert [one.id for one in record_findings(workspace)] == []
    last = json.loads((workspace / "approvals/clauses.jsonl").read_text("utf-8").splitlines()[-1])
    token = jws.JWS()
    token.deserialize(last.pop("signature"))
    # what is signed is the line itself, without the signature and what says nothing
    said = rfc8785.dumps({name: value for name, value in last.items() if value not in (None, "")})
    public = jwk.JWK.from_json((tmp_path / "own" / "ada-public.jwk").read_text("utf-8"))
    token.verify(public, alg="ES256", detached_payload=said)


def test_a_changed_record_and_a_stripped_signature_are_found(
    workspace: Path, tmp_path: Path
) -> None:
    record_step(workspace, [CLAUSE], _ada(tmp_path), Asked("approved"))
    path = workspace / "approvals" / "clauses.jsonl"
    before = path.read_text("utf-8")
    _change(workspace, "General counsel", "Chief counsel")
    assert _ids(clause_approvals, workspace) == ["approval-signature-broken"] * 2
    rows = [json.loads(line) for line in before.splitlines()]
    stripped = [{name: one[name] for name in one if name != "signature"} for one in rows]
    path.write_text("\n".join(map(json.dumps, stripped)), encoding="utf-8")
    assert _ids(clause_approvals, workspace) == ["approval-not-signed"] * 2
    assert [one.id for one in record_findings(workspace)] == ["approval-not-signed"] * 2


def test_the_key_of_another_person_or_of_nobody_known_does_not_count(
    workspace: Path, tmp_path: Path
) -> None:
    record_step(workspace, [CLAUSE], _ada(tmp_path), Asked("in_review"))
    _change(workspace, "Ada TEST", "Bo TEST")
    assert _ids(clause_approvals, workspace) == ["approval-signature-broken"]
    _change(workspace, "Bo TEST", "Ada TEST")
    (workspace / "approvals" / "keys" / "ada-public.jwk").unlink()
    assert _ids(clause_approvals, workspace) == ["approval-key-unknown"]


def test_a_record_in_one_name_signed_by_another_is_found(workspace: Path, tmp_path: Path) -> None:
    bo = _pair(tmp_path, "bo", "Bo TEST")
    _known(workspace, bo)
    record = PriceRelease(name="Ada TEST", role="CFO", on=DAY, digest="0" * 64)
    nameless = replace(_ada(tmp_path), name="Ada TEST").key
    (signed,) = sign_records(workspace, [record], nameless)
    path = workspace / "approvals" / "price-exceptions.jsonl"
    append_records(path, [signed])
    assert price_releases(workspace) == (signed,)
    with pytest.raises(Refused, match='The key is of "Bo TEST"'):
        sign_records(workspace, [record], bo.private)
    (workspace / "approvals" / "keys" / "bo-public.jwk").write_text(
        bo.public.read_text("utf-8").replace("Bo TEST", "Ada TEST"), encoding="utf-8"
    )
    (forged,) = sign_records(workspace, [record], bo.private)
    shutil.copy(bo.public, workspace / "approvals" / "keys")
    path.unlink()
    append_records(path, [forged])
    assert _ids(price_releases, workspace) == ["approval-signed-by-another"]


def test_a_person_without_a_key_need_not_sign_nor_before_the_key_was_made(
    workspace: Path, tmp_path: Path
) -> None:
    for person in (
        Person("Bo TEST", "Counsel", DAY),
        Person("Ada TEST", "Counsel", date(2026, 10, 31)),
    ):
        record_step(workspace, [CLAUSE], person, Asked("in_review"))
    assert len(clause_approvals(workspace)) == 2
    lines = (workspace / "approvals/clauses.jsonl").read_text("utf-8")
    assert "signature" not in lines


def test_a_key_nobody_could_check_is_refused_before_anything_is_written(
    workspace: Path, tmp_path: Path
) -> None:
    other = _pair(tmp_path, "other", "")
    person = replace(_ada(tmp_path), key=other.private)
    with pytest.raises(Refused, match="nobody could check"):
        record_step(workspace, [CLAUSE], person, Asked("approved"))
    assert not (workspace / "approvals" / "clauses.jsonl").exists()


def test_a_private_key_among_the_public_ones_is_refused(workspace: Path, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "own" / "ada-private.jwk", workspace / "approvals" / "keys")
    assert _ids(clause_approvals, workspace) == ["key-unusable"]


def test_a_deviation_is_checked_too(workspace: Path, tmp_path: Path) -> None:
    record = Deviation(
        name="Ada TEST", role="Counsel", on=DAY, digest="0" * 64, deal="nordwind-support",
        subject="X-05", change="As agreed.", requester="Bo TEST", reason="A pilot.",
        expires=date(2026, 12, 31),
    )  # fmt: skip
    (signed,) = sign_records(workspace, [record], _ada(tmp_path).key)
    path = workspace / "approvals" / "deviations.jsonl"
    append_records(path, [signed])
    assert deviations_on_record(workspace) == (signed,)
    path.write_text(path.read_text("utf-8").replace("2026-12-31", "2027-12-31"), encoding="utf-8")
    assert _ids(deviations_on_record, workspace) == ["approval-signature-broken"]
