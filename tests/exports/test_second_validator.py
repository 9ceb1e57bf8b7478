"""A validator others wrote, in another language, says of each document what ours says."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from proposalkit.readers.json_schema_engine import validator_type

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).parent / "second_validator.cjs"
AJV = ROOT / ".cache" / "other" / "ajv"
"""Where `scripts/other_tools.sh` puts it."""
SCHEMA = ROOT / "schema" / "proposal.schema.json"
ODD = ("", "x", 1, 1.5, True, None, [], {}, "1.0\n", "9999-12-31\n", "P1Y", "0.10", "a-b")
BROKEN = 2_000


@pytest.mark.deep
def test_ajv_agrees_on_sound_and_on_broken_proposals(tmp_path: Path) -> None:
    """The line feed at the end is where the patterns of two languages part."""
    node, folder = shutil.which("node"), Path(os.environ.get("PROPOSALKIT_AJV", AJV))
    if node is None or not (folder / "node_modules" / "ajv").is_dir():
        pytest.skip("Node or ajv is not there; see scripts/other_tools.sh")
    sound = [
        json.loads(path.read_bytes())
        for path in (ROOT / "examples/minimal/proposal.json", *ROOT.glob("tests/golden/*/*.json"))
        if path.name == "proposal.json"
    ]
    documents = [*sound, *(_broken(number, sound[0]) for number in range(BROKEN))]
    rows = tmp_path / "documents.jsonl"
    rows.write_text("\n".join(map(json.dumps, documents)), encoding="utf-8")
    command = [node, str(SCRIPT), str(folder), str(SCHEMA), str(rows)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = validator_type()(json.loads(SCHEMA.read_bytes()))
    assert told == [ours.is_valid(one) for one in documents]
    assert told[: len(sound)] == [True] * len(sound)
    assert told.count(False) > BROKEN / 2


def _broken(number: int, document: object) -> object:
    """Put something odd in the place of one value."""
    chooser = random.Random(number)
    copy = json.loads(json.dumps(document))
    node = copy
    while isinstance(node, dict | list) and node:
        key = chooser.choice(list(node) if isinstance(node, dict) else range(len(node)))
        holder, node = node, node[key]
        if chooser.random() < 0.1:
            break
    holder[key] = chooser.choice(ODD)
    return copy
