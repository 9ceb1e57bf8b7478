"""The pages of the worked deals have no fault of layout that a machine can see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.render.page_faults import look_at
from tests.worked import DEALS


@pytest.mark.deep
@pytest.mark.parametrize("deal", DEALS)
@pytest.mark.parametrize("name", ["proposal.pdf", "summary.pdf"])
def test_no_text_crosses_a_border_and_no_opening_words_are_left_behind(
    deal: str, name: str, output_of: Callable[[str], Path]
) -> None:
    look = look_at((output_of(deal) / deal / "1" / "buyer" / name).read_bytes())
    assert look.faults == ()
