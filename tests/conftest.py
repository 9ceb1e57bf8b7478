"""What every test gets: no network but loopback, its own cache and home, a quiet terminal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Where set-up puts the embedding model; tests pass with it and without it, and say which.
MODELS = Path(__file__).resolve().parents[1] / ".cache" / "models"
os.environ.setdefault("PROPOSALKIT_MODELS", str(MODELS))
# Kits quote what words alone find, so that goldens are the same with the model and without it.
os.environ["PROPOSALKIT_SEARCH"] = "lexical"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite the golden files.")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say whether the embedding model took part, and how many tests its absence skipped."""
    there = (Path(os.environ["PROPOSALKIT_MODELS"]) / "all-minilm-l6-v2").is_dir()
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum("embedding model is not installed" in str(one.longrepr) for one in skipped)
    said = "took part" if there else f"is not installed: {count} tests that need it were skipped"
    terminalreporter.write_line(f"The embedding model {said}.")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One knowledge cache for all tests of a worker, so that it is parsed once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
    monkeypatch.setenv("COLUMNS", "100")
