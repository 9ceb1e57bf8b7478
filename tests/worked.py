"""The worked examples: where they lie, and the proposal of the first one without its kit."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.model.proposal import Proposal
from proposalkit.workflows.gather import gather

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
DEAL = "nordwind-support"
DEALS = {
    DEAL: EXAMPLES / "workspace",
    "tamarack-authorizations": EXAMPLES / "hospital-group",
    "huettental-service": EXAMPLES / "manufacturer",
}
"""The three worked deals and the workspace of each."""


def worked_proposal(cache: Path) -> Proposal:
    """Compose the proposal of the first deal; nothing is printed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(cache))
        parts = gather(DEALS[DEAL], DEAL).parts
        return compose_proposal(parts, Release(deal=DEAL))
