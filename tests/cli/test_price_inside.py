"""`price DEAL --inside`: from a price per outcome to a defended range in one command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proposalkit.cli.runtime import run

WORKSPACE = Path(__file__).resolve().parents[2] / "examples" / "workspace"
INSIDE = ("price", "nordwind-support", "-w", str(WORKSPACE), "--inside")


def test_one_command_gives_the_price_to_ask_for_its_range_and_why(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # full cost 0.544275..., margin target 0.45: 0.544275 / 0.55 = 0.98959..., up to 0.990;
    # ceiling 0.60 x 3.10 = 1.86; a third of the way, 0.544275 + 0.33 x 1.315725 = 0.978, is less
    assert run([*INSIDE]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "INTERNAL - never send this file"
    assert lines[1] == "nordwind-support: 12,000 units a month, 12 months, EUR without tax"
    assert lines[4].startswith("  Ask for EUR 0.99. The price had to rise to EUR 0.99")
    assert lines[5] == (
        "  Range: from the full cost EUR 0.5443 to EUR 1.86; "
        "the unit costs the buyer EUR 3.10 today."
    )
    assert lines[-1].startswith('warning: At the expected volume the margin is "46.87%')
    tables = [line for line in lines if line.startswith("  ") and not line.endswith(".")]
    assert max(map(len, tables)) <= 80


def test_json_is_camel_case_with_exact_texts_and_says_that_it_is_internal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([*INSIDE, "--json", "--seed", "4"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["internal"] == "INTERNAL - never send this file"
    assert (told["subject"], told["acvMinimum"]) == ("nordwind-support", "53400.00")
    assert (told["range"]["recommended"], told["range"]["decidedBy"]) == ("0.990", "target_margin")
    assert told["spread"]["seed"] == 4
    assert told["warnings"][0]["id"] == "early-margin-low"
    assert told["cost"]["parts"] == {
        "model": "0.1186", "infrastructure": "0.0234", "humanReview": "0.0465",
        "support": "0.0252",
    }  # fmt: skip


@pytest.mark.parametrize("extra", [("--explain",), ("--volume", "20001")])
def test_steps_and_volumes_have_no_place_in_it(
    extra: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*INSIDE, *extra]) == 1
    assert "Leave --volume and --explain out" in capsys.readouterr().err


def test_a_proposal_holds_no_cost(capsys: pytest.CaptureFixture[str]) -> None:
    golden = Path(__file__).resolve().parents[1] / "golden" / "nordwind-support" / "proposal.json"
    assert run(["price", str(golden), "--inside"]) == 2
    assert "a proposal holds no cost" in capsys.readouterr().err
