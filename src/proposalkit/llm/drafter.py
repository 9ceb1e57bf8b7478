"""Drafts with a model behind a server: the ledger first, then all other sections side by side."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial

from proposalkit.llm import failures
from proposalkit.llm.answers import Answer, Usage
from proposalkit.llm.asking import Asks, Clock, Round, ask_for, need_of
from proposalkit.llm.ledger import Ledger, Record, Run, record_run, record_verdict
from proposalkit.llm.limits import Budget, Flights, run_side_by_side
from proposalkit.llm.offline import OfflineDrafter
from proposalkit.llm.replay import ReplayDrafter, answer_before, find_answer
from proposalkit.llm.report import DraftReport, cost_of
from proposalkit.llm.settings import LlmSettings
from proposalkit.llm.wire import Prompting, Request, request_for
from proposalkit.model.draft import DraftBlock, DraftSectionId, SectionReply, SectionTask

Found = tuple[DraftBlock, ...] | str
"""Blocks of a section, or its fault."""

_GRACE = 0.5  # seconds a thread gets to say that its time is over, before it is left alone


class EndpointDrafter:
    """Asks a server for what the ledger does not have; a section without an answer has a fault."""

    def __init__(
        self,
        settings: LlmSettings,
        prompting: Prompting,
        ledger: Ledger,
        record: Record,
        server: Asks | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Take the settings, the ledger so far, and what writes to it under the deal's lock."""
        self._settings, self._prompting = settings, prompting
        self._ledger, self._record, self._server = ledger, record, server
        self._clock = clock or Clock()
        self.report = DraftReport(mode="openai", model=settings.model)

    def draft(self, tasks: tuple[SectionTask, ...]) -> tuple[SectionReply, ...]:
        """Give one reply for each task, in order; raises only what the ledger's writer raises."""
        started = self._clock.now()
        requests = [request_for(task, self._prompting, self._settings.shape) for task in tasks]
        record_run(self._record, Run(mode="openai", shape=self._settings.shape), self._ledger)
        kept = [
            find_answer(task, request, self._ledger)
            for task, request in zip(tasks, requests, strict=True)
        ]
        missing = [number for number, hit in enumerate(kept) if hit is None]
        run = self._round(started)
        found: dict[int, Found] = {n: hit[0] for n, hit in enumerate(kept) if hit}
        found |= self._ask_all({n: (tasks[n], requests[n]) for n in missing}, run)
        replies = tuple(self._reply(task, found[number]) for number, task in enumerate(tasks))
        self._report(run, [hit[1] for hit in kept if hit], [requests[n] for n in missing], replies)
        seconds = self._clock.now() - started
        self.report = self.report.model_copy(update={"seconds": round(seconds, 3)})
        return replies

    def _reply(self, task: SectionTask, found: Found) -> SectionReply:
        if isinstance(found, str):
            shape = self._settings.shape
            return answer_before(task, found, self._prompting, self._ledger, shape)
        return SectionReply(section=task.section, blocks=found)

    def _round(self, started: float) -> Round:
        return Round(
            settings=self._settings, server=self._server or _Nobody(), ledger=self._ledger,
            record=self._record, until=started + self._settings.total_seconds,
            clock=self._clock, budget=Budget(self._settings.max_tokens),
        )  # fmt: skip

    def _ask_all(
        self, asked: Mapping[int, tuple[SectionTask, Request]], run: Round
    ) -> dict[int, Found]:
        """Ask for every section at once; what the budget does not reach is not asked for."""
        if not asked:
            return {}
        if self._settings.key is None:
            return self._without_key(asked, run)
        if self._server is not None:
            return self._side_by_side(asked, run)
        from proposalkit.llm.endpoint import Endpoint

        run.server = endpoint = Endpoint(self._settings)
        try:
            return self._side_by_side(asked, run)
        finally:
            endpoint.close()

    def _side_by_side(
        self, asked: Mapping[int, tuple[SectionTask, Request]], run: Round
    ) -> dict[int, Found]:
        flights: Flights[Found] = Flights()
        jobs = {}
        for number, (task, request) in asked.items():
            taken = need_of(request)
            if run.budget.take(taken):
                ask = partial(ask_for, task, request, taken, run)
                jobs[number] = partial(flights.once, request.key(), ask)
        try:
            found = dict(zip(jobs, self._run(list(jobs.values()), run), strict=True))
            over = failures.over_budget(self._settings.max_tokens)
            late = failures.out_of_time(self._settings.total_seconds, self._settings.place)
            faults = {n: late if n in jobs else over for n in asked if found.get(n) is None}
            for number, fault in faults.items():
                self._keep_fault(asked[number][1], fault, run)
        finally:
            with run.lock:
                run.over = True
        return {n: found.get(n) or faults[n] for n in asked}

    def _run(self, jobs: Sequence[Callable[[], Found]], run: Round) -> list[Found | None]:
        left = max(0.0, run.until - self._clock.now()) + _GRACE
        with warnings.catch_warnings():  # langchain-openai warns of what a fault says better
            warnings.simplefilter("ignore")
            return run_side_by_side(jobs, self._settings.parallel, left)

    def _without_key(
        self, asked: Mapping[int, tuple[SectionTask, Request]], run: Round
    ) -> dict[int, Found]:
        fault = failures.no_key(self._settings.key_name, self._settings.place)
        for _, request in asked.values():
            self._keep_fault(request, fault, run)
        return dict.fromkeys(asked, fault)

    def _keep_fault(self, request: Request, fault: str, run: Round) -> None:
        run.write(lambda record: record_verdict(record, request, "fault", (fault,)))

    def _report(
        self,
        run: Round,
        hits: Sequence[Answer],
        missing: Sequence[Request],
        replies: Sequence[SectionReply],
    ) -> None:
        spent, prices = run.spent, self._settings.prices
        sent = sum(one.estimate() for one in missing)
        most = sum(one.shape.cap for one in missing)
        costs: dict[str, Decimal | str] = {}
        if prices:
            used = Usage(sent=spent.sent, answered=spent.answered, cached=spent.cached)
            costs = {
                "currency": prices.currency,
                "cost": cost_of(used, prices),
                "cost_estimated": cost_of(Usage(sent=sent, answered=most), prices),
            }
        self.report = DraftReport(
            mode="openai", model=self._settings.model, sections=len(replies), calls=spent.calls,
            answered=sum(one.fault is None and one.kept is None for one in replies),
            kept=sum(one.kept is not None for one in replies), hits=len(hits),
            tokens_estimated=sent, tokens_sent=spent.sent,
            tokens_answered=spent.answered, tokens_cached=spent.cached,
            tokens_saved=sum((a.usage.sent or 0) + (a.usage.answered or 0) for a in hits),
            faults=tuple(dict.fromkeys(why for one in replies if (why := one.fault or one.kept))),
        ).model_copy(update=costs)  # fmt: skip


class _Nobody:
    """Stands where a server will be, as long as none is asked."""

    def ask(self, request: Request, seconds: float) -> Answer:
        raise AssertionError("no server was set up")


def drafter_for(
    settings: LlmSettings,
    prompting: Prompting,
    bridges: Mapping[DraftSectionId, str],
    ledger: Ledger,
    record: Record,
) -> OfflineDrafter | EndpointDrafter | ReplayDrafter:
    """Give the drafter the settings ask for; raises Refused for a replay of nothing."""
    if settings.mode == "openai":
        return EndpointDrafter(settings, prompting, ledger, record)
    if settings.mode == "replay":
        return ReplayDrafter(prompting, ledger, repeats_faults=settings.repeats_faults)
    record_run(record, Run(mode="offline", shape=settings.shape), ledger)
    return OfflineDrafter(bridges)
