"""The command that finds knowledge: search."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from proposalkit.cli.given import day_given
from proposalkit.errors import ExitCode


def search(
    query: Annotated[str, typer.Argument(help="A question or a need, in your own words.")],
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="The workspace folder.")
    ] = Path(),
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", help="Kind of entry, such as clause; more than once for several."),
    ] = None,
    family: Annotated[
        str | None, typer.Option("--family", help="Family of the clause or motion.")
    ] = None,
    region: Annotated[
        str | None, typer.Option("--region", help="Holds in this region or country, such as EU.")
    ] = None,
    sector: Annotated[
        str | None, typer.Option("--sector", help="Holds in this sector, such as healthcare.")
    ] = None,
    stage: Annotated[
        str | None, typer.Option("--stage", help="For buyers at this stage, such as curious.")
    ] = None,
    fresh_on: Annotated[
        str | None,
        typer.Option("--fresh-on", metavar="DAY", help="Leave out what was to be reviewed before."),
    ] = None,
    buyer: Annotated[bool, typer.Option("--buyer", help="Only what a buyer may read.")] = False,
    limit: Annotated[int, typer.Option("-k", min=1, max=1000, help="Most entries to show.")] = 5,
    mode: Annotated[
        str | None,
        typer.Option("--mode", help="auto, lexical or hybrid [default: auto]."),
    ] = None,
    via: Annotated[
        str, typer.Option("--via", help="snapshot compares all vectors, chroma asks the store.")
    ] = "snapshot",
    embedder: Annotated[
        str, typer.Option("--embedder", help="minilm, or openai for a server you set up.")
    ] = "minilm",
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Find clauses, guidance and motions by what you want to know, with the reasons."""
    from proposalkit.cli.found import answer_json, print_answer
    from proposalkit.cli.show import print_json
    from proposalkit.model.search import SearchFilter
    from proposalkit.workflows.search import (
        SearchRequest,
        embedder_asked,
        search_knowledge,
        via_asked,
    )
    from proposalkit.workflows.search_mode import mode_asked

    where = SearchFilter(
        kinds=tuple(kind or ()),
        family=family,
        region=region,
        sector=sector,
        stage=stage,
        audience="buyer" if buyer else None,
        fresh_on=day_given(fresh_on, "--fresh-on") if fresh_on else None,
    )
    request = SearchRequest(
        query=query,
        workspace=workspace,
        where=where,
        limit=limit,
        mode=mode_asked(mode),
        via=via_asked(via),
        embedder=embedder_asked(embedder),
    )
    answer = search_knowledge(request)
    if json:
        print_json(answer_json(answer))
    else:
        print_answer(answer)
    unsure = answer.needs_review or not answer.found
    raise typer.Exit(int(ExitCode.INDETERMINATE if unsure else ExitCode.DONE))
