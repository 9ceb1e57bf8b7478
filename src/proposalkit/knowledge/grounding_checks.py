"""Checks the word lists of the grounding: known clauses and facts, and each word in one list."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from proposalkit.knowledge.fault_words import unknown
from proposalkit.knowledge.yaml_text import YamlDocument, YamlPath
from proposalkit.model.finding import Finding
from proposalkit.model.grounding import GroundingRules
from proposalkit.model.knowledge import FactType

_ONE_CLASS = (
    "commitment_words", "puffery_words", "vague_quantities", "critical_words", "role_words",
    "same_words", "kept_words", "free_words", "empty_words",
)  # fmt: skip


def check_grounding(
    rules: GroundingRules,
    document: YamlDocument,
    clauses: Collection[str],
    facts: Mapping[str, FactType],
) -> Iterator[Finding]:
    """Refuse unknown clauses, facts and values, words in two classes, and a pointer without id."""
    for number, fence in enumerate(rules.fences):
        if fence.clause not in clauses:
            where = document.value_place(("fences", number, "clause"))
            yield unknown("clause", fence.clause, clauses, where)
    for number, row in enumerate(rules.contradictions):
        path: YamlPath = ("contradictions", number)
        fact = facts.get(row.fact)
        if fact is None:
            yield unknown("fact", row.fact, facts, document.value_place((*path, "fact")))
        elif row.value is not None and row.value not in _values(fact):
            where = document.value_place((*path, "value"))
            yield unknown("value", row.value, _values(fact), where)
    yield from _words_of_two_classes(document)
    for slot in ("{title}", "{id}"):
        if slot not in rules.pointer:
            yield Finding(
                id="bad-slot",
                where=document.value_place(("pointer",)),
                message=f'"{rules.pointer}" does not hold "{slot}".',
                remedy="Name the clause by its title and its id.",
            )


def _values(fact: FactType) -> tuple[str, ...]:
    if fact.type == "yes_no":
        return ("yes", "no")
    return tuple(fact.values)


def _words_of_two_classes(document: YamlDocument) -> Iterator[Finding]:
    """A word has one class; in two lists, only the first of them would hold."""
    seen: dict[str, tuple[str, str]] = {}
    for path, text in document.leaves():
        name = str(path[0])
        if name not in _ONE_CLASS:
            continue
        first = seen.setdefault(text, (name, document.value_place(path)))
        where = document.value_place(path)
        if first[1] != where:
            yield Finding(
                id="word-twice",
                where=where,
                message=f'"{text}" stands in "{name}" and, at {first[1]}, in "{first[0]}".',
                remedy="Keep it where it guards most: each word has one class.",
            )
