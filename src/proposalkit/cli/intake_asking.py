"""Asks the open questions of an intake on the terminal."""

from __future__ import annotations

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
    typer.echo(f"\n{question.question}  ({question.field})", err=True)
    typer.echo(f"  {question.why}", err=True)
    for value, means in question.meanings.items():
        typer.echo(f"  {value:<10} {means}", err=True)
    for one in question.found:
        if not one.replaced:
            typer.echo(f'  {one.file}, {one.place}: "{one.quote}"', err=True)
    hint = f" [{proposed}]" if proposed else ""
    try:
        return str(
            typer.prompt(f"  {question.allowed}{hint}", default="", show_default=False, err=True)
        )
    except typer.Abort:
        return None
