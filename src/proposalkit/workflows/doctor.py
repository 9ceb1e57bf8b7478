"""Whether machine and workspace are fit for the work: what doctor says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from proposalkit.errors import InputRefused, Unavailable
from proposalkit.workflows.machine import Part, examine_machine, writable


def examine(workspace: Path, output: Path | None = None) -> tuple[Part, ...]:
    """Look at the machine, then at the workspace when there is one."""
    return (*examine_machine(), _model_folder(), *_workspace(workspace, output))


def _workspace(workspace: Path, output: Path | None) -> tuple[Part, ...]:
    if not (workspace / "seller.yaml").is_file():
        says = f"none in {workspace.absolute()}; name one with --workspace"
        return (Part("Workspace", "ok", says),)
    move = "chmod -R u+rwX ."
    return (
        writable("Workspace", workspace.absolute(), needed=True, run=move),
        writable("Output", (output or workspace / "output").absolute(), needed=True, run=move),
        _own_files(workspace),
        _index(workspace),
    )


def _own_files(workspace: Path) -> Part:
    from proposalkit.workflows.drift import ASK_FOR_A_LOOK, overlay_status

    run = "proposalkit overlay status"
    try:
        states = Counter(one.state for one in overlay_status(workspace))
    except InputRefused as error:
        return Part("Own files", "fail", error.findings[0].line(), run)
    asking = [f"{count} {state}" for state, count in states.items() if state in ASK_FOR_A_LOOK]
    total = f"{states.total()} in place of shipped files or beside them"
    if asking:
        return Part("Own files", "warn", f"{total}; {', '.join(asking)}", run)
    return Part("Own files", "ok", total)


def _index(workspace: Path) -> Part:
    from proposalkit.workflows.index import index_status

    run = "proposalkit index"
    try:
        status = index_status(workspace)
    except Unavailable as error:
        return Part("Index", "warn", error.message, run)
    if not status.indexes:
        return Part("Index", "warn", "none yet", run)
    said = ", ".join(f"{one.embedder} {one.state}, {one.units} units" for one in status.indexes)
    if any(one.state != "current" for one in status.indexes):
        return Part("Index", "warn", said, run)
    return Part("Index", "ok", said)


def _model_folder() -> Part:
    from proposalkit.retrieve.minilm.installed import models_folder

    return writable(
        "Model folder", models_folder(), needed=False, run="export PROPOSALKIT_MODELS=DIR"
    )
