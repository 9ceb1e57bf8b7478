"""Commands on the libraries: knowledge check, schema."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from proposalkit.cli.given import day_given
from proposalkit.errors import ExitCode

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Workspace = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder.")]


def check_knowledge(
    workspace: Workspace = Path(),
    on: Annotated[
        str | None, typer.Option("--on", help="Day for review dates, YYYY-MM-DD [default: today].")
    ] = None,
    json: Json = False,
) -> None:
    """Check every file of the knowledge: header, facts, parameters, references, review dates."""
    from proposalkit.cli.show import print_findings, print_json
    from proposalkit.workflows.check import check_knowledge_of

    day = day_given(on, "--on") if on else datetime.now(UTC).date()
    report = check_knowledge_of(workspace, day)
    if json:
        print_json([one.model_dump(mode="json") for one in report.findings])
    else:
        print_findings(report.findings)
        print(report.summary)
    failed = any(one.severity == "error" for one in report.findings)
    raise typer.Exit(int(ExitCode.BAD_INPUT if failed else ExitCode.DONE))


def schema(
    folder: Annotated[Path, typer.Argument(help="Folder for the JSON Schemas.")],
) -> None:
    """Write the JSON Schemas of the inputs and of the proposal."""
    from proposalkit.workflows.check import write_schemas

    for path in write_schemas(folder):
        print(path)
