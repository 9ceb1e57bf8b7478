"""Answers of a person to the questions of an intake, held against the brief before they count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from proposalkit.intake.merge import NO_VALUE, merge_fields
from proposalkit.knowledge.fault_words import close_to
from proposalkit.knowledge.pydantic_findings import build
from proposalkit.knowledge.ready_outcomes import fill_ready_outcome
from proposalkit.knowledge.text_files import read_text, shown_path
from proposalkit.knowledge.yaml_text import Mark, Plain, YamlDocument, YamlPath, parse_yaml
from proposalkit.model.brief import DealBrief
from proposalkit.model.finding import Finding
from proposalkit.model.intake import Statement, Value
from proposalkit.model.intake_rules import IntakeField, IntakeRules

ACCEPT = "accept"
"""The answer that takes the one value the texts state."""
_LISTS = ("list", "places")


class BriefCheck:
    """Says what a deal brief has against one value; empty when it takes it."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self._one = cache(self._fault)

    def __call__(self, field: str, value: Value) -> str:
        """Hold one value against its field."""
        return self._one(field, value)

    def _fault(self, field: str, value: Value) -> str:
        findings = self.findings({field: value}, "value", {})
        return f"{findings[0].message} {findings[0].remedy}" if findings else ""

    def findings(
        self, values: Mapping[str, Value], file: str, marks: Mapping[str, Mark]
    ) -> list[Finding]:
        """Hold values against the brief together; what is not there yet is no fault."""
        document = YamlDocument(file=file)
        tree: dict[str, Plain] = {}
        for field, value in values.items():
            _put(tree, field.split("."), list(value) if isinstance(value, tuple) else value)
            path: YamlPath = tuple(field.split("."))
            if mark := marks.get(field):
                document.keys[path] = document.values[path] = mark
        document.data = tree
        found = fill_ready_outcome(document, self.workspace)
        _, faults = build(DealBrief, document)
        return [*found, *(one for one in faults if one.id != "missing-field")]


def read_intake_answers(
    path: Path, rules: IntakeRules, statements: Sequence[Statement], check: BriefCheck
) -> tuple[dict[str, Statement], list[Finding]]:
    """Read a file of answers: `volumes.expected: 12000`, or nested as in a brief.

    Gives the answers by field and every problem. Raises InputRefused when it cannot be read.
    """
    document = parse_yaml(read_text(path), shown_path(path))
    findings = list(document.findings)
    given = _flat(document)
    known = {one.field: one for one in rules.fields}
    marks = {name: mark for name, (_, mark) in given.items()}
    answers: dict[str, Statement] = {}
    for name, (value, mark) in given.items():
        field = known.get(name)
        where = document.at(mark)
        if field is None:
            findings.append(_unknown(name, known, where))
            continue
        taken = _taken(field, value, rules, statements, where)
        if isinstance(taken, Finding):
            findings.append(taken)
        else:
            answers[name] = answer_statement(name, taken, path.name, f"line {mark.line}")
    values = {name: one.value for name, one in answers.items() if one.value not in (None, NO_VALUE)}
    real = {name: value for name, value in values.items() if value is not None}
    findings += check.findings(real, document.file, marks)
    return answers, findings


def answer_statement(field: str, value: Value, file: str, place: str) -> Statement:
    """Give a person's answer as a statement."""
    quote = value if isinstance(value, str) else ", ".join(value)
    return Statement(field=field, value=value, quote=quote, file=file, place=place, finder="human")


def accepted(field: str, rules: IntakeRules, statements: Sequence[Statement]) -> Value | None:
    """Give the one value that the texts state of a field, or None."""
    found = merge_fields(rules, [one for one in statements if one.field == field], {})
    return next(one.value for one in found if one.field == field)


def as_value(field: IntakeField, text: str) -> Value:
    """Turn an answer typed as one text into a value; lists are parted by commas."""
    if field.kind not in _LISTS or text == NO_VALUE:
        return text
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _taken(
    field: IntakeField,
    value: Value,
    rules: IntakeRules,
    statements: Sequence[Statement],
    where: str,
) -> Value | Finding:
    """Give the value an answer stands for, or what is wrong with it."""
    if value == ACCEPT:
        found = accepted(field.field, rules, statements)
        return found if found is not None else _nothing_to_accept(field, where)
    if value == NO_VALUE and field.must and not field.or_none:
        return Finding(
            id="bad-value",
            where=where,
            message=f'"{NO_VALUE}" is no answer for "{field.field}", which a brief needs.',
            remedy=field.question,
        )
    return as_value(field, value) if isinstance(value, str) else value


def _nothing_to_accept(field: IntakeField, where: str) -> Finding:
    return Finding(
        id="nothing-to-accept",
        where=where,
        message=f'There is not one value of "{field.field}" to accept.',
        remedy="Write the value itself.",
    )


def _unknown(name: str, known: Iterable[str], where: str) -> Finding:
    meant = close_to(name, list(known))
    return Finding(
        id="unknown-key",
        where=where,
        message=f'"{name}" is not a field that is asked.',
        remedy=f'Did you mean "{meant}"?' if meant else "The file of questions names the fields.",
    )


def _flat(document: YamlDocument) -> dict[str, tuple[Value, Mark]]:
    """Give the answers by dotted field, lists whole, with the place of each."""
    lists: dict[str, list[str]] = {}
    found: dict[str, tuple[Value, Mark]] = {}
    for path, text in document.leaves():
        name = ".".join(part for part in path if isinstance(part, str))
        mark = document.values.get(path) or Mark(1, 1)
        if path and isinstance(path[-1], int):
            lists.setdefault(name, []).append(text)
            first = found[name][1] if name in found else mark
            found[name] = (tuple(lists[name]), first)
        else:
            found[name] = (text, mark)
    return found


def _put(tree: dict[str, Plain], path: Sequence[str], value: Plain) -> None:
    for name in path[:-1]:
        below = tree.setdefault(name, {})
        tree = below if isinstance(below, dict) else {}
    tree[path[-1]] = value
