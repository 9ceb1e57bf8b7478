"""The command that advises how to sell a deal: recommend."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from proposalkit.errors import ExitCode


def recommend(
    deal: Annotated[str, typer.Argument(help="Id of the deal, or its file.")],
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="Folder with the deal.")
    ] = Path(),
    everything: Annotated[
        bool, typer.Option("--all", help="Every reason of every motion, not of the first three.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Advise how to sell a deal: motions ranked with reasons, failures ahead, mismatches.

    Exit code 3 when no motion fits. The advice is internal and changes nothing in a kit a buyer
    gets.
    """
    from proposalkit.cli.advice_lines import print_advice
    from proposalkit.cli.found import camel
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.recommend import recommend_deal

    report = recommend_deal(deal, workspace)
    if json:
        print_json(camel(report.model_dump(mode="json")))
    else:
        print_advice(report, everything=everything)
    raise typer.Exit(int(ExitCode.DONE if report.fits else ExitCode.INDETERMINATE))
