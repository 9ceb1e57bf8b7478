"""The ledger serves answers that were found sound, and keeps all others."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.conformance.drafter import DrafterContract
from tests.llm.sections import PROMPTING, SOUND, TASKS, Journal, Scripted, settings, sound

from proposalkit.errors import Refused
from proposalkit.kit.journal import append_entry, read_lines
from proposalkit.llm.answers import Answer
from proposalkit.llm.drafter import EndpointDrafter, drafter_for
from proposalkit.llm.failures import CallFailed
from proposalkit.llm.ledger import (
    Ledger,
    Record,
    Run,
    read_ledger,
    record_answer,
    record_run,
    record_verdict,
)
from proposalkit.llm.replay import ReplayDrafter
from proposalkit.llm.wire import request_for
from proposalkit.model.draft import SectionReply

SHAPE = settings().shape
REQUEST = request_for(TASKS[0], PROMPTING, SHAPE)
ANSWER = sound(REQUEST)
AT = datetime(2026, 11, 21, tzinfo=UTC)


def drafted(journal: Journal, server: Scripted | None = None) -> tuple[SectionReply, ...]:
    """Draft all sections into a journal."""
    server = server or Scripted()
    return EndpointDrafter(settings(), PROMPTING, Ledger(), journal.record, server).draft(TASKS)


@pytest.fixture
def drafter() -> ReplayDrafter:
    """A replay of a run in which all went well."""
    journal = Journal()
    drafted(journal)
    return ReplayDrafter(PROMPTING, read_ledger(journal.lines()))


class TestReplayDrafter(DrafterContract):
    """The shared suite over the ledger."""


def test_an_answer_with_the_verdict_ok_is_served_whole() -> None:
    journal = Journal()
    record_answer(journal.record, REQUEST, ANSWER)
    record_verdict(journal.record, REQUEST, "ok")
    assert read_ledger(journal.lines()).answers == {REQUEST.key(): ANSWER}


@pytest.mark.parametrize("outcome", ["unusable", "fault", None])
def test_an_answer_without_the_verdict_ok_is_never_served(outcome: str | None) -> None:
    journal = Journal()
    record_answer(journal.record, REQUEST, ANSWER)
    if outcome:
        record_verdict(journal.record, REQUEST, outcome, ("it was empty",))
    assert read_ledger(journal.lines()).answers == {}
    assert journal.of("model_reply")[0]["text"] == SOUND


def test_a_verdict_alone_serves_nothing() -> None:
    journal = Journal()
    record_verdict(journal.record, REQUEST, "ok")
    assert read_ledger(journal.lines()).answers == {}


def test_a_later_failure_does_not_take_an_answer_away() -> None:
    journal = Journal()
    for answer, outcome in ((ANSWER, "ok"), (Answer(text="no"), "unusable")):
        record_answer(journal.record, REQUEST, answer)
        record_verdict(journal.record, REQUEST, outcome)
    assert read_ledger(journal.lines()).answers == {REQUEST.key(): ANSWER}


def test_a_kept_answer_that_is_none_any_more_is_not_served() -> None:
    ledger = Ledger(
        answers={REQUEST.key(): Answer(text="Sure!")}, run=Run(mode="openai", shape=SHAPE)
    )
    with pytest.raises(Refused, match='no answer for "summary"'):
        ReplayDrafter(PROMPTING, ledger).draft(TASKS[:1])


def test_the_reply_says_what_was_asked_who_answered_and_what_it_took() -> None:
    journal = Journal()
    record_answer(journal.record, REQUEST, ANSWER)
    assert journal.of("model_reply") == [
        {
            "key": REQUEST.key(), "section": "summary", "endpoint": "compatible",
            "request": REQUEST.canonical(), "text": SOUND, "finish": "stop", "refusal": "",
            "model": "small-1", "fingerprint": "fp", "tokens_sent": 1000, "tokens_answered": 100,
            "tokens_cached": 800,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        '{"kind": "model_reply", "data": {"key": "x"}}',
        '{"kind": "model_verdict", "data": {"key": "x", "outcome": "fine"}}',
        '{"kind": "model_run", "data": {"mode": "openai"}}',
        '{"kind": "model_run", "data": {"mode": "openai", "shape": "{"}}',
        '{"kind": "model_reply", "data": nothing',
    ],
)
def test_an_entry_that_cannot_be_read_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(Refused, match=r"Line 2 of the journal") as caught:
        read_ledger(['{"kind": "generated", "data": {}}', line])
    assert caught.value.remedy


def test_other_entries_are_passed_over() -> None:
    lines = ['{"kind": "note", "data": {"text": "\\"model_reply\\""}}', '{"kind": "generated"}']
    assert read_ledger(lines) == Ledger()


def test_the_deal_s_own_journal_keeps_the_ledger_and_refuses_a_changed_one(tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    append_entry(journal, "generated", AT, {"revision": 1})

    def record(kind: str, data: object) -> None:
        append_entry(journal, kind, AT, data)

    first = EndpointDrafter(settings(), PROMPTING, Ledger(), record, Scripted()).draft(TASKS)
    ledger = read_ledger(read_lines(journal))
    assert ReplayDrafter(PROMPTING, ledger).draft(TASKS) == first
    journal.write_text(journal.read_text("utf-8").replace("And then", "And now"), "utf-8")
    with pytest.raises(Refused, match="its chain breaks here"):
        read_lines(journal)


def test_a_replay_gives_the_same_faults_as_the_run() -> None:
    def answer(request: object) -> Answer | CallFailed:
        if getattr(request, "section", "") == "pilot":
            return CallFailed("own", "did not take the request", "take another model")
        return ANSWER

    journal = Journal()
    first = drafted(journal, Scripted(answer))
    assert [one.section for one in first if one.fault] == ["pilot"]
    ledger = read_ledger(journal.lines())
    assert ReplayDrafter(PROMPTING, ledger, repeats_faults=True).draft(TASKS) == first
    with pytest.raises(Refused, match='no answer for "pilot":'):  # asked for by a person, it stops
        ReplayDrafter(PROMPTING, ledger).draft(TASKS)


def test_a_replay_of_a_deal_no_model_was_asked_for_is_refused() -> None:
    with pytest.raises(Refused, match="nothing to replay") as caught:
        drafter_for(settings(mode="replay"), PROMPTING, {}, Ledger(), Journal().record)
    assert "--llm openai" in caught.value.remedy


def test_a_replay_names_every_section_it_misses_and_the_way_out(drafter: ReplayDrafter) -> None:
    changed = [one.model_copy(update={"say": "Something else."}) for one in TASKS[:2]]
    with pytest.raises(Refused, match=r'no answer for "summary", "need":') as caught:
        drafter.draft((*changed, *TASKS[2:]))
    assert caught.value.remedy == ("Run it with --llm openai to draft them, or with --llm offline.")


def test_a_replay_asks_as_the_newest_run_did() -> None:
    journal = Journal()
    for model, text in (("small", "One."), ("large", "Two.")):
        answer = ANSWER.model_copy(update={"text": SOUND.replace("Said in other words.", text)})
        ledger = read_ledger(journal.lines())
        EndpointDrafter(
            settings(model=model),
            PROMPTING,
            ledger,
            journal.record,
            Scripted(lambda _, a=answer: a),
        ).draft(TASKS)
    replayed = ReplayDrafter(PROMPTING, read_ledger(journal.lines()))
    assert replayed.draft(TASKS)[0].blocks[2].text == "Two."
    # the first model again: all of it from the ledger, and a replay knows that it was the first
    EndpointDrafter(
        settings(), PROMPTING, read_ledger(journal.lines()), journal.record, Scripted()
    ).draft(TASKS)
    replayed = ReplayDrafter(PROMPTING, read_ledger(journal.lines()))
    assert replayed.draft(TASKS)[0].blocks[2].text == "One."


def test_a_run_is_noted_only_when_it_is_another_than_the_one_before() -> None:
    journal, ledger = Journal(), Ledger()
    record: Record = journal.record
    modes = []
    for mode in ("offline", "openai", "openai", "offline", "offline"):
        record_run(record, Run(mode=mode, shape=SHAPE), ledger)
        modes.append(len(journal.entries))
    # nothing is noted while the program alone drafts
    assert modes == [0, 1, 1, 2, 2]
    assert read_ledger(journal.lines()).run == Run(mode="offline", shape=SHAPE)


def test_the_report_of_a_replay_counts_hits_and_what_they_saved(drafter: ReplayDrafter) -> None:
    drafter.draft(TASKS)
    report = drafter.report
    assert (report.calls, report.hits, report.tokens_saved) == (0, 8, 8800)
    assert report.model == "small"
