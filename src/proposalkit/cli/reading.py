"""Commands that read and judge: verify, validate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from proposalkit.cli.given import today_or
from proposalkit.errors import ExitCode

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def verify(
    kit: Annotated[Path, typer.Argument(help="A kit, a buyer folder, its zip, or one PDF.")],
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help="Workspace whose templates made it.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help="Day to look at, YYYY-MM-DD [default: today].")
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="FILE", help="Public key (JWK) it must be signed with."),
    ] = None,
    deep: Annotated[
        bool,
        typer.Option("--deep", help="Also read the pages from their pictures (needs tesseract)."),
    ] = False,
    json: Json = False,
) -> None:
    """Check a kit: is it whole, is it unchanged, does the PDF say what the data says?"""
    from proposalkit.cli.log import is_logging
    from proposalkit.cli.show import print_json, progress
    from proposalkit.cli.verdict_table import print_verdict
    from proposalkit.model.finding import Status
    from proposalkit.workflows.verify import verify_path

    day = today_or(on, "--on")
    with progress(f"Verifying {kit.name}"):
        verdict = verify_path(kit, workspace, day, key, deep)
    if json:
        print_json(verdict.model_dump(mode="json"))
    else:
        print_verdict(verdict, everything=is_logging())
    codes = {
        Status.PASSED: ExitCode.DONE,
        Status.FAILED: ExitCode.REFUSED,
        Status.INDETERMINATE: ExitCode.INDETERMINATE,
    }
    raise typer.Exit(int(codes[verdict.status]))


def validate(
    file: Annotated[
        Path,
        typer.Argument(
            help="A deal, seller.yaml, a price book, proposal.json, a UBL or CycloneDX file."
        ),
    ],
    ubl_xsd: Annotated[
        Path | None,
        typer.Option("--ubl-xsd", help="Folder of the UBL release whose XSDs judge a UBL file."),
    ] = None,
    json: Json = False,
) -> None:
    """Check one input file, proposal.json, UBL or CycloneDX file against its schema."""
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.check import validate_file

    kind = validate_file(file, ubl_xsd)
    if json:
        print_json({"file": str(file), "kind": kind, "valid": True})
    else:
        print(f"{file}: a valid {kind}")
