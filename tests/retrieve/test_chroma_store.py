"""What Chroma gives is exact after scoring, and whatever breaks in it is said, not suffered."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.retrieve.small_index import WordEmbedder, some_units, unit

from proposalkit.errors import Refused
from proposalkit.retrieve import build, store_build
from proposalkit.retrieve.build import build_index
from proposalkit.retrieve.chroma_client import (
    ChromaBroken,
    chroma_client,
    collection_name,
    server_address,
)
from proposalkit.retrieve.chroma_store import Progress, StoreJob, write_store
from proposalkit.retrieve.generation import Generation, open_generation

CHROMA = Path(__file__).resolve().parents[2] / ".venv" / "bin" / "chroma"
QUERIES = ("liability number3", "pilot exit", "nothing of the kind", "terms")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of three hundred units in two kinds."""
    folder = tmp_path_factory.mktemp("built")
    build_index(some_units(300), WordEmbedder(), folder)
    return folder


@pytest.fixture(scope="module")
def generation(built: Path) -> Iterator[Generation]:
    """The index, open."""
    opened = open_generation(built, "words")
    yield opened
    opened.close()


def _nearest(generation: Generation, query: str, k: int, kind: str | None = None) -> set[int]:
    """Score every row the long way; equal scores go by id."""
    vector = WordEmbedder().embed([query])[0]
    scored = [
        (-round(float(np.dot(np.asarray(row, float), np.asarray(vector, float))), 6), number)
        for number, row in enumerate(generation.vectors if generation.vectors is not None else ())
        if kind is None or generation.units[number].kind == kind
    ]
    return {number for _, number in sorted(scored)[:k]}


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("kind", [None, "clause", "passage"])
def test_the_exact_best_are_among_the_candidates(
    generation: Generation, query: str, kind: str | None
) -> None:
    vector = WordEmbedder().embed([query])[0]
    rows = generation.chroma_rows(vector, (kind,) if kind else (), 10)
    assert _nearest(generation, query, 10, kind) <= set(rows)
    assert len(rows) < 300
    assert {generation.units[row].kind for row in rows} <= (
        {kind} if kind else {"clause", "passage"}
    )


