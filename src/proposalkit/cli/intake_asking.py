"""Asks the open questions of an intake on the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from proposalkit.model.intake import Intake, IntakeQuestion
    from proposalkit.workflows.intake import IntakeOrder


def ask_open(order: IntakeOrder, found: Intake) -> Intake:
    """Ask every blocking question; Enter takes the one value found, or leaves it open."""
    from proposalkit.workflows.intake_talk import answered

    return answered(
        order, found, ask=_ask, complain=lambda fault: typer.echo(f"  {fault}", err=True)
    )


def _ask(question: IntakeQuestion, proposed: str) -> str | None:
    """Show what was found and take a line; None ends the asking."""
    _say(f"\n{question.question}  ({question.field})")
    _say(f"  {question.why}")
    for value, means in question.meanings.items():
        _say(f"  {value:<10} {means}")
    for one in question.found:
        if not one.replaced:
            who = f", {one.speaker}" if one.speaker else ""
            _say(f'  {one.file}, {one.place}{who}: "{one.quote}"')
    hint = f" [{proposed}]" if proposed else ""
    try:
        return str(
            typer.prompt(f"  {question.allowed}{hint}", default="", show_default=False, err=True)
        )
    except typer.Abort:
        return None


def _say(line: str) -> None:
    from proposalkit.cli.show import fit

    blank = "\n" if line.startswith("\n") else ""
    typer.echo(blank + fit(line.removeprefix("\n"), sys.stderr), err=True)
