"""Drafting as a whole: plan, drafter, checks, ledger; and the seller's own words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from tests.worked import DEAL, DEALS

from proposalkit.compose.drafted import as_listed
from proposalkit.compose.memo_texts import written_section
from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.errors import InputRefused, Refused
from proposalkit.kit.layout import DealFolder
from proposalkit.llm.answers import Answer, Usage
from proposalkit.llm.failures import CallFailed
from proposalkit.llm.settings import LlmSettings
from proposalkit.llm.wire import Request
from proposalkit.model.finding import Finding
from proposalkit.model.proposal import Proposal
from proposalkit.workflows.draft import DraftedTexts, check_finished_texts, draft_texts
from proposalkit.workflows.draft_settings import (
    OFFLINE,
    Drafter,
    LlmAsked,
    drafter_asked,
    drafter_of_kit,
)
from proposalkit.workflows.gather import Gathered, gather
from proposalkit.workflows.own_words import refuse_untrue_words

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MODEL = Drafter(LlmSettings(mode="openai", url="http://127.0.0.1:9/v1", key="k"), "model:x")  # type: ignore[arg-type]
REPLAY = Drafter(LlmSettings(mode="replay"), "model:x")


class Server:
    """Answers with every sentence in its order, and keeps which sections were asked for."""

    asked: list[str]
    adds: tuple[dict[str, object], ...] = ()
    keeps: int = 40
    down = False

    def __init__(self, settings: LlmSettings) -> None:
        pass

    def close(self) -> None:
        """Do nothing: there is no socket."""

    def ask(self, request: Request, seconds: float) -> Answer:
        """Give the sentences of the task as blocks."""
        Server.asked.append(request.section)
        if Server.down:
            raise CallFailed("hopeless", "cannot be reached", "start it")
        task = json.loads(request.messages[1].content.rpartition("\n")[2])
        empty: dict[str, object] = {"text": None, "cites": [], "quote": None}
        blocks = [{"kind": "verbatim", "chunk": one["id"], **empty} for one in task["sources"]]
        blocks = [*blocks[: Server.keeps], *Server.adds]
        text = json.dumps({"blocks": blocks})
        return Answer(
            text=text, finish="stop", model="m", fingerprint="f", refusal="",
            usage=Usage(sent=100, answered=10),
        )  # fmt: skip


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    """A server without a socket, with nothing asked yet."""
    monkeypatch.setattr("proposalkit.llm.endpoint.Endpoint", Server)
    Server.asked, Server.adds, Server.keeps, Server.down = [], (), 40, False
    return Server


@pytest.fixture(scope="module")
def gathered(shared_cache: Path) -> Gathered:
    """What is gathered of the worked example."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return gather(DEALS[DEAL], DEAL)


@pytest.fixture
def deal(tmp_path: Path) -> DealFolder:
    """An empty folder for the deal."""
    (tmp_path / "deal").mkdir()
    return DealFolder(tmp_path / "deal")


def _proposal(gathered: Gathered, texts: DraftedTexts) -> Proposal:
    return compose_proposal(texts.into(gathered).parts, Release(deal=DEAL))


@pytest.mark.parametrize("name", DEALS)
def test_the_programs_own_sentences_pass_every_check_and_none_is_withheld(
    name: str, deal: DealFolder
) -> None:
    gathered = gather(DEALS[name], name)
    texts = draft_texts(gathered, deal, OFFLINE, now=NOW)
    assert [one.withheld for one in texts.sections] == [()] * len(texts.sections)
    assert texts.sections == as_listed(texts.plan)
    assert check_finished_texts(gathered, texts, _proposal(gathered, texts)).findings == ()
    assert not deal.journal.exists()


def test_a_model_may_order_sentences_and_what_it_makes_up_is_withheld_and_told(
    gathered: Gathered, deal: DealFolder, server: type[Server]
) -> None:
    lie = "The agent guarantees 99% for 3 years."
    server.adds = ({"kind": "prose", "chunk": None, "text": lie, "cites": ["S1"], "quote": "an"},)
    texts = draft_texts(gathered, deal, MODEL, now=NOW)
    proposal = _proposal(gathered, texts)
    assert {one.by for one in texts.sections} == {"model"}
    assert lie not in proposal.model_dump_json()
    assert proposal.drafting is not None
    assert proposal.drafting.by == "model"
    assert "A language model arranged and worded these texts" in proposal.drafting.statement
    _, body = written_section(texts.plan, texts.sections, texts.model)
    assert lie in body
    assert check_finished_texts(gathered, texts, proposal).findings == ()


