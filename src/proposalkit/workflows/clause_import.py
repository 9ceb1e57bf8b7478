"""Bring a company's own clauses in: first a mapping to read, then texts in the workspace."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from proposalkit.clauses.bank_mapping import map_headings
from proposalkit.errors import InputRefused
from proposalkit.kit.private_file import write_private
from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.knowledge.fault_words import close_to
from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.model.canonical import text_sha256
from proposalkit.model.clause_bank import BankClause, BankMapping, MappedHeading
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseLibrary
from proposalkit.readers.clause_bank import read_bank
from proposalkit.workflows.new_versions import NewText, write_new_versions
from proposalkit.workflows.overlay import knowledge_folders

_NUMBERED = re.compile(r"[0-9]+\.\s")
_SUB_POINT = re.compile(r"\(([a-z]|[ivx]+)\) ")
_HEAD = """\
# Which heading of your clause bank becomes which clause. Read each row and mend "clause"; write
# null for a text you do not want. Then: proposalkit clauses import FOLDER --accept THIS-FILE
format: "1"
rows:
"""


def map_bank(folder: Path, workspace: Path) -> BankMapping:
    """Propose a clause for each heading of a bank; nothing is written. Raises InputRefused."""
    library = load_catalogue(knowledge_folders(workspace)).library
    return BankMapping(rows=map_headings(read_bank(folder), library))


def write_mapping(mapping: BankMapping, path: Path) -> None:
    """Write the mapping as a file a person reads and mends; raises Unavailable."""
    rows = "".join(
        f"  - file: {_quoted(one.file)}\n    heading: {_quoted(one.heading)}\n"
        f"    sha256: {one.sha256}\n    clause: {one.clause or 'null'}\n"
        f"    words: {_quoted(one.words)}\n"
        for one in mapping.rows
    )
    write_private(path, f"{_HEAD}{rows}".encode())


def import_bank(folder: Path, mapping: Path, workspace: Path) -> tuple[Path, ...]:
    """Write each mapped text as a draft of a new version into the workspace; give the files.

    Raises InputRefused, with nothing written: a heading or text that is no longer in the bank as
    it was mapped, a clause nobody knows or named twice, a text that breaks a rule.
    """
    library = load_catalogue(knowledge_folders(workspace)).library
    bank = {(one.file, one.heading): one for one in read_bank(folder)}
    rows = [one for one in read_yaml_model(mapping, BankMapping).rows if one.clause is not None]
    findings = list(_faults(rows, bank, library, mapping.name))
    if findings:
        raise InputRefused(findings)
    texts = [_text(one, bank[one.file, one.heading], library) for one in rows]
    return write_new_versions(workspace, texts) if texts else ()


def _faults(
    rows: Sequence[MappedHeading],
    bank: dict[tuple[str, str], BankClause],
    library: ClauseLibrary,
    name: str,
) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for one in rows:
        where = f'{name}: "{one.heading}"'
        there = bank.get((one.file, one.heading))
        if there is None or text_sha256("\n".join(there.lines)) != one.sha256:
            what = "is not in the bank" if there is None else "was changed since it was mapped"
            yield _fault(
                "mapping-stale",
                where,
                f'The text below "{one.heading}" of "{one.file}" {what}.',
                "Make the mapping again: proposalkit clauses import FOLDER.",
            )
        clause = one.clause or ""
        if clause not in library.clauses:
            meant = close_to(clause, library.clauses)
            hint = f'Did you mean "{meant}"?' if meant else "proposalkit clauses list names them."
            message = f'"{clause}" is not a clause of the library.'
            yield _fault("unknown-clause", where, message, hint)
        if clause in seen:
            yield _fault(
                "mapping-twice",
                where,
                f'"{clause}" is named here and for "{seen[clause]}".',
                'Join the two texts in the bank, or set one "clause" to null.',
            )
        seen.setdefault(clause, one.heading)


def _fault(kind: str, where: str, message: str, remedy: str) -> Finding:
    return Finding(id=kind, where=where, message=message, remedy=remedy)


def _text(row: MappedHeading, found: BankClause, library: ClauseLibrary) -> NewText:
    file = library.clauses[row.clause or ""].preferred.file.partition("knowledge/")[2]
    return NewText(
        clause=row.clause or "",
        file=file,
        lines=tuple(numbered(found.lines)),
        keeps_facts=False,
        source=_quoted(f"own text, {row.file}, {row.heading}"),
    )


def numbered(lines: Sequence[str]) -> Iterator[str]:
    """Number paragraphs that carry no number of their own; sub-points keep their letters."""
    if any(_NUMBERED.match(one) for one in lines):
        yield from lines
        return
    count = 0
    for one in lines:
        if _SUB_POINT.match(one) and count:
            yield one
        else:
            count += 1
            yield f"{count}. {one}"


def _quoted(text: str) -> str:
    """Write a text as a YAML string in double quotes."""
    plain = " ".join(text.split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
