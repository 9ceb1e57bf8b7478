"""The command that writes other formats: export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from proposalkit.cli.reading import Json


def export(
    kit: Annotated[
        Path | None, typer.Argument(help="A kit, a buyer folder, its zip, a PDF or proposal.json.")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help="One of them, by its name; may be repeated."),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", "--output", "-o", help="Folder to write to.")
    ] = Path("exports"),
    list_: Annotated[
        bool, typer.Option("--list", help="Say what there is, what for, and what each loses.")
    ] = False,
    json: Json = False,
) -> None:
    """Write a proposal in the formats of other tools, each with a list of what it loses."""
    if list_:
        _list(json)
        return
    if kit is None:
        raise typer.BadParameter("Give a kit to export, or --list.", param_hint="'KIT'")
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.export import export_kit

    written = export_kit(kit, out, only or ())
    if json:
        print_json([{"file": str(one.path), "bytes": one.size} for one in written])
        return
    for one in written:
        print(f"{one.path}  {one.size:,} bytes")


def _list(json: bool) -> None:
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.export import export_table

    rows = export_table()
    if json:
        print_json(list(rows))
        return
    for row in rows:
        print(f"{row['name']}: {row['file']} ({row['standard']})")
        print(f"  for    {row['for']}")
        print(f"  loses  {row['loses']}")
