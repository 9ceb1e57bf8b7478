"""Checks what the tables say of one another: facts, clauses, conditions, slots, duplicates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from proposalkit.knowledge.fault_words import close_to, unknown
from proposalkit.knowledge.tables import GlossaryTable, WordingTable
from proposalkit.knowledge.yaml_text import YamlDocument, YamlPath
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import RuleRow

_SLOT = re.compile(r"\{([a-z_]*)\}")


def check_rules(
    rules: Iterable[RuleRow], document: YamlDocument, conditions: Collection[str],
    clauses: Collection[str],
) -> Iterator[Finding]:  # fmt: skip
    """Refuse unknown conditions; warn of a clause id that looks like a slip of one in the library.

    Why only warn: a rule may ask for a clause the library does not have yet; the kit says so.
    """
    for number, row in enumerate(rules):
        path: YamlPath = ("rules", number)
        if row.condition not in conditions:
            where = document.value_place((*path, "condition"))
            yield unknown("condition", row.condition, conditions, where)
        for index, clause in enumerate(row.clauses):
            meant = None if clause in clauses else close_to(clause, clauses)
            if meant:
                yield Finding(
                    id="unknown-clause",
                    severity="warning",
                    where=document.value_place((*path, "clauses", index)),
                    message=f'"{clause}" is not in the library. Did you mean "{meant}"?',
                    remedy="Correct it, or leave it if the clause is still to be written.",
                )


def check_wording(table: WordingTable, document: YamlDocument) -> Iterator[Finding]:
    """Hold each sentence to the declared slots; a number in it has to come through a slot."""
    used = set()
    for key, text in table.wording.items():
        where = document.value_place(("wording", key))
        slots = set(_SLOT.findall(text))
        used |= slots
        for slot in sorted(slots - set(table.slots)):
            yield unknown("slot", slot, table.slots, where)
        if re.search(r"[{}]", _SLOT.sub("", text)):
            yield Finding(
                id="bad-slot",
                where=where,
                message=f'A brace in "{key}" belongs to no slot.',
                remedy='Write slots as "{days}": small letters between two braces.',
            )
    for slot in table.slots:
        if slot not in used:
            yield Finding(
                id="unused-slot",
                where=document.place(("slots", slot)),
                message=f'No sentence uses the slot "{slot}".',
                remedy="Use it or remove it.",
            )


def check_numbers(
    table: WordingTable, document: YamlDocument, allowed: Iterable[str]
) -> Iterator[Finding]:
    """Refuse figures written into a fixed sentence, but for the names listed."""
    names = "|".join(re.escape(name) for name in sorted(allowed, key=len, reverse=True))
    for key, text in table.wording.items():
        bare = re.sub(names, "", text) if names else text
        figure = re.search(r"\S*[0-9]\S*", bare)
        if figure:
            yield Finding(
                id="bare-number",
                where=document.value_place(("wording", key)),
                message=f'"{figure[0]}" is a figure in a fixed sentence.',
                remedy="Put a slot in its place; the code fills it from the deal.",
            )


def check_duplicates(what: str, places: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Refuse an id used twice; `places` gives each id with where it stands."""
    first: dict[str, str] = {}
    for name, where in places:
        if name in first:
            yield Finding(
                id="duplicate-id",
                where=where,
                message=f'The {what} "{name}" is defined twice; the first is at {first[name]}.',
                remedy="Rename or remove one of the two.",
            )
        first.setdefault(name, where)


def check_glossary(
    table: GlossaryTable, document: YamlDocument, conditions: Collection[str]
) -> Iterator[Finding]:
    """Refuse a term that waits for a condition nobody knows: it would stand in no proposal."""
    for number, term in enumerate(table.terms):
        for at, name in enumerate(term.only_if):
            if name not in conditions:
                where = document.value_place(("terms", number, "only_if", at))
                yield unknown("condition", name, conditions, where)
