"""Returned approval packs: read back into records of decisions and new versions of texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from proposalkit.errors import InputRefused, Refused
from proposalkit.model.approval_pack import (
    CLAUSE,
    DATE,
    DECISION,
    DIGEST,
    NAME,
    NOTE,
    ROLE,
    TERMS,
    TEXT,
    THEIRS,
    TITLE,
    ApprovalPack,
    PackText,
)
from proposalkit.model.approvals import ClauseApproval
from proposalkit.model.finding import Finding
from proposalkit.model.wrong_days import wrong_day
from proposalkit.readers.word_files import WordFile, WordParagraph, WordTable, read_word
from proposalkit.workflows.approval_sheets import sheet_of
from proposalkit.workflows.check import read_bytes
from proposalkit.workflows.clause_library import Ground
from proposalkit.workflows.clause_records import Asked, Person, Text, find_text, record_texts
from proposalkit.workflows.new_versions import NewText, new_findings, same_words, write_new_versions

_DECISIONS = ("approve", "edit", "reject")


@dataclass(frozen=True)
class ReadBack:
    """What came of returned files: records made, files written, texts nobody decided on."""

    records: tuple[ClauseApproval, ...]
    files: tuple[Path, ...]
    open: tuple[str, ...]


@dataclass(frozen=True)
class _Decision:
    """What a reviewer decided on one text, with its place in the file."""

    text: Text
    what: str
    person: Person
    note: str
    lines: tuple[str, ...]
    where: str


def read_packs(ground: Ground, paths: Sequence[Path]) -> ReadBack:
    """Read returned files into records and new versions: all of them, or nothing.

    An edited text becomes a draft of a new version in the workspace. Raises InputRefused with
    every problem of every file: tracked changes left open, edits outside the reviewer's cells,
    another family, a text that changed since the file was made, a decision without a person.
    """
    findings: list[Finding] = []
    decisions: list[_Decision] = []
    left: list[str] = []
    for path in paths:
        try:
            word = read_word(read_bytes(path), path.name)
            sheets = _held(ground, word, path.name)
        except InputRefused as refused:
            findings += refused.findings
            continue
        for sheet in sheets:
            try:
                found = _decision(sheet)
            except InputRefused as refused:
                findings += refused.findings
                continue
            decisions += [found] if found else []
            left += [] if found else [sheet.name]
    edits = [_new_text(one) for one in decisions if one.what == "edit"]
    if not findings and edits:
        findings += new_findings(ground.workspace, edits)
    if findings:
        raise InputRefused(findings)
    rows = [
        (one.text, one.person, Asked("approved" if one.what == "approve" else "rejected",
                                     note=one.note))
        for one in decisions
        if one.what != "edit"
    ]  # fmt: skip
    records = record_texts(ground.workspace, ground.library, rows) if rows else ()
    files = write_new_versions(ground.workspace, edits) if edits else ()
    return ReadBack(records, files, tuple(left))


@dataclass(frozen=True)
class _Returned:
    """One table of a returned file with the text it is about."""

    name: str
    text: Text
    rows: dict[str, tuple[str, ...]]
    where: str

    def value(self, label: str) -> str:
        return " ".join(" ".join(self.rows.get(label, ())).split())


def _held(ground: Ground, word: WordFile, where: str) -> list[_Returned]:
    """Hold a returned file against the file we would write today; raises InputRefused."""
    tables = [one for one in word.blocks if isinstance(one, WordTable)]
    findings: list[Finding] = []
    sheets = [one for table in tables if (one := _named(ground, table, where, findings))]
    if findings:
        raise InputRefused(findings)
    texts = [sheet_of(one.text, ground.library) for one in sheets]
    families = {str(one.text.record.family) for one in sheets}
    findings += _wrong_family(word, families, where)
    expected = ApprovalPack(family=next(iter(families), ""), texts=tuple(texts))
    findings += _outside(word, expected, where)
    for sheet, text in zip(sheets, texts, strict=True):
        findings += _locked(sheet, text)
    if findings:
        raise InputRefused(findings)
    return sheets


def _named(
    ground: Ground, table: WordTable, file: str, findings: list[Finding]
) -> _Returned | None:
    """Find the text a table is about, as it stands today."""
    where = f"{file}: table {table.number}"
    wide = [row for row in table.rows if len(row) != 2]
    rows = {" ".join(row[0]).strip(): row[1] for row in table.rows if len(row) == 2}
    name = " ".join(rows.get(CLAUSE, ())).strip()
    if wide or not name:
        findings.append(Finding(
            id="approval-table-broken", where=where,
            message="This table is not one of ours: rows or columns were added or removed.",
            remedy="Copy the decision into the file as it was sent, and return that one.",
        ))  # fmt: skip
        return None
    try:
        text = find_text(ground.library, name)
    except Refused as refused:
        findings.append(Finding(id="approval-unknown-text", where=f'{where}, row "{CLAUSE}"',
                                message=refused.message, remedy=refused.remedy))  # fmt: skip
        return None
    sheet = _Returned(name, text, rows, f"{where} ({name})")
    if (sheet.value(DIGEST), sheet.value(TERMS)) != (text.pin.digest, text.pin.terms):
        findings.append(Finding(
            id="approval-stale", where=f'{sheet.where}, row "{DIGEST}"',
            message=f'The file was made for a text with the digest "{sheet.value(DIGEST)[:12]}"; '
            f"the library now has {text.pin.digest[:12]}, version {text.pin.version}.",
            remedy="Have the present text read: proposalkit clauses approval-pack writes it anew.",
        ))  # fmt: skip
        return None
    return sheet


def _wrong_family(word: WordFile, families: set[str], file: str) -> Iterator[Finding]:
    title = next(
        (one.text for one in word.blocks
         if isinstance(one, WordParagraph) and one.text.startswith(TITLE)), ""
    )  # fmt: skip
    named = title.removeprefix(TITLE).replace(" ", "_")
    for family in sorted(families | ({named} if not families else set())):
        if family != named or not families:
            yield Finding(
                id="approval-wrong-family",
                where=f"{file}: heading",
                message=f'The heading names "{named}", the tables are of "{family or "none"}".',
                remedy="Return each file as it was sent; tables may not move between files.",
            )


def _outside(word: WordFile, expected: ApprovalPack, file: str) -> Iterator[Finding]:
    """Find paragraphs outside the tables that are not ours, and ours that are gone."""
    wanted = [" ".join(one.split()) for one in expected.paragraphs()]
    there = [one for one in word.blocks if isinstance(one, WordParagraph) and one.text]
    missing = list(wanted)
    for one in there:
        if one.text in missing:
            missing.remove(one.text)
        elif not one.text.startswith(TITLE):
            yield Finding(
                id="approval-edited-outside",
                where=f"{file}: paragraph {one.number}",
                message=f'"{one.text[:80]}" stands outside the cells a reviewer may write in.',
                remedy=f'Move it into the row "{NOTE}" of its table, or remove it.',
            )
    for text in missing:
        if not text.startswith(TITLE):
            yield Finding(
                id="approval-edited-outside",
                where=file,
                message=f'The paragraph "{text[:80]}" was changed or removed.',
                remedy="Put it back as it was sent.",
            )


def _locked(sheet: _Returned, text: PackText) -> Iterator[Finding]:
    """Find rows that are not the reviewer's and were changed, added or removed."""
    wanted = {row.label: row.lines for row in text.rows}
    for label in dict.fromkeys([*wanted, *sheet.rows]):
        if label in THEIRS and label in sheet.rows and label in wanted:
            continue
        before = [" ".join(one.split()) for one in wanted.get(label, ())]
        after = [one for one in sheet.rows.get(label, ()) if one]
        if (
            label not in wanted
            or label not in sheet.rows
            or [one for one in before if one] != after
        ):
            yield Finding(
                id="approval-edited-outside",
                where=f'{sheet.where}, row "{label}"',
                message=f'"{" ".join(after)[:80]}" is not what was sent.',
                remedy=f"Put the row back; changes belong in the rows {', '.join(THEIRS)}.",
            )


