"""The command for the time before a deal: standard-kit."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from proposalkit.cli.given import day_given


def standard_kit(
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="Folder with seller.yaml.")
    ] = Path(),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder for kits [default: WORKSPACE/output]."),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", help="Day on which the answers hold, YYYY-MM-DD [default: today]."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Answer training, liability and place before there is a deal: no price, no brief, no offer."""
    from proposalkit.cli.show import print_json, progress
    from proposalkit.workflows.standard_kit import StandardRequest, make_standard_kit

    now = datetime.now(UTC)
    day = day_given(on, "--on") if on else now.date()
    request = StandardRequest(workspace, output or workspace / "output", day)
    with progress("Making the standard kit"):
        report = make_standard_kit(request, now=now)
    if json:
        print_json(report.as_json())
    else:
        print(report.text())
