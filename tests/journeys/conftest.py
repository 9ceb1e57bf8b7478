"""The kit of the worked example, made once for all journeys of a worker."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.journeys.workspaces import DEAL, EXAMPLE, NOW

from proposalkit.workflows.generate import Request, generate_kit


@pytest.fixture(scope="session")
def example_output(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> Path:
    """An output folder with the kit of the worked example; copy it before you change it."""
    output = tmp_path_factory.mktemp("output")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        generate_kit(Request(workspace=EXAMPLE, deal=DEAL, output=output), now=NOW)
    return output
