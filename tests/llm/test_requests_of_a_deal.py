"""The requests of the worked examples: mostly shared, and without anything that is not theirs."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from statistics import mean

import pytest
from tests.llm.sections import PROMPTING, settings

from proposalkit.compose.draft_tasks import draft_tasks
from proposalkit.compose.parts import Parts, Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.llm.wire import Request, request_for
from proposalkit.workflows.gather import gather

EXAMPLES = Path(__file__).parents[2] / "examples"
DEALS = {
    "workspace": "nordwind-support",
    "hospital-group": "tamarack-authorizations",
    "manufacturer": "huettental-service",
}


@pytest.fixture(scope="module")
def parts(shared_cache: Path) -> Parts:
    """The parts of the worked example."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return gather(EXAMPLES / "workspace", "nordwind-support").parts


def requests_of(parts: Parts, deal: str = "nordwind-support") -> list[Request]:
    tasks = draft_tasks(parts, compose_proposal(parts, Release(deal=deal)))
    return [request_for(task, PROMPTING, settings().shape) for task in tasks]


def told(request: Request) -> str:
    return "".join(one.content for one in request.messages)


def shared_part(requests: list[Request]) -> float:
    """Give what the prompts have in common from the start, as a part of their mean length."""
    texts = [told(one) for one in requests]
    same = [len(set(signs)) == 1 for signs in zip(*texts, strict=False)]
    return same.index(False) / mean(map(len, texts))


def test_four_fifths_of_the_prompts_are_shared(parts: Parts) -> None:
    assert shared_part(requests_of(parts)) >= 0.8


@pytest.mark.deep
@pytest.mark.parametrize("folder", ["hospital-group", "manufacturer"])
def test_four_fifths_of_the_prompts_of_the_other_examples_are_shared(folder: str) -> None:
    deal = DEALS[folder]
    assert shared_part(requests_of(gather(EXAMPLES / folder, deal).parts, deal)) >= 0.8


def test_a_changed_price_changes_no_request(parts: Parts) -> None:
    lines = tuple(
        one.model_copy(update={"amount": one.amount.model_copy(update={"amount": Decimal("9.87")})})
        if one.amount
        else one
        for one in parts.pricing.components
    )
    changed = replace(parts, pricing=parts.pricing.model_copy(update={"components": lines}))
    assert [one.key() for one in requests_of(changed)] == [one.key() for one in requests_of(parts)]


def test_no_clause_no_amount_no_date_and_no_party_stands_in_a_prompt(parts: Parts) -> None:
    everything = "\n".join(told(one) for one in requests_of(parts))
    parties = {parts.brief.buyer.legal_name, parts.seller.company.legal_name}
    assert [name for name in parties if name in everything] == []
    assert re.findall(r"\b\d{4}-\d\d-\d\d\b|\bEUR ?\d|\d ?EUR\b|€", everything) == []
    sentences = {
        sentence.strip()
        for clause in parts.terms.clauses
        for sentence in re.split(r"(?<=[.;])\s", clause.text)
        if len(sentence) > 60
    }
    assert len(sentences) > 100
    assert [one for one in sentences if one in everything] == []
