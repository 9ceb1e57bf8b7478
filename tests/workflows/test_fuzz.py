"""Hundreds of files broken at random end in a verdict or a typed refusal, never in a trace."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from tests.readers.samples import print_sample, sample_html
from tests.workflows.fuzzed import Kit, fuzzed, judged, near_readers

from proposalkit.exports.pricing_sheet import pricing_sheet
from proposalkit.kit.manifest import manifest_bytes
from proposalkit.model.canonical import canonical_bytes
from proposalkit.model.proposal import Proposal
from proposalkit.workflows.kit_exports import kit_exports

ROOT = Path(__file__).resolve().parents[2]
QUICK, FULL, AT_ONCE = 500, 10_000, 500
OUTCOMES = {"refused", "unavailable", "PASSED alone", "FAILED", "INDETERMINATE"}


@pytest.fixture(scope="module")
def kit() -> Kit:
    """Everything a buyer may get, as small as it can be."""
    proposal = Proposal.model_validate_json((ROOT / "examples/minimal/proposal.json").read_bytes())
    data = canonical_bytes(proposal)
    files = {
        "proposal.json": data,
        "proposal.pdf": print_sample(sample_html(rows=2, clauses=1), data),
        "pricing.xlsx": pricing_sheet(proposal),
        "parity.json": b'{"parityVersion":"0.1","proposalId":"urn:x","shown":{"/title":'
        b'[{"box":[70.0,700.0,200.0,712.5],"page":1}]}}',
        **kit_exports(proposal),
    }
    return {
        **files,
        "manifest.json": manifest_bytes(proposal, files),
        "manifest.jws": b"eyJhbGciOiJFUzI1NiJ9..AAAA",
    }


def test_five_hundred_broken_files_are_judged_or_refused(kit: Kit, tmp_path: Path) -> None:
    patch = near_readers()
    try:
        said = Counter(judged(kit, number, tmp_path / "work") for number in range(QUICK))
    finally:
        patch.undo()
    assert set(said) <= OUTCOMES
    assert said.total() == QUICK
    assert said["FAILED"] > 100
    assert said["refused"] > 10
    assert said["PASSED alone"] < 10


def test_the_same_number_gives_the_same_broken_file(kit: Kit, tmp_path: Path) -> None:
    one, two = (fuzzed(kit, 7, tmp_path / name) for name in ("a", "b"))
    files = [{path.name: path.read_bytes() for path in each.parent.rglob("*") if path.is_file()}
             for each in (one, two)]  # fmt: skip
    assert files[0] == files[1]


@pytest.mark.deep
def test_ten_thousand_broken_files_are_judged_or_refused(kit: Kit, tmp_path: Path) -> None:
    """In processes of their own: one that dies is what production calls a reader that stopped."""
    for name, data in kit.items():
        path = tmp_path / "kit" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    said: Counter[str] = Counter()
    number = 0
    while number < FULL:
        count = min(AT_ONCE, FULL - number)
        command = [sys.executable, "-m", "tests.workflows.fuzzed", str(tmp_path)]
        done = subprocess.run(
            [*command, str(number), str(count)], capture_output=True, text=True, cwd=ROOT
        )
        rows = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
        said.update(row[1] for row in rows if len(row) == 2)
        if done.returncode == 0:
            number += count
            continue
        assert done.returncode < 0, f"{rows[-1]}: {done.stderr[-2000:]}"  # else it is a trace
        said["stopped"] += 1
        number = int(rows[-1][0]) + 1
    assert said.total() == FULL
    assert set(said) <= {*OUTCOMES, "stopped"}
