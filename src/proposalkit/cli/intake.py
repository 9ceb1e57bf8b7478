"""The command that takes a buyer's texts in: intake."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proposalkit.errors import ExitCode

if TYPE_CHECKING:
    from proposalkit.model.intake import Intake


def intake(
    files: Annotated[
        list[Path],
        typer.Argument(help="Notes, mails, requests: .txt .md .eml .pdf .docx .vtt .xlsx."),
    ],
    deal: Annotated[
        str, typer.Option("--deal", help="Id of the deal [default: from the first file's name].")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", help="The draft brief [default: deals/DEAL.yaml].")
    ] = None,
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask the open questions on the terminal.")
    ] = False,
    answers: Annotated[
        Path | None, typer.Option("--answers", help="File with answers: field, colon, value.")
    ] = None,
    llm: Annotated[
        str | None, typer.Option("--llm", help="Reads as well: offline, openai or replay.")
    ] = None,
    llm_model: Annotated[str | None, typer.Option("--llm-model", help="Model to ask for.")] = None,
    llm_url: Annotated[
        str | None,
        typer.Option("--llm-url", help="Base address of a server that speaks as OpenAI does."),
    ] = None,
    max_tokens: Annotated[
        int | None, typer.Option("--max-tokens", min=0, help="Most tokens the reading may take.")
    ] = None,
    locale: Annotated[
        str, typer.Option("--locale", help="How numbers and dates are written: en-US, de-DE ...")
    ] = "en",
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="Folder made by proposalkit init.")
    ] = Path(),
    force: Annotated[
        bool, typer.Option("--force", help="Write over the files of an earlier intake.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the evidence as JSON.")] = False,
) -> None:
    """Read a buyer's texts into a draft brief; every value with its quote, the rest as questions.

    Exit 3 while questions that block the brief are open.
    """
    from proposalkit.cli.show import print_json, progress
    from proposalkit.llm.settings import Flags
    from proposalkit.workflows.intake import (
        IntakeOrder,
        answers_command,
        intake_files,
        intake_rules,
        take_in,
        write_intake,
    )

    name = deal or (out.stem if out else _slug(files[0].stem))
    flags = Flags(mode=llm, model=llm_model, url=llm_url, max_tokens=max_tokens)
    order = IntakeOrder(tuple(files), workspace, name, out, answers, locale, force, flags)
    places = intake_files(order)
    with progress(f"Reading {len(files)} {'file' if len(files) == 1 else 'files'}"):
        found = take_in(order)
    if ask:
        from proposalkit.cli.intake_asking import ask_open

        found = ask_open(order, found)
    written = write_intake(found, places, intake_rules(workspace), answers_command(order))
    if json:
        from proposalkit.model.intake import IntakeReport

        report = IntakeReport(**dict(found), files=tuple(map(str, written)))
        print_json(report.model_dump(mode="json"))
    else:
        _print(found, tuple(map(str, written)))
    open_ = bool(found.open_questions)
    raise typer.Exit(int(ExitCode.INDETERMINATE if open_ else ExitCode.DONE))


def _slug(stem: str) -> str:
    """Make an id of a file name."""
    return re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-") or "deal"


def _print(found: Intake, written: tuple[str, ...]) -> None:
    """Print what was found, what was odd, and what to do next."""
    from proposalkit.cli.intake_table import next_step, rows
    from proposalkit.cli.show import print_findings, print_lines

    print_lines(rows(found))
    print_findings(found.findings)
    for one in written:
        print(one)
    print_lines([next_step(found)])
