"""Drafts from the ledger alone: the same answers as before, and no call."""

from __future__ import annotations

from proposalkit.errors import Refused
from proposalkit.llm import failures
from proposalkit.llm.answers import Answer, Unusable, blocks_of
from proposalkit.llm.ledger import Ledger
from proposalkit.llm.report import DraftReport
from proposalkit.llm.settings import Shape
from proposalkit.llm.wire import Prompting, Request, request_for, variants
from proposalkit.model.draft import DraftBlock, SectionReply, SectionTask

Hit = tuple[tuple[DraftBlock, ...], Answer]


def find_answer(task: SectionTask, usual: Request, ledger: Ledger) -> Hit | None:
    """Give the kept answer for a task in whichever form it was asked for; None: there is none."""
    for request in variants(usual):
        answer = ledger.answers.get(request.key())
        if answer is None:
            continue
        blocks = blocks_of(answer, task)
        if not isinstance(blocks, Unusable):  # it was one by the rules of an earlier version
            return blocks, answer
    return None


def answer_before(
    task: SectionTask, fault: str, prompting: Prompting, ledger: Ledger, shape: Shape
) -> SectionReply:
    """Give what a run before answered to the same task, in another shape; else the fault.

    Why: a server that cannot be asked must not cost a deal the words a model wrote for it.
    """
    for one in reversed(ledger.shapes):
        hit = find_answer(task, request_for(task, prompting, one), ledger) if one != shape else None
        if hit is not None:
            why = failures.earlier_answer(one.model, fault)
            return SectionReply(section=task.section, blocks=hit[0], kept=why)
    return SectionReply(
        section=task.section, fault=fault, unheard=not was_heard(task, prompting, ledger, shape)
    )


def was_heard(task: SectionTask, prompting: Prompting, ledger: Ledger, shape: Shape) -> bool:
    """Say if a model ever sent anything for a task, in whichever form and shape it was asked."""
    return any(
        request.key() in ledger.heard
        for one in {shape, *ledger.shapes}
        for request in variants(request_for(task, prompting, one))
    )


class ReplayDrafter:
    """Gives every section the answer, or the fault, that the ledger has for it."""

    def __init__(
        self,
        prompting: Prompting,
        ledger: Ledger,
        shape: Shape | None = None,
        *,
        repeats_faults: bool = False,
    ) -> None:
        """Replay the newest run, or requests of the shape given; raises Refused without a run.

        `repeats_faults` takes a text that never had an answer as the program wrote it then.
        """
        self._prompting, self._ledger = prompting, ledger
        self._shape = shape or _newest(ledger)
        self._repeats_faults = repeats_faults
        self.report = DraftReport(mode="replay")

    def draft(self, tasks: tuple[SectionTask, ...]) -> tuple[SectionReply, ...]:
        """Give the kept replies; raises Refused with every section the ledger does not have."""
        found = [self._reply(task) for task in tasks]
        missing = [task.section for task, one in zip(tasks, found, strict=True) if one is None]
        if missing:
            names = ", ".join(f'"{name}"' for name in missing)
            raise Refused(
                f"The ledger holds no answer for {names}: no model answered for these sections, or "
                "what they are made of, or the model asked for, has changed.",
                "Run it with --llm openai to draft them, or with --llm offline.",
            )
        replies = tuple(one for one in found if one is not None)
        kept = sum(one.kept is not None for one in replies)
        counted = {"sections": len(tasks), "kept": kept}
        self.report = self.report.model_copy(update=counted | self._saved(tasks))
        return replies

    def _request(self, task: SectionTask) -> Request:
        return request_for(task, self._prompting, self._shape)

    def _reply(self, task: SectionTask) -> SectionReply | None:
        usual = self._request(task)
        hit = find_answer(task, usual, self._ledger)
        if hit:
            return SectionReply(section=task.section, blocks=hit[0])
        fault = self._ledger.faults.get(usual.key())
        if fault is None:
            return None
        reply = answer_before(task, fault, self._prompting, self._ledger, self._shape)
        return None if reply.unheard and not self._repeats_faults else reply

    def _saved(self, tasks: tuple[SectionTask, ...]) -> dict[str, int | str]:
        hits = [find_answer(task, self._request(task), self._ledger) for task in tasks]
        answers = [hit[1] for hit in hits if hit]
        saved = sum((one.usage.sent or 0) + (one.usage.answered or 0) for one in answers)
        return {
            "answered": len(answers),
            "hits": len(answers),
            "tokens_saved": saved,
            "model": self._shape.model,
        }


def _newest(ledger: Ledger) -> Shape:
    if ledger.run is None or ledger.run.mode != "openai":
        raise Refused(
            "There is nothing to replay: the ledger holds no answer for any section, or the newest "
            "kit of this deal was drafted without a model.",
            "Draft it with --llm openai first, or with --llm offline.",
        )
    return ledger.run.shape
