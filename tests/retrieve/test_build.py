"""Building changes nothing that needs no change, embeds nothing twice, and fails without harm."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.retrieve.small_index import WordEmbedder, contents, some_units, unit

from proposalkit.errors import InputRefused, Refused, Unavailable
from proposalkit.retrieve.build import build_index
from proposalkit.retrieve.generation import embedder_name, open_generation, pointed_embedders
from proposalkit.retrieve.index_lock import index_lock


def test_the_order_of_the_units_plays_no_part(tmp_path: Path) -> None:
    one = build_index(some_units(), WordEmbedder(), tmp_path / "one")
    units = list(some_units())
    random.Random(7).shuffle(units)
    assert units != list(some_units())
    two = build_index(units, WordEmbedder(), tmp_path / "two")
    assert one.generation == two.generation
    for name in ("units.jsonl", "vectors.npy", "columns.npy", "lexical/weights.npy", "keys.json"):
        first, second = (tmp_path / at / one.generation / name for at in ("one", "two"))
        assert first.read_bytes() == second.read_bytes(), name


def test_without_a_change_nothing_is_written_or_embedded_and_no_chroma_is_loaded(
    tmp_path: Path,
) -> None:
    first = build_index(some_units(), WordEmbedder(), tmp_path / "index")
    before = contents(tmp_path / "index")
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, '.'); "
        "from tests.retrieve.small_index import WordEmbedder, some_units; "
        "from proposalkit.retrieve.build import build_index; e = WordEmbedder(); "
        f"report = build_index(some_units(), e, Path({str(tmp_path / 'index')!r})); "
        "assert not {'chromadb', 'langchain_chroma'} & set(sys.modules); "
        "print(report.generation, report.written, len(e.texts))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=_root()
    )
    assert done.stdout.split() == [first.generation, "False", "0"]
    assert contents(tmp_path / "index") == before


def _root() -> Path:
    return Path(__file__).resolve().parents[2]


def test_only_a_new_text_is_embedded_and_equal_texts_once(tmp_path: Path) -> None:
    build_index(some_units(), WordEmbedder(), tmp_path)
    new = [unit("a", "The same words."), unit("b", "The same words.")]
    new = [one.model_copy(update={"title": "Same"}) for one in new]
    embedder = WordEmbedder()
    report = build_index([*some_units(), *new], embedder, tmp_path)
    assert embedder.texts == ["Same.\nThe same words."]
    assert (report.units, report.embedded, report.written) == (10, 1, True)


def test_a_changed_field_that_is_not_indexed_embeds_nothing(tmp_path: Path) -> None:
    build_index(some_units(), WordEmbedder(), tmp_path)
    moved = [one.model_copy(update={"line": 9}) for one in some_units()]
    embedder = WordEmbedder()
    report = build_index(moved, embedder, tmp_path)
    assert (report.written, embedder.texts) == (True, [])
    assert open_generation(tmp_path, "words").units[0].line == 9


def test_two_generations_of_an_embedder_are_kept_and_a_return_finds_the_former(
    tmp_path: Path,
) -> None:
    first = build_index(some_units(8), WordEmbedder(), tmp_path).generation
    second = build_index(some_units(9), WordEmbedder(), tmp_path).generation
    made = (tmp_path / first).stat().st_ino
    embedder = WordEmbedder()
    assert build_index(some_units(8), embedder, tmp_path).generation == first
    assert ((tmp_path / first).stat().st_ino, embedder.texts) == (made, [])
    third = build_index(some_units(7), WordEmbedder(), tmp_path).generation
    assert {one.name for one in tmp_path.glob("generation-*")} == {first, third}
    assert second not in {first, third}


def test_each_embedder_has_its_own_generation(tmp_path: Path) -> None:
    words = build_index(some_units(), WordEmbedder(), tmp_path)
    other = build_index(some_units(), WordEmbedder("openai-small-32"), tmp_path)
    alone = build_index(some_units(), None, tmp_path)
    assert pointed_embedders(tmp_path) == ("none", "openai", "words")
    for name, report in (("words", words), ("openai", other), ("none", alone)):
        assert open_generation(tmp_path, name).name == report.generation
    generation = open_generation(tmp_path, "none")
    assert (generation.vectors, generation.manifest.mode) == (None, "lexical")
    assert not (generation.folder / "chroma").exists()


@pytest.mark.parametrize(
    ("fingerprint", "name"),
    [
        ("", "none"),
        ("minilm-53aa5117-be50c362-int8-rr-vnni", "minilm"),
        ("openai-text-embedding-3-small-512", "openai"),
        ("compatible-1a2b3c4d-e5-384", "openai"),
    ],
)
def test_an_embedder_is_named_by_its_fingerprint(fingerprint: str, name: str) -> None:
    assert embedder_name(fingerprint) == name


def test_an_index_of_nothing_can_be_built_and_read(tmp_path: Path) -> None:
    build_index((), WordEmbedder(), tmp_path)
    generation = open_generation(tmp_path, "words")
    assert (len(generation.units), generation.lexical.scores("word").tolist()) == (0, [])
    assert list(generation.chroma_rows(WordEmbedder().embed(["word"])[0], (), 5)) == []
    generation.close()


def test_two_units_of_one_id_are_refused_with_their_place(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        build_index([*some_units(), unit("exit-006", "Again.")], None, tmp_path)
    (finding,) = refused.value.findings
    assert (finding.where, finding.message) == (
        "exit-006.md:1",
        '"clause/exit-006" is the id of two units.',
    )
    assert not list(tmp_path.iterdir())


def test_while_the_lock_is_held_a_writer_is_refused_and_a_reader_is_not(tmp_path: Path) -> None:
    build_index(some_units(), None, tmp_path)
    with index_lock(tmp_path):
        with pytest.raises(Refused, match="is locked: another process is writing it"):
            build_index(some_units(9), None, tmp_path)
        assert len(open_generation(tmp_path, "none").units) == 8
    assert build_index(some_units(9), None, tmp_path).units == 9


def test_what_a_dead_writer_left_is_removed(tmp_path: Path) -> None:
    build_index(some_units(), None, tmp_path)
    left = tmp_path / ".building-4711"
    left.mkdir()
    (left / "units.jsonl").write_text("{", encoding="utf-8")
    (tmp_path / ".building-pointer").write_text("{", encoding="utf-8")
    assert build_index(some_units(), None, tmp_path).written is False
    assert not list(tmp_path.glob(".building-*"))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "There is no room for the index"),
        (errno.EACCES, "no permission"),
        (errno.EIO, "input/output error"),
    ],
)
def test_a_disk_that_refuses_leaves_the_old_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    build_index(some_units(), None, tmp_path)
    before = contents(tmp_path)

    def refuse(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(Unavailable, match=words):
            build_index(some_units(9), None, tmp_path)
    assert contents(tmp_path) == before
    assert len(open_generation(tmp_path, "none").units) == 8


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Unavailable, match="cannot be written: not a directory"):
        build_index(some_units(), None, tmp_path / "file" / "index")


class _Broken(WordEmbedder):
    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return super().embed(texts) * np.float32("nan")


def test_vectors_of_no_use_are_refused_and_the_old_index_stays(tmp_path: Path) -> None:
    build_index(some_units(), WordEmbedder(), tmp_path)
    with pytest.raises(Unavailable, match='"words-1" gave no usable vectors'):
        build_index(some_units(9), _Broken(), tmp_path)
    assert len(open_generation(tmp_path, "words").units) == 8


def test_what_the_units_were_made_from_is_kept_without_a_new_generation(tmp_path: Path) -> None:
    build_index(some_units(), None, tmp_path, source="files-1")
    report = build_index(some_units(), None, tmp_path, source="files-2")
    assert (report.written, open_generation(tmp_path, "none").source) == (False, "files-2")
