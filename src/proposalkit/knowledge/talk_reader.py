"""Reads what the seller answers on each clause, from `negotiation.yaml` in the clause's folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from proposalkit.knowledge.knowledge_files import KnowledgeFile
from proposalkit.knowledge.pydantic_findings import build
from proposalkit.knowledge.yaml_text import YamlDocument, parse_yaml
from proposalkit.model.finding import Finding
from proposalkit.model.negotiation import ClauseTalk

TALK = "negotiation.yaml"


@dataclass(frozen=True)
class TalkSheet:
    """The answers for one clause with the file they came from."""

    talk: ClauseTalk
    document: YamlDocument


def read_talks(files: Iterable[KnowledgeFile], findings: list[Finding]) -> list[TalkSheet]:
    """Read every file of answers; adds what is wrong."""
    sheets = []
    for file in files:
        document = parse_yaml(file.text, file.shown)
        talk, found = build(ClauseTalk, document)
        findings += found
        if talk is not None:
            sheets.append(TalkSheet(talk, document))
            findings += _misplaced(talk, document, file)
    return sheets


def _misplaced(talk: ClauseTalk, document: YamlDocument, file: KnowledgeFile) -> Iterator[Finding]:
    if talk.clause != file.parts[2]:
        yield Finding(
            id="id-mismatch",
            where=document.value_place(("clause",)),
            message=f'The answers are for "{talk.clause}" and lie in the folder "{file.parts[2]}".',
            remedy="Give both the same name.",
        )
    for order in talk.next:
        if not (len(order) == 2 and order.isascii() and order.isdecimal() and order > "10"):
            yield Finding(
                id="bad-number",
                where=document.value_place(("next", order)),
                message=f'"{order}" is not the number of a later text.',
                remedy='Write the number in its file name, such as "20".',
            )
