"""The draft brief as text: what is known is written, what is open is asked, nothing is guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from proposalkit.intake.questions import is_needed, is_needless, is_written
from proposalkit.model.intake import FoundField, FoundRequirement, Intake, Value
from proposalkit.model.intake_rules import BriefGroup, IntakeField, IntakeRules

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/()'+&@-]*")
_NOTHING = frozenset({"null", "Null", "NULL"})
_HEAD = """\
# A draft from {sources}: quoted and unproven.
# Evidence for each field: {deal}.intake.json. Questions: {deal}.questions.md.
# "# ?" asks for a mandatory value; "proposed" is what a text says: read it before you use it.
format: 1
"""


def brief_text(intake: Intake, rules: IntakeRules) -> str:
    """Write the draft brief of an intake as YAML."""
    files = [one.file for one in intake.sources]
    named = ", ".join(files[:4]) + (f" and {len(files) - 4} more" if len(files) > 4 else "")
    head = _HEAD.format(sources=named or "answers", deal=intake.deal)
    body = "\n".join(_Writer(intake, rules).lines())
    return f"{head}{body}\n" + "".join(_requirements(intake.requirements))


def scalar(value: Value) -> str:
    """Write a value as YAML that reads back as the same text or list."""
    if isinstance(value, tuple):
        return json.dumps(list(value), ensure_ascii=False)
    is_plain = _PLAIN.fullmatch(value) and value not in _NOTHING and value == value.strip()
    return value if is_plain else json.dumps(value, ensure_ascii=False)


class _Writer:
    """Writes the tree of the brief, part by part, in the order of the rules."""

    def __init__(self, intake: Intake, rules: IntakeRules) -> None:
        self.known = {one.field: one for one in intake.fields}
        self.rules = rules
        self.fields = {one.field: one for one in rules.fields}
        self.files = {one.file for one in intake.sources}

    def lines(self) -> Iterator[str]:
        """Give the lines of the whole tree."""
        yield from self.part("", 0)

    def part(self, at: str, depth: int) -> Iterator[str]:
        """Give the lines of one part, such as `buyer`, without its own key."""
        for name in self.children(at):
            path = f"{at}.{name}" if at else name
            if path in self.fields:
                yield from self.leaf(self.fields[path], name, depth)
            else:
                yield from self.branch(path, name, depth)

    def children(self, at: str) -> tuple[str, ...]:
        """Give the keys below a place, in the order of the rules."""
        start = f"{at}." if at else ""
        below = [one[len(start) :] for one in self.fields if one.startswith(start)]
        return tuple(dict.fromkeys(one.partition(".")[0] for one in below))

    def branch(self, path: str, name: str, depth: int) -> Iterator[str]:
        """Give a part with its key; one that lacks a key it needs stays a remark."""
        indent = "  " * depth
        groups = [one for one in self.rules.groups if one.at == path]
        inner = list(self.part(path, depth + 1))
        is_whole = not groups or any(self.stands(one) for one in groups)
        has_lines = any(not one.lstrip().startswith("#") for one in inner)
        if not has_lines or not is_whole:
            remarks = [one if one.lstrip().startswith("#") else _remark(one) for one in inner]
            yield from (f"{indent}# {name}: {one.strip().lstrip('# ')}" for one in remarks)
            return
        yield f"{indent}{name}:"
        yield from inner
        for group in (one for one in groups if self.stands(one)):
            yield from (f"{indent}  {one}" for one in group.adds)
            break

    def stands(self, group: BriefGroup) -> bool:
        """Say whether all keys of a group are written, or asked as mandatory."""
        return all(self.is_there(f"{group.at}.{key}") for key in group.needs)

    def is_there(self, path: str) -> bool:
        field = self.fields.get(path)
        if field is None or is_needless(field, self.known):
            return False
        return is_needed(field, self.known[path]) or is_written(field, self.known[path])

    def leaf(self, field: IntakeField, name: str, depth: int) -> Iterator[str]:
        """Give one field: written, asked, or as a remark of what was found."""
        found, indent = self.known[field.field], "  " * depth
        if is_needless(field, self.known):
            return
        if is_written(field, found) and found.value is not None:
            if found.status == "proposed":
                yield f"{indent}# proposed: {_where(found)}"
            yield f"{indent}{name}: {scalar(found.value)}"
            return
        said = _said(found)
        if said and found.status != "confirmed":
            yield f"{indent}# {name}: {said}"
        if is_needed(field, found):
            comma = "," if field.kind in ("list", "places") else ""
            yield f"{indent}{name}:  # ?{comma} {field.question}"


def _remark(line: str) -> str:
    return f"# {line.strip()}"


def _where(found: FoundField) -> str:
    said = found.standing
    one = next((one for one in said if one.value == found.value), said[0])
    who = f" ({one.speaker})" if one.speaker else ""
    return f"{one.file}, {one.place}{who}"


def _said(found: FoundField) -> str:
    """Say in one line what the texts have of a field that is not written."""
    values = [
        f"{one.value if isinstance(one.value, str) else ', '.join(one.value)} "
        f"({one.file}, {one.place})"
        for one in found.standing
        if one.value is not None
    ]
    either = [
        f"{' or '.join(one.candidates)} ({one.file}, {one.place})"
        for one in found.standing
        if one.candidates and one.value is None
    ]
    if found.status == "conflict":
        values += either
    if not values:
        return f"not one value: {either[0]}" if either else ""
    word = "conflict between" if found.status == "conflict" else "proposed, not confirmed:"
    return " ".join(f"{word} {' and '.join(values)}".split())


def _requirements(found: Sequence[FoundRequirement]) -> Iterator[str]:
    if found:
        yield "requirements:\n"
    for one in found:
        source = f"{{file: {_quoted(one.file)}, place: {_quoted(one.place)}, "
        source += f"quote: {_quoted(one.quote)}}}"
        yield f"  - id: {one.id}\n    text: {_quoted(one.text)}\n    source: {source}\n"
        yield f"    priority: {one.priority}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
