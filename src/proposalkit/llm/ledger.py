"""The ledger of a deal: what was asked and what came back, as lines of the deal's journal.

`model_reply` is written before anything of a reply is judged, `model_verdict` after it. A reply
counts only with the verdict ok; the others are kept and never served. `model_checked` says which
of its sentences were held back, by which rule and why.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, ValidationError

from proposalkit.errors import Refused
from proposalkit.llm.answers import Answer, Usage
from proposalkit.llm.settings import Shape
from proposalkit.llm.wire import Request
from proposalkit.model.base import Model
from proposalkit.model.fields import given

RUN, REPLY, VERDICT, CHECKED = "model_run", "model_reply", "model_verdict", "model_checked"
Outcome = Literal["ok", "unusable", "fault"]

Entry: TypeAlias = Mapping[str, str | int | Sequence[str]]
Record: TypeAlias = Callable[[str, Entry], None]
"""Appends one entry, kind and data, to the journal; its caller holds the deal's lock."""


class _ReplyLine(Model):
    """Data of a `model_reply`."""

    model_config = ConfigDict(str_strip_whitespace=False)

    key: str
    section: str
    endpoint: str
    request: Annotated[str, given("The canonical request.")]
    text: str
    finish: str
    refusal: str
    model: str
    fingerprint: str
    tokens_sent: int = -1
    tokens_answered: int = -1
    tokens_cached: int = -1


class _VerdictLine(Model):
    """Data of a `model_verdict`: ok, unusable, or fault when the section has no answer at all."""

    key: str
    section: str
    outcome: Outcome
    reasons: tuple[str, ...]


class _CheckedLine(Model):
    """Data of a `model_checked`: a line for each sentence that does not stand as it was given."""

    section: str
    found: tuple[str, ...]


class Run(Model):
    """How the sections were drafted from here on; data of a `model_run`."""

    mode: Literal["offline", "openai"]
    shape: Shape


@dataclass
class Ledger:
    """The replies of a deal by the key of their request."""

    answers: dict[str, Answer] = field(default_factory=dict)
    """Replies with the verdict ok."""
    faults: dict[str, str] = field(default_factory=dict)
    """What was said of a section that had no answer, by the key of its usual request."""
    heard: set[str] = field(default_factory=set)
    """Keys of the requests for which a model sent something, of use or not."""
    run: Run | None = None
    """The newest run; None: no model was ever asked."""
    shapes: list[Shape] = field(default_factory=list)
    """What the runs with a model asked for, the oldest first."""
    checked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What the checks last found of each section's answer."""


def read_ledger(lines: Iterable[str]) -> Ledger:
    """Read the ledger out of the journal's lines, whose chain is already checked.

    Raises Refused at an entry of the ledger that does not say what it has to.
    """
    ledger, unjudged = Ledger(), dict[str, Answer]()
    for number, line in enumerate(lines, start=1):
        if '"model_' not in line:
            continue
        try:
            _take(json.loads(line), ledger, unjudged)
        except (ValidationError, ValueError) as error:
            raise Refused(
                f"Line {number} of the journal is an entry of the ledger that cannot be read.",
                "Restore the journal from a backup, or draft with --llm offline.",
            ) from error
    return ledger


def record_run(record: Record, run: Run, ledger: Ledger) -> None:
    """Keep how the sections are drafted from here on, if that is news."""
    if run != (ledger.run or Run(mode="offline", shape=run.shape)):
        record(RUN, {"mode": run.mode, "shape": run.shape.model_dump_json()})
        _begin(run, ledger)


def record_answer(record: Record, request: Request, answer: Answer) -> None:
    """Keep a raw answer, before it is judged."""
    usage = {
        "tokens_sent": answer.usage.sent,
        "tokens_answered": answer.usage.answered,
        "tokens_cached": answer.usage.cached,
    }
    line = _ReplyLine(
        key=request.key(), section=request.section, endpoint=request.shape.endpoint,
        request=request.canonical(), text=answer.text, finish=answer.finish,
        refusal=answer.refusal, model=answer.model, fingerprint=answer.fingerprint,
        **{name: count for name, count in usage.items() if count is not None},
    )  # fmt: skip
    record(REPLY, line.model_dump())


def record_verdict(
    record: Record, request: Request, outcome: Outcome, reasons: Sequence[str] = ()
) -> None:
    """Keep what was found of the answer to a request."""
    line = _VerdictLine(
        key=request.key(), section=request.section, outcome=outcome, reasons=tuple(reasons)
    )
    record(VERDICT, line.model_dump(mode="json"))


def record_checked(record: Record, section: str, found: Sequence[str], ledger: Ledger) -> None:
    """Keep what the checks held back of a section's answer, if that is news."""
    if tuple(found) != ledger.checked.get(section, ()):
        record(CHECKED, {"section": section, "found": list(found)})
        ledger.checked[section] = tuple(found)


def _take(entry: object, ledger: Ledger, unjudged: dict[str, Answer]) -> None:
    if not isinstance(entry, dict) or entry.get("kind") not in (RUN, REPLY, VERDICT, CHECKED):
        return
    kind, data = entry["kind"], entry.get("data")
    if kind == RUN:
        _begin(_run(data), ledger)
    elif kind == REPLY:
        reply = _ReplyLine.model_validate(data)
        unjudged[reply.key] = _answer(reply)
        ledger.heard.add(reply.key)
    elif kind == CHECKED:
        checked = _CheckedLine.model_validate(data)
        ledger.checked[checked.section] = checked.found
    else:
        _judge(_VerdictLine.model_validate(data), ledger, unjudged)


def _begin(run: Run, ledger: Ledger) -> None:
    ledger.run = run
    if run.mode == "openai":
        ledger.shapes.append(run.shape)


def _judge(verdict: _VerdictLine, ledger: Ledger, unjudged: dict[str, Answer]) -> None:
    answer = unjudged.pop(verdict.key, None)
    if verdict.outcome == "ok" and answer is not None:
        ledger.answers[verdict.key] = answer
    elif verdict.outcome == "fault":
        ledger.faults[verdict.key] = " ".join(verdict.reasons)


def _run(data: object) -> Run:
    if not isinstance(data, dict) or not isinstance(data.get("shape"), str):
        raise ValueError
    return Run(mode=data.get("mode"), shape=Shape.model_validate_json(data["shape"]))


def _answer(reply: _ReplyLine) -> Answer:
    def count(tokens: int) -> int | None:
        return None if tokens < 0 else tokens

    return Answer(
        text=reply.text, finish=reply.finish, refusal=reply.refusal, model=reply.model,
        fingerprint=reply.fingerprint,
        usage=Usage(
            sent=count(reply.tokens_sent), answered=count(reply.tokens_answered),
            cached=count(reply.tokens_cached),
        ),
    )  # fmt: skip
