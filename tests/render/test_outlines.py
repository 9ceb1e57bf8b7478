"""The digests kept beside the fonts are those of what the fonts draw."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from proposalkit.render.outlines import known_shapes, outlines_of, outlines_text

FONTS = Path(__file__).resolve().parents[2] / "templates" / "fonts"


def test_what_one_font_draws_is_in_the_kept_list(tmp_path: Path) -> None:
    shutil.copy(FONTS / "Inter-Medium.otf", tmp_path)
    kept = json.loads((FONTS / "outlines.json").read_text(encoding="utf-8"))
    made = outlines_of(tmp_path)
    assert len(made) > 1000
    assert all(set(characters) <= set(kept[digest]) for digest, characters in made.items())


def test_letters_that_look_alike_share_an_outline_and_others_do_not() -> None:
    known = known_shapes(FONTS)
    assert known["A"] & known["\u0391"]  # Latin A and Greek Alpha
    assert not known["1"] & known["7"]
    assert not known["O"] & known["0"]


@pytest.mark.deep
def test_the_kept_list_is_fresh() -> None:
    kept = (FONTS / "outlines.json").read_text(encoding="utf-8")
    assert kept == outlines_text(FONTS)
