"""The command that keeps the index of the knowledge: index."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from proposalkit.errors import ExitCode

if TYPE_CHECKING:
    from proposalkit.retrieve.build import IndexReport
    from proposalkit.workflows.index import IndexState, IndexStatus

_ASKED_FOR = ("clause", "motion", "guidance", "passage")


def index(
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="The workspace folder.")
    ] = Path(),
    embedder: Annotated[
        Literal["minilm", "openai", "none"] | None,
        typer.Option(
            "--embedder", help="Model for the meaning of texts [default: minilm if installed]."
        ),
    ] = None,
    chroma_url: Annotated[
        str | None,
        typer.Option("--chroma-url", metavar="URL", help="Chroma server to write to."),
    ] = None,
    status: Annotated[
        bool, typer.Option("--status", help="Only say how the index stands.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Bring the search index up to date with the knowledge; deleting it loses nothing."""
    from proposalkit.cli.show import print_json, progress
    from proposalkit.workflows.index import index_status, index_workspace

    if status:
        found = index_status(workspace)
        print_json(found.model_dump(mode="json")) if json else _print_status(found)
        sound = bool(found.indexes) and all(one.state == "current" for one in found.indexes)
        raise typer.Exit(int(ExitCode.DONE if sound else ExitCode.REFUSED))
    with progress("Indexing the knowledge"):
        report = index_workspace(workspace, embedder=embedder, chroma_url=chroma_url)
    print_json(report.model_dump(mode="json")) if json else _print_report(report)


def _print_report(report: IndexReport) -> None:
    print(f"{report.units} units: {_counted(report.kinds)}; mode {report.mode}")
    if not report.written:
        print(f"{report.generation} is up to date; nothing was written.")
    elif report.mode == "lexical":
        print(f"{report.generation} is now current.")
    else:
        print(f"{report.generation} is now current; {report.embedded} texts were embedded.")
        print(f"Vectors by {report.fingerprint}; Chroma: {report.chroma}")
    for name in report.set_aside:
        print(f"A damaged generation was set aside as {name}; you may delete it.")
    for note in report.notes:
        print(f"Note: {note}")


def _counted(kinds: dict[str, int]) -> str:
    """Count the kinds people ask for by name; --json counts every one."""
    asked = {kind: kinds.get(kind, 0) for kind in _ASKED_FOR}
    other = sum(kinds.values()) - sum(asked.values())
    return ", ".join(f"{count} {kind}" for kind, count in {**asked, "other": other}.items())


def _print_status(status: IndexStatus) -> None:
    for one in status.indexes:
        print(_state(one))
    if not status.indexes:
        print(f"There is no index in {status.folder}. Run proposalkit index.")
    for name in status.set_aside:
        print(f"Set aside: {name}; you may delete it.")


def _state(one: IndexState) -> str:
    if one.state == "damaged":
        return f"{one.embedder}: damaged. {one.problem} Run proposalkit index."
    size = f"{one.bytes / 1_000_000:.1f} MB"
    chroma = f"Chroma {one.chroma}" if one.chroma else "no vectors"
    line = f"{one.embedder}: {one.state}, {one.generation}, {one.units} units, {chroma}, {size}"
    return f"{line}. {one.problem} Run proposalkit index." if one.problem else line
