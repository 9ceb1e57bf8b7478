"""Commands that make kits: generate, issue, pack."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from proposalkit.errors import ExitCode

Deal = Annotated[str, typer.Argument(help="Id of the deal: the name of its file in deals/.")]
Workspace = Annotated[
    Path, typer.Option("--workspace", "-w", help="Folder with seller.yaml, price-books/, deals/.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Folder for kits [default: WORKSPACE/output].")
]
Llm = Annotated[
    str | None,
    typer.Option("--llm", help="Who drafts: offline (default), openai or replay."),
]
LlmModel = Annotated[str | None, typer.Option("--llm-model", help="Model to ask for.")]
LlmUrl = Annotated[
    str | None,
    typer.Option("--llm-url", help="Base address of a server that speaks as OpenAI does."),
]
MaxTokens = Annotated[
    int | None, typer.Option("--max-tokens", min=0, help="Most tokens all texts may take.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def generate(
    deal: Deal,
    workspace: Workspace = Path(),
    output: Output = None,
    force: Annotated[bool, typer.Option("--force", help="Render even if nothing changed.")] = False,
    search: Annotated[
        str | None,
        typer.Option("--search", help="How passages are found: auto, lexical or hybrid."),
    ] = None,
    llm: Llm = None,
    llm_model: LlmModel = None,
    llm_url: LlmUrl = None,
    max_tokens: MaxTokens = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with exit code 3 when a text is not stated.")
    ] = False,
    json: Json = False,
) -> None:
    """Make the kit of a deal: read, plan, price, choose clauses, render, verify, write."""
    from proposalkit.cli.show import print_json, progress
    from proposalkit.workflows.draft_settings import LlmAsked
    from proposalkit.workflows.generate import Request, generate_kit

    request = Request(
        workspace=workspace,
        deal=deal,
        output=output or workspace / "output",
        force=force,
        search=search,
        llm=LlmAsked(llm, llm_model, llm_url, max_tokens),
    )
    with progress(f"Making the kit of {deal}"):
        report = generate_kit(request, now=datetime.now(UTC))
    if json:
        print_json(report.as_json())
    else:
        print(report.text())
    if strict and report.not_stated:
        raise typer.Exit(int(ExitCode.INDETERMINATE))


def issue(
    deal: Deal,
    by: Annotated[
        str, typer.Option("--by", help="Name and title of the person who answers for it.")
    ],
    grade: Annotated[
        str, typer.Option("--grade", help="for_discussion, or issued: a firm offer, nothing open.")
    ] = "for_discussion",
    workspace: Workspace = Path(),
    output: Output = None,
    json: Json = False,
) -> None:
    """Release a kit: the pages then say that the terms are proposed and by whom released."""
    from proposalkit.cli.show import print_json, progress
    from proposalkit.workflows.generate import Request
    from proposalkit.workflows.issue import issue_kit

    request = Request(workspace=workspace, deal=deal, output=output or workspace / "output")
    with progress(f"Releasing {deal}"):
        report = issue_kit(request, grade=grade, by=by, now=datetime.now(UTC))
    if json:
        print_json(report.as_json())
    else:
        print(report.text())


def pack(
    deal: Deal,
    workspace: Workspace = Path(),
    output: Output = None,
    json: Json = False,
) -> None:
    """Wrap the buyer's files of the latest revision into one zip; a draft is refused."""
    from proposalkit.cli.show import print_json
    from proposalkit.workflows.pack import pack_kit

    path = pack_kit((output or workspace / "output") / deal, now=datetime.now(UTC))
    if json:
        print_json({"zip": str(path)})
    else:
        print(path)
