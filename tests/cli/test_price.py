"""The command that prices a volume, as a person and as a program see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proposalkit.cli.runtime import run

ROOT = Path(__file__).resolve().parents[2]
WORKSPACE = ROOT / "examples" / "workspace"
PROPOSAL = ROOT / "tests" / "golden" / "nordwind-support" / "proposal.json"
DEAL = ("nordwind-support", "-w", str(WORKSPACE))

# worked by hand: 5,000 x 0.95 + 10,000 x 0.82 + 5,001 x 0.70 = 16,450.70, cap 16,000
EXPLAINED = """\
nordwind-support: 20,001 resolved contacts a month, 12 months, EUR

 4  Platform and EU tenancy  fixed amount                                    950.00
 1  Resolved contacts        units of the month                              20,001
 4  Resolved contacts        5,000 x 0.95                                  4,750.00
 4  Resolved contacts        10,000 x 0.82                                 8,200.00
 4  Resolved contacts        5,001 x 0.70                                  3,500.70
 4  Resolved contacts        the tiers together                           16,450.70
 5  Resolved contacts        not below the minimum of 3,500.00            16,450.70
 8  Resolved contacts        rounded half up                              16,450.70
 7  Cap                      taken off 16,450.70 by the cap of 16,000.00     450.70
 7  One month                together                                     16,950.00

10  Charges once     together                                              14,000.00
10  All months       16,950.00 x 12 months                                203,400.00
11  Credit, month 1  out of 3,750.00, at most the charges of 16,950.00      3,750.00
11  Whole term       14,000.00 once, 203,400.00 in months, less 3,750.00  213,650.00
11  Per unit         213,650.00 over 240,012 units                            0.8902

No rule in this price for: 2 included units; 3 rounding to packs; 6 discounts; \
9 shortfall of a commitment; 10 ramps and indexation.
Tax stands apart and is in no amount.
"""


def test_every_step_stands_on_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["price", *DEAL, "--volume", "resolved=20001", "--explain"]) == 0
    assert capsys.readouterr().out == EXPLAINED


def test_a_proposal_and_the_brief_it_was_made_of_give_the_same_steps(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["price", str(PROPOSAL), "--volume", "20001", "--explain"]) == 0
    assert capsys.readouterr().out.splitlines()[1:-1] == EXPLAINED.splitlines()[1:]


def test_the_file_of_a_deal_and_no_volume_give_the_expected_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = WORKSPACE / "deals" / "nordwind-support.yaml"
    assert run(["price", str(path)]) == 0
    assert capsys.readouterr().out == (
        "nordwind-support: 12,000 resolved contacts a month, 12 months, EUR\n"
        "One month, before credits: 11,440.00\n"
        "The whole term:            147,530.00\n"
    )


def test_amounts_that_do_not_follow_from_the_rules_of_the_file_are_warned_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """5,000 contacts at 0.99 in place of 0.95 are 200 more: 11,640 where 11,440 is stored."""
    text = PROPOSAL.read_text(encoding="utf-8").replace('"amount": "0.95"', '"amount": "0.99"')
    changed = tmp_path / "changed.json"
    changed.write_text(text, encoding="utf-8")
    assert run(["price", str(changed)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "One month, before credits: 11,640.00"
    assert lines[3].startswith("warning: /pricing/scenarios/0/")
    assert lines[-1] == "Whether the file is as the seller made it is for `proposalkit verify`."
    assert run(["price", str(PROPOSAL)]) == 0
    assert "warning" not in capsys.readouterr().out
    assert run(["price", str(changed), "--json"]) == 0
    assert '"warnings"' in capsys.readouterr().out


def test_json_has_exact_texts_and_the_steps_only_when_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["price", *DEAL, "--volume", "20001", "--json"]) == 0
    short = json.loads(capsys.readouterr().out)
    assert short == {
        "subject": "nordwind-support",
        "currency": "EUR",
        "volumes": [{"metricRef": "resolved-contact", "perPeriod": "20001"}],
        "termMonths": 12,
        "months": [{"first": 1, "last": 12, "charges": "16950.00"}],
        "total": "213650.00",
    }
    assert run(["price", *DEAL, "--volume", "20001", "--json", "--explain"]) == 0
    steps = json.loads(capsys.readouterr().out)["months"][0]["steps"]
    assert steps[4]["inputs"] == [
        {"name": "units", "value": "5001"},
        {"name": "unit price", "value": "0.70"},
    ]
    assert (steps[4]["rule"], steps[4]["result"]) == ("tier", "3500.70")


def test_what_is_no_deal_and_no_file_is_refused_with_both_ways_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["price", "nordwing", "-w", str(WORKSPACE)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f'nordwing: "nordwing" is neither a deal in "{WORKSPACE / "deals"}" nor')
    assert "Name a deal, with --workspace" in said


def test_a_proposal_that_contradicts_itself_is_not_priced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = PROPOSAL.read_text(encoding="utf-8")
    changed = tmp_path / "proposal.json"
    changed.write_text(text.replace('"16000.00"', '"100.00"', 1), encoding="utf-8")
    assert run(["price", str(changed)]) == 2
    assert 'The cap "100.00" is below the minimum 3500.00.' in capsys.readouterr().err
