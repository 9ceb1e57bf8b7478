"""The log: a line for each step, and no secret in any of them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextvars import copy_context
from pathlib import Path

import pytest
from tests.journeys.workspaces import BRIEF, DEAL, SELLER, copy_example, write

from proposalkit.cli.log import start_log
from proposalkit.cli.runtime import run
from proposalkit.model.seller import InternalProfile
from proposalkit.workflows.kept_inside import hide_inside
from proposalkit.workflows.steps import LOG, hide, redact, step, tell_steps

NOTE = "Walk away below four euros, the CFO of Brightwater knows why"
OTHER = "Brightwater Clinics SE"


@pytest.fixture(autouse=True)
def _quiet_afterwards() -> Iterator[None]:
    yield
    start_log(0)


def _workspace(folder: Path) -> Path:
    """The worked example with a secret in each place that has one, and a second customer."""
    workspace = copy_example(folder)
    seller = (workspace / SELLER).read_text("utf-8")
    internal = (
        f'internal:\n  cost_per_attempt: 0.1734\n  floor_price: 2.0517\n  notes: ["{NOTE}"]\n'
    )
    seller = re.sub(r"^internal:\n(?:[ #].*\n|\n)*", internal, seller, flags=re.MULTILINE)
    assert internal in seller
    write(workspace, SELLER, seller)
    brief = (workspace / BRIEF).read_text("utf-8")
    name = re.search(r"legal_name: ([^,}\n]+)", brief)
    assert name is not None
    write(workspace, "deals/brightwater-triage.yaml", brief.replace(name[1], OTHER))
    return workspace


def test_without_v_nothing_is_logged_and_with_it_each_step_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = copy_example(tmp_path / "workspace")
    monkeypatch.chdir(workspace)
    (workspace / BRIEF).write_text("format: 1\nbuyer: {legal_name: 7}\n", encoding="utf-8")
    assert run(["generate", DEAL]) == 2
    assert "step=" not in capsys.readouterr().err
    assert run(["generate", DEAL, "-v"]) == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("time=")]
    first, read, error = (line.partition(" ")[2] for line in lines)
    assert first.startswith("level=INFO proposalkit=0.1.0 python=3.")
    assert re.fullmatch(r"level=WARNING step=read state=failed seconds=\d+\.\d{3}", read)
    assert re.fullmatch(r"level=WARNING error=InputRefused findings=\d+ ids=[a-z,-]+", error)


@pytest.mark.parametrize("place", ["front", "back"])
def test_vv_says_when_a_step_begins_wherever_it_stands(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["generate", "none", "-w", str(copy_example(tmp_path / "workspace"))]
    assert run(["-vv", *command] if place == "front" else [*command, "-vv"]) == 2
    assert " level=DEBUG step=read state=started\n" in capsys.readouterr().err


def test_a_v_after_two_dashes_is_no_switch(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--", "-v"]) == 2
    assert "time=" not in capsys.readouterr().err


def test_no_planted_secret_reaches_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each secret is logged on purpose after the inputs were read, as a careless line would."""
    workspace = _workspace(tmp_path / "workspace")
    monkeypatch.setenv("OPENAI_API_KEY", "a-key-of-no-known-shape")
    secrets = {
        "0.1734", "2.0517", NOTE, NOTE.upper(), " ".join(NOTE.split()[3:8]), OTHER,
        "brightwater-triage", "a-key-of-no-known-shape", "sk-proj-Abc123Abc123Abc123",
        "mira.holt@nordwind.example", str(tmp_path / "workspace"), "/home/mira/deals",
        "Bearer abc.def", "password=hunter2", "https://mira:hunter2@models.example",
    }  # fmt: skip

    def careless() -> None:
        from proposalkit.workflows.gather import gather

        start_log(2)
        gathered = gather(workspace, DEAL)
        assert str(gathered.inputs.seller.internal.floor_price) == "2.0517"
        for secret in secrets:
            LOG.debug("value=%s", secret)
        try:
            raise ValueError(f"{NOTE} {OTHER}")
        except ValueError:
            LOG.exception("trace")

    copy_context().run(careless)
    text = capsys.readouterr().err
    assert [one for one in (*secrets, "hunter2", "Brightwater") if one in text] == []
    assert text.count("value=") == len(secrets)
    assert "ValueError: [hidden]" in text
    assert re.search(r"step=plan state=done seconds=\d+\.\d{3}\n", text)


@pytest.mark.parametrize(
    "line",
    ["step=render state=done seconds=2.051 pages=14", "error=InputRefused ids=bad-value,too-long",
     "proposalkit=0.1.0 python=3.11.2 system=Linux", "step=index units=10000 key=value"],
)  # fmt: skip
def test_what_is_no_secret_stays(line: str) -> None:
    assert redact(line) == line


def test_a_hidden_number_is_not_cut_out_of_a_longer_one() -> None:
    def check() -> None:
        hide(["2.05", 7])
        assert (
            redact("2.05 12.05 2.051 7 17 x=2.05,")
            == "[hidden] 12.05 2.051 [hidden] 17 x=[hidden],"
        )

    copy_context().run(check)


def test_nothing_is_read_for_a_log_nobody_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_log(0)
    hidden: list[object] = []
    monkeypatch.setattr("proposalkit.workflows.kept_inside.hide", hidden.append)
    hide_inside(tmp_path, DEAL, InternalProfile())
    assert hidden == []
    LOG.setLevel(logging.INFO)
    hide_inside(tmp_path, DEAL, InternalProfile())
    assert len(hidden) == 2


def test_a_progress_line_is_told_each_step() -> None:
    told: list[str] = []
    with tell_steps(told.append):
        with step("read") as said:
            said["files"] = 3
        with step("write"):
            pass
    with step("silent"):
        pass
    assert told == ["read", "write"]
