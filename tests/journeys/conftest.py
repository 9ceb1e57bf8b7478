"""The kits of the worked examples, each made once for all journeys of a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.journeys.workspaces import DEAL, DEALS, NOW
from tests.near_engines import near_engines, shelf_of

from proposalkit.workflows.generate import Request, generate_kit


@pytest.fixture(scope="module", autouse=True)
def _near_engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Print each page once for all workers, and read it without a process of its own."""
    with near_engines(shelf_of(tmp_path_factory)):
        yield


@pytest.fixture(scope="session")
def output_of(
    tmp_path_factory: pytest.TempPathFactory, shared_cache: Path
) -> Callable[[str], Path]:
    """Give the output folder with the kit of a worked deal; copy it before you change it."""

    @cache
    def made(deal: str) -> Path:
        output = tmp_path_factory.mktemp("output")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
            generate_kit(Request(workspace=DEALS[deal], deal=deal, output=output), now=NOW)
        return output

    return made


@pytest.fixture(scope="module")
def example_output(output_of: Callable[[str], Path]) -> Path:
    """An output folder with the kit of the first worked deal; copy it before you change it."""
    return output_of(DEAL)
