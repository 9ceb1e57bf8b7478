"""Reads a Markdown file of the knowledge: the header between two `---` lines, then the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from proposalkit.knowledge.knowledge_files import KnowledgeFile
from proposalkit.knowledge.pydantic_findings import build
from proposalkit.knowledge.yaml_text import YamlDocument, parse_yaml
from proposalkit.model.finding import Finding

ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(frozen=True)
class MarkdownSheet(Generic[ModelT]):
    """A typed header, the text below it, and where both stand."""

    file: KnowledgeFile
    header: ModelT
    document: YamlDocument
    text: str
    line: int
    """Line on which the text starts."""

    def text_place(self, offset: int) -> str:
        """Give `file:line:column` of an offset in the text."""
        before = self.text[:offset]
        column = offset - (before.rfind("\n") + 1) + 1
        return f"{self.file.shown}:{self.line + before.count(chr(10))}:{column}"


def read_sheet(
    file: KnowledgeFile, model: type[ModelT], findings: list[Finding], *, complete: bool
) -> MarkdownSheet[ModelT] | None:
    """Read header and text; adds what is wrong and gives None when there is no usable header.

    With `complete`, keys that have a default have to be written too.
    """
    lines = file.text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line == "---"), None)
    if lines[0] != "---" or end is None:
        findings.append(
            Finding(
                id="missing-header",
                where=f"{file.shown}:1:1",
                message='The header between two lines "---" is missing.',
                remedy='Start the file with "---", its keys, and "---" again.',
            )
        )
        return None
    document = parse_yaml("\n".join(lines[1:end]), file.shown, first_line=2)
    header, found = build(model, document)
    findings += found
    _check_keys(document, model, findings, complete=complete)
    body = "\n".join(lines[end + 1 :])
    text = body.strip()
    line = end + 2 + body[: len(body) - len(body.lstrip())].count("\n")
    if not text:
        findings.append(
            Finding(
                id="missing-text",
                where=f"{file.shown}:{end + 2}:1",
                message="There is no text below the header.",
                remedy="Write the text, or remove the file.",
            )
        )
    if header is None or not text:
        return None
    return MarkdownSheet(file=file, header=header, document=document, text=text, line=line)


def _check_keys(
    document: YamlDocument, model: type[BaseModel], findings: list[Finding], *, complete: bool
) -> None:
    """Hold the keys to the order in which the model names them, so that all files look alike."""
    expected = [field.alias or name for name, field in model.model_fields.items()]
    there = [str(path[0]) for path in document.keys if len(path) == 1 and path[0] in expected]
    for name, field in model.model_fields.items():
        if complete and not field.is_required() and name not in there:
            findings.append(
                Finding(
                    id="missing-field",
                    where=document.place(),
                    message=f'"{name}" is missing.',
                    remedy=f'Add "{name}", with null or [] if there is nothing to say.',
                )
            )
    in_order = [name for name in expected if name in there]
    moved = next((pair for pair in zip(there, in_order, strict=True) if pair[0] != pair[1]), None)
    if moved:
        findings.append(
            Finding(
                id="key-order",
                where=document.place((moved[0],)),
                message=f'"{moved[0]}" stands where "{moved[1]}" should.',
                remedy=f"Write the keys in this order: {', '.join(in_order)}.",
            )
        )
