"""Checks the topics of requirements: facts and clauses are there, figures have the fact's unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from proposalkit.knowledge.fault_words import unknown
from proposalkit.knowledge.yaml_text import YamlDocument, YamlPath
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import FactType
from proposalkit.model.policy import FactAsked
from proposalkit.model.requirement_topics import RequirementTopic, RequirementTopics

_UNITS = {"multiple": "count"}
"""Units of facts that a requirement writes as a count, such as two times the fees."""
_SLOT = re.compile(r"\{\{.*?\}\}")
_READABLE = re.compile(r"[^\W_]|[%€$£]")


def check_topics(
    table: RequirementTopics,
    document: YamlDocument,
    facts: Mapping[str, FactType],
    clauses: Collection[str],
    texts: Mapping[str, Sequence[str]],
) -> Iterator[Finding]:
    """Refuse names that are not there, values no fact has, units that do not fit, empty words."""
    for number, topic in enumerate(table.topics):
        path: YamlPath = ("topics", number)
        named = (
            (topic.fact.id if topic.fact else None, ("fact", "id")),
            (topic.later.fact if topic.later else None, ("later", "fact")),
            (topic.states, ("states",)),
        )
        for name, keys in named:
            if name is not None and name not in facts:
                yield unknown("fact", name, facts, document.value_place((*path, *keys)))
        for index, clause in enumerate(topic.clause.any_of if topic.clause else ()):
            if clause not in clauses:
                place = document.value_place((*path, "clause", "any_of", index))
                yield unknown("clause", clause, clauses, place)
        yield from _passages(topic, document, path, clauses, texts)
        kind = facts.get(topic.fact.id) if topic.fact else None
        if topic.fact is not None and kind is not None:
            yield from _values(topic.fact, kind, document, (*path, "fact"))
            yield from _unit(topic, kind, document, path)
    yield from _words(document)


def _passages(
    topic: RequirementTopic,
    document: YamlDocument,
    path: YamlPath,
    clauses: Collection[str],
    texts: Mapping[str, Sequence[str]],
) -> Iterator[Finding]:
    """Warn of words that no text of their clause has: nobody would notice that they find nothing.

    Why only warn: a company that puts its own text in the place of a clause keeps the topics.
    """
    for number, one in enumerate(topic.says or ()):
        here = (*path, "says", number)
        if one.clause not in clauses:
            place = document.value_place((*here, "clause"))
            yield unknown("clause", one.clause, clauses, place)
            continue
        wanted = re.compile(r"\S+".join(re.escape(part) for part in one.text.split("{n}")))
        known = (_SLOT.sub("0", " ".join(text.split())) for text in texts.get(one.clause, ()))
        if one.clause in texts and not any(wanted.search(text) for text in known):
            yield Finding(
                id="words-not-there",
                severity="warning",
                where=document.value_place((*here, "text")),
                message=f'"{one.text}" stands in no text of the clause "{one.clause}".',
                remedy="Copy the words from a text of the clause, with {n} for the figure; "
                + "until then a requirement is not answered from it.",
            )


def _values(
    asked: FactAsked, kind: FactType, document: YamlDocument, path: YamlPath
) -> Iterator[Finding]:
    known = {"yes_no": ("yes", "no"), "choice": tuple(kind.values)}.get(kind.type)
    for key, values in (("is", asked.one_of), ("is_not", asked.is_not)):
        for index, value in enumerate(values):
            if known is not None and value not in known:
                yield unknown("value", value, known, document.value_place((*path, key, index)))


def _unit(
    topic: RequirementTopic, kind: FactType, document: YamlDocument, path: YamlPath
) -> Iterator[Finding]:
    """Hold the unit a figure is read in to that of the fact: 72 hours are not 72 days."""
    if topic.reads is None or topic.entry:
        return
    unit = "money" if kind.type == "money" else _UNITS.get(kind.unit or "", kind.unit)
    if topic.reads.unit != unit:
        said = f'"{unit}"' if unit else "no unit"
        yield Finding(
            id="unit-differs",
            where=document.value_place((*path, "reads", "unit")),
            message=f'"{topic.reads.unit}" is not the unit of the fact, which has {said}.',
            remedy=f"Write {unit}." if unit else 'Remove "reads".',
        )


def _words(document: YamlDocument) -> Iterator[Finding]:
    """Refuse a word that no text could hold, such as a star alone."""
    for path, text in document.leaves():
        if _is_word(path) and not _READABLE.search(text):
            yield Finding(
                id="empty-word",
                where=document.value_place(path),
                message=f'"{text}" has no letter and no digit.',
                remedy="Write a word, or its beginning and a star.",
            )


def _is_word(path: YamlPath) -> bool:
    lists = {"words", "unless", "also", "at_most", "at_least", "negations", "no_negations",
             "inside", "outside", "opens", "units", "working", "currencies", "places",
             "plain", "comparatives", "entry", "level", "holds", "skips"}  # fmt: skip
    return any(part in lists for part in path)
