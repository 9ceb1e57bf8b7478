"""Reads a folder of a company's own clauses: Word or Markdown files with headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from proposalkit.errors import InputRefused
from proposalkit.model.clause_bank import BankClause
from proposalkit.model.finding import Finding
from proposalkit.readers.refusal import one_finding, refuse
from proposalkit.readers.word_files import WordParagraph, read_word

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_MOST_BYTES = 20_000_000
"""A clause bank is text; a larger file is something else."""


def read_bank(folder: Path) -> tuple[BankClause, ...]:
    """Read every .docx and .md file of a folder, sorted by name; nothing in it is changed.

    Raises InputRefused with every problem: tracked changes that are open, two headings of one
    name, a file that cannot be read, a folder without clauses.
    """
    findings: list[Finding] = []
    found: list[BankClause] = []
    for path in _files(folder):
        try:
            found += _read(path, path.relative_to(folder).as_posix())
        except InputRefused as refused:
            findings += refused.findings
    findings += _doubles(found)
    if findings:
        raise InputRefused(findings)
    if not found:
        raise refuse(
            "bank-empty", str(folder), f'"{folder}" holds no clause with a heading.',
            "Give a folder of .docx or .md files whose clauses stand below headings.",
        )  # fmt: skip
    return tuple(found)


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise refuse(
            "bank-empty", str(folder), f'"{folder}" is not a folder.', "Give the folder's name."
        )
    paths = (one for one in folder.rglob("*") if one.suffix.lower() in (".docx", ".md"))
    return sorted(one for one in paths if one.is_file() and not one.name.startswith(("~", ".")))


def _read(path: Path, name: str) -> list[BankClause]:
    if path.is_symlink() or path.stat().st_size > _MOST_BYTES:
        raise refuse(
            "bank-unreadable", name, f'"{name}" is a link or too large.', "Put a plain file there."
        )
    data = path.read_bytes()
    rows = _of_word(data, name) if path.suffix.lower() == ".docx" else _of_markdown(data, name)
    return [one for one in rows if one.lines]


def _of_word(data: bytes, name: str) -> Iterator[BankClause]:
    heading, where, lines = "", name, list[str]()
    for block in read_word(data, name).blocks:
        if not isinstance(block, WordParagraph):
            raise refuse(
                "bank-table", f"{name}: table {block.number}", "Clauses are not read from tables.",
                "Write the text of the table as paragraphs.",
            )  # fmt: skip
        if block.heading is not None and block.text:
            yield from _clause(name, heading, where, lines)
            heading, where, lines = block.text, f"{name}: paragraph {block.number}", []
        elif block.text:
            lines.append(block.text)
    yield from _clause(name, heading, where, lines)


def _of_markdown(data: bytes, name: str) -> Iterator[BankClause]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise refuse(
            "bank-unreadable", name, f'"{name}" is not UTF-8 text.', "Save it as UTF-8."
        ) from problem
    heading, where, lines, blank = "", name, list[str](), True
    for number, line in enumerate(text.splitlines(), start=1):
        found = _HEADING.fullmatch(line)
        if found:
            yield from _clause(name, heading, where, lines)
            heading, where, lines, blank = found[2], f"{name}:{number}:1", [], True
        elif not line.strip():
            blank = True
        elif blank or re.match(r"\s*(?:[0-9]+\.|\([a-z]+\)) ", line):
            lines.append(" ".join(line.split()))
            blank = False
        else:
            lines[-1] = f"{lines[-1]} {' '.join(line.split())}"
    yield from _clause(name, heading, where, lines)


def _clause(name: str, heading: str, where: str, lines: list[str]) -> Iterator[BankClause]:
    if heading:
        yield BankClause(file=name, heading=heading, where=where, lines=tuple(lines))


def _doubles(found: list[BankClause]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for one in found:
        key = " ".join(one.heading.lower().split())
        if key in first:
            yield one_finding(
                "bank-heading-twice",
                one.where,
                f'The heading "{one.heading}" stands here and at {first[key]}.',
                "Keep the one that is in force, or give each a name of its own.",
            )
        first.setdefault(key, one.where)
