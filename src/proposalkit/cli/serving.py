"""The command that serves proposals to agents: mcp."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer


def mcp(
    kits: Annotated[
        list[Path],
        typer.Argument(metavar="KIT...", help="Kits, buyer folders, zips, PDFs or proposal.json."),
    ],
    http: Annotated[
        int | None,
        typer.Option(
            "--http", metavar="PORT", min=1, max=65535,
            help="Serve over HTTP on this machine only [default: standard input and output].",
        ),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="FILE", help="Public key (JWK) they must be signed with."),
    ] = None,
) -> None:  # fmt: skip
    """Serve proposals to agents by the Model Context Protocol: these alone, and read-only."""
    if http is not None:
        print(f"http://127.0.0.1:{http}/mcp  (Ctrl-C ends it)", file=sys.stderr)
    # by name, as `python -m` would: no surface imports another
    import_module("proposalkit.mcp_server.serve").serve(kits, key, http)
