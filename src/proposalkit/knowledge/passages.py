"""Reads the passages: texts for buyers and guidance for the seller."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from proposalkit.knowledge.asked_checks import check_asked
from proposalkit.knowledge.fault_words import unknown
from proposalkit.knowledge.figures import check_figures, filled
from proposalkit.knowledge.knowledge_files import KnowledgeFile
from proposalkit.knowledge.lint_table import LintTable
from proposalkit.knowledge.markdown import MarkdownSheet, read_sheet
from proposalkit.knowledge.text_lints import lint_buyer_text, lint_signs
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import Passage, PassageHeader

PassageKind = Literal["passage", "guidance"]

FOLDERS: dict[str, PassageKind] = {
    "playbook": "passage",
    "pricing": "guidance",
}
"""Which kind of passage a folder holds."""

PassageSheet = MarkdownSheet[PassageHeader]


def read_passages(files: Iterable[KnowledgeFile], findings: list[Finding]) -> list[PassageSheet]:
    """Read every passage file; adds what is wrong."""
    sheets = [read_sheet(file, PassageHeader, findings, complete=False) for file in files]
    return [sheet for sheet in sheets if sheet]


def kind_of(sheet: PassageSheet) -> PassageKind:
    """Give the kind of a passage from its folder."""
    return FOLDERS[sheet.file.parts[0]]


def as_passage(sheet: PassageSheet) -> Passage:
    """Make the passage of a sheet."""
    header = sheet.header
    return Passage(
        **header.model_dump(),
        kind=kind_of(sheet),
        text=filled(sheet.text, header.figures, header.worked),
        file=f"knowledge/{sheet.file.name}",
        line=sheet.line,
    )


def check_guidance(sheet: PassageSheet, documents: Sequence[str]) -> Iterator[Finding]:
    """Hold guidance to a day, to a document the catalogue knows, and to its figures."""
    header, document = sheet.header, sheet.document
    if header.as_of is None:
        yield Finding(
            id="missing-field",
            where=document.place(),
            message='"as_of" is missing.',
            remedy='Add "as_of": the day on which the figures of this entry were true.',
        )
    name = header.source.partition(",")[0]
    if documents and name not in documents:
        yield unknown("source", name, documents, document.value_place(("source",)))
    yield from check_figures(
        [(sheet.text, sheet.text_place)],
        header.figures,
        header.worked,
        lambda *path: document.value_place(path),
    )


def check_passage(
    sheet: PassageSheet, conditions: frozenset[str], lints: LintTable | None
) -> Iterator[Finding]:
    """Hold a passage to its name, its conditions, and the words of its readers."""
    header, document = sheet.header, sheet.document
    stem = sheet.file.parts[-1].removesuffix(".md")
    if header.id != stem:
        yield Finding(
            id="wrong-name",
            where=document.value_place(("id",)),
            message=f'"{header.id}" is not the name of the file, "{stem}".',
            remedy="Give the file and the passage one name.",
        )
    for number, need in enumerate(header.needs):
        if need not in conditions:
            yield unknown("condition", need, conditions, document.value_place(("needs", number)))
    yield from check_asked(header.asked_as, document)
    if header.audience == "internal" and header.sections:
        yield Finding(
            id="internal-in-section",
            where=document.place(("sections",)),
            message="An internal passage cannot be quoted in a section of a proposal.",
            remedy='Remove "sections", or set "audience: buyer" after reading it as a buyer.',
        )
    if lints is not None:
        yield from _lint(sheet, lints)


def _lint(sheet: PassageSheet, lints: LintTable) -> Iterator[Finding]:
    if sheet.header.audience == "internal":
        yield from lint_signs(sheet.text, sheet.text_place, lints)
        return
    title = sheet.document.value_place(("title",))
    yield from lint_buyer_text(sheet.header.title, lambda _: title, lints)
    yield from lint_buyer_text(sheet.text, sheet.text_place, lints)
