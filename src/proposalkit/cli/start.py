"""Commands to begin with: init, new, doctor."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proposalkit.errors import ExitCode

if TYPE_CHECKING:
    from proposalkit.workflows.start import Asker


def init(
    folder: Annotated[Path, typer.Argument(help="Folder to make; it may exist and be empty.")],
    example: Annotated[
        bool, typer.Option("--example", help="Copy a worked example instead of empty forms.")
    ] = False,
    which: Annotated[
        str,
        typer.Option("--which", help="With --example: retailer, hospital-group or manufacturer."),
    ] = "retailer",
) -> None:
    """Make a workspace: a seller profile, a price book and a place for deals."""
    from proposalkit.workflows.examples import example_named
    from proposalkit.workflows.start import init_workspace

    deal = example_named(which).deal
    for path in init_workspace(folder, example=example, which=which):
        print(path)
    step = f"proposalkit generate {deal}" if example else "proposalkit new DEAL"
    print(f"Next: cd {folder} && {step}")


def new(
    deal: Annotated[str, typer.Argument(help="Id of the new deal: letters, digits, hyphens.")],
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="Folder made by proposalkit init.")
    ] = Path(),
    answers: Annotated[
        Path | None, typer.Option("--answers", help="File with one answer a line, in order.")
    ] = None,
) -> None:
    """Ask the mandatory questions that are still open and write the deal brief."""
    from proposalkit.workflows.start import ask_questions

    asker = _asker(answers)
    written = ask_questions(workspace, deal, asker=asker, today=datetime.now(UTC).date())
    for path in written:
        print(path)
    print(f"Next: proposalkit generate {deal}")


def doctor(
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="Workspace to look at as well.")
    ] = Path(),
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Folder for kits [default: its output/].")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Say whether machine and workspace have all the work needs, and what to run if not."""
    from proposalkit.cli.show import print_json, print_parts, progress
    from proposalkit.workflows.doctor import examine
    from proposalkit.workflows.machine import rows_as_json

    with progress("Looking at the machine"):
        rows = examine(workspace, output)
    if json:
        print_json(list(rows_as_json(rows)))
    else:
        print_parts(rows)
    lacks = any(row.state == "fail" for row in rows)
    raise typer.Exit(int(ExitCode.BAD_INPUT if lacks else ExitCode.DONE))


def _asker(answers: Path | None) -> Asker:
    """Ask on the terminal, or take the answers of a file one after the other."""
    from proposalkit.workflows.start import Asker, AskingStopped, read_answers

    if answers is None:
        return Asker(_ask_on_terminal, lambda fault: typer.echo(f"  {fault}", err=True))
    given, taken = read_answers(answers), list[str]()

    def next_answer(question: str) -> str:
        taken.append(question)
        answer = given[len(taken) - 1] if len(taken) <= len(given) else ""
        if not answer.strip():
            stop(f'"{question}" has no answer on this line.')
        return answer

    def stop(fault: str) -> None:
        raise AskingStopped(fault, f"{answers}:{len(taken)}")

    return Asker(next_answer, stop, whole=True)


def _ask_on_terminal(question: str) -> str:
    from proposalkit.workflows.start import AskingStopped

    try:
        return str(typer.prompt(question, default="", show_default=False))
    except typer.Abort as error:
        raise AskingStopped(f'Stopped at "{question}".') from error
