"""What every command stands in: the program's name, its help, its switch for the log."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

_ALONE = {
    "read": "buyer",
    "price": "pricing",
    "verify": "reading",
    "validate": "reading",
    "check": "buyer",
    "compare": "buyer",
}
"""A buyer's commands and their modules: loading all other commands would double their start."""


def new_app() -> typer.Typer:
    """Make the program without any command."""
    made = typer.Typer(
        name="proposalkit",
        help="One deal brief in, one procurement kit out: proposal, clauses, pricing, proof.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    made.callback()(main)
    return made


def app_with(name: str) -> typer.Typer | None:
    """Make the program with this command alone; None for a command that is not made alone."""
    module = _ALONE.get(name)
    if module is None:
        return None
    made = new_app()
    made.command(name)(getattr(import_module(f"proposalkit.cli.{module}"), name))
    return made


def _version(asked: bool) -> None:
    if asked:
        from proposalkit import __version__

        print(f"proposalkit {__version__}")
        raise typer.Exit


def main(
    verbose: Annotated[
        int,
        typer.Option(
            "--verbose", "-v", count=True, show_default=False,
            help="Log each step with its time on stderr; -vv also its begin.",
        ),
    ] = 0,
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_version, help="Say the version."),
    ] = False,
) -> None:  # fmt: skip
    """One deal brief in, one procurement kit out: proposal, clauses, pricing, proof."""
    from proposalkit.cli.log import start_log

    start_log(verbose)
