"""Commands that sign: keys new, sign."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def new_key(
    name: Annotated[
        str, typer.Option("--name", help="First part of the names of the two files.")
    ] = "seller",
    to: Annotated[
        Path, typer.Option("--to", metavar="FOLDER", help="Folder for the two files.")
    ] = Path("keys"),
    person: Annotated[
        str, typer.Option("--person", help="Whose key it is, for one that signs approvals.")
    ] = "",
    json: Json = False,
) -> None:
    """Make a key pair for signatures: a private file for you, a public one to give away.

    A file that is there is never written over.
    """
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.keys import new_key_pair

    made = new_key_pair(to, name, person, datetime.now(UTC).date())
    if json:
        print_json({"kid": made.kid, "private": str(made.private), "public": str(made.public)})
        return
    print(f"private  {made.private}  keep it; nobody else may read it")
    print(f"public   {made.public}  give it to buyers, and tell them the key by another way")
    print(f"key      {made.kid}")


def sign(
    deal: Annotated[str, typer.Argument(help="Id of the deal, as for pack.")],
    key: Annotated[
        Path, typer.Option("--key", metavar="FILE", help="Your private key: proposalkit keys new.")
    ],
    workspace: Annotated[
        Path,
        typer.Option("--workspace", "-w", help="Folder with seller.yaml, price-books/, deals/."),
    ] = Path(),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder for kits [default: WORKSPACE/output]."),
    ] = None,
    json: Json = False,
) -> None:
    """Sign the latest revision, so that a buyer can tell who made it; a draft is refused.

    Two signatures of one kit differ: each draws a new number. No other file changes.
    """
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.sign import sign_kit

    report = sign_kit((output or workspace / "output") / deal, key, now=datetime.now(UTC))
    if json:
        print_json(report.as_json())
    else:
        print(report.text())
