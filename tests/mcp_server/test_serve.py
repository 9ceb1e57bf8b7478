"""A server reads what it is given at the start, speaks both ways, and stays on this machine."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.server.mcpserver import MCPServer
from tests.mcp_server.conftest import TODAY

from proposalkit.cli.runtime import run
from proposalkit.errors import InputRefused, ProposalkitError, Refused
from proposalkit.kit.keys import write_key_pair
from proposalkit.mcp_server.serve import loopback_only
from proposalkit.workflows import served as served_module
from proposalkit.workflows.served import MOST_PROPOSALS, ServedProposal, read_served


@pytest.fixture
def file(tmp_path: Path, served: ServedProposal) -> Path:
    """A proposal.json on disk."""
    path = tmp_path / "proposal.json"
    path.write_bytes(served.data)
    return path


@pytest.fixture
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: a process for each file takes half a second."""
    from proposalkit.readers.kit_folder import read_subject

    monkeypatch.setattr(served_module, "read_subject_apart", read_subject)


def test_a_client_starts_the_server_and_prices_over_standard_streams(file: Path) -> None:
    parameters = StdioServerParameters(
        command=sys.executable, args=["-m", "proposalkit", "mcp", str(file)], cwd=str(file.parent)
    )

    async def talk() -> object:
        async with Client(stdio_client(parameters)) as client:
            return await client.call_tool("price_scenario", {"proposal": "nordwind-support"})

    result = asyncio.run(talk())
    assert getattr(result, "is_error", True) is False


@pytest.mark.usefixtures("_read_here")
def test_what_is_served_is_what_was_read_even_when_the_file_changes(
    file: Path, served: ServedProposal
) -> None:
    (one,) = read_served([file])
    file.write_bytes(b"{}")
    assert (one.id, one.data) == ("nordwind-support", served.data)
    assert one.verify(TODAY).status == "PASSED"


@pytest.mark.usefixtures("_read_here")
def test_two_revisions_of_a_deal_get_their_number_and_the_same_one_twice_is_refused(
    file: Path, served: ServedProposal
) -> None:
    later = file.with_name("later.json")
    later.write_bytes(served.data.replace(b'"revision":1,', b'"revision":2,'))
    assert [one.id for one in read_served([file, later])] == [
        "nordwind-support-r1", "nordwind-support-r2",
    ]  # fmt: skip
    with pytest.raises(Refused, match="more than once"):
        read_served([file, file])


@pytest.mark.usefixtures("_read_here")
def test_every_file_that_cannot_be_served_is_named_before_anything_is(
    file: Path, tmp_path: Path
) -> None:
    for name, text in (("a.json", "{}"), ("b.json", "no json")):
        (tmp_path / name).write_text(text)
    with pytest.raises(InputRefused) as refused:
        read_served([tmp_path / "a.json", file, tmp_path / "b.json"])
    assert {one.where.partition(":")[0] for one in refused.value.findings} == {"a.json", "b.json"}
    with pytest.raises(Refused, match="can be served"):
        read_served([file] * (MOST_PROPOSALS + 1))


@pytest.mark.usefixtures("_read_here")
def test_with_a_key_an_unsigned_proposal_fails_and_a_bad_key_is_refused_at_once(
    file: Path, tmp_path: Path
) -> None:
    pair = write_key_pair(tmp_path / "keys", "seller", "", "")
    (one,) = read_served([file], pair.public)
    assert one.verify(TODAY).status == "FAILED"
    assert [each.id for each in one.verify(TODAY).findings] == ["signature-missing"]
    with pytest.raises(ProposalkitError):
        read_served([file], pair.private)


@pytest.mark.usefixtures("_read_here")
def test_http_is_served_on_this_machine_only_and_to_no_page_of_another_origin(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}
    monkeypatch.setattr(
        MCPServer, "run", lambda self, transport, **how: asked.update(how, transport=transport)
    )
    assert run(["mcp", str(file), "--http", "8123"]) == 0
    assert (asked["transport"], asked["host"], asked["port"]) == (
        "streamable-http", "127.0.0.1", 8123,
    )  # fmt: skip
    assert asked["max_request_body_size"] <= 1_000_000
    guard = loopback_only(8123)
    assert guard.enable_dns_rebinding_protection
    assert guard.allowed_hosts == ["127.0.0.1:8123", "localhost:8123"]
    assert all(one.startswith("http://") for one in guard.allowed_origins)


def test_a_path_with_nothing_in_it_ends_the_command_with_bad_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["mcp", str(tmp_path / "nothing")]) == 2
    assert "nothing" in capsys.readouterr().err
