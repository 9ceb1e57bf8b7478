"""Every shape of a proposal is what it says it is, by a validator of others where there is one."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from .extraction import SHAPES
from .test_pages import print_proposal
from .verapdf import verapdf_faults


def test_what_the_program_says_is_taken_over(tmp_path: Path) -> None:
    """A stand-in that passes one flavour and fails the other, as veraPDF prints it."""
    program = tmp_path / "stand-in"
    program.write_text('#!/bin/sh\n[ "$4" = 3a ] && echo "PASS $5 3a" || echo "FAIL $5 ua1"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    said = verapdf_faults(b"%PDF-", tmp_path, str(program))
    assert said == [f"ua1: FAIL {tmp_path / 'proposal.pdf'} ua1"]
    assert verapdf_faults(b"%PDF-", tmp_path, "no-such-program") is None


@pytest.mark.deep
@pytest.mark.parametrize("shape", SHAPES)
def test_verapdf_finds_nothing_in_any_shape(shape: str, tmp_path: Path) -> None:
    if verapdf_faults(b"", tmp_path) is None:
        pytest.skip("The program verapdf is not installed.")
    assert verapdf_faults(print_proposal(SHAPES[shape]()).pdf, tmp_path) == []
