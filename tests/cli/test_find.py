"""The command `search`: what it prints, its exit codes, bad queries and broken knowledge."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proposalkit.cli.runtime import run

WORKSPACE = Path(__file__).resolve().parents[2] / "examples" / "workspace"
QUESTION = "who pays when the model is wrong"


def _search(*arguments: str, workspace: Path = WORKSPACE) -> int:
    return run(["search", *arguments, "--workspace", str(workspace)])


def test_a_clause_is_found_quoted_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert _search(QUESTION, "--kind", "clause", "-k", "2") == 0
    out, err = capsys.readouterr()
    assert "[clause/output-accuracy-warranty, version 1]" in out
    assert '"1. Output comes from statistical models and can be wrong' in out
    assert 'why: It says "model", "wrong"' in out
    assert out.endswith("2 entries found by words alone.\n")
    assert "There is no index yet" in err


def test_the_json_carries_every_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert _search(QUESTION, "--kind", "clause", "-k", "1", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["mode"] == "lexical"
    assert answer["needsReview"] is False
    (hit,) = answer["found"]
    assert (hit["rank"], hit["lexicalRank"], hit["denseRank"]) == (1, 1, None)
    assert hit["matched"] == ["model", "wrong"]
    assert hit["file"].startswith("knowledge/clauses/")


def test_a_search_for_a_buyer_shows_nothing_internal(capsys: pytest.CaptureFixture[str]) -> None:
    _search("gross margin of an agent", "-k", "50", "--json")
    everyone = json.loads(capsys.readouterr().out)["found"]
    assert {one["audience"] for one in everyone} == {"buyer", "internal"}
    _search("gross margin of an agent", "-k", "50", "--buyer", "--json")
    assert {one["audience"] for one in json.loads(capsys.readouterr().out)["found"]} == {"buyer"}


def test_words_no_entry_says_leave_with_three(capsys: pytest.CaptureFixture[str]) -> None:
    assert _search("Okta SAML Kerberos") == 3
    assert "NEEDS REVIEW" in capsys.readouterr().out


@pytest.mark.parametrize("query", ["", " ", "\x1b[31m\x07", "\udcff\udcfe", "\u202e؟"])
def test_a_query_of_nothing_readable_is_answered_without_a_trace(
    query: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _search(query) == 3
    out, err = capsys.readouterr()
    assert "NEEDS REVIEW" in out
    assert "Traceback" not in err


def test_a_query_of_a_hundred_kilobytes_is_searched(capsys: pytest.CaptureFixture[str]) -> None:
    assert _search("liability cap " * 8_000) in (0, 3)
    assert "only its first 4,000 were read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--kind", "clauses"), '"clauses" is not a kind of any entry. Did you mean "clause"?'),
        (("--family", "liabilty"), '"liabilty" is not a family of any entry.'),
        (("--mode", "magic"), '"magic" is not a way to search'),
        (("--via", "pigeon"), '"pigeon" is not a way to the vectors'),
        (("--embedder", "bert"), '"bert" is not an embedding model'),
        (("--fresh-on", "soon"), '"soon" is not a date'),
    ],
)
def test_an_option_that_means_nothing_is_refused(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _search("cap", *arguments) == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_hybrid_without_a_model_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PROPOSALKIT_MODELS", str(tmp_path))
    assert _search("cap", "--mode", "hybrid") == 2
    assert "proposalkit models install" in capsys.readouterr().err
    assert _search("liability cap", "--mode", "auto") == 0
    assert "by words alone" in capsys.readouterr().err


def test_a_broken_entry_is_named_and_the_rest_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "knowledge" / "playbook"
    own.mkdir(parents=True)
    (own / "stop-control.md").write_text("---\nid: [\n---\nNo end.\n", encoding="utf-8")
    (tmp_path / "knowledge" / "gates.yaml").write_text("gates: {", encoding="utf-8")
    (tmp_path / "knowledge" / "rules.yaml").write_bytes(b"\xff\xfe")
    assert _search("liability cap", "--kind", "clause", workspace=tmp_path) == 0
    out, err = capsys.readouterr()
    assert "clause/liability-cap" in out
    for name in ("stop-control.md", "gates.yaml", "rules.yaml"):
        assert f"{name}:" in err
    assert run(["knowledge", "check", "-w", str(tmp_path)]) == 2


def test_a_sector_or_stage_no_entry_names_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert _search(QUESTION, "--sector", "helthcare", "--stage", "curius") == 0
    err = capsys.readouterr().err
    assert 'No entry names the sector "helthcare"' in err
    assert 'No entry names the stage "curius"; ' in err
    assert 'Did you mean "curious"?' in err
    _search(QUESTION, "--stage", "curious")
    assert "No entry names" not in capsys.readouterr().err
