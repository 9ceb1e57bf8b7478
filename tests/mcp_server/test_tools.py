"""Agents price, read and verify through the protocol; each answer has the shape it promises."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator
from mcp.client.client import Client
from mcp_types import CallToolResult, TextContent, Tool
from tests.mcp_server.conftest import TODAY, Ask

from proposalkit.errors import Refused
from proposalkit.mcp_server.tools import Tools
from proposalkit.model.proposal import Proposal
from proposalkit.workflows.served import ServedProposal

DEAL = "nordwind-support"
NAMES = [
    "check_requirements", "compare", "explain_clause", "get_price_components", "price_scenario",
    "verify",
]  # fmt: skip


def _call(ask: Ask[CallToolResult], tool: str, **arguments: object) -> CallToolResult:
    async def question(client: Client) -> CallToolResult:
        return await client.call_tool(tool, arguments)

    return ask(question)


def _text(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


@pytest.fixture
def tools(ask: Ask[list[Tool]]) -> dict[str, Tool]:
    """The tools as a client sees them."""

    async def question(client: Client) -> list[Tool]:
        return list((await client.list_tools()).tools)

    return {one.name: one for one in ask(question)}


def test_every_tool_is_read_only_described_and_typed_both_ways(tools: dict[str, Tool]) -> None:
    assert sorted(tools) == NAMES
    for one in tools.values():
        assert one.annotations is not None
        assert one.annotations.read_only_hint
        assert one.annotations.destructive_hint is False
        assert one.description
        assert one.input_schema["additionalProperties"] is False
        assert one.output_schema is not None
        Draft202012Validator.check_schema(one.output_schema)


def test_the_list_of_tools_is_short_enough_to_be_read_with_each_question(
    tools: dict[str, Tool],
) -> None:
    """It was 66,000 letters, a third of them patterns, titles and marks of pages."""
    text = json.dumps([one.model_dump(mode="json", exclude_none=True) for one in tools.values()])
    assert len(text) < 48_000
    assert not any(word in text for word in ("x-visibility", "x-kind", '"title": "'))


@pytest.mark.parametrize(
    ("tool", "more"),
    [
        ("get_price_components", {}),
        ("price_scenario", {}),
        ("price_scenario", {"volumes": {"resolved-contact": "20001"}, "explain": True}),
        ("explain_clause", {"clause": "data-no-training"}),
        ("verify", {"on": "2026-11-24"}),
        ("check_requirements", {"policy": "eu-bank"}),
    ],
)
def test_an_answer_is_valid_by_its_schema_and_its_text_says_the_same(
    ask: Ask[CallToolResult], tools: dict[str, Tool], tool: str, more: dict[str, object]
) -> None:
    result = _call(ask, tool, proposal=DEAL, **more)
    assert not result.is_error, _text(result)
    schema = tools[tool].output_schema
    assert schema is not None
    assert list(Draft202012Validator(schema).iter_errors(result.structured_content)) == []
    assert json.loads(_text(result)) == result.structured_content


def test_a_volume_costs_what_the_tiers_say(ask: Ask[CallToolResult]) -> None:
    """10,000 a month: 5,000 x 0.95 + 5,000 x 0.82 + 950 platform = 9,800 a month.

    12 x 9,800 + 6,500 set-up + 7,500 pilot - 3,750 credit = 127,850.
    """
    result = _call(ask, "price_scenario", proposal=DEAL, volumes={"resolved-contact": "10000"})
    priced = result.structured_content
    assert priced is not None
    assert priced["total"] == {"amount": "127850.00", "currency": "EUR"}
    assert [one["charges"]["amount"] for one in priced["months"]] == ["9800.00"] * 12
    assert priced["months"][0]["due"]["amount"] == "6050.00"  # 9,800 less the credit
    assert priced["steps"] is None


def test_without_a_volume_the_expected_one_is_priced(
    ask: Ask[CallToolResult], proposal: Proposal
) -> None:
    expected = next(one for one in proposal.pricing.scenarios if one.id == "expected")
    priced = _call(ask, "price_scenario", proposal=DEAL).structured_content
    assert priced is not None
    assert priced["total"]["amount"] == f"{expected.total.amount}"


def test_a_clause_comes_word_for_word_with_what_rests_on_it(
    ask: Ask[CallToolResult], proposal: Proposal
) -> None:
    found = _call(ask, "explain_clause", proposal=DEAL, clause="data-no-training")
    assert found.structured_content is not None
    (clause,) = (one for one in proposal.clauses if one.id == "data-no-training")
    assert found.structured_content["clause"]["text"] == clause.text
    assert found.structured_content["clause"]["textSha256"] == clause.text_sha256
    assert found.structured_content["claims"]
    assert found.structured_content["answers"]


def test_verify_tells_the_verdict_of_what_was_read(ask: Ask[CallToolResult]) -> None:
    told = _call(ask, "verify", proposal=DEAL).structured_content
    assert told is not None
    assert (told["status"], told["on"]) == ("PASSED", "2026-11-24")
    checks = {one["check"]: one["outcome"] for one in told["results"]}
    assert checks["prices"] == "ran"
    assert "page-text" not in checks  # a proposal.json has no pages
    assert checks["signature"] == "not_applicable"


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("price_scenario", {"proposal": "other"}, 'There is: "nordwind-support".'),
        ("price_scenario", {"proposal": "../nordwind-support"}, "proposal-unknown"),
        ("verify", {"proposal": "/etc/passwd"}, "proposal-unknown"),
        ("verify", {"proposal": "x" * 5000}, "argument-invalid"),
        ("verify", {"proposal": DEAL, "on": "tomorrow"}, 'argument-invalid: "on"'),
        ("verify", {}, 'argument-invalid: "proposal"'),
        ("explain_clause", {"proposal": DEAL, "clause": "..%2Fx"}, "clause-unknown"),
        ("price_scenario", {"proposal": DEAL, "volumes": {"resolved-contact": "9" * 16}},
         "volume-not-a-number"),
        ("price_scenario", {"proposal": DEAL, "volumes": {"resolved-contact": "1e9"}},
         "volume-not-a-number"),
        ("price_scenario", {"proposal": DEAL, "volumes": {"resolved-contact": "-1"}},
         "volume-not-a-number"),
        ("price_scenario", {"proposal": DEAL, "volumes": {"resolved-contact": 12000}},
         'argument-invalid: "volumes.resolved-contact"'),
        ("price_scenario", {"proposal": DEAL, "volumes": {"tokens": "1"}},
         'It counts "resolved-contact".'),
        ("price_scenario", {"proposal": DEAL, "volumes": {str(n): "1" for n in range(30)}},
         "argument-invalid"),
        ("price_scenario", {"proposal": DEAL, "volume": "12000"}, 'argument-invalid: "volume"'),
        ("no_such_tool", {}, "Unknown tool"),
        ("compare", {"proposals": []}, 'argument-invalid: "proposals"'),
        ("compare", {"proposals": [DEAL]}, "offers-to-compare"),
        ("compare", {"proposals": [DEAL], "months": 0}, 'argument-invalid: "months"'),
        ("compare", {"proposals": [DEAL], "typed_offers": "offer,price"}, "typed_offers"),
        ("compare", {"proposals": [DEAL], "weights": "price: none"}, "weights:1"),
        ("compare", {"proposals": [DEAL, "../x"]}, "proposal-unknown"),
        ("check_requirements", {"proposal": DEAL, "policy": "../policies/eu-bank"},
         "policy-unknown"),
        ("check_requirements", {"proposal": DEAL}, 'There is: "eu-bank"'),
        ("check_requirements", {"proposal": DEAL, "policy_text": "no: policy"}, "policy_text"),
        ("check_requirements", {"proposal": DEAL, "policy_text": 'policy: own\ntitle: Own\n'
         'version: "1"\nas_of: 2026-11-21\nrequirements: [{id: a, what: A, fact: {id: zq}}]'},
         "an id of a fact that explain_clause gives"),
    ],
)  # fmt: skip
def test_a_bad_question_is_an_error_with_a_remedy(
    ask: Ask[CallToolResult], tool: str, arguments: dict[str, object], said: str
) -> None:
    result = _call(ask, tool, **arguments)
    assert result.is_error
    assert result.structured_content is None
    assert said in _text(result)
    assert len(_text(result)) < 1000
    assert "--" not in _text(result)


def test_the_largest_volume_is_priced_exactly(ask: Ask[CallToolResult]) -> None:
    result = _call(ask, "price_scenario", proposal=DEAL, volumes={"resolved-contact": "9" * 15})
    assert result.structured_content is not None
    volume = result.structured_content["volumes"][0]["perPeriod"]
    assert volume == "9" * 15


def test_requirements_are_answered_with_place_and_quote(ask: Ask[CallToolResult]) -> None:
    report = _call(ask, "check_requirements", proposal=DEAL, policy="eu-bank").structured_content
    assert report is not None
    counts = (report["met"], report["deviates"], report["notStated"])
    assert sum(counts) == len(report["rows"])
    assert report["met"] > 0
    assert report["checked"] == "passed"


def test_two_proposals_are_compared_at_the_volumes_asked_for(served: ServedProposal) -> None:
    """10,000 a month come to 127,850 over the term, as above."""
    other = replace(served, id="other")
    tools = Tools([served, other], lambda: TODAY)
    compared = tools.compare([DEAL, "other"], {"expected": "10000"})
    (row,) = compared.totals
    assert [one.total.amount for one in row.cells] == [Decimal("127850.00")] * 2
    assert [one.source for one in compared.offers] == [DEAL, "other"]


def test_what_does_not_verify_is_neither_compared_nor_checked(served: ServedProposal) -> None:
    broken = replace(served, id="broken", subject=served.subject.model_copy(
        update={"proposal_bytes": served.data.replace(b"127850", b"127851") + b" "}
    ))  # fmt: skip
    tools = Tools([served, broken], lambda: TODAY)
    with pytest.raises(Refused, match='"broken" does not verify'):
        tools.compare([DEAL, "broken"])
    with pytest.raises(Refused):
        tools.check_requirements("broken", "eu-bank")
