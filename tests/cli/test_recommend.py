"""The command `recommend`: what it prints, its exit codes, its JSON, bad profiles."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from tests.knowledge.test_catalog import DIAGNOSTIC, MOTIONS
from tests.workflows.advised_deals import DEAL, EXAMPLE, NO_FIT, Change, seller, workspace_with

from proposalkit.cli.runtime import run

QUESTIONS = (
    "founder-capacity", "product-complexity", "time-to-value", "outcome-measurability",
    "buyer-sophistication", "procurement-friction", "partner-ecosystem", "capital-patience",
)  # fmt: skip
RATE = "seller.internal.exchange_rates"


def _report(folder: Path, capsys: pytest.CaptureFixture[str], code: int = 0) -> dict[str, object]:
    assert run(["recommend", DEAL, "-w", str(folder), "--json"]) == code
    document = json.loads(capsys.readouterr().out)
    assert isinstance(document, dict)
    return document


def test_a_founder_reads_today_best_fit_next_and_failures_with_sources(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["recommend", DEAL, "--workspace", str(EXAMPLE)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "\x1b" not in out
    lines = out.splitlines()
    assert lines[0] == f"How to sell {DEAL} (internal, never for a buyer)"
    titles = [line for line in lines if line and not line.startswith(" ")]
    assert titles[1:] == ["You run now", "Best fit for this buyer", "Failures ahead"]
    assert (
        "     - Do partners already serve these buyers? Yes, a little.  "
        "[diagnostic/partner-ecosystem; Sales Catalog, Seller diagnostic, question 7]" in lines
    )
    assert "  First year EUR 147,530.00, USD 159,332.40 at 1.08 of 2026-11-02" in out


def test_all_tells_every_reason_of_all_twelve(capsys: pytest.CaptureFixture[str]) -> None:
    run(["recommend", DEAL, "-w", str(EXAMPLE), "--all"])
    out = capsys.readouterr().out
    assert out.count("[motion/") >= 12
    assert "--all" not in out


def test_on_a_terminal_the_same_words_have_colours(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["recommend", DEAL, "-w", str(EXAMPLE)]) == 0
    out = capsys.readouterr().out
    assert "\x1b[" in out
    assert "Outbound volume without measurement" in out


def test_a_deal_may_be_named_by_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["recommend", str(EXAMPLE / "deals" / f"{DEAL}.yaml")]) == 0
    assert f"How to sell {DEAL}" in capsys.readouterr().out


@pytest.mark.parametrize(("number", "code"), DIAGNOSTIC)
def test_each_answer_of_the_diagnostic_speaks_for_the_motions_of_its_row(
    number: int, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = QUESTIONS[number - 1]
    folder = workspace_with(tmp_path / "deal", seller(answers={question: code}))
    report = _report(folder, capsys)
    ranked = report["ranked"]
    assert isinstance(ranked, list)
    speaking = {
        one["motion"]
        for one in ranked
        for reason in one["reasons"]
        if reason["entry"] == f"diagnostic/{question}" and reason["speaksFor"]
    }
    assert speaking == {MOTIONS[motion][0] for motion in DIAGNOSTIC[(number, code)]}
    assert question not in str(report["unanswered"])


def test_a_question_says_which_motion_each_of_its_answers_would_put_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Alone, the quick sale has only its cycle against it; what explains itself puts it first."""
    report = _report(workspace_with(tmp_path / "deal", seller()), capsys)
    questions = report["questions"]
    assert isinstance(questions, list)
    fields = {one["field"]: one for one in questions}
    told = fields["internal.go_to_market.answers.product-complexity"]
    first = {one["code"]: one["first"]["motion"] for one in told["leads"]}
    assert set(first) == {"low", "moderate", "high"}
    for code, motion in first.items():
        answered = seller(answers={"product-complexity": code})
        again = _report(workspace_with(tmp_path / code, answered), capsys)
        ranked = again["ranked"]
        assert isinstance(ranked, list)
        assert ranked[0]["motion"] == motion


