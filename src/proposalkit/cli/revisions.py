"""Commands on revisions: diff, withdraw, supersede."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from proposalkit.compare.texts import TextsBeside
    from proposalkit.model.revision_changes import RevisionChanges

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Deal = Annotated[str, typer.Argument(help="Id of the deal.")]
Workspace = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Folder of kits [default: WORKSPACE/output].")
]
By = Annotated[str, typer.Option("--by", help="Name and title of the person who answers for it.")]


def diff(
    before: Annotated[Path, typer.Argument(help="A kit, folder, zip, proposal.json or PDF.")],
    after: Annotated[Path, typer.Argument(help="The later one, in any of these forms.")],
    everything: Annotated[
        bool, typer.Option("--all", help="Also list every amount that follows from another value.")
    ] = False,
    texts: Annotated[
        bool, typer.Option("--texts", help="Set the texts of both side by side instead.")
    ] = False,
    json: Json = False,
) -> None:
    """Say what changed between two revisions: prices, dates, commitments, clause words."""
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.compare_revisions import diff_revisions, texts_side_by_side

    if texts:
        beside = texts_side_by_side(before, after)
        print_json(beside.model_dump(mode="json")) if json else _print_beside(beside)
        return
    found = diff_revisions(before, after)
    if json:
        print_json(found.model_dump(mode="json"))
    else:
        _print_changes(found, everything)


def withdraw(
    deal: Deal,
    by: By,
    reason: Annotated[str, typer.Option("--reason", help="Why, in one sentence.")],
    revision: Annotated[
        int | None, typer.Option("--revision", help="Which one [default: the latest].")
    ] = None,
    workspace: Workspace = Path(),
    output: Output = None,
    json: Json = False,
) -> None:
    """Take a released revision back by a notice beside it; the kit stays as it was."""
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.notices import Said
    from proposalkit.workflows.notices import withdraw as give

    folder = (output or workspace / "output") / deal
    path = give(folder, revision, Said(by, reason), now=datetime.now(UTC))
    if json:
        print_json({"notice": str(path)})
    else:
        print(path)


def supersede(
    deal: Deal,
    revision: Annotated[int, typer.Argument(help="The revision that no longer stands.")],
    by: By,
    replacement: Annotated[
        int | None, typer.Option("--with", help="The one in its place [default: the latest].")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why, in one sentence.")] = "",
    workspace: Workspace = Path(),
    output: Output = None,
    json: Json = False,
) -> None:
    """Put a later released revision in the place of an earlier one by a notice beside it."""
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.notices import Said
    from proposalkit.workflows.notices import supersede as give

    folder = (output or workspace / "output") / deal
    path = give(folder, revision, replacement, Said(by, reason), now=datetime.now(UTC))
    if json:
        print_json({"notice": str(path)})
    else:
        print(path)


def _print_beside(texts: TextsBeside) -> None:
    from shutil import get_terminal_size

    from proposalkit.cli.beside import beside_lines

    for line in beside_lines(texts, get_terminal_size().columns):
        print(line)


def _print_changes(found: RevisionChanges, everything: bool) -> None:
    from proposalkit.cli.show import fit
    from proposalkit.model.revision_changes import KINDS
    from proposalkit.model.word_changes import marked_changes

    print(f"{found.before}\n-> {found.after}")
    if not found.same_deal:
        print("These are two deals, not two revisions of one.")
    for kind in KINDS:
        rows = found.of(kind)
        print(f"\n{kind}: {len(rows)} changed")
        told = [one for one in rows if everything or not one.follows]
        for one in told:
            values = f"{one.before or 'nothing'} -> {one.after or 'nothing'}"
            print(fit(f"  {one.what}: {values}", sys.stdout))
            if one.words:
                print(fit(f"    {marked_changes(one.words)}", sys.stdout))
        if len(told) < len(rows):
            more = len(rows) - len(told)
            print(f"  and {more} that follow from other values; --all lists them")
