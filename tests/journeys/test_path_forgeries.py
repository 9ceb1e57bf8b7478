"""A kit in which a date of the path or of the pilot, or a gate, was changed does not verify."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journeys.mutations import (
    Json,
    change_json,
    put,
    refresh_manifest,
    with_attachment,
    with_metadata,
)
from tests.journeys.workspaces import DEAL

from proposalkit.model.finding import Status
from proposalkit.workflows.verify import verify_path


def _set(*path: object, to: object) -> Callable[[Json], None]:
    return lambda document: put(document, list(path), to)


def _drop_gate(document: Json) -> None:
    path = document["path"]
    assert isinstance(path, list)
    del path[2]


def _drop_holidays(document: Json) -> None:
    del document["holidays"]


# what is changed, and the place that the check of the dates names
FORGERIES: dict[str, tuple[Callable[[Json], None], str]] = {
    "a gate a day late": (_set("path", 1, "due", to="2026-12-14"), "/path/1/due"),
    "a gate of other length": (_set("path", 2, "days", to=4), "/path/2/due"),
    "a gate left out": (_drop_gate, "/path/2/due"),
    "the holidays left out": (_drop_holidays, "/path/4/due"),
    "the last day to decide": (
        _set("pilot", "decision", "by", to="2027-04-09"),
        "/pilot/decision/by",
    ),
    "the first review": (
        _set("pilot", "expansion", "firstReview", to="2027-08-11"),
        "/pilot/expansion/firstReview",
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_changed_date_or_gate_fails_even_when_data_and_manifest_agree(
    name: str, output_of: Callable[[str], Path], tmp_path: Path
) -> None:
    change, where = FORGERIES[name]
    folder = tmp_path / "1"
    shutil.copytree(output_of(DEAL) / DEAL / "1", folder)
    buyer = folder / "buyer"
    old = (buyer / "proposal.json").read_bytes()
    new = change_json(old, change)
    digests = [hashlib.sha256(data).hexdigest() for data in (old, new)]
    pdf = with_attachment((buyer / "proposal.pdf").read_bytes(), new)
    (buyer / "proposal.json").write_bytes(new)
    (buyer / "proposal.pdf").write_bytes(with_metadata(pdf, *digests))
    refresh_manifest(buyer)
    verdict = verify_path(folder)
    assert verdict.status is Status.FAILED
    named = [one.where for one in verdict.findings if one.id == "inconsistent"]
    assert named[:1] == [where]
