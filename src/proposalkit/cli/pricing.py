"""Commands about the price and the count: price, recount."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def price(
    target: Annotated[
        str, typer.Argument(help="Id or file of a deal; or a proposal.json, a kit, a PDF.")
    ],
    volume: Annotated[
        list[str] | None,
        typer.Option("--volume", help="Units a month, METRIC=NUMBER [default: as expected]."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show every step.")] = False,
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="Folder with the deal.")
    ] = Path(),
    json: Json = False,
) -> None:
    """Price any monthly volume, and with --explain replay every step of the written order."""
    from proposalkit.cli.price_table import explanation_lines
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.price import explain_volumes, find_price

    thing = find_price(target, workspace)
    told = explain_volumes(thing, volume or [])
    if json:
        left_out = set() if explain else {"month", "term", "unused"}
        document = told.model_dump(mode="json", exclude=left_out, exclude_none=True)
        print_json({"subject": thing.name, **document})
        return
    for line in explanation_lines(thing.name, told, every_step=explain):
        print(line)
