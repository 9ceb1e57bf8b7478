"""Runs the server over the standard streams, or over HTTP on this machine only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from mcp.server.transport_security import TransportSecuritySettings

from proposalkit.mcp_server.server import build_server
from proposalkit.workflows.served import read_served

LOOPBACK = "127.0.0.1"
LARGEST_REQUEST = 262_144
"""Bytes of one HTTP request; a question is a few hundred."""


def serve(paths: Sequence[Path], key: Path | None, port: int | None) -> None:
    """Read the proposals, then answer until the client leaves or the process is stopped.

    Raises InputRefused and Refused, before anything is served, as `read_served` does.
    """
    server = build_server(read_served(paths, key), lambda: datetime.now(UTC).date())
    if port is None:
        server.run("stdio")
        return
    server.run(
        "streamable-http",
        host=LOOPBACK,
        port=port,
        stateless_http=True,
        json_response=True,
        max_request_body_size=LARGEST_REQUEST,
        transport_security=loopback_only(port),
    )


def loopback_only(port: int) -> TransportSecuritySettings:
    """Refuse a request that a web page of another origin sent through a browser."""
    hosts = [f"{LOOPBACK}:{port}", f"localhost:{port}"]
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=hosts,
        allowed_origins=[f"http://{host}" for host in hosts],
    )