def test_a_second_run_and_a_changed_price_ask_nobody(
    gathered: Gathered, deal: DealFolder, server: type[Server]
) -> None:
    first = draft_texts(gathered, deal, MODEL, now=NOW)
    assert len(server.asked) == 8
    pricing = gathered.parts.pricing
    lines = tuple(
        one.model_copy(update={"amount": one.amount.model_copy(update={"amount": Decimal(77)})})
        if one.amount
        else one
        for one in pricing.components
    )
    dearer = pricing.model_copy(update={"components": lines})
    changed = replace(gathered, parts=replace(gathered.parts, pricing=dearer))
    second = draft_texts(changed, deal, MODEL, now=NOW)
    assert len(server.asked) == 8
    assert second.sections == first.sections
    assert second.report.hits == 8


def test_a_changed_passage_asks_for_its_section_alone(
    gathered: Gathered, deal: DealFolder, server: type[Server]
) -> None:
    draft_texts(gathered, deal, MODEL, now=NOW)
    server.asked.clear()
    hits = tuple(
        (name, tuple(one.model_copy(update={"span": "Other words now."}) for one in found))
        if name == "pilot"
        else (name, found)
        for name, found in gathered.parts.hits
    )
    draft_texts(replace(gathered, parts=replace(gathered.parts, hits=hits)), deal, MODEL, now=NOW)
    assert server.asked == ["pilot"]


def test_a_replay_gives_the_same_texts_and_the_same_memo_without_a_call(
    gathered: Gathered, deal: DealFolder, server: type[Server]
) -> None:
    made = draft_texts(gathered, deal, MODEL, now=NOW)
    before = deal.journal.read_bytes()
    server.asked.clear()
    again = draft_texts(gathered, deal, REPLAY, now=NOW)
    assert (again.sections, server.asked) == (made.sections, [])
    assert written_section(again.plan, again.sections, again.model) == written_section(
        made.plan, made.sections, made.model
    )
    assert deal.journal.read_bytes() == before


def test_a_replay_of_nothing_is_refused(gathered: Gathered, deal: DealFolder) -> None:
    with pytest.raises(Refused, match="nothing to replay"):
        draft_texts(gathered, deal, REPLAY, now=NOW)


def test_without_an_answer_the_program_writes_the_texts_and_the_proposal_says_so(
    gathered: Gathered, deal: DealFolder, server: type[Server]
) -> None:
    server.down = True
    texts = draft_texts(gathered, deal, MODEL, now=NOW)
    drafting = _proposal(gathered, texts).drafting
    assert texts.faults == len(texts.sections) == 8
    assert [one.blocks for one in texts.sections] == [one.blocks for one in as_listed(texts.plan)]
    assert drafting is not None
    assert drafting.by == "program"
    # the server was down: no model sent anything, so nothing is said of one
    listed = _proposal(gathered, draft_texts(gathered, deal, OFFLINE, now=NOW)).drafting
    assert drafting == listed


def test_a_text_whose_answer_was_of_no_use_is_told_apart_from_one_nobody_was_asked_for(
    gathered: Gathered, deal: DealFolder, server: type[Server]
) -> None:
    server.keeps = 0
    keyless = Drafter(LlmSettings(mode="openai"), "model:x")
    useless = _proposal(gathered, draft_texts(gathered, deal, MODEL, now=NOW)).drafting
    assert useless is not None
    assert "the language model gave no usable answer: In short, The need" in useless.statement
    other = DealFolder(deal.root.parent / "other")
    other.root.mkdir()
    unasked = _proposal(gathered, draft_texts(gathered, other, keyless, now=NOW)).drafting
    assert unasked is not None
    assert "No language model wrote any of them." in unasked.statement
    assert "usable" not in unasked.statement


def test_a_replay_of_a_run_in_which_no_model_answered_stops_and_writes_nothing(
    gathered: Gathered, deal: DealFolder, server: type[Server]
) -> None:
    server.down = True
    made = draft_texts(gathered, deal, MODEL, now=NOW)
    before = deal.journal.read_bytes()
    with pytest.raises(Refused, match='no answer for "summary", "need"'):
        draft_texts(gathered, deal, REPLAY, now=NOW)
    # a release repeats the kit there, whatever it was made of
    settings = LlmSettings(mode="replay", repeats_faults=True)
    released = draft_texts(gathered, deal, Drafter(settings, "model:x"), now=NOW)
    assert released.sections == made.sections
    assert deal.journal.read_bytes() == before


