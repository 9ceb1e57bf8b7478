"""Commands that sign: keys new, sign."""

from __future__ import annotations

import os
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
    pdf: Annotated[
        Path | None,
        typer.Option(
            "--pdf", metavar="FILE", help="Sign the PDF too, with this PKCS#12 certificate."
        ),
    ] = None,
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

    Two signatures of one kit differ: each draws a new number. No other file changes, but for the
    PDF when --pdf is given; its passphrase is asked for, or read from PROPOSALKIT_PASSPHRASE.
    """
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.sign import sign_kit
    from proposalkit.workflows.sign_pdf import Certificate

    folder = (output or workspace / "output") / deal
    certificate = Certificate(pdf, _passphrase(), workspace) if pdf else None
    report = sign_kit(folder, key, now=datetime.now(UTC), certificate=certificate)
    if json:
        print_json(report.as_json())
    else:
        print(report.text())


def _passphrase() -> str:
    """Read the passphrase from the environment, else ask for it without showing it."""
    known = os.environ.get("PROPOSALKIT_PASSPHRASE")
    return known if known is not None else str(typer.prompt("Passphrase", hide_input=True))