def test_nearer_rows_of_one_kind_are_all_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty clauses say what is asked, sixty passages do not: the share of each is too small."""
    monkeypatch.setattr(build, "OWN_COLLECTION", 50)
    near = [unit(f"near-{n}", f"alpha beta case{n}") for n in range(60)]
    far = [unit(f"far-{n}", f"gamma delta thing{n}", "passage") for n in range(60)]
    build_index([*near, *far], WordEmbedder(), tmp_path)
    opened = open_generation(tmp_path, "words")
    rows = opened.chroma_rows(WordEmbedder().embed(["alpha beta"])[0], (), 55)
    assert _nearest(opened, "alpha beta", 55) <= set(rows)
    opened.close()


def test_a_kind_that_outgrows_the_shared_collection_moves_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "OWN_COLLECTION", 11)
    names = []
    for count in (20, 22, 24, 20):  # half of them clauses
        build_index(some_units(count), WordEmbedder(), tmp_path)
        opened = open_generation(tmp_path, "words")
        assert opened.manifest.chroma is not None
        names.append(set(opened.manifest.chroma.collections.values()))
        for kinds in ((), ("clause",), ("passage",), ("clause", "passage")):
            rows = opened.chroma_rows(np.ones(32, np.float32), kinds, 99)
            expected = [n for n, one in enumerate(opened.units) if not kinds or one.kind in kinds]
            assert list(rows) == expected
        opened.close()
    assert [len(one) for one in names] == [1, 2, 2, 1]


def test_a_kind_that_vanishes_from_a_shared_collection_is_forgotten(tmp_path: Path) -> None:
    lone = unit("lone", "Only one of its kind.", "motion")
    build_index([*some_units(20), lone], WordEmbedder(), tmp_path)
    moved = lone.model_copy(update={"kind": "passage"})  # its id stays
    build_index([*some_units(20), moved], WordEmbedder(), tmp_path)
    opened = open_generation(tmp_path, "words")
    vector = WordEmbedder().embed(["lone"])[0]
    assert len(opened.chroma_rows(vector, (), 99)) == 21
    passages = opened.chroma_rows(vector, ("passage",), 99)
    assert {opened.units[row].kind for row in passages} == {"passage"}
    assert "motion/lone" in {opened.units[row].id for row in passages}
    opened.close()


def test_a_kind_that_is_not_there_gives_no_rows(generation: Generation) -> None:
    assert list(generation.chroma_rows(WordEmbedder().embed(["a"])[0], ("motion",), 5)) == []


def test_a_store_brought_up_to_date_finds_new_words_and_forgets_old_units(tmp_path: Path) -> None:
    units = some_units(20)
    build_index(units, WordEmbedder(), tmp_path)
    changed = units[4].model_copy(update={"text": "wholly unheard words"})
    moved = unit("moved", "moved to another kind", "passage")
    build_index([changed, moved, *units[6:], *units[:4]], WordEmbedder(), tmp_path)
    opened = open_generation(tmp_path, "words")
    ids = [opened.units[row].id for row in opened.chroma_rows(np.zeros(32, np.float32), (), 99)]
    assert sorted(ids) == sorted(one.id for one in opened.units)
    assert units[5].id not in ids
    vector = WordEmbedder().embed([changed.indexed])[0]
    nearest = opened.vectors[opened.chroma_rows(vector, ("clause",), 1)] @ vector  # type: ignore[index]
    assert float(nearest.max()) == pytest.approx(1, abs=1e-5)
    opened.close()


def test_a_copy_that_does_not_hold_is_dropped_and_the_store_built_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(some_units(20), WordEmbedder(), tmp_path)
    tried: list[int] = []

    def first_fails(place: Path | str, job: StoreJob, progress: Progress) -> None:
        tried.append(len(job.known))
        if job.known:
            raise ChromaBroken("Chroma holds 19 units instead of 20.", "")
        write_store(place, job, progress)

    monkeypatch.setattr(store_build, "write_store", first_fails)
    report = build_index(some_units(21), WordEmbedder(), tmp_path)
    assert tried == [20, 0]
    assert report.notes == ("The store was built anew. Chroma holds 19 units instead of 20.",)
    opened = open_generation(tmp_path, "words")
    assert len(opened.chroma_rows(np.ones(32, np.float32), (), 99)) == 21
    opened.close()


def test_a_store_that_lost_units_is_seen_before_it_is_made_current(tmp_path: Path) -> None:
    """The copy lacks a unit that the digests promise: the count gives it away."""
    build_index(some_units(20), WordEmbedder(), tmp_path)
    path = open_generation(tmp_path, "words").folder / "chroma"
    with chroma_client(path) as client:
        name = collection_name("", "words-1")
        client.get_collection(name).delete(ids=["clause/training-000"])
    with pytest.raises(ChromaBroken, match="holds 19 units instead of 20"):
        _write_again(tmp_path, path)


def _write_again(folder: Path, path: Path) -> None:
    from proposalkit.retrieve.snapshot import prepare_rows

    rows = prepare_rows(some_units(20))
    opened = open_generation(folder, "words")
    assert opened.manifest.chroma is not None
    assert opened.vectors is not None
    known = rows.keys("words-1").units()
    job = StoreJob(rows, opened.vectors, opened.manifest.chroma.collections, known)
    write_store(path, job, lambda step, done, total: None)


@pytest.mark.parametrize("harm", ["cut", "missing", "garbage"])
def test_a_damaged_store_is_named_and_the_rest_can_still_be_read(tmp_path: Path, harm: str) -> None:
    build_index(some_units(), WordEmbedder(), tmp_path)
    opened = open_generation(tmp_path, "words")
    victim = next(opened.folder.glob("chroma/*/data_level0.bin"))
    if harm == "missing":
        victim.unlink()
    else:
        size = victim.stat().st_size
        victim.write_bytes(b"" if harm == "cut" else b"\xff" * size)  # garbage kills a process
    opened = open_generation(tmp_path, "words")
    with pytest.raises(ChromaBroken, match=r"Chroma in .* cannot be used"):
        opened.chroma_rows(np.ones(32, np.float32), (), 5)
    assert opened.vectors is not None
    assert opened.lexical.scores("pilot").max() > 0


def test_an_index_by_words_alone_has_no_store_to_ask(tmp_path: Path) -> None:
    build_index(some_units(), None, tmp_path)
    with pytest.raises(ChromaBroken, match="without an embedding model"):
        open_generation(tmp_path, "none").chroma_rows(np.ones(32, np.float32), (), 5)


def test_a_store_opened_before_a_fork_is_not_asked(
    generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation.chroma_rows(np.ones(32, np.float32), (), 5)
    monkeypatch.setattr(os, "getpid", lambda: -1)
    with pytest.raises(ChromaBroken, match="before this process was forked"):
        generation.chroma_rows(np.ones(32, np.float32), (), 5)


def test_kinds_of_any_writing_get_names_that_chroma_takes_and_that_differ() -> None:
    kinds = [
        "a",
        "",
        "Ünïcode!",
        "unicode",
        "x" * 600,
        "A",
        "-",
        "..",
        "clause kind",
        "clause/kind",
    ]
    names = [collection_name(kind, "words-1", ".12345678.0123456789abcdef") for kind in kinds]
    assert len(set(names)) == len(kinds)
    allowed = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9._-]{1,510}[a-zA-Z0-9]")
    assert [name for name in names if not allowed.fullmatch(name)] == []
    assert collection_name("clause", "words-1") != collection_name("clause", "words-2")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://127.0.0.1:8000", ("127.0.0.1", 8000, False)),
        ("http://localhost", ("localhost", 8000, False)),
        ("https://chroma.example.com", ("chroma.example.com", 443, True)),
    ],
)
def test_an_address_is_taken_apart(url: str, address: tuple[str, int, bool]) -> None:
    assert server_address(url) == address


@pytest.mark.parametrize(
    "url",
    ["", "127.0.0.1:8000", "ftp://x", "http://", "http://a:b@x", "http://x:99999", "http://["],
)
def test_what_is_no_address_is_refused_before_anything_is_done(tmp_path: Path, url: str) -> None:
    with pytest.raises(Refused, match="is not the address of a Chroma server"):
        server_address(url)
    assert not list(tmp_path.iterdir())


def test_a_server_that_is_away_is_named_and_the_old_index_stays(tmp_path: Path) -> None:
    build_index(some_units(), WordEmbedder(), tmp_path)
    url = f"http://127.0.0.1:{_free_port()}"
    with pytest.raises(ChromaBroken, match=re.escape(url)):
        build_index(some_units(9), WordEmbedder(), tmp_path, chroma_url=url)
    assert len(open_generation(tmp_path, "words").units) == 8


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Chroma server on this machine."""
    port, folder = _free_port(), tmp_path_factory.mktemp("server")
    command = [str(CHROMA), "run", "--path", str(folder), "--host", "127.0.0.1"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([*command, "--port", str(port)], **quiet) as process:  # type: ignore[call-overload]
        try:
            _wait(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait(port: int) -> None:
    for _ in range(600):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the Chroma server does not answer")


def test_a_server_holds_the_current_generation_and_gives_the_exact_best(
    server: str, tmp_path: Path
) -> None:
    first = build_index(some_units(40), WordEmbedder(), tmp_path, chroma_url=server)
    second = build_index(some_units(41), WordEmbedder(), tmp_path, chroma_url=server)
    assert (second.chroma, second.embedded) == (server, 1)
    with chroma_client(server) as client:
        names = [one.name for one in client.list_collections()]
    mark = second.generation.removeprefix("generation-")
    assert (len(names), [name for name in names if mark not in name]) == (1, [])
    assert first.generation.removeprefix("generation-") not in "".join(names)
    opened = open_generation(tmp_path, "words")
    rows = opened.chroma_rows(WordEmbedder().embed(["pilot number5"])[0], (), 10)
    assert _nearest(opened, "pilot number5", 10) <= set(rows)
    opened.close()


@pytest.mark.deep
def test_two_folders_share_a_server_and_a_collection_taken_away_is_told(
    server: str, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        build_index(some_units(12), WordEmbedder(), tmp_path / name, chroma_url=server)
    build_index(some_units(13), WordEmbedder(), tmp_path / "one", chroma_url=server)
    two = open_generation(tmp_path / "two", "words")
    assert len(two.chroma_rows(np.ones(32, np.float32), (), 99)) == 12
    two.close()
    assert two.manifest.chroma is not None
    with chroma_client(server) as client:
        client.delete_collection(next(iter(two.manifest.chroma.collections.values())))
    with pytest.raises(ChromaBroken):
        two.chroma_rows(np.ones(32, np.float32), (), 99)


@pytest.mark.deep
def test_of_ten_thousand_units_none_of_the_exact_best_is_missed(tmp_path: Path) -> None:
    """The texts differ in two words, so their vectors crowd: harder than any real knowledge."""
    build_index(some_units(10_000), WordEmbedder(), tmp_path)
    opened = open_generation(tmp_path, "words")
    missed = 0
    for number in range(50):
        query = f"number{number * 199} group{number % 5}"
        rows = opened.chroma_rows(WordEmbedder().embed([query])[0], (), 10)
        missed += len(_nearest(opened, query, 10) - set(rows))
    opened.close()
    assert missed == 0  # of 500


def test_a_refused_address_is_said_without_its_login() -> None:
    with pytest.raises(Refused) as refused:
        server_address("http://kim:secret@host:8000")
    assert refused.value.message == '"http://host:8000" is not the address of a Chroma server.'
