"""Checks the questions of procurement: what they name is there, and no text holds a figure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from proposalkit.knowledge.fault_words import unknown
from proposalkit.knowledge.tables import QuestionTable
from proposalkit.knowledge.yaml_text import YamlDocument, YamlPath
from proposalkit.model.finding import Finding
from proposalkit.model.proposal import Proposal
from proposalkit.model.question_book import QuestionEntry, Saying
from proposalkit.model.shown_path import path_problem

SLOT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Known:
    """The names a question may use."""

    facts: Collection[str]
    clauses: Collection[str]
    """Those of the library, and those a rule asks for."""
    conditions: Collection[str]


def check_questions(
    table: QuestionTable, document: YamlDocument, known: Known, numbers_allowed: Iterable[str]
) -> Iterator[Finding]:
    """Refuse names that are not there, paths that lead to no shown value, and bare figures."""
    groups, sectors = [one.id for one in table.groups], [one.id for one in table.sectors]
    allowed = tuple(numbers_allowed)
    for number, entry in enumerate(table.questions):
        path: YamlPath = ("questions", number)
        named: tuple[tuple[str, str, Collection[str], Collection[str]], ...] = (
            ("facts", "fact", entry.facts, known.facts),
            ("clauses", "clause", entry.clauses, known.clauses),
            ("only_if", "condition", entry.only_if, known.conditions),
            ("sectors", "sector", entry.sectors, sectors),
        )
        for key, what, names, there in named:
            for index, name in enumerate(names):
                if name not in there:
                    yield unknown(what, name, there, document.value_place((*path, key, index)))
        if entry.group is not None and entry.group not in groups:
            yield unknown("group", entry.group, groups, document.value_place((*path, "group")))
        for key, sayings in (("says", entry.says), ("unbound", entry.unbound)):
            for index, saying in enumerate(sayings):
                yield from check_saying(saying, document, (*path, key, index), allowed)
        yield from _silent(entry, document, path)


def check_saying(
    saying: Saying, document: YamlDocument, at: YamlPath, numbers_allowed: Iterable[str] = ()
) -> Iterator[Finding]:
    """Hold every slot of one sentence against the fields of the Proposal."""
    names = "|".join(re.escape(one) for one in numbers_allowed)
    for key in ("sentence", "otherwise", "row", "row_otherwise"):
        text: str | None = getattr(saying, key)
        if text is None:
            continue
        where = document.value_place((*at, key))
        for slot in SLOT.findall(text):
            problem = _slot_problem(saying, key, slot)
            if problem:
                yield _bad_slot(where, f'The slot "{{{slot}}}" cannot be filled: {problem}.')
        bare = re.sub(names, "", SLOT.sub("", text)) if names else SLOT.sub("", text)
        figure = re.search(r"\S*[0-9]\S*", bare)
        if figure:
            yield Finding(
                id="bare-number",
                where=where,
                message=f'"{figure[0]}" is a figure in a fixed sentence.',
                remedy="Put a slot in its place; the code fills it from the deal.",
            )
    for key, paths in (("has", saying.has), ("lacks", saying.lacks)):
        for index, path in enumerate(paths):
            problem = _value_problem(path)
            if problem:
                where = document.value_place((*at, key, index))
                yield _bad_slot(where, f'"{path}" cannot be looked for: {problem}.')
    if saying.rows is not None:
        problem = path_problem(Proposal, saying.rows, rows=True)
        if problem:
            where = document.value_place((*at, "rows"))
            yield _bad_slot(where, f'"rows" cannot be filled: {problem}.')


def _value_problem(slot: str) -> str | None:
    from proposalkit.compose.price_words import PRICE_WORDS

    return None if slot in PRICE_WORDS else path_problem(Proposal, slot)


def _slot_problem(saying: Saying, key: str, slot: str) -> str | None:
    if slot == "rows":
        return None if saying.rows else 'the sentence has no "rows"'
    if not slot.startswith("."):
        return _value_problem(slot)
    if saying.rows is None or key not in ("row", "row_otherwise"):
        return 'a slot that begins with a point belongs in "row"'
    return path_problem(Proposal, f"{saying.rows}{slot}")


def _silent(entry: QuestionEntry, document: YamlDocument, path: YamlPath) -> Iterator[Finding]:
    if not entry.facts and not entry.says and not entry.clauses and not entry.missing:
        yield Finding(
            id="question-without-answer",
            where=document.value_place((*path, "id")),
            message=f'The question "{entry.id}" has nothing that could answer it.',
            remedy='Add "facts" or "says", or say under "missing" what an answer needs.',
        )


def _bad_slot(where: str, message: str) -> Finding:
    remedy = "Name a field of the proposal that stands on a page, such as {pilot.fee}."
    return Finding(id="bad-slot", where=where, message=message, remedy=remedy)
