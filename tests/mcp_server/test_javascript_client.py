"""The JavaScript SDK, which others wrote, gets the same answers as ours."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from proposalkit.workflows.served import ServedProposal

SCRIPT = Path(__file__).parent / "javascript_client.cjs"
FOLDER = "PROPOSALKIT_MCP_SDK"
"""Names a folder in which `npm install @modelcontextprotocol/sdk` was run."""
OURS = Path(__file__).resolve().parents[2] / ".cache" / "other" / "mcp-sdk"
"""Where `scripts/other_tools.sh` puts it."""


@pytest.mark.deep
def test_the_javascript_client_uses_all_six_tools_and_reads(
    tmp_path: Path, served: ServedProposal
) -> None:
    node, folder = shutil.which("node"), os.environ.get(FOLDER, str(OURS))
    if node is None or not (Path(folder) / "node_modules/@modelcontextprotocol/sdk").is_dir():
        pytest.skip("Node or the JavaScript SDK is not there; see scripts/other_tools.sh")
    path = tmp_path / "proposal.json"
    path.write_bytes(served.data)
    server = (sys.executable, "-m", "proposalkit", "mcp", str(path))
    done = subprocess.run(
        (node, str(SCRIPT), folder, *server), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told == {
        "tools": [
            "check_requirements",
            "compare",
            "explain_clause",
            "get_price_components",
            "price_scenario",
            "verify",
        ],
        "schemas": True,
        "total": {"amount": "127850.00", "currency": "EUR"},
        "refused": True,
        "answers": {
            "check_requirements": "passed",
            "compare": [
                {"offer": "A", "total": {"amount": "127850.00", "currency": "EUR"}},
                {"offer": "B", "total": {"amount": "100000.00", "currency": "EUR"}},
            ],
            "explain_clause": "data-no-training",
            "get_price_components": "EUR",
            "verify": "PASSED",
        },
        "bytes": len(served.data),
    }
