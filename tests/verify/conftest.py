"""A proposal that every check passes, to be broken in one place at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.model.proposal import Proposal
from proposalkit.workflows.gather import gather

WORKSPACE = Path(__file__).parent.parent.parent / "examples" / "workspace"


@pytest.fixture(scope="module")
def proposal() -> Proposal:
    """The proposal of the example deal."""
    gathered = gather(WORKSPACE, "nordwind-support")
    return compose_proposal(gathered.parts, Release(deal="nordwind-support"))
