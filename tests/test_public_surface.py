"""The package has a small public surface and costs nothing to import."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import proposalkit

HEAVY = ("chromadb", "jinja2", "langchain", "numpy", "openai", "pikepdf", "pydantic", "pypdfium2",
         "typer", "weasyprint", "yaml")  # fmt: skip


def test_the_package_lists_its_public_names_and_no_others() -> None:
    assert dir(proposalkit) == sorted(proposalkit.__all__)
    assert len(proposalkit.__all__) <= 12


def test_every_public_name_can_be_had() -> None:
    for name in proposalkit.__all__:
        assert getattr(proposalkit, name) is not None


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'generate_everything'"):
        _ = proposalkit.generate_everything  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "code", ["import proposalkit", "from proposalkit.__main__ import main"], ids=["import", "main"]
)
def test_importing_loads_nothing_heavy(code: str) -> None:
    script = f"{code}; import sys, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert not loaded & set(HEAVY)
