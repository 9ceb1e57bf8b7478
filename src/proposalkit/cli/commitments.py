"""The command that lists what all kits promise: commitments."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from proposalkit.errors import ExitCode


def commitments(
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="Folder with price-books/ and knowledge/.")
    ] = Path(),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder of the kits [default: WORKSPACE/output]."),
    ] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write the list as CSV.")
    ] = None,
    hand_over: Annotated[
        Path | None,
        typer.Option("--hand-over", metavar="FILE", help="Write the hand-over document."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """List every promise, price exception and deviation of all kits; for your own eyes."""
    from proposalkit.cli.commitment_list import print_commitments
    from proposalkit.cli.show import print_json, progress
    from proposalkit.workflows.commitments import list_commitments, write_hand_over, write_list

    with progress("Reading the kits"):
        report = list_commitments(output or workspace / "output", workspace)
    if csv is not None:
        write_list(report, csv)
    if hand_over is not None:
        write_hand_over(report, hand_over, datetime.now(UTC).date())
    if json:
        print_json(report.as_json())
    else:
        print_commitments(report, csv, hand_over)
    raise typer.Exit(int(ExitCode.INDETERMINATE if report.findings else ExitCode.DONE))
