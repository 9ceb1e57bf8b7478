"""What a buyer's commands say of a slip: the same in all of them, with what to type."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.workflows.buyer_offers import golden, read_in_this_process, written

from proposalkit.cli.runtime import run
from proposalkit.cli.verdict_table import FEW, verdict_lines
from proposalkit.model.finding import Cause, CheckResult, Finding, Said, Verdict, fold_verdict
from proposalkit.readers import near_json as near


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_in_this_process(monkeypatch)


def error(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


@pytest.mark.parametrize("command", ["verify", "read", "validate", "price", "check", "compare"])
def test_half_a_json_is_bad_input_with_line_and_column_in_every_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    path = tmp_path / "proposal.json"
    path.write_text(json.dumps(golden(), indent=1)[:2000])
    text = path.read_text()
    line, column = text.count("\n") + 1, len(text.rpartition("\n")[2]) + 1
    more = {"check": ["--policy", "eu-bank"], "compare": [str(written(tmp_path, to="b"))]}
    assert run([command, str(path), *more.get(command, [])]) == 2
    said = error(capsys)
    assert f"proposal.json:{line}:" in said
    assert f"line {line}, column" in said
    assert "is not whole JSON" in said or f"column {column}" in said


@pytest.mark.parametrize(
    ("volume", "said"),
    [
        (["--volume", "9.200"], "Write 9200 or 9.2."),
        (["--volume", "9,200"], "Write 9200 or 9.2."),
        (["--volume", "low=2,5"], "Write 2.5."),
        (["--volume", "resolved=5000"], "Write the units a month alone, or name them low="),
        (["--volume", "5000", "9000"], "Give each volume once and name it: low="),
    ],
)
def test_a_volume_that_is_not_clear_is_told_with_what_to_type(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], volume: list[str], said: str
) -> None:
    path = str(written(tmp_path))
    assert run(["compare", path, path, *volume]) == 2
    assert said in error(capsys)


def test_a_price_at_a_volume_that_is_not_clear_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["price", str(written(tmp_path)), "--volume", "9.200"]) == 2
    assert "stand between thousands (9200) or before decimals (9.2)" in error(capsys)


def test_a_file_of_another_type_is_named_by_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word, text = tmp_path / "proposal.pdf", tmp_path / "policy.yaml"
    word.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert run(["verify", str(word)]) == 2
    assert '"proposal.pdf" is an old Office file' in error(capsys)
    text.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3")
    assert run(["check", str(written(tmp_path)), "--policy", str(text)]) == 2
    assert "This file is a PDF" in error(capsys)
    path = written(tmp_path).rename(tmp_path / "offer.docx")
    assert run(["verify", str(path), "--on", "2026-12-01"]) == 0
    assert '"offer.docx" is a JSON document, whatever its name says' in capsys.readouterr().out


def test_plain_json_and_folders_with_it_are_read_without_a_process(tmp_path: Path) -> None:
    path = written(tmp_path)
    kit = tmp_path / "deal" / "2" / "buyer"
    kit.mkdir(parents=True)
    (tmp_path / "deal" / "1" / "buyer").mkdir(parents=True)
    (kit / "proposal.json").write_bytes(path.read_bytes())
    for place, name in ((path, "proposal.json"), (kit, "buyer"), (kit.parent, "deal/2"),
                        (kit.parent.parent, "deal/2")):  # fmt: skip
        found = near.near_json(place)
        assert found is not None
        assert (found.data, found.name) == (path.read_bytes(), name)
    assert near.near_json(tmp_path / "deal" / "1") is None
    assert near.near_json(tmp_path / "none") is None
    (kit / "proposal.json").unlink()
    (kit / "proposal.json").symlink_to(path)
    assert near.near_json(kit) is None
    pdf = tmp_path / "x.pdf"
    pdf.write_bytes(b"{ %PDF-1.7")
    assert not near.is_lone_json(pdf)


def _failed(count: int) -> Verdict:
    one = Finding(id="x", where="page 1", message="Other.", remedy="Ask.")
    results = (CheckResult(check="page-text", findings=(one,) * count),)
    cause = Cause(what="Most likely the pages were changed.", where="page 1", remedy="Ask.",
                  said=(Said(who="page 1", text="Other."),), because=("so",),
                  explains={"page-text": count})  # fmt: skip
    return fold_verdict("kit", results).model_copy(update={"causes": (cause, cause)})


def test_many_findings_are_counted_below_their_cause_and_told_when_asked_for() -> None:
    lines = list(verdict_lines(_failed(FEW + 1)))
    assert lines[0] == "Most likely the pages were changed."
    assert "    It explains 6 findings: page-text 6." in lines
    assert "    page 1: Most likely the pages were changed. (6 findings)" in lines
    assert "page-text                FAILED           6 findings" in lines
    assert not [one for one in lines if one.endswith("Other. Ask.")]
    told = list(verdict_lines(_failed(FEW + 1), everything=True))
    assert len([one for one in told if one.endswith("Other. Ask.")]) == FEW + 1
    alone = list(verdict_lines(_failed(1)))
    assert alone[0] == lines[0]
    assert len([one for one in alone if one.endswith("Other. Ask.")]) == 1


def test_a_check_that_warns_is_not_called_ok() -> None:
    ended = Finding(id="offer-expired", severity="warning", where="x", message="It ended.",
                    remedy="Ask.")  # fmt: skip
    results = (CheckResult(check="offer-stands", findings=(ended,)), CheckResult(check="schema"))
    lines = list(verdict_lines(fold_verdict("kit", results)))
    assert lines[0] == "offer-stands             warning"
    assert lines[2] == "schema                   ok"
    assert lines[-1].startswith("PASSED")
