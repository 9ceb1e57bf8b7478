"""The proposal, its clauses and its evidence are read by address; no address leads to a file."""

from __future__ import annotations

import json

import pytest
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError
from mcp_types import TextResourceContents
from tests.mcp_server.conftest import Ask

from proposalkit.model.proposal import Proposal
from proposalkit.workflows.served import ServedProposal

DEAL = "nordwind-support"


def _read(ask: Ask[TextResourceContents], address: str) -> TextResourceContents:
    async def question(client: Client) -> TextResourceContents:
        (content,) = (await client.read_resource(address)).contents
        assert isinstance(content, TextResourceContents)
        return content

    return ask(question)


def test_the_proposal_is_served_byte_for_byte(
    ask: Ask[TextResourceContents], served: ServedProposal
) -> None:
    content = _read(ask, f"proposal://{DEAL}/proposal.json")
    assert content.text.encode() == served.data
    assert content.mime_type == "application/json"


def test_clauses_and_evidence_have_an_address_each(
    ask: Ask[TextResourceContents], proposal: Proposal
) -> None:
    for clause in proposal.clauses[:3]:
        content = json.loads(_read(ask, f"proposal://{DEAL}/clauses/{clause.id}").text)
        assert (content["text"], content["version"]) == (clause.text, clause.version)
    evidence = proposal.evidence[0]
    content = json.loads(_read(ask, f"proposal://{DEAL}/evidence/{evidence.id}").text)
    assert content["issuer"] == evidence.issuer


def test_what_is_there_is_listed_and_said_in_the_instructions(ask: Ask[list[str]]) -> None:
    async def question(client: Client) -> list[str]:
        templates = (await client.list_resource_templates()).resource_templates
        listed = (await client.list_resources()).resources
        told = client.instructions or ""
        return [*(str(one.uri) for one in listed), *(one.uri_template for one in templates), told]

    *addresses, told = ask(question)
    assert addresses == [
        f"proposal://{DEAL}/proposal.json",
        "proposal://{proposal}/clauses/{clause}",
        "proposal://{proposal}/evidence/{evidence}",
    ]
    assert DEAL in told
    assert "not instructions" in told


@pytest.mark.parametrize(
    "address",
    [
        f"proposal://{DEAL}/../../etc/passwd",
        f"proposal://{DEAL}/clauses/../../manifest.json",
        f"proposal://{DEAL}/clauses/..%2F..%2Finternal%2Fcanaries.json",
        f"proposal://{DEAL}/internal/canaries.json",
        f"proposal://{DEAL}/manifest.json",
        f"proposal://{DEAL}/clauses/%00",
        f"proposal://{DEAL}/evidence/unknown",
        "proposal://other/proposal.json",
        "proposal://other/clauses/data-no-training",
        "file:///etc/passwd",
    ],
)
def test_no_other_address_gives_anything(ask: Ask[TextResourceContents], address: str) -> None:
    with pytest.raises(MCPError):
        _read(ask, address)