def test_a_replay_asked_for_never_takes_a_kit_without_a_model_as_unchanged(
    deal: DealFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PROPOSALKIT_LLM", raising=False)
    drafter = drafter_asked(LlmAsked(mode="replay"), DEALS[DEAL], deal)
    assert drafter.code not in (OFFLINE.code, "")
    assert drafter.draws_again


def test_an_answer_that_leaves_out_most_of_the_deal_is_written_by_the_program(
    gathered: Gathered, deal: DealFolder, server: type[Server]
) -> None:
    server.keeps = 1
    texts = draft_texts(gathered, deal, MODEL, now=NOW)
    summary = texts.sections[0]
    assert summary.by == "program"
    assert summary.fault is not None
    assert len(summary.blocks) > 5


def test_what_was_held_back_stands_in_the_journal_once(
    gathered: Gathered, deal: DealFolder, server: type[Server]
) -> None:
    lie = "The agent guarantees 99% for 3 years."
    server.adds = ({"kind": "prose", "chunk": None, "text": lie, "cites": ["S1"], "quote": "an"},)
    draft_texts(gathered, deal, MODEL, now=NOW)
    before = deal.journal.read_bytes()
    lines = [json.loads(one) for one in before.splitlines()]
    kept = {one["data"]["section"]: one["data"]["found"] for one in lines
            if one["kind"] == "model_checked"}  # fmt: skip
    assert len(kept) == 8
    assert all(len(one) == 1 and lie in one[0] for one in kept.values())
    assert ": quote-not-in-source: " in kept["pilot"][0]
    draft_texts(gathered, deal, MODEL, now=NOW)
    assert deal.journal.read_bytes() == before


def test_a_run_that_gets_no_answer_keeps_the_words_of_the_run_before(
    gathered: Gathered, deal: DealFolder, server: type[Server]
) -> None:
    first = draft_texts(gathered, deal, MODEL, now=NOW)
    settings = LlmSettings(mode="openai", url="http://127.0.0.1:9/v1", model="other")
    no_key = Drafter(settings, "model:y")
    second = draft_texts(gathered, deal, no_key, now=NOW)
    assert [one.blocks for one in second.sections] == [one.blocks for one in first.sections]
    assert (second.faults, second.report.calls) == (8, 0)
    _, body = written_section(second.plan, second.sections, second.model)
    assert "model of an earlier run" in body
    assert "There is no key for the model's server at 127.0.0.1:9" in body
    assert second.by_model == first.by_model


def test_a_kit_that_loses_the_words_of_a_model_says_which_and_where_they_are(
    gathered: Gathered, deal: DealFolder, server: type[Server]
) -> None:
    inside = deal.internal(3)
    inside.mkdir(parents=True)
    (inside / "inputs.json").write_text(json.dumps({"modelTexts": ["summary", "pilot"]}))
    server.down = True
    texts = draft_texts(gathered, deal, MODEL, now=NOW)
    said = (
        "Revision 3 has these texts in the words of a model, and the program writes them now: "
        "In short, The pilot. That revision is kept as it is."
    )
    assert texts.lines()[-1] == said
    assert texts.as_json()["lost"] == said
    assert draft_texts(gathered, deal, OFFLINE, now=NOW).lines() == (said,)


def test_a_finished_text_that_was_changed_after_its_check_is_found(
    gathered: Gathered, deal: DealFolder
) -> None:
    texts = draft_texts(gathered, deal, OFFLINE, now=NOW)
    proposal = _proposal(gathered, texts)
    first = proposal.sections[0]
    block = first.blocks[0].model_copy(update={"text": "It costs EUR 12.00 at Nordwind."})
    forged = first.model_copy(update={"blocks": (block, *first.blocks[1:])})
    changed = proposal.model_copy(update={"sections": (forged, *proposal.sections[1:])})
    ids = {one.id for one in check_finished_texts(gathered, texts, changed).findings}
    assert {"drafted-text-changed", "number-not-in-source"} <= ids


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("We train our models on your data.", "statement-against-clause"),
        ("Our liability for damages ends there.", "statement-on-fenced-topic"),
        ("We guarantee a reply.", "statement-promises"),
        ("It costs EUR 3.33 only.", "statement-figure-unknown"),
        ("It answers twice as fast.", "statement-vague-quantity"),
        ("It is the leading agent.", "statement-praises"),
        ("The team of Siemens likes it.", "statement-name-unknown"),
    ],
)
def test_own_words_are_held_to_the_checks_of_drafted_ones(
    words: str, kind: str, gathered: Gathered
) -> None:
    brief = gathered.parts.brief.model_copy(update={"statements": {"solution": words}})
    parts = replace(gathered.parts, brief=brief)
    with pytest.raises(InputRefused) as refused:
        refuse_untrue_words(parts, compose_proposal(parts, Release(deal="a")))
    assert kind in [one.id for one in refused.value.findings]
    assert {one.where for one in refused.value.findings} == {"statements.solution"}


