"""Commands on a workspace's own files: overlay status, add, accept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from proposalkit.errors import ExitCode

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Workspace = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder.")]


def status(workspace: Workspace = Path(), json: Json = False) -> None:
    """Say how each own file stands to the shipped one; code 1 if one asks for a look."""
    from proposalkit.cli.show import print_json, print_overlay
    from proposalkit.workflows.drift import ASK_FOR_A_LOOK, overlay_status

    files = overlay_status(workspace)
    if json:
        print_json([one.model_dump(mode="json") for one in files])
    else:
        print_overlay(files)
    asks = any(one.state in ASK_FOR_A_LOOK for one in files)
    raise typer.Exit(int(ExitCode.REFUSED if asks else ExitCode.DONE))


def add(
    files: Annotated[
        list[str], typer.Argument(help="Files or folders, such as knowledge/rules.yaml.")
    ],
    workspace: Workspace = Path(),
    json: Json = False,
) -> None:
    """Copy shipped files of the knowledge or the templates here, to change them."""
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.customise import add_files

    paths = [str(path) for path in add_files(workspace, files)]
    if json:
        print_json({"copied": paths})
    else:
        print("\n".join(paths))


def accept(
    files: Annotated[list[str], typer.Argument(help="Own files that were compared.")],
    workspace: Workspace = Path(),
    json: Json = False,
) -> None:
    """Record that own files were compared with the shipped ones of today."""
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.customise import accept_files

    names = accept_files(workspace, files)
    if json:
        print_json({"accepted": list(names)})
    else:
        print("\n".join(names))
