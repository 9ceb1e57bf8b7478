"""Everything read from the knowledge, still with the places it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from proposalkit.knowledge.catalog import CatalogSheets
from proposalkit.knowledge.clause_reader import ClauseSheets
from proposalkit.knowledge.markdown import MarkdownSheet
from proposalkit.knowledge.passages import PassageSheet
from proposalkit.knowledge.tables import TableSheets
from proposalkit.knowledge.talk_reader import TalkSheet
from proposalkit.knowledge.yaml_text import YamlDocument
from proposalkit.model.base import Model
from proposalkit.model.fields import given
from proposalkit.model.finding import Finding


class DefinitionsHeader(Model):
    """The keys at the top of the definitions."""

    definitions: Annotated[str, given("Version of the definitions, counted up on every change.")]
    owner: Annotated[str, given("Who keeps the definitions.")]
    review_by: Annotated[date, given("Day by which the owner reads them again.")]


@dataclass
class Gathered:
    """The parts of the knowledge that could be read, and what is wrong with them."""

    findings: list[Finding]
    clauses: list[ClauseSheets] = field(default_factory=list)
    passages: list[PassageSheet] = field(default_factory=list)
    definitions: MarkdownSheet[DefinitionsHeader] | None = None
    tables: TableSheets = field(default_factory=TableSheets)
    catalog: CatalogSheets = field(default_factory=CatalogSheets)
    talks: list[TalkSheet] = field(default_factory=list)
    clause_folders: tuple[str, ...] = ()
    """Names of all clause folders, also of those whose files could not be read."""

    def clause_titles(self) -> dict[str, str | None]:
        """Give the title of every clause there is; None for one that could not be read."""
        titles: dict[str, str | None] = dict.fromkeys(self.clause_folders)
        titles.update({one.record.clause: one.record.title for one in self.clauses})
        return titles

    def overdue(self, on: date) -> Iterator[Finding]:
        """Warn of each file whose review date has passed on a day."""
        for review_by, owner, document in self._reviews():
            if review_by < on:
                yield Finding(
                    id="review-overdue",
                    severity="warning",
                    where=document.value_place(("review_by",)),
                    message=f'The review date "{review_by}" has passed.',
                    remedy=f'Have "{owner}" read the file again and set a new date.',
                )

    def _reviews(self) -> Iterator[tuple[date, str, YamlDocument]]:
        for clause in self.clauses:
            header = clause.shared.header
            yield header.review_by, header.owner, clause.shared.document
        for sheet in self.passages:
            yield sheet.header.review_by, sheet.header.owner, sheet.document
        for answers in self.talks:
            yield answers.talk.review_by, answers.talk.owner, answers.document
        if self.definitions:
            top = self.definitions.header
            yield top.review_by, top.owner, self.definitions.document
        yield from self.tables.reviews()
        yield from self.catalog.reviewed