def test_own_words_that_say_what_the_proposal_says_stand(gathered: Gathered) -> None:
    words = (
        "We like this work, and Halyard Resolve does it on Monday. "
        "The pilot costs EUR 7,500.00 and runs for 60 days."
    )
    brief = gathered.parts.brief.model_copy(update={"statements": {"pilot": words}})
    parts = replace(gathered.parts, brief=brief)
    refuse_untrue_words(parts, compose_proposal(parts, Release(deal="a")))


def test_own_words_may_count_a_unit_that_is_also_one_of_time(gathered: Gathered) -> None:
    """The example expects 12,000 units a month; 60 is shown as the days of the pilot alone."""
    for words, faults in (("It is 12,000 minutes a month.", 0), ("It is 11,000 minutes.", 1)):
        brief = gathered.parts.brief.model_copy(update={"statements": {"solution": words}})
        parts = replace(gathered.parts, brief=brief)
        made = compose_proposal(parts, Release(deal="a"))
        metric = made.metrics[0].model_copy(update={"unit": "minute", "label": "minutes"})
        found: tuple[Finding, ...] = ()
        try:
            refuse_untrue_words(parts, made.model_copy(update={"metrics": (metric,)}))
        except InputRefused as refused:
            found = refused.findings
        assert [one.id for one in found] == ["statement-figure-unknown"] * faults


def test_nobody_asked_means_the_program_and_a_wrong_word_is_told(
    tmp_path: Path, deal: DealFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert drafter_asked(LlmAsked(), tmp_path, deal) is OFFLINE
    monkeypatch.setenv("PROPOSALKIT_LLM", "ollama")
    with pytest.raises(InputRefused) as refused:
        drafter_asked(LlmAsked(url="nowhere"), tmp_path, deal)
    assert [one.where for one in refused.value.findings] == ["PROPOSALKIT_LLM", "--llm-url"]


def test_the_key_and_the_address_are_no_part_of_what_is_kept(
    tmp_path: Path, deal: DealFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROPOSALKIT_LLM_KEY", "very-secret-key")
    asked = LlmAsked("openai", "small-1", "http://models.example/v1")
    code = drafter_asked(asked, tmp_path, deal).code
    assert "small-1" in code
    assert "secret" not in code
    assert "models.example" not in code


def test_a_release_replays_what_the_kit_was_made_with(deal: DealFolder) -> None:
    inside = deal.internal(1)
    inside.mkdir(parents=True)
    assert drafter_of_kit(deal) is OFFLINE
    (inside / "inputs.json").write_text(json.dumps({"drafter": "model:x"}))
    drafter = drafter_of_kit(deal)
    assert drafter.settings is not None
    assert (drafter.settings.mode, drafter.code) == ("replay", "model:x")


def test_the_memo_says_what_a_text_lacks_and_who_brings_it(
    gathered: Gathered, deal: DealFolder
) -> None:
    agent = gathered.parts.seller.agents[0].model_copy(
        update={"human_oversight": None, "stop_control": None}
    )
    seller = gathered.parts.seller.model_copy(update={"agents": (agent,)})
    brief = gathered.parts.brief.model_copy(update={"oversight": ()})
    bare = replace(gathered, parts=replace(gathered.parts, seller=seller, brief=brief))
    texts = draft_texts(bare, deal, OFFLINE, now=NOW)
    assert texts.lacking == ("Who stays in control",)
    _, body = written_section(texts.plan, texts.sections, "")
    assert '"Who stays in control" is not stated; the seller has to bring: Who checks' in body
