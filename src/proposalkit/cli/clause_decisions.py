"""Commands that record what people decide: clauses approve, deviations, approval-pack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proposalkit.cli.given import day_given, today_or

if TYPE_CHECKING:
    from proposalkit.workflows.clause_library import Ground

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Workspace = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder.")]
Name = Annotated[str, typer.Option("--name", help="Name of the person who decided.")]
Role = Annotated[str, typer.Option("--role", help="Role in which the person decided.")]
Day = Annotated[str, typer.Option("--date", help="Day of the decision, YYYY-MM-DD.")]
_STEPS = {
    "review": "in_review", "approve": "approved", "reject": "rejected", "withdraw": "withdrawn",
}  # fmt: skip


def approve(
    texts: Annotated[
        list[str], typer.Argument(metavar="CLAUSE[/TEXT]...", help="The texts that were read.")
    ],
    name: Name,
    role: Role,
    date: Day,
    step: Annotated[
        str, typer.Option("--step", help="review, approve, reject or withdraw.")
    ] = "approve",
    effective_from: Annotated[
        str | None, typer.Option("--effective-from", help="First day of use [default: at once].")
    ] = None,
    note: Annotated[str, typer.Option("--note", help="What the person added.")] = "",
    workspace: Workspace = Path(),
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", help="Sign it with your private key.")
    ] = None,
    json: Json = False,
) -> None:
    """Record that a named person approved texts as they stand; a change asks for it again."""
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.clause_records import Asked, Person, record_step

    if step not in _STEPS:
        raise typer.BadParameter(
            f'"{step}" is not a step. Write one of {", ".join(_STEPS)}.', param_hint="'--step'"
        )
    first = day_given(effective_from, "--effective-from") if effective_from else None
    person = Person(name, role, day_given(date, "--date"), key)
    asked = Asked(_STEPS[step], first, note)  # type: ignore[arg-type]  # a value of the table
    records = record_step(workspace, texts, person, asked)
    if json:
        print_json([one.model_dump(mode="json") for one in records])
        return
    for one in records:
        words = f"{one.clause}/{one.position} version {one.version}"
        print(f"{one.step.replace('_', ' '):<10} {words}  {one.digest[:12]}  by {one.name}")


def deviations(
    deal: Annotated[str | None, typer.Argument(help="Only this deal.")] = None,
    grant: Annotated[
        str | None,
        typer.Option("--grant", metavar="CLAUSE|X-..", help="Record one: clause or conflict."),
    ] = None,
    requester: Annotated[str, typer.Option("--requester", help="Who asked for it.")] = "",
    name: Annotated[str, typer.Option("--name", help="Who granted it.")] = "",
    role: Annotated[str, typer.Option("--role", help="Role of the one who granted it.")] = "",
    date: Annotated[str, typer.Option("--date", help="Day it was granted, YYYY-MM-DD.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why it was granted.")] = "",
    change: Annotated[str, typer.Option("--change", help="What differs, in words.")] = "",
    expires: Annotated[str, typer.Option("--expires", help="Last day it holds.")] = "",
    on: Annotated[
        str | None, typer.Option("--on", help="Day to look at, YYYY-MM-DD [default: today].")
    ] = None,
    workspace: Workspace = Path(),
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", help="Sign it with your private key.")
    ] = None,
    json: Json = False,
) -> None:
    """List what deals were granted against the standard; with --grant, record one."""
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.clause_records import Person
    from proposalkit.workflows.deviations import Grant, list_deviations, record_deviation

    if grant is not None:
        if deal is None:
            raise typer.BadParameter("Name the deal it was granted to.", param_hint="'DEAL'")
        last = day_given(expires, "--expires")
        given = Grant(deal, grant, requester, reason, change, last)
        record_deviation(workspace, given, Person(name, role, day_given(date, "--date"), key))
    rows = list_deviations(workspace, today_or(on, "--on"), deal)
    if json:
        print_json([one.model_dump(mode="json") for one in rows])
        return
    for row in rows:
        one = row.record
        state = "holds" if row.holds else "does not hold"
        print(f"{one.deal}  {one.subject}  {state}, to {one.expires}")
        print(f"    {one.change} Asked by {one.requester}, granted by {one.name}, {one.role}: "
              f"{one.reason}")  # fmt: skip
    print(f"{len(rows)} {'deviation' if len(rows) == 1 else 'deviations'} on record")


def approval_pack(
    to: Annotated[
        Path, typer.Option("--to", metavar="FOLDER", help="Where the Word files are written.")
    ] = Path("approval-pack"),
    every: Annotated[
        bool, typer.Option("--all", help="Also the texts that are in use already.")
    ] = False,
    read: Annotated[
        bool, typer.Option("--read", help="Read returned files instead of writing them.")
    ] = False,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Returned files, with --read.")
    ] = None,
    workspace: Workspace = Path(),
    json: Json = False,
) -> None:
    """Write one Word file per family to decide on, or read the returned files with --read."""
    from proposalkit.workflows.clause_library import ground_of

    ground = ground_of(workspace, today_or(None, "--on"))
    if read != bool(files):
        raise typer.BadParameter(
            "Give the returned files after --read." if read else "Files are only read with --read.",
            param_hint="'--read'",
        )
    if read:
        _read_back(ground, files or [], as_json=json)
    else:
        _write_packs(ground, to, every=every, as_json=json)


def _write_packs(ground: Ground, to: Path, *, every: bool, as_json: bool) -> None:
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.approval_sheets import write_packs

    paths = [str(one) for one in write_packs(ground, to, every=every)]
    if as_json:
        print_json({"files": paths})
    else:
        print("\n".join(paths))


def _read_back(ground: Ground, files: Sequence[Path], *, as_json: bool) -> None:
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.approval_pack import read_packs

    found = read_packs(ground, files)
    if as_json:
        print_json({"records": [one.model_dump(mode="json") for one in found.records],
                    "files": [str(one) for one in found.files],
                    "open": list(found.open)})  # fmt: skip
        return
    for one in found.records:
        if one.step != "in_review":
            print(f"{one.step:<10} {one.clause}/{one.position}  by {one.name}, {one.on}")
    for path in found.files:
        print(f"{'new draft':<10} {path}")
    if found.files:
        print("Read the facts at the top of each new draft: do the new words still say them?")
    print(f"{len(found.open)} {'text is' if len(found.open) == 1 else 'texts are'} left to decide")
