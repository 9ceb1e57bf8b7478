"""Checks of the law tables: dates still read, regimes known, points of a law in the texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from proposalkit.knowledge.clause_reader import VARIANTS, ClauseSheets
from proposalkit.knowledge.fault_words import quoted, unknown
from proposalkit.knowledge.markdown import MarkdownSheet
from proposalkit.knowledge.tables import LawTable, MandatoryTable, RegimeTable, TableSheets
from proposalkit.knowledge.yaml_text import YamlDocument, YamlPath
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import PositionHeader
from proposalkit.model.law import LawDate, LawNote, MandatoryList, MandatoryPoint


def stale_laws(tables: TableSheets, on: date) -> Iterator[Finding]:
    """Warn of each date and note of a law that was to be read again before a day (guard G-08)."""
    found = tables.get(LawTable)
    if found is None:
        return
    table, document = found
    rows: list[tuple[YamlPath, str, LawDate | LawNote]] = [
        *((("laws", name), f'The date of "{law.what}"', law) for name, law in table.laws.items()),
        *((("notes", at), f'The note "{note.id}"', note) for at, note in enumerate(table.notes)),
    ]
    for path, what, row in rows:
        if row.review_by < on:
            yield Finding(
                id="review-overdue",
                severity="warning",
                where=document.value_place((*path, "review_by")),
                message=f'{what} was to be read again by "{row.review_by}".',
                remedy=f"Read it again in its source ({row.source}); set as_of and review_by.",
            )


def law_names(tables: TableSheets) -> frozenset[str]:
    """Give the names by which a parameter takes the date of a law, such as `law.data-act`."""
    found = tables.get(LawTable)
    return frozenset(f"law.{name}" for name in found[0].laws) if found else frozenset()


def check_laws(
    table: LawTable, document: YamlDocument, clauses: Collection[str]
) -> Iterator[Finding]:
    """Refuse a date that was to be read again before it was read, and a note on no clause."""
    for number, note in enumerate(table.notes):
        for at, one in enumerate(note.clauses):
            if one not in clauses:
                where = document.value_place(("notes", number, "clauses", at))
                yield unknown("clause", one, clauses, where)
    for name, law in table.laws.items():
        if law.review_by < law.as_of:
            yield Finding(
                id="bad-law-date",
                where=document.value_place(("laws", name, "review_by")),
                message=f'"{law.review_by}" is before the day it was read, "{law.as_of}".',
                remedy="Set review_by to the day by which somebody reads it again.",
            )


def check_regimes(
    found: tuple[RegimeTable, YamlDocument],
    conditions: Collection[str],
    clauses: Iterable[ClauseSheets],
) -> Iterator[Finding]:
    """Refuse unknown conditions, and folders of wordings for a regime nobody declared."""
    table, document = found
    for number, regime in enumerate(table.regimes):
        if regime.condition not in conditions:
            where = document.value_place(("regimes", number, "condition"))
            yield unknown("condition", regime.condition, conditions, where)
    known = [one.id for one in table.regimes]
    for sheets in clauses:
        for name in sheets.record.variants:
            if name not in known:
                folder = sheets.shared.file.shown.rpartition("/")[0]
                yield unknown("regime", name, known, f"{folder}/{VARIANTS}/{name}")
        yield from _orders(sheets)


def _orders(sheets: ClauseSheets) -> Iterator[Finding]:
    """Refuse a wording for a regime that takes the place of no text of the clause."""
    own = {one.order for one in sheets.record.positions}
    for texts in sheets.record.variants.values():
        for text in texts:
            if text.order not in own:
                yield Finding(
                    id="variant-of-nothing",
                    where=text.file,
                    message=f'The clause "{text.clause}" has no text with number "{text.order}".',
                    remedy="Number the wording like the text it stands for.",
                )


def check_mandatory(
    found: tuple[MandatoryTable, YamlDocument], clauses: Iterable[ClauseSheets]
) -> Iterator[Finding]:
    """Hold each text to the points its law asks for; a list for an absent clause is refused."""
    table, document = found
    by_id = {one.record.clause: one for one in clauses}
    for number, points in enumerate(table.lists):
        sheets = by_id.get(points.clause)
        if sheets is None:
            where = document.value_place(("lists", number, "clause"))
            yield unknown("clause", points.clause, by_id, where)
            continue
        for text in sheets.texts:
            if not points.variants or _regime(text) in points.variants:
                yield from _uncovered(points, text)


def _regime(text: MarkdownSheet[PositionHeader]) -> str:
    parts = text.file.parts
    return parts[4] if VARIANTS in parts else ""


def _uncovered(points: MandatoryList, text: MarkdownSheet[PositionHeader]) -> Iterator[Finding]:
    told = folded(text.text)
    for point in points.points:
        lacking = [words for words in point.words if not says(told, words)]
        if lacking:
            yield _missing(points.law, point, lacking, text)


def _missing(
    law: str, point: MandatoryPoint, lacking: list[str], text: MarkdownSheet[PositionHeader]
) -> Finding:
    return Finding(
        id="mandatory-point",
        where=text.text_place(0),
        message=f"The text does not say {quoted(lacking)}, so {law} {point.id} is not covered: "
        f"{point.means}.",
        remedy="Add the point, or correct the words in mandatory-points.yaml if it is there.",
    )


def says(told: str, words: str) -> bool:
    """Find in a folded text the words, or one of the alternatives that a bar parts."""
    return any(folded(one) in told for one in words.split("|"))


def folded(text: str) -> str:
    """Put a text on one line, in small letters."""
    return " ".join(text.split()).casefold()