def test_the_json_keeps_its_keys(capsys: pytest.CaptureFixture[str]) -> None:
    """A program reads it; a changed key is a new version."""
    report = _report(EXAMPLE, capsys)
    assert report["version"] == "0.1"
    assert list(report) == [
        "version", "seen", "fits", "runs", "ranked", "nextMotions", "failures", "mismatches",
        "questions", "unanswered", "notEvaluated",
    ]  # fmt: skip
    keys = {
        "seen": ["deal", "stage", "autonomy", "pricedAs", "cycleDays", "firstYear"],
        "ranked": ["place", "motion", "title", "balance", "reasons"],
        "failures": ["title", "why", "do", "entry", "source"],
        "runs": ["motion", "title", "place"],
    }
    for name, expected in keys.items():
        part = report[name]
        row = part[0] if isinstance(part, list) else part
        assert isinstance(row, dict)
        assert list(row) == expected
    seen = report["seen"]
    assert isinstance(seen, dict)
    assert seen["firstYear"] == {
        "amount": "147530.00", "currency": "EUR", "usd": "159332.40",
        "rate": {"currency": "EUR", "usd": "1.08", "asOf": "2026-11-02",
                 "source": "Monthly rate of our bank (invented)"},
    }  # fmt: skip


def test_a_brief_that_fits_no_motion_leaves_with_three_and_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace_with(tmp_path / "deal", NO_FIT)
    assert run(["recommend", DEAL, "-w", str(folder)]) == 3
    out = capsys.readouterr().out
    assert "No motion fits\n  No motion has more reasons for it than against it.\n" in out
    assert "    - Cycle: " in out
    assert _report(folder, capsys, code=3)["fits"] is False


@pytest.mark.parametrize(
    ("change", "said", "line_of"),
    [
        (seller(answers={"founder-capacity": "maybe"}),
         '"maybe" is not an answer to "founder-capacity". Write one of "yes", "no".',
         "founder-capacity: maybe"),
        (seller(motions=["cold-calls"]), '"cold-calls" is not a motion', "- cold-calls"),
        (seller(playbok="yes"), '"playbok" is not a known key', "playbok"),
        (seller(deals_closed="many"), '"many"', "deals_closed"),
        ({RATE: [{"currency": "EUR", "usd": "1.1", "as_of": "soon", "source": "Bank"}]}, '"soon"',
         "as_of: soon"),
        ({RATE: [{"currency": "EUR", "usd": "0", "as_of": "2026-11-01", "source": "Bank"}]}, '"0"',
         "usd: '0'"),
        ({RATE: [{"currency": "EUR", "usd": "1.1", "as_of": "2026-11-01"}]}, '"source"',
         "- as_of"),
    ],
)  # fmt: skip
def test_a_bad_profile_is_refused_with_file_line_and_remedy(
    change: Change,
    said: str,
    line_of: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = workspace_with(tmp_path / "deal", change)
    assert run(["recommend", DEAL, "-w", str(folder)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    lines = (folder / "seller.yaml").read_text(encoding="utf-8").splitlines()
    number = next(at for at, line in enumerate(lines, start=1) if line_of in line)
    assert f"{folder / 'seller.yaml'}:{number}:" in err
    assert said in err


def test_every_problem_of_brief_and_profile_is_said_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {**seller(motions=["cold-calls"]), "brief.commercial.cap": "1"}
    folder = workspace_with(tmp_path / "deal", wrong)
    assert run(["recommend", DEAL, "-w", str(folder)]) == 2
    err = capsys.readouterr().err
    assert "cold-calls" in err
    assert 'A cap of "1" is not allowed' in err
    assert "3 problems" in err  # such a cap is below the minimum too


@pytest.mark.parametrize("deal", ["nobody", "../nobody"])
def test_an_unknown_deal_leaves_with_two(deal: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["recommend", deal, "-w", str(EXAMPLE)]) == 2
    assert f'There is no deal "{deal}"' in capsys.readouterr().err


def test_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "deal"
    shutil.copytree(EXAMPLE, folder)
    before = sorted(folder.rglob("*"))
    run(["recommend", DEAL, "-w", str(folder)])
    assert sorted(folder.rglob("*")) == before