def _decision(sheet: _Returned) -> _Decision | None:
    """Read the decision of one table; None when nothing is decided. Raises InputRefused."""
    what = sheet.value(DECISION).lower().rstrip(".")
    edited = not same_words(sheet.rows[TEXT], sheet.text.position.text)
    given = any(sheet.value(label) for label in (NAME, ROLE, DATE))
    if not what and not edited and not given:
        return None
    findings = [*_unclear(sheet, what, edited=edited), *_nobody(sheet)]
    if findings:
        raise InputRefused(findings)
    person = Person(sheet.value(NAME), sheet.value(ROLE), date.fromisoformat(sheet.value(DATE)))
    lines = tuple(one for one in sheet.rows[TEXT] if one)
    return _Decision(sheet.text, what, person, sheet.value(NOTE), lines, sheet.where)


def _unclear(sheet: _Returned, what: str, *, edited: bool) -> Iterator[Finding]:
    where = f'{sheet.where}, row "{DECISION}"'
    if what not in _DECISIONS:
        yield Finding(id="approval-unclear", where=where,
                      message=f'"{what}" is not a decision.',
                      remedy="Write approve, edit or reject.")  # fmt: skip
    elif what == "edit" and not edited:
        yield Finding(id="approval-unclear", where=where,
                      message='"edit" is decided, but no word of the text was changed.',
                      remedy='Change the row "Text", or write approve.')  # fmt: skip
    elif what != "edit" and edited:
        yield Finding(id="approval-unclear", where=where,
                      message=f'"{what}" is decided, but the text was changed.',
                      remedy='Write edit, or put the row "Text" back.')  # fmt: skip


def _nobody(sheet: _Returned) -> Iterator[Finding]:
    for label in (NAME, ROLE):
        if len(sheet.value(label)) < 2:
            yield Finding(id="approval-without-person", where=f'{sheet.where}, row "{label}"',
                          message=f'"{sheet.value(label)}" names nobody.',
                          remedy="An approval names its person and role.")  # fmt: skip
    try:
        date.fromisoformat(sheet.value(DATE))
    except ValueError:
        message, remedy = wrong_day(sheet.value(DATE), "2026-11-23")
        yield Finding(id="approval-without-person", where=f'{sheet.where}, row "{DATE}"',
                      message=message, remedy=remedy)  # fmt: skip


def _new_text(one: _Decision) -> NewText:
    file = one.text.position.file.partition("knowledge/")[2]
    by = f"edited by {one.person.name}, {one.person.role}, {one.person.on}"
    return NewText(one.text.pin.clause, file, one.lines, source=f'"{by}"')
