"""The parts of the worked example, and the means to change one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from proposalkit.compose.parts import Parts
from proposalkit.model.plan import Blocker
from proposalkit.workflows.gather import gather

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "workspace"


@pytest.fixture(scope="session")
def parts(shared_cache: Path) -> Parts:
    """The parts of the worked example."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return gather(EXAMPLE, "nordwind-support").parts


@pytest.fixture(scope="session")
def with_brief(parts: Parts) -> Callable[..., Parts]:
    """Give the parts with some fields of the brief changed."""

    def make(**changes: object) -> Parts:
        return replace(parts, brief=parts.brief.model_copy(update=changes))

    return make


@pytest.fixture(scope="session")
def with_seller(parts: Parts) -> Callable[..., Parts]:
    """Give the parts with some fields of the public profile changed."""

    def make(**changes: object) -> Parts:
        return replace(parts, seller=parts.seller.model_copy(update=changes))

    return make


@pytest.fixture(scope="session")
def with_blockers(parts: Parts) -> Callable[..., Parts]:
    """Give the parts with just these blockers."""

    def make(*blockers: Blocker) -> Parts:
        terms = parts.terms.model_copy(update={"blockers": blockers})
        return replace(parts, terms=terms)

    return make
