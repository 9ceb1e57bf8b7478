"""Jobs to print, and one process that prints many of them while it watches what they touch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol, TypedDict

import pytest

from proposalkit.model.render_job import RenderJob
from proposalkit.render.job import job_to_wire

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PRESS = Path(__file__).with_name("press.py")

PAGE = """<!doctype html>
<html lang="en"><head><title>Offer</title></head><body>
<h1>Offer to Example GmbH</h1>
<p>Each <strong>resolved contact</strong> costs <em>EUR 0.62</em>,
see <a href="#price">price</a>.</p>
<h2 id="price">Price</h2>
<table><caption>Price per contact</caption>
<thead><tr><th scope="col">Item</th><th scope="col">Price</th></tr></thead>
<tbody><tr><th scope="row">Resolved contact</th><td>EUR 0.62</td></tr></tbody></table>
<p>Prüfung, Łódź, Ελλάδα, Київ: ≥ 95% ☐</p>
</body></html>
"""
STYLE = 'html { font-family: Inter, "DejaVu Sans"; font-variant-ligatures: none }'


class MakeJob(Protocol):
    """Makes a job like the small standard one, but for the values given."""

    def __call__(self, **changes: object) -> RenderJob:
        """Make the job."""
        ...


class Result(TypedDict):
    """What the press says of one job."""

    outcome: str
    problems: list[list[str]]
    sha256: str
    pages: int
    touched: list[str]


Press = Callable[..., list[Result]]


@pytest.fixture(scope="session")
def fonts() -> Path:
    return TEMPLATES / "fonts"


@pytest.fixture(scope="session")
def make_job() -> MakeJob:
    def make(**changes: object) -> RenderJob:
        values: dict[str, object] = {
            "html": PAGE,
            "stylesheet": STYLE,
            "title": "Offer to <Example> & Söhne",
            "author": "Example Seller Ltd",
            "language": "en",
            "created": date(2026, 11, 21),
            "proposal_id": "urn:uuid:00000000-0000-4000-8000-000000000001",
            "schema_version": "1.0",
            "payload": b'{"price":"0.62"}',
            "template_digest": "ab" * 32,
        }
        return RenderJob(**{**values, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def press(fonts: Path, tmp_path_factory: pytest.TempPathFactory) -> Press:
    """Print jobs in one fresh process, in an environment of the test's choice."""

    def run(
        jobs: Sequence[RenderJob],
        *,
        fonts: Path = fonts,
        watch: str = "",
        warm: bool = False,
        **environment: str,
    ) -> list[Result]:
        folder = tmp_path_factory.mktemp("press")
        config = folder / "fonts.conf"
        config.write_text(
            f"<fontconfig><dir>{fonts}</dir><cachedir>{folder}/c</cachedir></fontconfig>"
        )
        for number, job in enumerate(jobs):
            (folder / f"{number:03}.job").write_bytes(job_to_wire(job))
        done = subprocess.run(
            [sys.executable, str(PRESS), str(folder), watch, "warm" if warm else ""],
            env=os.environ | {"FONTCONFIG_FILE": str(config)} | environment,
            cwd=folder,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        results: list[Result] = json.loads(done.stdout)
        return results

    return run
