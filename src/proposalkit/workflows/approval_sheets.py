"""Approval packs: one Word file for each family, written for the lawyers who decide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from proposalkit.clauses.filler import lay_out
from proposalkit.clauses.lifecycle import position_name
from proposalkit.errors import Refused
from proposalkit.exports.approval_docx import approval_docx
from proposalkit.kit.private_file import write_private
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
    VERSION,
    ApprovalPack,
    PackRow,
    PackText,
)
from proposalkit.model.knowledge import ClauseLibrary, FactType
from proposalkit.workflows.clause_library import Ground, list_texts
from proposalkit.workflows.clause_records import Text, find_text


def write_packs(ground: Ground, folder: Path, *, every: bool = False) -> tuple[Path, ...]:
    """Write `approval-<family>.docx` for each family with texts to decide on; give the files.

    `every` takes in the texts that are in use already. Raises Refused when there is none, and
    Unavailable when the folder cannot be written.
    """
    packs = tuple(packs_of(ground, every=every))
    if not packs:
        raise Refused(
            "Every text is approved; there is nothing to decide on.", "Give --all to send them all."
        )
    paths = []
    for pack in packs:
        path = folder / f"approval-{pack.family.replace('_', '-')}.docx"
        write_private(path, approval_docx(pack))
        paths.append(path)
    return tuple(paths)


def packs_of(ground: Ground, *, every: bool = False) -> Iterator[ApprovalPack]:
    """Give the sheets of each family, those in use left out."""
    rows = [one for one in list_texts(ground) if every or one.status != "effective"]
    for family in dict.fromkeys(one.family for one in rows):
        names = [f"{one.clause}/{one.position}" for one in rows if one.family == family]
        texts = (find_text(ground.library, name) for name in names)
        yield ApprovalPack(
            family=family, texts=tuple(sheet_of(one, ground.library) for one in texts)
        )


def sheet_of(text: Text, library: ClauseLibrary) -> PackText:
    """Give the sheet a text is decided on: what it says, why, and what it commits to."""
    record, position, pin = text.record, text.position, text.pin
    rows = (
        (CLAUSE, (f"{pin.clause}/{pin.position}",)),
        (VERSION, (pin.version,)),
        (DIGEST, (pin.digest,)),
        (TERMS, (pin.terms,)),
        (TEXT, tuple(lay_out(position.text).split("\n"))),
        ("Why", tuple(" ".join(one.split()) for one in record.plain_words.split("\n\n"))),
        ("Source", (f"{position.source}; {position.license}",)),
        ("What it commits to", tuple(_commits(position.facts, library.facts)) or ("nothing",)),
        ("Values set for each deal", tuple(_values(text)) or ("none",)),
        ("Proof needed", (", ".join(position.evidence) or "none",)),
        (DECISION, ()), (NAME, ()), (ROLE, ()), (DATE, ()), (NOTE, ()),
    )  # fmt: skip
    return PackText(
        name=f"{pin.clause}/{pin.position}",
        heading=f"{record.title}: {position_name(position)}, version {pin.version}",
        rows=tuple(PackRow(label=label, lines=lines) for label, lines in rows),
    )


def _commits(facts: dict[str, str | tuple[str, ...]], types: dict[str, FactType]) -> Iterator[str]:
    for name, value in facts.items():
        label = types[name].label if name in types else name
        yield f"{label}: {value if isinstance(value, str) else ', '.join(value)}"


def _values(text: Text) -> Iterator[str]:
    for name, one in text.record.params.items():
        span = f" from {one.min} to {one.max}" if one.min and one.max else ""
        default = one.default if isinstance(one.default, str) else ", ".join(one.default or ())
        usual = f", usually {default}" if default else ""
        unit = f" {one.unit}" if one.unit else ""
        yield f"{name}: {one.means}{span}{unit}{usual}"
