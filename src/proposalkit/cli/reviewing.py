"""The command that objects before the buyer does: review."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from proposalkit.errors import ExitCode


def review(
    target: Annotated[
        str, typer.Argument(metavar="DEAL|KIT", help="Id of a deal or its file, a kit, zip or PDF.")
    ],
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="Folder with the deal and its knowledge.")
    ] = Path(),
    everything: Annotated[
        bool, typer.Option("--all", help="Also the rules that are met, with where.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Hold a proposal against what buyers are told to look for: rule, place, why, what to change.

    Exit code 1 when a buyer will object to something. A deal is looked at before any kit is made.
    """
    from proposalkit.cli.found import camel
    from proposalkit.cli.objections import print_review
    from proposalkit.cli.show import print_json, progress
    from proposalkit.workflows.review import review as hold

    with progress(f"Reading {target}"):
        report = hold(target, workspace)
    if json:
        print_json(camel(report.model_dump(mode="json")))
    else:
        print_review(report, everything=everything)
    raise typer.Exit(int(ExitCode.REFUSED if report.of("objection") else ExitCode.DONE))
