"""Measures what one call to the MCP server costs: `python -m benchmarks.mcp_calls`.

Processor time of this process, client and server together, through the library's own client.
"""

from __future__ import annotations

import asyncio
import os
import platform
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from mcp.client.client import Client

from benchmarks.retrieval.tables import as_table
from proposalkit.mcp_server.server import build_server
from proposalkit.model.canonical import canonical_bytes
from proposalkit.workflows.served import ServedProposal, read_served

KIT = Path(__file__).parent.parent / "tests" / "golden" / "nordwind-support" / "proposal.json"
TODAY = date(2026, 11, 24)
CALLS = 100
Call = tuple[str, dict[str, object]]


def main() -> int:
    """Call each tool a hundred times and print one table."""
    (golden,) = read_served([KIT])
    data = canonical_bytes(golden.proposal)  # the golden file has line breaks for people
    subject = golden.subject.model_copy(update={"proposal_bytes": data})
    served = replace(golden, data=data, subject=subject)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {machine}, Python {platform.python_version()}; "
        f"load {os.getloadavg()[0]:.1f}\n"
    )
    rows = asyncio.run(_measure(served))
    print(as_table(("what", "measured", "wanted"), rows))
    return 0


def calls(served: ServedProposal) -> tuple[Call, ...]:
    """Give one call of each kind."""
    metric = served.proposal.metrics[0].id
    volumes = {metric: "20001"}
    return (
        ("get_price_components", {}),
        ("price_scenario", {"volumes": volumes}),
        ("price_scenario", {"volumes": volumes, "explain": True}),
        ("explain_clause", {"clause": served.proposal.clauses[0].id}),
        ("verify", {"on": TODAY.isoformat()}),
        ("check_requirements", {"policy": "eu-bank"}),
        ("compare", {"volumes": {"expected": "20001"}}),
    )


async def _measure(served: ServedProposal) -> list[tuple[str, str, str]]:
    other = replace(served, id="other")
    async with Client(build_server([served, other], lambda: TODAY)) as client:
        rows = []
        for tool, arguments in calls(served):
            both = tool == "compare"
            whose = {"proposals": [served.id, other.id]} if both else {"proposal": served.id}
            asked = {**whose, **arguments}
            first = await _timed(client, tool, asked)
            times = [await _timed(client, tool, asked) for _ in range(CALLS)]
            more = ", every step" if arguments.get("explain") else ""
            found = f"p50 {median(times):.1f} ms, first {first:.0f} ms"
            rows.append((f"MCP `{tool}`{more}, processor", found, "p50 <= 30 ms"))
        return rows


async def _timed(client: Client, tool: str, asked: dict[str, object]) -> float:
    begun = time.process_time()
    result = await client.call_tool(tool, asked)
    assert not result.is_error, result.content
    return (time.process_time() - begun) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
