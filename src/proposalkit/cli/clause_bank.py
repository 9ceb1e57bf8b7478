"""Commands that bring clauses in and out: clauses import, clauses export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from proposalkit.cli.given import today_or

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Workspace = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder.")]


def import_(
    folder: Annotated[Path, typer.Argument(help="Your clauses: .docx or .md with headings.")],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="MAPPING", help="Write the mapping here.")
    ] = None,
    accept: Annotated[
        Path | None,
        typer.Option("--accept", metavar="MAPPING", help="Import by this mapping, once read."),
    ] = None,
    workspace: Workspace = Path(),
    json: Json = False,
) -> None:
    """Map your own clauses to the library by their words; with --accept, import them as drafts."""
    from proposalkit.cli.show import fit, print_json
    from proposalkit.workflows.clause_import import import_bank, map_bank, write_mapping

    if accept is not None:
        files = [str(one) for one in import_bank(folder, accept, workspace)]
        if json:
            print_json({"files": files})
        else:
            print("\n".join((*files, f"{len(files)} files; the texts are drafts without facts.")))
        return
    mapping = map_bank(folder, workspace)
    if to is not None:
        write_mapping(mapping, to)
    if json:
        print_json(mapping.model_dump(mode="json"))
        return
    for one in mapping.rows:
        print(fit(f"{one.clause or '(nothing)'} <- {one.heading} ({one.file}): {one.words}",
                  sys.stdout))  # fmt: skip
    count = sum(bool(one.clause) for one in mapping.rows)
    print(f"{count} of {len(mapping.rows)} headings mapped" + (f": {to}" if to else ""))


def export(
    to: Annotated[
        Path, typer.Option("--to", metavar="FOLDER", help="Where the files are written.")
    ] = Path("clause-library"),
    on: Annotated[
        str | None, typer.Option("--on", help="Day to look at, YYYY-MM-DD [default: today].")
    ] = None,
    workspace: Workspace = Path(),
    json: Json = False,
) -> None:
    """Write the library as Markdown, CSV and JSON; for your own eyes."""
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.clause_export import export_library
    from proposalkit.workflows.clause_library import ground_of

    paths = [str(one) for one in export_library(ground_of(workspace, today_or(on, "--on")), to)]
    if json:
        print_json({"files": paths})
    else:
        print("\n".join(paths))
