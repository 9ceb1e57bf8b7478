"""Commands that look into the clause library: clauses list, show, diff, where-used, stale."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from proposalkit.cli.given import today_or
from proposalkit.errors import ExitCode

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Workspace = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder.")]
On = Annotated[
    str | None, typer.Option("--on", help="Day to look at, YYYY-MM-DD [default: today].")
]
Text = Annotated[
    str, typer.Argument(metavar="CLAUSE[/TEXT]", help="Clause id, or clause and text.")
]


def list_(
    family: Annotated[
        str | None, typer.Option("--family", help="Only this family of clauses.")
    ] = None,
    workspace: Workspace = Path(),
    on: On = None,
    json: Json = False,
) -> None:
    """List every contract text with its version and where it stands in its life."""
    from proposalkit.cli.clause_show import print_texts
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.clause_library import ground_of, library_findings, list_texts

    ground = ground_of(workspace, today_or(on, "--on"))
    rows, findings = list_texts(ground, family), library_findings(ground)
    if json:
        print_json({"texts": [one.model_dump(mode="json") for one in rows],
                    "findings": [one.model_dump(mode="json") for one in findings]})  # fmt: skip
    else:
        print_texts(rows, findings)
    failed = any(one.severity == "error" for one in findings)
    raise typer.Exit(int(ExitCode.REFUSED if failed else ExitCode.DONE))


def show(
    text: Text,
    workspace: Workspace = Path(),
    on: On = None,
    json: Json = False,
) -> None:
    """Show one text in full: words, reason, what it commits to, and what was recorded of it."""
    from proposalkit.cli.clause_show import print_text
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.clause_library import ground_of, show_text

    sheet = show_text(ground_of(workspace, today_or(on, "--on")), text)
    if json:
        print_json(sheet.model_dump(mode="json"))
    else:
        print_text(sheet)


def diff(
    clause: Annotated[str, typer.Argument(help="Clause id, or clause/text.")],
    before: Annotated[
        str, typer.Argument(help="Text, version, digest or shipped [default: last approved].")
    ] = "",
    after: Annotated[
        str, typer.Argument(help="Text, version, digest or shipped [default: the one in use].")
    ] = "",
    workspace: Workspace = Path(),
    json: Json = False,
) -> None:
    """Compare two texts or versions of a clause word by word."""
    from proposalkit.cli.clause_show import print_text_diff
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.clause_library import diff_texts, ground_of

    found = diff_texts(ground_of(workspace, today_or(None, "--on")), clause, before, after)
    if json:
        print_json(found.model_dump(mode="json"))
    else:
        print_text_diff(found)


def where_used(
    clause: Annotated[str, typer.Argument(help="Clause id.")],
    workspace: Workspace = Path(),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder of the kits [default: WORKSPACE/output]."),
    ] = None,
    json: Json = False,
) -> None:
    """List every kit that holds a clause, with the version and digest it is pinned by."""
    from proposalkit.cli.show import print_json
    from proposalkit.workflows import where_used as kits

    uses = kits.where_used(output or workspace / "output", clause)
    if json:
        print_json([one.model_dump(mode="json") for one in uses])
        return
    for one in uses:
        grade = one.grade.replace("_", " ")
        print(f"{one.deal}/{one.revision}  {grade}  version {one.version}  {one.digest[:12]}")
    print(f'{len(uses)} {"kit uses" if len(uses) == 1 else "kits use"} "{clause}"')


def stale(workspace: Workspace = Path(), on: On = None, json: Json = False) -> None:
    """List clauses to be read again: their review date or a date of law has passed."""
    from proposalkit.cli.show import print_findings, print_json
    from proposalkit.workflows.clause_library import ground_of, overdue_texts

    findings = tuple(overdue_texts(ground_of(workspace, today_or(on, "--on"))))
    if json:
        print_json([one.model_dump(mode="json") for one in findings])
    else:
        print_findings(findings)
        print(f"{len(findings)} to be read again")
    raise typer.Exit(int(ExitCode.REFUSED if findings else ExitCode.DONE))
