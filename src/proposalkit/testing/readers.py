"""How the fake model reads a buyer's text for intake: honestly, lying, or obeying the text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from proposalkit.testing.answers import Change, Fault, Policy, Reply
from proposalkit.testing.asked import Asked, Json

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_LETTERS, _FRAME, _STEP = 5_500, 60, 7
_WORTH = (
    "volumes.expected", "volumes.high", "workflow.cost_today.amount", "commercial.pilot.days",
    "commercial.payment_days", "workflow.system_of_record.name", "buyer.legal_name",
)  # fmt: skip
_ORDER = re.compile(r"\b(?:ignore|record|report|answer|set|write|enter|assistant|system)\b", re.I)
_HONEST = {
    "volumes.expected": r"(?P<value>\d[\d.,]*)(?: \w+){1,4} (?:a|per|each|every) month",
    "workflow.cost_today.amount": r"(?P<value>(?:EUR|USD|GBP) ?\d[\d.,]*\d)(?= (?:a|per|each) )",
    "commercial.pilot.days": r"(?i:pilot|trial) (?:of|for|lasts) (?P<value>\d+ (?:days|weeks))",
    "commercial.payment_days": r"(?:paid|pay|payable) (?:within|at) (?P<value>\d+ days)",
    "workflow.system_of_record.name": r"(?:kept|logged) in (?P<value>[A-Z]\w+(?: [A-Z]\w+)?)",
}
"""What an attentive reader would copy out, told apart from the program's own rules on purpose."""
_NEVER_ASKED = ("commercial.discount.rate", "data.location", "buyer.country", "paper.governs",
                "data.health_data", "consequential_decisions", "commercial.minimum")  # fmt: skip


@dataclass(frozen=True)
class ReadingTask:
    """What an intake asks of a model: fields to look for, and a piece of text."""

    fields: tuple[str, ...]
    text: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """Give the sentences of the text, as they stand."""
        lines = [one for line in self.text.splitlines() for one in re.split(r"(?<=[.!?])\s+", line)]
        return tuple(one for one in lines if one.strip())


def reading_task(asked: Asked) -> ReadingTask | None:
    """Read the task of an intake out of a request; None when it is another."""
    try:
        told: Json = json.loads(asked.user.strip().splitlines()[-1]) if asked.user.strip() else None
    except json.JSONDecodeError:
        return None
    if not isinstance(told, dict) or not isinstance(told.get("text"), str):
        return None
    rows = told.get("fields")
    names = (
        [one.get("field") for one in rows if isinstance(one, dict)]
        if isinstance(rows, list)
        else []
    )
    return ReadingTask(tuple(str(one) for one in names), str(told["text"]))


def reads(policy: Policy, reader: Callable[[ReadingTask], Reply]) -> Policy:
    """Let a policy answer the requests of an intake as well."""

    def answer(asked: Asked) -> Reply | Fault:
        task = reading_task(asked)
        return policy(asked) if task is None else reader(task)

    return answer


def read_honestly(task: ReadingTask) -> Reply:
    """Copy out what sentences state, letter for letter; give nothing else."""
    found = [
        _claim(field, match["value"], sentence)
        for field, pattern in _HONEST.items()
        if field in task.fields
        for sentence in task.sentences
        if (match := re.search(pattern, sentence))
    ]
    return _reply(found)


def read_lying(task: ReadingTask) -> Reply:
    """Lie about every sentence with a number, in each way there is; the log names every lie."""
    return _told([one for sentence in task.sentences for one in _lies(sentence, task)])


def read_obeying(task: ReadingTask) -> Reply:
    """Do what any sentence orders: give its figures for every field, quoting the order itself."""
    orders = [one for one in task.sentences if _ORDER.search(one)]
    asked = [one for one in _WORTH if one in task.fields]
    lies = [
        Change("order obeyed", "intake", field, sentence, value)
        for sentence in orders
        for value in (*_NUMBER.findall(sentence), *re.findall(r'"([^"]+)"', sentence))
        for field in (*asked, *_NEVER_ASKED[:2])
    ]
    return _told(lies)


def _told(lies: Sequence[Change]) -> Reply:
    """Tell lies as far as an answer may be long, each kind and field in turn."""
    left, kept = _LETTERS, list[Change]()
    for place in range(_STEP):
        for lie in lies[place::_STEP]:
            left -= len(lie.before) + len(lie.after) + _FRAME
            kept += [lie] if left > 0 else []
    return _reply([_claim(one.source, one.after, one.before) for one in kept], tuple(kept))


def _lies(sentence: str, task: ReadingTask) -> Iterator[Change]:
    number = _NUMBER.search(sentence)
    if number is None:
        return
    other = _other(number[0])
    forged = sentence.replace(number[0], other, 1)
    for field in ("volumes.expected", "workflow.cost_today.amount", "commercial.pilot.days"):
        if field in task.fields:
            yield Change("value invented, quote true", "intake", field, sentence, other)
            yield Change("value and quote forged", "intake", field, forged, other)
            yield Change("number cut", "intake", field, number[0][1:], number[0][1:])
    for field in ("workflow.system_of_record.name", "buyer.legal_name", "buyer.sponsor.name"):
        if field in task.fields:
            yield Change(
                "name invented, quote true", "intake", field, sentence, "Other Systems plc"
            )
    for field in _NEVER_ASKED:
        yield Change("never asked", "intake", field, sentence, number[0])


def _other(number: str) -> str:
    """Give a number of the same length that is another one."""
    return "".join(str((int(one) + 5) % 9 + 1) if one.isdigit() else one for one in number)


def _claim(field: str, value: str, quote: str) -> dict[str, Json]:
    return {"field": field, "value": value, "quote": quote}


def _reply(found: list[dict[str, Json]], lies: tuple[Change, ...] = ()) -> Reply:
    return Reply(json.dumps({"found": found}, ensure_ascii=False), changes=lies)
