"""The numbered list of what a buyer's document asks for, in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from proposalkit.intake.blocks import Block, sentences
from proposalkit.intake.columns import Columns, columns_of
from proposalkit.intake.phrases import find_word, has_whole_word, starts_with
from proposalkit.model.intake import FoundRequirement
from proposalkit.model.intake_rules import RequirementRules
from proposalkit.model.source_text import SourceText

Priority = Literal["mandatory", "desired"]
DOCUMENTS = ("pdf", "word", "workbook")
"""Kinds of sources somebody wrote as a document, not as a note, a mail or a talk."""
_FEW = 3
_TOLD_WORDS = 4
_DEFINED = re.compile(
    "\\((?:the |hereinafter(?: referred to as)? |hereafter |together )*"
    "[\"'\u201c\u2018]?(?:the )?(?P<name>[A-Z][\\w-]*(?: [A-Z][\\w-]*){0,3})[\"'\u201d\u2019]?\\)"
)
_SIGNS_OF_DEFINITION = re.compile(
    "\\((?:[^)]*hereinafter|[^)]*hereafter|the [\"'\u201c]|[\"'\u201c])"
)
_DOES = (
    "will", "shall", "may", "reserves", "is ", "has ", "provides", "supplies", "runs", "handles",
    "expects to", "intends", "can ", "must", "'s",
)  # fmt: skip
_NAMED = re.compile("[\"'\u201c\u2018]\\w+[\"'\u201d\u2019]")
"""A word that is only named: in this document "must" means ..."""
_NOT_ID = re.compile(r"[^a-z0-9._-]+")
_EDGES = re.compile(r"^[-._]+|[-._]+$|(?<=[-._])[-._]+")
_LEAD_IN = re.compile(r":$")


@dataclass(frozen=True)
class Asked:
    """What one document asks for, and the numbered paragraphs that were not taken for it."""

    requirements: tuple[FoundRequirement, ...] = ()
    passed_over: tuple[Block, ...] = ()
    loose: tuple[FoundRequirement, ...] = ()
    """Sentences of notes that sound like a duty and stand in no list of requirements."""


def find_requirements(
    source: SourceText, blocks: Sequence[Block], rules: RequirementRules, buyers: Sequence[str] = ()
) -> Asked:
    """Give the requirements of one document in order; what binds one of the buyers is none.

    Notes, mails and talks have them only in numbers, in a table, or below a heading that says so.
    """
    finder = _Finder(source.file, rules, (*defined_names(blocks, rules), *_acting(buyers)))
    found = tuple(finder.walk(blocks))
    if source.kind in DOCUMENTS or sum(one.id[:3] != "req" for one in found) >= _FEW:
        return Asked(found, tuple(finder.passed_over))
    listed = tuple(one for one in found if one in finder.rows or _is_asked(one.section, rules))
    return Asked(listed, (), tuple(one for one in found if one not in listed))


def _is_asked(heading: str, rules: RequirementRules) -> bool:
    return any(word in heading.casefold() for word in rules.asked_headings)


def defined_names(blocks: Sequence[Block], rules: RequirementRules) -> tuple[str, ...]:
    """Give what a document calls its buyer: `Larch Ltd ("the Authority")`, as its sentences begin.

    A name that is one of ours, such as "the Supplier", is left out.
    """
    found: dict[str, None] = {}
    for block in blocks:
        for one in _DEFINED.finditer(block.text):
            name = one["name"].casefold()
            is_defined = _SIGNS_OF_DEFINITION.match(one[0]) is not None
            if is_defined and name not in rules.suppliers and f"the {name}" not in rules.suppliers:
                found |= dict.fromkeys(_acting([f"the {name}"]))
    return tuple(found)


def _acting(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{name.casefold()} {verb}" for name in names for verb in _DOES)


def unique_ids(found: Sequence[FoundRequirement]) -> tuple[FoundRequirement, ...]:
    """Give each requirement an id of its own: a second `3.1` becomes `3.1-2`."""
    seen: dict[str, int] = {}
    kept = []
    for one in found:
        seen[one.id] = seen.get(one.id, 0) + 1
        name = one.id if seen[one.id] == 1 else f"{one.id}-{seen[one.id]}"
        while name != one.id and name in seen:
            seen[one.id] += 1
            name = f"{one.id}-{seen[one.id]}"
        seen.setdefault(name, 1)
        kept.append(one.model_copy(update={"id": name}))
    return tuple(kept)


def slug_of(number: str) -> str:
    """Turn a printed number into an id: `R 12` becomes r-12; empty when nothing is left."""
    return _EDGES.sub("", _NOT_ID.sub("-", number.casefold()))[:40].rstrip("-._")


class _Finder:
    """Walks through the paragraphs of one document."""

    def __init__(self, file: str, rules: RequirementRules, buyers: tuple[str, ...] = ()) -> None:
        self.file = file
        self.rules = rules
        self.buyers = buyers
        self.part = ""
        self.last = ""
        self.count = 0
        self.lead: Block | None = None
        self.table: Columns | None = None
        self.passed_over: list[Block] = []
        self.rows: list[FoundRequirement] = []

    def walk(self, blocks: Sequence[Block]) -> Iterator[FoundRequirement]:
        """Give the requirements in order."""
        for block in blocks:
            if block.kind == "row":
                yield from self.row(block)
                continue
            self.table, self.part = None, ""
            if block.kind == "heading":
                self.lead = None
            else:
                yield from self.paragraph(block)

    def row(self, block: Block) -> Iterator[FoundRequirement]:
        """Read one row of a table by the names of its columns, if it has any we know."""
        header = columns_of(block.cells, self.rules.columns)
        if header is not None:
            self.table = header
            return
        if self.table is None or self.is_about_bids(block):
            return
        filled = [one for one in block.cells if one]
        if len(filled) == 1:
            self.part = filled[0]
            return
        text = self.table.cell(block.cells, self.table.text)
        number = self.table.cell(block.cells, self.table.id)
        if len(text.split()) < (1 if number else 3):
            return
        priority = self.entry(self.table.cell(block.cells, self.table.priority)) or self.duty(text)
        self.rows.append(self.made(text, text, block, number, priority or "mandatory"))
        yield self.rows[-1]

    def paragraph(self, block: Block) -> Iterator[FoundRequirement]:
        """Read a paragraph: whole when it is numbered, else sentence by sentence."""
        text = block.bare
        listed = block.is_listed or (self.lead is not None and self.is_point(block))
        self.last = block.text
        if listed and self.lead is not None:
            yield from self.listed(block, text)
            return
        if _LEAD_IN.search(text):
            self.lead = block if self.priority(text, block) else None
            return
        if not listed:
            self.lead = None
        if block.number:
            priority = self.priority(text, block) or self.told(text, block)
            if priority:
                yield self.made(text, text, block, block.number, priority)
            elif not self.is_about_bids(block):
                self.passed_over.append(block)
            return
        for sentence in sentences(text):
            priority = self.priority(sentence, block)
            if priority:
                yield self.made(sentence, sentence, block, "", priority)

    def is_point(self, block: Block) -> bool:
        """Say whether a paragraph without a bullet is a point all the same, by its semicolons."""
        return not block.number and (block.text.endswith(";") or self.last.endswith((";", ":")))

    def listed(self, block: Block, text: str) -> Iterator[FoundRequirement]:
        """Read a point of a list below its opening words, such as `The service shall:`."""
        lead = self.lead
        if lead is None:
            return
        opening = lead.bare.rstrip(": ")
        priority = self.duty(text) or self.duty(opening) or "mandatory"
        mark = f"{lead.number}.{block.number}" if lead.number and block.number else ""
        yield self.made(f"{opening}: {text}", text, block, mark, priority)

    def priority(self, text: str, block: Block) -> Priority | None:
        """Say how binding a text is; None when it is no requirement on the service."""
        rules = self.rules
        low = text.casefold()
        if self.binds_buyer(low) or self.is_about_bids(block):
            return None
        if starts_with(rules.bids, low) and self.is_of_bid(low, block):
            return None
        if text.endswith("?") or "? " in text:
            return self.duty(text) or "mandatory"
        return self.duty(text)

    def is_of_bid(self, low: str, block: Block) -> bool:
        """Say whether a text that names the bid first is about it, not about the service."""
        return not _is_asked(block.heading, self.rules) or bool(
            find_word(self.rules.bid_words, low)
        )

    def told(self, text: str, block: Block) -> Priority | None:
        """Take a numbered paragraph without a verb of duty below a heading of requirements."""
        is_long = len(text.split()) >= _TOLD_WORDS
        if not is_long or not _is_asked(block.heading, self.rules) or self.is_about_bids(block):
            return None
        return None if self.binds_buyer(text.casefold()) else "mandatory"

    def binds_buyer(self, low: str) -> bool:
        """Say whether a text begins with the buyer as the one who does something."""
        return starts_with(self.rules.not_ours, low) or starts_with(self.buyers, low)

    def is_about_bids(self, block: Block) -> bool:
        """Say whether a paragraph stands below a heading of rules for bids."""
        return any(word in block.heading.casefold() for word in self.rules.bid_headings)

    def duty(self, text: str) -> Priority | None:
        """Find the verb of duty or wish in a text; a duty wins."""
        low = _NAMED.sub("", text.casefold())
        if has_whole_word(self.rules.mandatory, low) or starts_with(self.rules.asks, low):
            return "mandatory"
        if has_whole_word(_promises(self.rules.suppliers), low):
            return "mandatory"
        return "desired" if has_whole_word(self.rules.desired, low) else None

    def entry(self, text: str) -> Priority | None:
        """Read the entry of a priority column."""
        low = text.casefold().strip(" .")
        if low in self.rules.priority_desired:
            return "desired"
        return "mandatory" if low in self.rules.priority_mandatory else None

    def made(
        self, text: str, quote: str, block: Block, number: str, priority: Priority
    ) -> FoundRequirement:
        """Put a requirement together; one without a number is counted."""
        self.count += 1
        return FoundRequirement(
            id=slug_of(number) or f"req-{self.count:03}",
            text=text,
            file=self.file,
            place=block.place,
            quote=quote,
            priority=priority,
            section=self.part if self.table and self.part else block.heading,
        )


@cache
def _promises(suppliers: tuple[str, ...]) -> tuple[str, ...]:
    """Give the phrases by which a document binds us without a verb of duty."""
    verbs = ("will", "agrees to", "undertakes to")
    return tuple(f"{one} {verb}" for one in suppliers for verb in verbs)
