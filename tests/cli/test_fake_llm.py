"""The command that plays a model endpoint says where it is and what its policies are."""

from __future__ import annotations

import pytest

from proposalkit.cli.runtime import run
from proposalkit.testing import FakeModel


def _stop_at_once(_: FakeModel, seconds: float) -> bool:
    raise KeyboardInterrupt


def test_it_says_its_address_and_ends_by_ctrl_c(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(FakeModel, "ended", _stop_at_once)
    assert run(["fake-llm", "--policy", "adaptive", "--rate", "0.5", "--seed", "7"]) == 0
    said = capsys.readouterr().err
    assert "http://127.0.0.1:" in said
    assert "adaptive" in said
    assert "Ended after 0 requests." in said


def test_a_fault_there_is_not_is_refused_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["fake-llm", "--policy", "broken", "--fault", "hiccup"]) == 2
    said = capsys.readouterr().err
    assert '"hiccup" is not a fault' in said
    assert "rate-limited" in said


@pytest.mark.parametrize("given", [["--rate", "2"], ["--policy", "clever"], ["--port", "70000"]])
def test_an_option_out_of_its_range_is_refused(given: list[str]) -> None:
    assert run(["fake-llm", *given]) == 2
