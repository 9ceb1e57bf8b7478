"""Reads YAML in which every value is text, and remembers where each key and value stands.

Why text: plain YAML turns `1.10` into 1.1, `NO` into False and `0.10` into a float; here the
model decides the type and sees what the author wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from proposalkit.model.finding import Finding

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
"""What a file holds before it is typed."""

YamlPath: TypeAlias = tuple[str | int, ...]
"""The keys and list indexes that lead to a value."""

MAX_DEPTH = 20
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True)
class Mark:
    """A place in a text, counted from 1."""

    line: int
    column: int


@dataclass
class YamlDocument:
    """The plain data of one file, the place of everything in it, and what is wrong with it."""

    file: str
    first_line: int = 1
    data: Plain = None
    keys: dict[YamlPath, Mark] = field(default_factory=dict)
    values: dict[YamlPath, Mark] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    long_quotes: list[tuple[Mark, int]] = field(default_factory=list)
    """Texts in quotes that run over lines: where each starts, and the line it ends on."""

    def place(self, path: YamlPath = ()) -> str:
        """Give `file:line:column` of the key at a path, of an item, or of the nearest parent."""
        for length in range(len(path), 0, -1):
            mark = self.keys.get(path[:length]) or self.values.get(path[:length])
            if mark:
                return self.at(mark)
        return self.at(Mark(self.first_line, 1))

    def value_place(self, path: YamlPath) -> str:
        """Give the place of a value, or of its key when the value is empty."""
        mark = self.values.get(path)
        return self.at(mark) if mark else self.place(path)

    def leaves(self) -> Iterator[tuple[YamlPath, str]]:
        """Give every text in the document with its path."""
        yield from _leaves((), self.data)

    def at(self, mark: Mark) -> str:
        """Give a mark as `file:line:column`."""
        return f"{self.file}:{mark.line}:{mark.column}"


def _leaves(path: YamlPath, node: Plain) -> Iterator[tuple[YamlPath, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves((*path, key), value)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _leaves((*path, index), value)


class _Stop(Exception):
    """The rest of the file makes no sense; what was found so far is reported."""


def parse_yaml(text: str, file: str, first_line: int = 1) -> YamlDocument:
    """Read one YAML text; what is wrong with it stands in `findings`, nothing is raised."""
    document = YamlDocument(file=file, first_line=first_line)
    _refuse_tabs(document, text)
    if not document.findings:
        try:
            _Reader(document, text).read()
        except _Stop:
            document.data = None
        except yaml.YAMLError as error:
            document.data = None
            _report_syntax(document, text, error)
    return document


class _Reader:
    """Turns the events of the parser into plain data, top down."""

    def __init__(self, document: YamlDocument, text: str) -> None:
        self.document = document
        self.events: Iterator[Event] = yaml.parse(text, Loader=_LOADER)

    def read(self) -> None:
        """Read the only document of the text."""
        count = 0
        for event in self.events:
            if not isinstance(event, DocumentStartEvent):
                continue
            count += 1
            if count > 1:
                self.stop(event, 'A second document starts after "---".', "Keep one per file.")
            self.document.data = self.node(next(self.events), ())

    def node(self, event: Event, path: YamlPath) -> Plain:
        """Read the value that starts with an event."""
        self.guard(event, path)
        self.document.values[path] = self.mark(event)
        if isinstance(event, MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(path)
        return self.scalar(event)

    def mapping(self, path: YamlPath) -> Plain:
        """Read keys and values up to the end of the mapping."""
        found: dict[str, Plain] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            key = self.key(event)
            if key in found:
                first = self.document.keys[(*path, key)].line
                self.report(
                    "duplicate-key",
                    event,
                    f'"{key}" stands here a second time; the first is on line {first}.',
                    "Keep one of the two.",
                )
                self.node(next(self.events), (*path, key))
                continue
            self.document.keys[(*path, key)] = self.mark(event)
            found[key] = self.node(next(self.events), (*path, key))
        return found

    def sequence(self, path: YamlPath) -> Plain:
        """Read items up to the end of the list."""
        found: list[Plain] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            found.append(self.node(event, (*path, len(found))))
        return found

    def key(self, event: Event) -> str:
        """Read a key, which has to be one text."""
        if isinstance(event, ScalarEvent) and str(event.value).strip():
            self.guard(event, ())
            return str(event.value)
        self.stop(
            event,
            "A key has to be one word or text before a colon.",
            "Put quotes around a text that has braces, brackets or a colon in it.",
        )
        return ""

    def scalar(self, event: Event) -> Plain:
        """Read one text; nothing, `~`, `null` and an empty text are None."""
        text = str(getattr(event, "value", ""))
        self.note_long_quote(event)
        plain, _ = getattr(event, "implicit", (False, False))
        return None if not text.strip() or (plain and text in _NOTHING) else text

    def note_long_quote(self, event: Event) -> None:
        """Remember a text in quotes of several lines: its closing quote may be a later opening."""
        start, end = self.mark(event), event.end_mark
        if getattr(event, "style", None) in ("'", '"') and end is not None:
            last = end.line + self.document.first_line
            if last > start.line:
                self.document.long_quotes.append((start, last))

    def guard(self, event: Event, path: YamlPath) -> None:
        """Refuse what hides or multiplies text: references, tags, deep nesting."""
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            name = getattr(event, "anchor", "")
            sign = "*" if isinstance(event, AliasEvent) else "&"
            self.stop(
                event,
                f'"{sign}{name}" is a reference to another place; references are not read.',
                "Write the text out, or put it in quotes if the sign belongs to it.",
            )
        tag = getattr(event, "tag", None)
        if tag:
            self.stop(event, f'The tag "{tag}" is not read.', "Remove the tag.")
        if len(path) > MAX_DEPTH:
            self.stop(event, f"Values are nested deeper than {MAX_DEPTH} levels.", "Flatten them.")

    def mark(self, event: Event) -> Mark:
        """Give the place of an event in the file."""
        start = event.start_mark
        if start is None:
            return Mark(self.document.first_line, 1)
        return Mark(start.line + self.document.first_line, start.column + 1)

    def report(self, kind: str, event: Event, message: str, remedy: str) -> None:
        """Note a fault and go on."""
        self.document.findings.append(
            Finding(
                id=kind, where=self.document.at(self.mark(event)), message=message, remedy=remedy
            )
        )

    def stop(self, event: Event, message: str, remedy: str) -> None:
        """Note a fault after which the rest cannot be trusted."""
        self.report("unreadable-yaml", event, message, remedy)
        raise _Stop


def _refuse_tabs(document: YamlDocument, text: str) -> None:
    if "\t" not in text:
        return
    for number, line in enumerate(text.split("\n")):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            place = Mark(number + document.first_line, indent.index("\t") + 1)
            document.findings.append(
                Finding(
                    id="tab-indent",
                    where=document.at(place),
                    message="A tab stands at the start of this line.",
                    remedy="Indent with blanks, two for each level.",
                )
            )


def _report_syntax(document: YamlDocument, text: str, error: yaml.YAMLError) -> None:
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    context = str(getattr(error, "context", "") or "")
    if context.startswith(("while parsing a flow", "while scanning a quoted")):
        # What was opened and not closed: the parser notices at the end, the author looks here.
        mark, problem = (
            getattr(error, "context_mark", mark),
            "what opens here is not closed, or a comma is missing in it",
        )
    if mark is not None:
        place = Mark(mark.line + document.first_line, mark.column + 1)
    else:
        before = text[: int(getattr(error, "position", 0))]
        place = Mark(before.count("\n") + document.first_line, len(before) - before.rfind("\n"))
        problem = getattr(error, "reason", None)
    quote = next((one for one in document.long_quotes if one[1] == place.line), None)
    if quote is not None:
        _report_long_quote(document, *quote)
        return
    message = f"This is not readable as YAML: {problem or 'unknown fault'}."
    remedy = (
        'Check quotes, brackets, the blank after ":" and the indent of this line '
        "and the one before."
    )
    if str(problem).startswith("mapping values are not allowed"):
        message = "This colon stands in the middle of a text."
        remedy = "Put the whole text in quotes, or mend the indent of this line."
    document.findings.append(
        Finding(id="unreadable-yaml", where=document.at(place), message=message, remedy=remedy)
    )


def _report_long_quote(document: YamlDocument, start: Mark, last: int) -> None:
    document.findings.append(
        Finding(
            id="unreadable-yaml",
            where=document.at(start),
            message=f"The text in quotes that starts here ends at the next quote, on line {last}.",
            remedy="Close the quotes where the text ends.",
        )
    )
