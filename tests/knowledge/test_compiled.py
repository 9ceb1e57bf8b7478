"""The compiled catalogue: the same as a parsed one, and dropped when anything is odd."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from proposalkit.errors import InputRefused
from proposalkit.knowledge import library
from proposalkit.knowledge.cache_place import cache_folder
from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.knowledge.library import read_catalogue

SMALL = Path(__file__).parent / "small"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PROPOSALKIT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "small")
    return tmp_path / "small"


def _forbid_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(files: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr(library, "catalogue_of", refuse)


def test_a_compiled_catalogue_equals_the_parsed_one(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = read_catalogue([SMALL])
    assert load_catalogue([SMALL]) == parsed
    _forbid_parsing(monkeypatch)
    assert load_catalogue([SMALL]) == parsed


def test_a_changed_file_is_parsed_again(cache: Path, folder: Path) -> None:
    load_catalogue([folder])
    gates = folder / "gates.yaml"
    gates.write_text(gates.read_text().replace("days: 10", "days: 11"))
    assert load_catalogue([folder]).gates[0].days == 11


def test_the_same_files_elsewhere_use_the_same_entry(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_catalogue([SMALL])
    _forbid_parsing(monkeypatch)
    assert load_catalogue([folder]) == first


def test_one_changed_letter_in_the_cache_is_noticed(cache: Path) -> None:
    whole = load_catalogue([SMALL])
    (entry,) = cache.glob("catalogue-*.json")
    data = entry.read_bytes()
    entry.write_bytes(data.replace(b"shall not use Customer Data", b"shall now use Customer Data"))
    assert entry.read_bytes() != data
    assert load_catalogue([SMALL]) == whole


@pytest.mark.parametrize("body", [b"", b"{}", b"not json", b'{"library": 1}'])
def test_an_entry_that_cannot_be_read_is_built_again(cache: Path, body: bytes) -> None:
    whole = load_catalogue([SMALL])
    (entry,) = cache.glob("catalogue-*.json")
    entry.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    assert load_catalogue([SMALL]) == whole


def test_faults_are_refused_and_nothing_is_kept(cache: Path, folder: Path) -> None:
    (folder / "gates.yaml").write_text("gates: []\n")
    with pytest.raises(InputRefused):
        load_catalogue([folder])
    assert not cache.exists()


def test_loading_works_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("PROPOSALKIT_CACHE", str(tmp_path / "file" / "cache"))
    assert load_catalogue([SMALL]) == read_catalogue([SMALL])


def test_no_half_written_file_stays_behind(cache: Path) -> None:
    load_catalogue([SMALL])
    assert [one.name[:10] for one in cache.iterdir()] == ["catalogue-"]


def test_old_entries_are_cleared_away(cache: Path, folder: Path) -> None:
    gates, text = folder / "gates.yaml", (folder / "gates.yaml").read_text()
    for days in range(1, 13):
        gates.write_text(text.replace("days: 10", f"days: {days}"))
        load_catalogue([folder])
    assert len(list(cache.glob("catalogue-*.json"))) == 8


def test_the_cache_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROPOSALKIT_CACHE", "/a/own")
    assert cache_folder() == Path("/a/own")
    monkeypatch.delenv("PROPOSALKIT_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/a/cache")
    assert cache_folder() == Path("/a/cache/proposalkit")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/a/home")
    assert cache_folder() == Path("/a/home/.cache/proposalkit")
