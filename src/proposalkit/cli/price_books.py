"""Commands on the price books: pricebook check, pricebook diff."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from proposalkit.cli.given import day_given

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Workspace = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder.")]
On = Annotated[
    str | None, typer.Option("--on", help="Day to judge dates by, YYYY-MM-DD [default: today].")
]


def check(
    file: Annotated[
        Path | None, typer.Argument(help="One price book [default: all of the workspace].")
    ] = None,
    deal: Annotated[
        str | None, typer.Option("--deal", help="Check the price of this deal instead.")
    ] = None,
    on: On = None,
    workspace: Workspace = Path(),
    json: Json = False,
) -> None:
    """Check price books: tiers, cliffs, margin, dates, units, offers nobody can buy, matrix.

    Leaves with 0 when they are sound, 1 when something in them is wrong, 2 when one cannot be
    read. Warnings and notes do not change that.
    """
    from proposalkit.cli.show import print_findings, print_json
    from proposalkit.workflows.price_book_check import check_deal_price, check_price_books

    if file is not None and deal is not None:
        raise typer.BadParameter(
            "A file and a deal are two checks. Give one of them.", param_hint="'--deal'"
        )
    day = day_given(on, "--on") if on else datetime.now(UTC).date()
    if deal is not None:
        report = check_deal_price(workspace, deal, day)
    else:
        report = check_price_books(workspace, file, day)
    if json:
        rows = [one.model_dump(mode="json") for one in report.findings]
        print_json({"priceBooks": list(report.versions), "findings": rows})
    else:
        print_findings(report.findings)
        print(report.summary())
    raise typer.Exit(int(report.exit_code))


def diff(
    old: Annotated[str, typer.Argument(metavar="A", help="Version or file of the present book.")],
    new: Annotated[str, typer.Argument(metavar="B", help="Version or file of the new book.")],
    on: On = None,
    workspace: Workspace = Path(),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder for kits [default: WORKSPACE/output]."),
    ] = None,
    json: Json = False,
) -> None:
    """Say what a new price book changes, and for which open deals it changes what.

    An issued offer keeps its price until it expires. A deal that names no price book uses A.
    """
    from proposalkit.cli.show import print_json, print_lines
    from proposalkit.workflows.price_book_diff import diff_price_books

    day = day_given(on, "--on") if on else datetime.now(UTC).date()
    found = diff_price_books(workspace, output or workspace / "output", old, new, day)
    if json:
        print_json(found.as_json())
    else:
        print_lines(found.lines())


def release(
    deal: Annotated[str, typer.Argument(help="Id of the deal.")],
    digest: Annotated[
        str, typer.Argument(help="Digest of the exception as it was read, 8 characters or more.")
    ],
    name: Annotated[str, typer.Option("--name", help="Name of the person who releases it.")],
    role: Annotated[str, typer.Option("--role", help="Role of that person in the matrix.")],
    date: Annotated[str, typer.Option("--date", help="Day of the release, YYYY-MM-DD.")],
    note: Annotated[str, typer.Option("--note", help="Why, and for what in return.")] = "",
    workspace: Workspace = Path(),
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", help="Sign it with your private key.")
    ] = None,
    json: Json = False,
) -> None:
    """Record that a named person released a price exception; a change of it asks again."""
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.clause_records import Person
    from proposalkit.workflows.price_release_record import record_release

    person = Person(name, role, day_given(date, "--date"), key)
    record = record_release(workspace, deal, digest, person, note)
    if json:
        print_json(record.model_dump(mode="json"))
    else:
        print(f"{record.digest[:12]} released by {record.words()}")
