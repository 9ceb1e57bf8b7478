"""Whatever a model answers, a kit states every fact that the kit of the program states."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import ClassVar

import pytest
from tests.worked import DEAL, DEALS

from proposalkit.compose.drafted import as_listed
from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.kit.layout import DealFolder
from proposalkit.llm.answers import Answer, Usage
from proposalkit.llm.failures import CallFailed
from proposalkit.llm.settings import LlmSettings
from proposalkit.llm.wire import Request
from proposalkit.model.draft import DraftedSection
from proposalkit.model.slot_text import fill_slots, slots_of
from proposalkit.testing import Asked, Policy, Reply, policy_of
from proposalkit.testing.answers import blocks_text, connective, verbatim
from proposalkit.workflows.draft import DraftedTexts, draft_texts
from proposalkit.workflows.draft_settings import OFFLINE, Drafter
from proposalkit.workflows.gather import Gathered, gather

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MODEL = Drafter(LlmSettings(mode="openai", url="http://127.0.0.1:9/v1", key="k"), "model:x")  # type: ignore[arg-type]
PARTIES = {"buyer.name", "seller.name"}


def _some(asked: Asked) -> Reply:
    """Say some of the sentences, in any order, with bridges anywhere."""
    assert asked.task is not None
    random = Random(asked.digest)
    ids = [one.id for one in asked.task.sources]
    blocks = [verbatim(name) for name in random.sample(ids, random.randint(1, len(ids)))]
    for _ in range(3):
        blocks.insert(random.randint(0, len(blocks)), connective("What this means in practice:"))
    return Reply(blocks_text(blocks))


def _passages_alone(asked: Asked) -> Reply:
    """Leave out every sentence about the deal but half and one of them."""
    assert asked.task is not None
    deal = [one.id for one in asked.task.sources if one.kind == "deal"]
    rest = [one.id for one in asked.task.sources if one.kind != "deal"]
    return Reply(blocks_text([verbatim(one) for one in (*rest, *deal[len(deal) // 2 :])]))


POLICIES: Mapping[str, Policy] = {
    "honest": policy_of("honest"),
    "hallucinating": policy_of("hallucinating"),
    "adaptive": policy_of("adaptive"),
    "obedient": policy_of("obedient"),
    "some": _some,
    "passages alone": _passages_alone,
    **{
        f"broken, {name}": policy_of("broken", faults=(name,))
        for name in ("server-error", "truncated", "ignored-schema", "wrong-kinds", "refusal")
    },
}


TRIED = (
    *((DEAL, one) for one in POLICIES),
    *((name, one) for name in tuple(DEALS)[1:] for one in ("adaptive", "some", "passages alone")),
)


class Fake:
    """Answers as a policy does, without a socket; what is no answer is a failed call."""

    policy: ClassVar[Policy]

    def __init__(self, settings: LlmSettings) -> None:
        pass

    def close(self) -> None:
        """Do nothing."""

    def ask(self, request: Request, seconds: float) -> Answer:
        """Give what the policy says."""
        said = Fake.policy(Asked(json.loads(json.dumps(request.body()))))
        if not isinstance(said, Reply):
            raise CallFailed("hopeless", "cannot be reached", "start it")
        return Answer(
            text=said.content or "", finish=said.finish_reason, refusal=said.refusal or "",
            usage=Usage(sent=1, answered=1),
        )  # fmt: skip


@pytest.fixture(scope="module")
def all_gathered(shared_cache: Path) -> Mapping[str, Gathered]:
    """What is gathered of the three example deals."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return {name: gather(folder, name) for name, folder in DEALS.items()}


def _facts(drafted: DraftedSection) -> set[str]:
    return {name for block in drafted.blocks for name in slots_of(block.text)} - PARTIES


def _required(texts: DraftedTexts, section: str) -> set[str]:
    task = next(one for one in texts.plan.tasks if one.section == section)
    return {one.id for one in task.sources if one.required}


def _said(drafted: DraftedSection) -> set[str]:
    return {name for block in drafted.blocks for name in block.sources}


@pytest.mark.parametrize(("name", "policy"), TRIED)
def test_every_fact_of_the_programs_kit_stands_in_the_kit_of_any_model(
    name: str,
    policy: str,
    all_gathered: Mapping[str, Gathered],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "deal").mkdir()
    monkeypatch.setattr("proposalkit.llm.endpoint.Endpoint", Fake)
    Fake.policy = POLICIES[policy]
    gathered = all_gathered[name]
    texts = draft_texts(gathered, DealFolder(tmp_path / "deal"), MODEL, now=NOW)
    own = {one.section: one for one in as_listed(texts.plan)}
    for one in texts.sections:
        assert _facts(one) >= _facts(own[one.section])
        assert _said(one) >= _required(texts, one.section)


def test_the_page_text_of_a_lying_models_kit_holds_every_value(
    all_gathered: Mapping[str, Gathered], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deal").mkdir()
    monkeypatch.setattr("proposalkit.llm.endpoint.Endpoint", Fake)
    Fake.policy = POLICIES["passages alone"]
    gathered = all_gathered[DEAL]
    texts = draft_texts(gathered, DealFolder(tmp_path / "deal"), MODEL, now=NOW)
    proposal = compose_proposal(texts.into(gathered).parts, Release(deal="d"))
    summary = " ".join(one.text for one in proposal.sections[0].blocks)
    for name in ("price.month", "price.total", "pilot.fee", "pilot.decide", "offer.until"):
        assert fill_slots(f"{{{{{name}}}}}", texts.plan.values) in summary
    assert {one.by for one in texts.sections} == {"model"}


def test_the_program_says_what_is_required_too(all_gathered: Mapping[str, Gathered]) -> None:
    for gathered in all_gathered.values():
        texts = draft_texts(gathered, DealFolder(Path("nowhere")), OFFLINE, now=NOW)
        for one in texts.sections:
            assert _said(one) >= _required(texts, one.section)
            assert one.put_back == ()
