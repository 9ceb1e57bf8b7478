"""Releases of price exceptions are read line by line, every fault with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalkit.errors import InputRefused
from proposalkit.knowledge.price_releases import RELEASES, read_price_releases

GOOD = (
    '{"kind": "price_exception", "digest": "' + "a" * 64 + '", "name": "TEST Nora Lind", '
    '"role": "Head of sales", "on": "2026-11-20", "note": "for a reference"}'
)


def write(folder: Path, *lines: str) -> Path:
    path = folder / RELEASES
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_a_workspace_without_the_file_has_no_release(tmp_path: Path) -> None:
    assert read_price_releases(tmp_path) == ()


def test_each_line_is_one_release(tmp_path: Path) -> None:
    (one, other) = read_price_releases(write(tmp_path, GOOD, "", GOOD))
    assert one == other
    assert one.words() == "TEST Nora Lind, Head of sales, 2026-11-20"


def test_every_bad_line_is_named_with_line_and_column(tmp_path: Path) -> None:
    short = GOOD.replace("a" * 64, "abc")
    undated = GOOD.replace(', "on": "2026-11-20"', "")
    with pytest.raises(InputRefused) as refused:
        read_price_releases(write(tmp_path, GOOD, short, undated, "{not json"))
    places = [one.where.partition(RELEASES)[2] for one in refused.value.findings]
    assert places == [":2:39", ":3:1", ":4:1"]
