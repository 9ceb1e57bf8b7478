"""The shipped word lists."""

from __future__ import annotations

import pytest
from tests.grounding.material import shipped_rules

from proposalkit.model.grounding import GroundingRules


@pytest.fixture(scope="session")
def rules() -> GroundingRules:
    """Give the shipped word lists, read once."""
    return shipped_rules()
