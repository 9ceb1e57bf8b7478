"""Holds the catalogue of selling to its sources, its figures and its cross-references."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from proposalkit.knowledge.catalog import CatalogSheets, EntrySheet
from proposalkit.knowledge.fault_words import unknown
from proposalkit.knowledge.figures import check_figures
from proposalkit.knowledge.lint_table import LintTable
from proposalkit.knowledge.table_checks import check_duplicates
from proposalkit.knowledge.text_lints import lint_signs
from proposalkit.model.catalog import Motion
from proposalkit.model.catalog_rows import (
    Benchmark,
    BuyerStage,
    DiagnosticQuestion,
    Failure,
    FlowBranch,
    Hybrid,
    MatrixCell,
    Objection,
)
from proposalkit.model.finding import Finding


def check_catalog(
    sheets: CatalogSheets, lints: LintTable | None, clauses: Collection[str],
    others: Collection[str],
) -> Iterator[Finding]:  # fmt: skip
    """Run every check; `others` are the keys of passages and clauses an entry may point to."""
    documents = [one.id for one in sheets.sources.sources] if sheets.sources else []
    keys = {one.entry.key for one in sheets.entries} | set(others)
    names = {key.partition("/")[2] for key in keys if key.startswith("motion/")}
    assets = {key.partition("/")[2] for key in keys if key.startswith("sales-asset/")}
    places = [(one.entry.key, one.place("id")) for one in sheets.entries]
    yield from check_duplicates("entry", places)
    yield from check_duplicates("number of a motion", list(_numbers(sheets)))
    for sheet in sheets.entries:
        yield from _source(sheet, documents)
        yield from _name(sheet)
        yield from _references(sheet, keys)
        yield from _motions(sheet, names)
        yield from _assets(sheet, assets)
        yield from _clauses(sheet, clauses)
        yield from check_figures(
            list(sheet.texts()), sheet.entry.figures, sheet.entry.worked, sheet.place
        )
        for text, at in sheet.texts() if lints else ():
            yield from lint_signs(text, at, lints) if lints else ()


def expired(sheets: CatalogSheets, on: date) -> Iterator[Finding]:
    """Warn of each published price, and each row with its own review day, whose day has passed."""
    for sheet in sheets.entries:
        entry = sheet.entry
        if sheet.reviewed_alone and entry.review_by and entry.review_by < on:
            yield Finding(
                id="review-overdue",
                severity="warning",
                where=sheet.place("review_by"),
                message=f'The review date "{entry.review_by}" has passed.',
                remedy=f'Have "{entry.owner}" read the row again and set a new date.',
            )
        if isinstance(entry, Benchmark) and entry.holds_until < on:
            yield Finding(
                id="expired-benchmark",
                severity="warning",
                where=sheet.place("holds_until"),
                message=f'The price of "{entry.vendor}" held until "{entry.holds_until}".',
                remedy="Look it up again: set a new price, as_of and holds_until, or remove it.",
            )


def _numbers(sheets: CatalogSheets) -> Iterator[tuple[str, str]]:
    for sheet in sheets.entries:
        if isinstance(sheet.entry, Motion):
            yield str(sheet.entry.number), sheet.place("number")


def _source(sheet: EntrySheet, documents: Sequence[str]) -> Iterator[Finding]:
    entry = sheet.entry
    if entry.document and entry.document not in documents:
        yield unknown("source", entry.document, documents, sheet.place("document"))
    for key in ("document", "as_of", "review_by", "owner"):
        if not getattr(entry, key):
            yield Finding(
                id="missing-field",
                where=sheet.document.place(),
                message=f'"{key}" is missing.',
                remedy=f'Add "{key}"; every entry has one.',
            )


def _name(sheet: EntrySheet) -> Iterator[Finding]:
    stem = sheet.file.parts[-1].removesuffix(".md")
    if sheet.body is not None and sheet.entry.id != stem:
        yield Finding(
            id="wrong-name",
            where=sheet.place("id"),
            message=f'"{sheet.entry.id}" is not the name of the file, "{stem}".',
            remedy="Give the file and the motion one name.",
        )


def _references(sheet: EntrySheet, keys: Collection[str]) -> Iterator[Finding]:
    for number, key in enumerate(sheet.entry.see):
        if key not in keys:
            yield unknown("entry", key, keys, sheet.place("see", number))


def _motions(sheet: EntrySheet, names: Collection[str]) -> Iterator[Finding]:
    entry = sheet.entry
    if isinstance(entry, Hybrid):
        for key in ("starts", "becomes"):
            if getattr(entry, key) not in names:
                yield unknown("motion", getattr(entry, key), names, sheet.place(key))
    if isinstance(entry, MatrixCell | FlowBranch | BuyerStage | Failure):
        for number, name in enumerate(entry.motions):
            if name not in names:
                yield unknown("motion", name, names, sheet.place("motions", number))
    if isinstance(entry, DiagnosticQuestion):
        for at, answer in enumerate(entry.answers):
            for number, name in enumerate(answer.motions):
                if name not in names:
                    where = sheet.place("answers", at, "motions", number)
                    yield unknown("motion", name, names, where)


def _assets(sheet: EntrySheet, known: Collection[str]) -> Iterator[Finding]:
    if isinstance(sheet.entry, Motion):
        for number, asset in enumerate(sheet.entry.assets):
            if asset not in known:
                yield unknown("asset", asset, known, sheet.place("assets", number))


def _clauses(sheet: EntrySheet, clauses: Collection[str]) -> Iterator[Finding]:
    if isinstance(sheet.entry, Objection):
        for number, clause in enumerate(sheet.entry.clauses):
            if clause not in clauses:
                yield unknown("clause", clause, clauses, sheet.place("clauses", number))
