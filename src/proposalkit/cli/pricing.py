"""Commands about the price and the count: price, recount."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proposalkit.errors import ExitCode

if TYPE_CHECKING:
    from proposalkit.workflows.price import PricedThing

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
    inside: Annotated[
        bool, typer.Option("--inside", help="Cost, margin and the price to ask for. Internal.")
    ] = False,
    seed: Annotated[
        int | None, typer.Option("--seed", help="Seed of the runs of --inside [default: 1].")
    ] = None,
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="Folder with the deal.")
    ] = Path(),
    json: Json = False,
) -> None:
    """Price any monthly volume, step by step with --explain; --inside is for the seller alone."""
    if inside:
        _price_inside(target, workspace, seed, bool(volume or explain), json)
        return
    from proposalkit.cli.price_table import explanation_lines
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.price import explain_volumes, find_price

    thing = find_price(target, workspace)
    told = explain_volumes(thing, volume or [])
    if json:
        document = told.model_dump(mode="json", exclude_defaults=True)
        if not explain:
            document = told.model_dump(
                mode="json",
                exclude={"months": {"__all__": {"steps"}}, "term": True, "unused": True},
                exclude_defaults=True,
            )
        warnings = [one.model_dump(mode="json") for one in thing.differs]
        print_json(
            {"subject": thing.name, **document, **({"warnings": warnings} if warnings else {})}
        )
        return
    labels = {unit.id: unit.label for unit in thing.units}
    for line in explanation_lines(thing.name, told, labels, every_step=explain):
        print(line)
    for line in _said_of(thing):
        print(line)


def _said_of(thing: PricedThing) -> Iterator[str]:
    """Say of a received price how far its own totals bear it out."""
    if not thing.received:
        return
    for one in thing.differs[:3]:
        yield f"warning: {one.line()}"
    if len(thing.differs) > 3:
        yield f"warning: and {len(thing.differs) - 3} more values that differ"
    yield "Whether the file is as the seller made it is for `proposalkit verify`."


def _price_inside(
    target: str, workspace: Path, seed: int | None, asks_for_steps: bool, json: bool
) -> None:
    import sys

    from proposalkit.cli.found import camel
    from proposalkit.cli.inside_table import inside_json, inside_lines
    from proposalkit.cli.show import fit, print_json
    from proposalkit.errors import Refused
    from proposalkit.workflows.economics_inside import price_inside

    if asks_for_steps:
        raise Refused(
            "--inside works at the volumes of the deal and has no steps to explain.",
            "Leave --volume and --explain out, or leave --inside out.",
        )
    priced = price_inside(target, workspace) if seed is None else price_inside(
        target, workspace, seed
    )  # fmt: skip
    if json:
        print_json(camel(inside_json(priced)))
        return
    for line in inside_lines(priced):
        print(fit(line, sys.stdout))


def recount(
    events: Annotated[Path, typer.Argument(help="Event log: CSV, or JSON Lines as .jsonl.")],
    proposal: Annotated[
        Path, typer.Argument(help="The proposal.json, kit or PDF with the definition.")
    ],
    period: Annotated[
        str | None, typer.Option("--period", help="Month to count [default: every month].")
    ] = None,
    against: Annotated[
        Path | None, typer.Option("--against", help="Log or list of the system of record.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for every record with its reason.")
    ] = None,
    definition: Annotated[
        Path | None, typer.Option("--definition", help="Count by this outcome instead (JSON).")
    ] = None,
    delimiter: Annotated[
        str, typer.Option("--delimiter", help="comma, semicolon, tab, bar or one character.")
    ] = "comma",
    start: Annotated[
        str | None,
        typer.Option(
            "--start", help="First month of production, for a price that changes by month."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Count a log by the proposal's own definition and work out the invoice of each month."""
    from proposalkit.cli.recount_table import progress_bar, recount_lines
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.recount import RecountRequest, recount

    marks = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
    request = RecountRequest(
        events=events, proposal=proposal, period=period, against=against, out=out,
        definition=definition, delimiter=marks.get(delimiter, delimiter), start=start,
    )  # fmt: skip
    with progress_bar(f"Counting {events.name}") as show:
        report = recount(request, show)
    if json:
        print_json(report.model_dump(mode="json", exclude_none=True))
    else:
        for line in recount_lines(report, out):
            print(line)
    compared = report.reconciliation
    differs = compared and (compared.only_in_log or compared.only_in_record or compared.differ)
    code = ExitCode.REFUSED if differs else ExitCode.DONE
    code = ExitCode.INDETERMINATE if report.bad or report.bad_against else code
    raise typer.Exit(int(code))
