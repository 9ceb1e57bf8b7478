"""A kit whose passages are found by meaning too: recorded, kept, and released as it was made."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from tests.journeys.workspaces import DEAL, NOW, contents, copy_example

from proposalkit.retrieve.minilm.installed import model_fingerprint, model_status
from proposalkit.workflows.generate import Request, generate_kit
from proposalkit.workflows.issue import issue_kit


@pytest.fixture(scope="module")
def request_(tmp_path_factory: pytest.TempPathFactory) -> Request:
    if model_status().state == "absent":
        pytest.skip("the embedding model is not installed; set-up could not get it")
    workspace = tmp_path_factory.mktemp("hybrid") / "workspace"
    copy_example(workspace)
    return Request(workspace, DEAL, workspace / "output", search="hybrid")


def test_a_kit_found_by_meaning_says_so_stays_and_is_released_the_same_way(
    request_: Request,
) -> None:
    made = generate_kit(request_, now=NOW)
    memo = (made.folder / "internal" / "deal-desk.md").read_text(encoding="utf-8")
    assert f"with the embedding model {model_fingerprint()}." in memo
    before = contents(made.folder / "buyer")
    assert generate_kit(request_, now=NOW).unchanged
    asked = Request(request_.workspace, DEAL, request_.output)
    released = issue_kit(asked, grade="for_discussion", by="Marit de Vries, seller", now=NOW)
    assert released.revision == made.revision
    kept = json.loads((released.folder / "internal" / "inputs.json").read_bytes())
    assert kept["search"] == f"hybrid:{model_fingerprint()}"
    assert set(contents(made.folder / "buyer")) == set(before)


def test_a_second_kit_loads_neither_the_model_nor_numpy(request_: Request) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from proposalkit.workflows.gather import gather\n"
        "from proposalkit.workflows.search_mode import narrative_search\n"
        f"parts = gather(Path({str(request_.workspace)!r}), {DEAL!r}, narrative_search('hybrid'))\n"
        "print(sum(len(hits) for _, hits in parts.parts.hits))\n"
        "print(sorted({'numpy', 'onnxruntime', 'tokenizers', 'chromadb'} & set(sys.modules)))\n"
    )
    outs = [
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert outs[0][0] == outs[1][0] != "0"
    assert outs[1][1] == "[]"
