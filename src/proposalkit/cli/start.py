"""Commands to begin with: init, new, doctor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from proposalkit.errors import ExitCode


def init(
    folder: Annotated[Path, typer.Argument(help="Folder to make; it may exist and be empty.")],
    example: Annotated[
        bool, typer.Option("--example", help="Copy the worked example instead of empty forms.")
    ] = False,
) -> None:
    """Make a workspace: a seller profile, a price book and a place for deals."""
    from proposalkit.workflows.start import init_workspace

    for path in init_workspace(folder, example=example):
        print(path)
    step = "proposalkit generate nordwind-support" if example else "proposalkit new DEAL"
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
    from proposalkit.workflows.start import ask_questions, read_answers

    given = read_answers(answers) if answers else None
    written = ask_questions(workspace, deal, ask=_asker(given), today=datetime.now(UTC).date())
    for path in written:
        print(path)
    print(f"Next: proposalkit generate {deal}")


def doctor() -> None:
    """Say whether everything the program needs is there, and what to do if not."""
    from proposalkit.workflows.machine import examine_machine

    sound = True
    for name, state, remedy in examine_machine():
        print(f"{name:<22} {state}")
        if remedy:
            sound = False
            print(f"    {remedy}")
    raise typer.Exit(int(ExitCode.DONE if sound else ExitCode.BAD_INPUT))


def _asker(given: list[str] | None) -> Callable[[str], str]:
    """Ask on the terminal, or take the answers of a file one after the other."""
    from proposalkit.workflows.start import AskingStopped

    def on_terminal(question: str) -> str:
        try:
            return str(typer.prompt(question, default="", show_default=False))
        except typer.Abort as error:
            raise AskingStopped(f'Stopped at "{question}".') from error

    if given is None:
        return on_terminal
    answers = iter(given)
    return lambda question: next(answers, "")
