"""One proposal served in memory, and a client that speaks to the server in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from mcp.client.client import Client
from mcp.server.mcpserver import MCPServer
from mcp.shared.exceptions import MCPError

from proposalkit.mcp_server.server import build_server
from proposalkit.model.canonical import canonical_bytes
from proposalkit.model.proposal import Proposal
from proposalkit.readers.reading import Subject
from proposalkit.workflows.served import ServedProposal

GOLDEN = Path(__file__).parent.parent / "golden" / "nordwind-support" / "proposal.json"
TODAY = date(2026, 11, 24)
ResultT = TypeVar("ResultT")
Ask = Callable[[Callable[[Client], Awaitable[ResultT]]], ResultT]


@pytest.fixture(scope="session")
def proposal() -> Proposal:
    """The proposal of the example deal."""
    return Proposal.model_validate_json(GOLDEN.read_bytes())


@pytest.fixture(scope="session")
def served(proposal: Proposal) -> ServedProposal:
    """It, as if it had been read from a proposal.json."""
    data = canonical_bytes(proposal)
    subject = Subject(kind="proposal_json", name="proposal.json", proposal_bytes=data)
    return ServedProposal("nordwind-support", Path("proposal.json"), proposal, data, subject)


@pytest.fixture(scope="session")
def server(served: ServedProposal) -> MCPServer[dict[str, object]]:
    """A server for it, on a fixed day."""
    return build_server([served], lambda: TODAY)


@pytest.fixture
def ask(server: MCPServer[dict[str, object]]) -> Ask[ResultT]:
    """Asks the server something through the library's own client."""

    def asked(question: Callable[[Client], Awaitable[ResultT]]) -> ResultT:
        refused: list[MCPError] = []

        async def run() -> ResultT | None:
            async with Client(server) as client:
                try:
                    return await question(client)
                except MCPError as error:  # else it comes out inside a group
                    refused.append(error)
                    return None

        result = asyncio.run(run())
        if refused:
            raise refused[0]
        assert result is not None
        return result

    return asked
