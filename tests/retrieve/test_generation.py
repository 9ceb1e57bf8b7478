"""A generation is read whole or not at all: every file is held to its digest."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.retrieve.small_index import WordEmbedder, contents, some_units

from proposalkit.errors import InputRefused
from proposalkit.retrieve.build import build_index
from proposalkit.retrieve.generation import (
    FORMAT,
    GenerationUnusable,
    NoGeneration,
    open_generation,
)

FILES = (
    "manifest.json", "units.jsonl", "columns.npy", "columns.json", "keys.json", "vectors.npy",
    "lexical/keys.npy", "lexical/about.json",
)  # fmt: skip
HARMS: dict[str, Callable[[Path], object]] = {
    "is missing": Path.unlink,
    "is cut": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "has another letter": lambda path: path.write_bytes(_with_one_changed(path.read_bytes())),
    "is empty": lambda path: path.write_bytes(b""),
}


def _with_one_changed(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of eight units; copy it before you change it."""
    folder = tmp_path_factory.mktemp("built") / "index"
    build_index(some_units(), WordEmbedder(), folder)
    return folder


@pytest.fixture
def index(built: Path, tmp_path: Path) -> Path:
    """A copy of the index."""
    return Path(shutil.copytree(built, tmp_path / "index"))


def _generation(index: Path) -> Path:
    (path,) = index.glob("generation-*")
    return path


def test_a_folder_without_an_index_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoGeneration, match="There is no index"):
        open_generation(tmp_path, "words")


def test_row_n_of_every_part_belongs_to_unit_n(index: Path) -> None:
    generation = open_generation(index, "words", "words-1")
    units = sorted(some_units(), key=lambda one: one.id)
    assert list(generation.units) == units
    assert generation.vectors is not None
    expected = WordEmbedder().embed([one.indexed for one in units])
    assert generation.vectors.tolist() == expected.tolist()
    best = int(generation.lexical.scores("number5").argmax())
    assert units[best].id == "passage/pilot-005"
    assert generation.table.order.tolist() == list(range(8))


def test_an_index_of_another_model_is_refused_and_both_are_named(index: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        open_generation(index, "words", "words-2")
    (finding,) = refused.value.findings
    assert '"words-1"' in finding.message
    assert '"words-2"' in finding.message


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_file_is_named_by_a_reader(index: Path, name: str, harm: str) -> None:
    HARMS[harm](_generation(index) / name)
    with pytest.raises(GenerationUnusable, match=name.replace(".", r"\.")):
        open_generation(index, "words")


@pytest.mark.parametrize("name", [*FILES, "chroma/chroma.sqlite3"])
def test_a_damaged_generation_is_set_aside_and_built_again(index: Path, name: str) -> None:
    damaged = _generation(index)
    (damaged / name).write_bytes(b"{}")
    embedder = WordEmbedder()
    report = build_index(some_units(), embedder, index)
    assert report.set_aside == (f"set-aside-{damaged.name}",)
    assert name in report.notes[0]
    assert (index / report.set_aside[0] / "units.jsonl").is_file()
    assert report.generation == damaged.name
    assert len(open_generation(index, "words").units) == 8
    lost = name in ("manifest.json", "keys.json", "vectors.npy")
    assert len(embedder.texts) == (8 if lost else 0)  # whole vectors are not made twice


def test_a_generation_of_another_format_is_named_by_both_numbers(index: Path) -> None:
    manifest = _generation(index) / "manifest.json"
    stored = json.loads(manifest.read_bytes())
    manifest.write_text(json.dumps(stored | {"format": 99}), encoding="utf-8")
    with pytest.raises(GenerationUnusable, match=f'"99", this program writes "{FORMAT}"'):
        open_generation(index, "words")
    assert len(build_index(some_units(), WordEmbedder(), index).set_aside) == 1


@pytest.mark.parametrize("pointer", [b"", b"{", b'{"generation": "generation-0"}'])
def test_a_damaged_pointer_is_named_and_mended_from_the_generation(
    index: Path, pointer: bytes
) -> None:
    (index / "CURRENT-words").write_bytes(pointer)
    with pytest.raises(GenerationUnusable, match="CURRENT-words"):
        open_generation(index, "words")
    before, embedder = _generation(index).stat().st_ino, WordEmbedder()
    build_index(some_units(), embedder, index)
    assert (_generation(index).stat().st_ino, embedder.texts) == (before, [])
    assert len(open_generation(index, "words").units) == 8


def test_only_the_last_generation_set_aside_is_kept(index: Path) -> None:
    for _ in range(2):
        _generation(index).joinpath("units.jsonl").unlink()
        build_index(some_units(), WordEmbedder(), index)
    build_index(some_units(9), WordEmbedder(), index)
    open_generation(index, "words").folder.joinpath("units.jsonl").unlink()
    build_index(some_units(9), WordEmbedder(), index)
    assert len(list(index.glob("set-aside-*"))) == 1


def test_reading_writes_nothing_and_loads_no_chroma(index: Path) -> None:
    before = contents(index)
    code = (
        "import sys; from pathlib import Path; "
        "from proposalkit.retrieve.generation import open_generation; "
        f"g = open_generation(Path({str(index)!r}), 'words'); g.units[3]; g.lexical.scores('a'); "
        "assert not {'chromadb', 'langchain_core', 'bm25s', 'onnxruntime'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert contents(index) == before


def test_asking_chroma_writes_nothing_into_the_generation(index: Path) -> None:
    before = contents(index)
    generation = open_generation(index, "words")
    generation.chroma_rows(WordEmbedder().embed(["pilot"])[0], (), 3)
    generation.close()
    assert contents(index) == before


def test_an_open_generation_outlives_its_files(index: Path) -> None:
    generation = open_generation(index, "words")
    shutil.rmtree(index)
    assert generation.units[0].id == "clause/deletion-002"
    assert generation.vectors is not None
    assert float(generation.vectors[0] @ generation.vectors[0]) == pytest.approx(1, abs=1e-6)
