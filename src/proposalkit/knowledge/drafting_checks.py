"""Checks what drafted texts are made of: each text once, every value known, no figure in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from proposalkit.knowledge.fault_words import unknown
from proposalkit.knowledge.tables import DraftingTable
from proposalkit.knowledge.yaml_text import YamlDocument, YamlPath
from proposalkit.model.drafting_book import DealSentence, SectionSpec
from proposalkit.model.finding import Finding
from proposalkit.model.proposal import Proposal
from proposalkit.model.shown_path import path_problem

_SLOT = re.compile(r"\{\{(.*?)\}\}")


def check_drafting(
    table: DraftingTable,
    document: YamlDocument,
    conditions: Collection[str],
    deal_slots: Collection[str],
) -> Iterator[Finding]:
    """Refuse texts and values that stand twice, unknown names, and figures in sentences."""
    yield from _slots(table, document, deal_slots)
    known = [one.name for one in table.slots]
    yield from _once("value", known, document, "slots")
    yield from _once("text", [str(one.id) for one in table.sections], document, "sections")
    for number, sentence in enumerate(table.shared):
        yield from _sentence(sentence, document, ("shared", number), (), conditions)
    for number, section in enumerate(table.sections):
        path: YamlPath = ("sections", number)
        yield from _section_names(section, document, path, known)
        for index, sentence in enumerate(section.sentences):
            at: YamlPath = (*path, "sentences", index)
            yield from _sentence(sentence, document, at, known, conditions)


def _slots(
    table: DraftingTable, document: YamlDocument, deal_slots: Collection[str]
) -> Iterator[Finding]:
    for number, slot in enumerate(table.slots):
        if slot.path is None:
            if slot.name not in deal_slots:
                where = document.value_place(("slots", number, "name"))
                yield unknown("value of the program", slot.name, deal_slots, where)
            continue
        problem = path_problem(Proposal, slot.path)
        if problem:
            yield Finding(
                id="bad-slot",
                where=document.value_place(("slots", number, "path")),
                message=f'"{slot.name}" cannot be filled: {problem}.',
                remedy="Name a field of the proposal that stands on a page, such as pilot.fee.",
            )


def _once(what: str, there: list[str], document: YamlDocument, key: str) -> Iterator[Finding]:
    for name in dict.fromkeys(there):
        if there.count(name) != 1:
            yield Finding(
                id="bad-drafting",
                where=document.place((key,)),
                message=f'The {what} "{name}" is listed {there.count(name)} times.',
                remedy=f"List each {what} once.",
            )


def _section_names(
    section: SectionSpec, document: YamlDocument, path: YamlPath, known: Collection[str]
) -> Iterator[Finding]:
    rows: list[tuple[YamlPath, str]] = [
        ((*path, "applies_to", number), name) for number, name in enumerate(section.applies_to)
    ]
    rows += [
        ((*path, "evidence", number, index), name)
        for number, names in enumerate(section.evidence)
        for index, name in enumerate(names)
    ]
    for at, name in rows:
        if name not in known:
            yield unknown("value", name, known, document.value_place(at))
    if section.bridge and (found := re.search(r"\S*[0-9]\S*", section.bridge)):
        yield _figure(found[0], document.value_place((*path, "bridge")))


def _sentence(
    sentence: DealSentence,
    document: YamlDocument,
    at: YamlPath,
    known: Collection[str],
    conditions: Collection[str],
) -> Iterator[Finding]:
    for key, names in (("only_if", sentence.only_if), ("unless", sentence.unless)):
        for place, name in enumerate(names):
            if name not in conditions:
                yield unknown(
                    "condition", name, conditions, document.value_place((*at, key, place))
                )
    where = document.value_place((*at, "says"))
    for name in (*_SLOT.findall(sentence.says), *sentence.has, *sentence.lacks):
        if name not in known:
            yield unknown("value", name, known, where)
    bare = _SLOT.sub("", sentence.says)
    if re.search(r"[{}]", bare):
        yield Finding(
            id="bad-slot",
            where=where,
            message="A brace in this sentence belongs to no value.",
            remedy='Write values as "{{pilot.fee}}".',
        )
    figure = re.search(r"\S*[0-9]\S*", bare)
    if figure:
        yield _figure(figure[0], where)


def _figure(figure: str, where: str) -> Finding:
    return Finding(
        id="bare-number",
        where=where,
        message=f'"{figure}" is a figure in a fixed sentence.',
        remedy="Put a value in its place, as {{pilot.fee}}; the program fills it from the deal.",
    )
