"""Who says what in notes of a talk: a name before a colon that comes back is a speaker."""

from __future__ import annotations

import re
from collections import Counter

from proposalkit.intake.labelled import label_key, labels_of
from proposalkit.model.finding import Finding
from proposalkit.model.intake_rules import IntakeRules
from proposalkit.model.source_text import SourceText, TextLine

_TURN = re.compile(
    r"^(?:\[?(?P<time>\d{1,2}:\d{2}(?::\d{2})?)\]?\s+)?"
    r"(?P<name>[A-Z][\w.'-]*(?: [A-Z(][\w.'()-]*){0,4}):\s+(?P<words>\S.*)$"
)
_TURNS_TO_BELIEVE = 2


def with_speakers(source: SourceText, rules: IntakeRules) -> tuple[SourceText, tuple[Finding, ...]]:
    """Give the lines of notes and talks their speakers; say when a talk names none."""
    if source.kind not in ("notes", "transcript"):
        return source, ()
    names = _speakers(source, rules)
    lines = list[TextLine]()
    last = ""
    for line in source.lines:
        turn = _TURN.match(line.text)
        if line.speaker or line.kind != "text":
            lines.append(line)
            last = line.speaker if line.kind == "text" else ""
        elif turn and turn["name"] in names:
            last = turn["name"]
            lines.append(line.model_copy(update={"speaker": last, "text": turn["words"]}))
        elif names and source.kind == "notes" and last and label_of(line.text) is None:
            lines.append(line.model_copy(update={"speaker": last}))
        else:
            last = ""
            lines.append(line)
    spoken = source.model_copy(update={"lines": tuple(lines)})
    return spoken, _without_speakers(spoken)


def label_of(text: str) -> str | None:
    """Give what stands before the first colon of a line, if it is short."""
    head, colon, _ = text.partition(":")
    return head if colon and len(head) <= 70 else None


def _speakers(source: SourceText, rules: IntakeRules) -> frozenset[str]:
    known = labels_of(rules)
    names: Counter[str] = Counter()
    for line in source.lines:
        turn = _TURN.match(line.text)
        if turn and line.kind == "text" and label_key(turn["name"]) not in known:
            names[turn["name"]] += 1
    needed = 1 if source.kind == "transcript" else _TURNS_TO_BELIEVE
    return frozenset(name for name, count in names.items() if count >= needed)


def _without_speakers(source: SourceText) -> tuple[Finding, ...]:
    if source.kind != "transcript" or any(one.speaker for one in source.lines):
        return ()
    return (
        Finding(
            id="no-speakers",
            severity="warning",
            where=source.file,
            message=f'"{source.file}" names no speakers, so it is not known who said what.',
            remedy="Two values in it are kept as a conflict; answer the question that follows.",
        ),
    )
