"""Let a model read the texts of an intake as well: it may find more, never set a value."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from proposalkit.intake.model_claims import TextChunk, askable, chunks_of, judge
from proposalkit.intake.take_in import Check, CleanText, checked, not_ours
from proposalkit.intake.values import Grammar
from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.knowledge.text_files import read_text
from proposalkit.llm.reading import Chunk, ReadReply, WantedField, read_chunks
from proposalkit.llm.settings import Flags, LlmFile, LlmSettings, Shape, settings_from
from proposalkit.model.finding import Finding
from proposalkit.model.intake import Intake, ModelReply, Statement
from proposalkit.workflows.overlay import knowledge_file

PROMPT = "prompts/intake.md"


@dataclass(frozen=True)
class ModelReading:
    """What a model added: statements, what went wrong, its raw replies and its name."""

    name: str = "offline"
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()
    replies: tuple[ModelReply, ...] = ()
    shape: Shape | None = None


def llm_settings(workspace: Path, flags: Flags) -> LlmSettings:
    """Join flags, environment and `llm.yaml`; raises InputRefused with every bad value."""
    own = workspace / "llm.yaml"
    return settings_from(
        flags, os.environ, read_yaml_model(own, LlmFile) if own.is_file() else None
    )


def read_with_model(
    texts: Sequence[CleanText],
    grammar: Grammar,
    check: Check,
    settings: LlmSettings,
    workspace: Path,
    earlier: Path,
) -> ModelReading:
    """Ask a model about each piece of the texts; replies in an earlier evidence file are reused.

    A server that fails is a finding: what the rules found stands without it.
    """
    if settings.mode == "offline":
        return ModelReading()
    chunks = tuple(chunks_of(texts))
    wanted = tuple(WantedField(one.field, one.question, one.kind) for one in askable(grammar.rules))
    rules = read_text(knowledge_file(workspace, PROMPT))
    asked = [Chunk(one.text, wanted) for one in chunks]
    before = _before(earlier)
    shape = settings.shape
    if settings.mode == "replay" and before is not None and before.llm_shape:
        shape = Shape.model_validate(before.llm_shape)
    known = {one.key: one.text for one in before.replies} if before else {}
    replies = read_chunks(asked, rules, settings, shape, known)
    statements: list[Statement] = []
    findings: list[Finding] = []
    for chunk, reply in zip(chunks, replies, strict=True):
        found, faults = _taken(chunk, reply, grammar)
        statements += [checked(not_ours(one, grammar), check) for one in found]
        findings += faults
    kept = tuple(ModelReply(key=one.key, text=one.text) for one in replies if not one.fault)
    return ModelReading(shape.model, tuple(statements), tuple(dict.fromkeys(findings)), kept, shape)


def _taken(
    chunk: TextChunk, reply: ReadReply, grammar: Grammar
) -> tuple[tuple[Statement, ...], list[Finding]]:
    if reply.fault:
        return (), [_finding(chunk, reply.fault)]
    judged = judge(reply.text, chunk, grammar)
    faults = []
    if judged.fault:
        faults.append(_finding(chunk, f"{judged.fault[0].upper()}{judged.fault[1:]}."))
    if judged.thrown_away:
        count = judged.thrown_away
        said = f"{count} of the model's findings did not stand in the text and were thrown away."
        faults.append(_finding(chunk, said))
    return judged.statements, faults


def _finding(chunk: TextChunk, message: str) -> Finding:
    return Finding(
        id="llm-reading",
        severity="warning",
        where=f"{chunk.file}: {chunk.blocks[0].place}",
        message=message,
        remedy="What the rules found stands without it.",
    )


def _before(earlier: Path) -> Intake | None:
    """Give the record of an earlier run; None for none, or one that is not ours any more."""
    try:
        return Intake.model_validate_json(earlier.read_bytes())
    except (OSError, ValueError):
        return None
