"""A section is asked for until there is an answer or a reason; no wait is longer than its time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from tests.llm.sections import PROMPTING, SOUND, TASKS, Journal, Scripted, settings, sound

from proposalkit.llm.answers import Answer, Usage
from proposalkit.llm.asking import Clock
from proposalkit.llm.drafter import EndpointDrafter
from proposalkit.llm.failures import CallFailed
from proposalkit.llm.ledger import Ledger, read_ledger
from proposalkit.llm.replay import ReplayDrafter
from proposalkit.llm.wire import Request
from proposalkit.model.draft import SectionReply, SectionTask

ONE = TASKS[:1]


class Run:
    """One run of one thread over a script, on a clock that only the script moves."""

    def __init__(self, answer: Callable[[Request], Answer | CallFailed], **changes: object) -> None:
        self.server = Scripted(answer, seconds=float(str(changes.pop("seconds", 0.0))))
        self.journal = Journal()
        self.settings = settings(**{"parallel": 1, **changes})

    def draft(
        self, tasks: tuple[SectionTask, ...] = ONE, ledger: Ledger | None = None
    ) -> tuple[SectionReply, ...]:
        self.drafter = EndpointDrafter(
            self.settings, PROMPTING, ledger or Ledger(), self.journal.record, self.server,
            Clock(lambda: self.server.now, self.server.sleep),
        )  # fmt: skip
        return self.drafter.draft(tasks)


def after(*answers: Answer | CallFailed) -> Callable[[Request], Answer | CallFailed]:
    """Give these answers in turn, then sound ones."""
    waiting: Iterator[Answer | CallFailed] = iter(answers)
    return lambda request: next(waiting, None) or sound(request)


def fails(kind: str = "transport", wait: float | None = None) -> CallFailed:
    return CallFailed(kind, "cannot be reached", "look whether it runs", wait)


CUT = Answer(text=SOUND[:40], finish="length", usage=Usage(sent=1000, answered=2000))
CHAT = Answer(text="Sure! Here it is.", finish="stop", usage=Usage(sent=1000, answered=10))


def test_a_failed_call_is_tried_twice_more_with_a_pause() -> None:
    run = Run(after(fails(), fails()))
    assert run.draft()[0].blocks
    assert run.server.slept == [0.5, 1.0]
    assert run.drafter.report.calls == 3


def test_three_failures_in_a_row_end_all_asking() -> None:
    run = Run(lambda _: fails())
    replies = run.draft(TASKS)
    assert len(run.server.asked) == 3
    assert replies[0].fault == (
        "The model's server at 127.0.0.1:9 cannot be reached: look whether it runs, "
        "or draft with --llm offline."
    )
    assert {one.fault for one in replies[1:]} == {
        "The model's server at 127.0.0.1:9 was not asked any more, since it cannot be reached: "
        "look whether it runs, or draft with --llm offline."
    }


def test_an_answer_between_failures_keeps_the_server_asked() -> None:
    run = Run(after(fails(), fails(), sound(None), fails(), fails()))
    assert all(one.blocks for one in run.draft(TASKS[:3]))


def test_what_is_the_same_for_every_section_is_met_once() -> None:
    run = Run(lambda _: fails("hopeless"))
    assert all(one.fault for one in run.draft(TASKS))
    assert len(run.server.asked) == 1


def test_the_server_s_own_wait_is_kept_when_there_is_time_for_it() -> None:
    run = Run(after(fails(wait=7.0)))
    assert run.draft()[0].blocks
    assert run.server.slept == [7.0]


def test_a_wait_longer_than_what_is_left_is_not_slept() -> None:
    run = Run(after(fails(wait=120.0)))
    assert run.draft()[0].fault
    assert run.server.slept == []


def test_a_call_is_given_the_time_of_a_call_and_not_more_than_what_is_left_of_all() -> None:
    given: list[float] = []

    class Watched(Scripted):
        def ask(self, request: Request, seconds: float) -> Answer:
            given.append(seconds)
            return super().ask(request, seconds)

    run = Run(sound, call_seconds=60.0, total_seconds=100.0)
    run.server = Watched(seconds=45.0)
    replies = run.draft(TASKS[:4])
    assert given == [60.0, 55.0, 10.0]  # 100 less 0, 45 and 90; a call has 60 at most
    assert [bool(one.blocks) for one in replies] == [True, True, True, False]
    late = "The 100 seconds for asking the model's server at 127.0.0.1:9 are over"
    assert late in (replies[3].fault or "")


def test_an_answer_cut_off_is_asked_for_once_more_with_twice_the_room() -> None:
    run = Run(after(CUT))
    assert run.draft()[0].blocks
    assert [one.shape.cap for one in run.server.asked] == [2000, 4000]


def test_an_answer_cut_off_twice_is_given_up() -> None:
    run = Run(lambda _: CUT)
    said = run.draft()[0].fault or ""
    assert "cut off at its limit of tokens: raise PROPOSALKIT_LLM_ANSWER_TOKENS" in said
    assert len(run.server.asked) == 2


def test_a_server_that_ignores_the_schema_is_told_it_in_words_once() -> None:
    run = Run(after(CHAT))
    assert run.draft()[0].blocks
    assert [one.answer for one in run.server.asked] == ["json_schema", "json_object"]


def test_a_server_that_keeps_chatting_is_given_up() -> None:
    run = Run(lambda _: CHAT)
    assert run.draft()[0].fault == (
        "The model's answer from 127.0.0.1:9 could not be used, since it is no JSON: "
        "run it again, take another model, or draft with --llm offline."
    )
    assert len(run.server.asked) == 2


def test_a_server_that_refuses_the_schema_is_told_it_in_words_by_all_other_sections() -> None:
    run = Run(lambda r: fails("form") if r.answer == "json_schema" else sound(r))
    assert all(one.blocks for one in run.draft(TASKS[:3]))
    forms = [one.answer for one in run.server.asked]
    assert forms == ["json_schema", "json_object", "json_object", "json_object"]


def test_a_server_that_refuses_both_forms_is_given_up() -> None:
    run = Run(lambda _: fails("form"))
    assert run.draft()[0].fault
    assert len(run.server.asked) == 2


@pytest.mark.parametrize("answer", [
    Answer(text="", finish="content_filter"), Answer(text="", refusal="I must not.")
])  # fmt: skip
def test_what_a_model_will_not_write_is_asked_for_once(answer: Answer) -> None:
    run = Run(lambda _: answer)
    assert run.draft()[0].fault
    assert len(run.server.asked) == 1


def test_the_budget_stops_before_a_call_that_could_pass_it() -> None:
    # A call may take its request, guessed, and 2,000 tokens of answer; there is room for two.
    run = Run(sound)
    need = sum(one.estimate() + 2000 for one in requests_of(run))
    run = Run(sound, max_tokens=need)
    replies = run.draft(TASKS)
    assert [bool(one.blocks) for one in replies] == [True] * 2 + [False] * 6
    assert replies[7].fault == (
        f"The limit of {need} tokens for a proposal is reached: raise --max-tokens, "
        "or draft with --llm offline."
    )


def requests_of(run: Run) -> list[Request]:
    run.draft(TASKS[:2])
    return run.server.asked


def test_without_a_budget_nothing_is_asked() -> None:
    run = Run(sound, max_tokens=0)
    assert all(one.fault for one in run.draft(TASKS))
    assert run.server.asked == []


def test_asking_again_has_to_fit_the_budget_too() -> None:
    (first,) = requests_of(Run(sound))[:1]
    run = Run(lambda _: CHAT, max_tokens=first.estimate() + 2100)
    # 1,010 tokens are spent on the first answer: not enough is left for a second one.
    assert "The limit of" in (run.draft()[0].fault or "")
    assert len(run.server.asked) == 1


def test_without_a_key_nothing_is_asked_and_the_variable_is_named() -> None:
    run = Run(sound, key=None, key_name="PROPOSALKIT_LLM_KEY")
    replies = run.draft(TASKS)
    assert {one.fault for one in replies} == {
        "There is no key for the model's server at 127.0.0.1:9: set PROPOSALKIT_LLM_KEY, "
        "or draft with --llm offline."
    }
    assert run.server.asked == []


def test_a_raw_answer_is_kept_before_it_is_judged_and_a_failed_one_too() -> None:
    run = Run(after(CHAT))
    run.draft()
    kinds = [kind for kind, _ in run.journal.entries]
    assert kinds == [
        "model_run", "model_reply", "model_verdict", "model_reply", "model_verdict",
    ]  # fmt: skip
    assert [one["text"] for one in run.journal.of("model_reply")] == [CHAT.text, SOUND]
    assert [one["outcome"] for one in run.journal.of("model_verdict")] == ["unusable", "ok"]
    assert run.journal.of("model_verdict")[0]["reasons"] == ["it is no JSON"]


def test_a_second_run_makes_no_call_and_writes_nothing() -> None:
    run = Run(after(CHAT, CUT))  # in another form, and in one with more room
    first = run.draft(TASKS)
    lines = run.journal.lines()
    again = Run(lambda _: fails())
    assert again.draft(TASKS, read_ledger(lines)) == first
    assert (again.server.asked, again.journal.entries) == ([], [])
    report = again.drafter.report
    # 8 answers of 1,000 tokens sent and 100 answered
    assert (report.calls, report.hits, report.tokens_saved) == (0, 8, 8800)


def test_a_run_that_gets_no_answer_keeps_that_of_a_run_before_and_says_so() -> None:
    before = Run(sound, model="large")
    first = before.draft(TASKS)
    lines = before.journal.lines()
    again = Run(sound, key=None, key_name="PROPOSALKIT_LLM_KEY")
    ledger = read_ledger(lines)
    replies = again.draft(TASKS, ledger)
    assert [one.blocks for one in replies] == [one.blocks for one in first]
    assert {one.kept for one in replies} == {
        'The answer of the model "large" of an earlier run is kept. There is no key for the '
        "model's server at 127.0.0.1:9: set PROPOSALKIT_LLM_KEY, or draft with --llm offline."
    }
    report = again.drafter.report
    assert (report.calls, report.answered, report.kept) == (0, 0, 8)
    assert "Kept from earlier runs, as there is no new answer: 8 sections." in report.lines()
    both = read_ledger([*lines, *again.journal.lines()])
    assert ReplayDrafter(PROMPTING, both).draft(TASKS) == replies


def test_only_the_answer_to_the_very_same_task_is_kept() -> None:
    before = Run(sound, model="large")
    before.draft(ONE)
    changed = ONE[0].model_copy(update={"say": "Say something else."})
    again = Run(sound, key=None)
    (reply,) = again.draft((changed,), read_ledger(before.journal.lines()))
    assert (reply.blocks, reply.kept) == ((), None)
    assert "There is no key" in (reply.fault or "")


def test_one_changed_sentence_makes_one_call() -> None:
    run = Run(sound)
    run.draft(TASKS)
    changed = TASKS[3].sources[1].model_copy(update={"text": "Both sides say what success is."})
    sources = (TASKS[3].sources[0], changed, TASKS[3].sources[2])
    tasks = (*TASKS[:3], TASKS[3].model_copy(update={"sources": sources}), *TASKS[4:])
    again = Run(sound)
    again.draft(tasks, read_ledger(run.journal.lines()))
    assert [one.section for one in again.server.asked] == ["pilot"]


def test_what_failed_is_asked_for_again_by_the_next_run() -> None:
    run = Run(lambda _: CHAT)
    assert run.draft()[0].fault
    again = Run(sound)
    assert again.draft(ONE, read_ledger(run.journal.lines()))[0].blocks


def test_one_drafter_asks_for_a_section_once() -> None:
    run = Run(sound)
    run.draft((TASKS[0], TASKS[0], TASKS[1]))
    run.drafter.draft(TASKS[:2])
    assert len(run.server.asked) == 2


def test_nothing_is_written_once_the_run_is_over() -> None:
    done = threading.Event()

    class Late:
        def ask(self, request: Request, seconds: float) -> Answer:
            time.sleep(0.8)  # it does not keep to its seconds
            done.set()
            return sound(request)

    journal = Journal()
    made = settings(total_seconds=0.05)
    drafter = EndpointDrafter(made, PROMPTING, Ledger(), journal.record, Late())
    assert "The 0.05 seconds for asking the model" in (drafter.draft(ONE)[0].fault or "")
    written = len(journal.entries)
    assert done.wait(5)
    time.sleep(0.05)
    assert len(journal.entries) == written


def test_an_error_of_the_one_who_writes_the_ledger_is_not_taken_for_a_fault() -> None:
    class Full(Exception):
        pass

    def full(kind: str, data: object) -> None:
        raise Full

    drafter = EndpointDrafter(settings(), PROMPTING, Ledger(), full, Scripted())
    with pytest.raises(Full):
        drafter.draft(TASKS)


def test_the_report_adds_up_calls_tokens_and_what_the_server_knew() -> None:
    run = Run(after(CHAT))
    run.draft(TASKS[:2])
    report = run.drafter.report
    # three calls: 1,000 + 10 tokens, then twice 1,000 + 100, of which 800 were known
    assert (report.calls, report.tokens_sent, report.tokens_answered) == (3, 3000, 210)
    assert report.tokens_cached == 1600
    assert report.tokens_estimated == sum(
        one.estimate() for one in run.server.asked if one.answer == "json_schema"
    )
    assert report.faults == ()


def test_tokens_that_a_server_does_not_count_are_guessed() -> None:
    run = Run(lambda _: Answer(text=SOUND, finish="stop"))
    run.draft()
    (request,) = run.server.asked
    report = run.drafter.report
    assert (report.tokens_sent, report.tokens_answered) == (
        request.estimate(), -(-len(SOUND) * 3 // 10),
    )  # fmt: skip
