"""Sources made of lines, the shipped rules, and one call that takes them in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from proposalkit.intake.take_in import clean_texts, put_together, rule_statements
from proposalkit.intake.values import Grammar
from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.knowledge.machine_orders import machine_orders
from proposalkit.model.intake import FoundField, Intake
from proposalkit.model.intake_rules import IntakeRules
from proposalkit.model.source_text import SourceKind, SourceText, TextLine
from proposalkit.readers.plain_source import plain_lines
from proposalkit.readers.source_text import read_source
from proposalkit.workflows.intake_answers import BriefCheck

ROOT = Path(__file__).resolve().parents[2]


@cache
def rules() -> IntakeRules:
    """Give the shipped rules."""
    return read_yaml_model(ROOT / "knowledge" / "intake.yaml", IntakeRules)


def grammar(locale: str = "en") -> Grammar:
    """Give the shipped rules with a locale."""
    found = rules().locale(locale)
    assert found is not None
    return Grammar(rules(), found, orders=machine_orders())


def notes(text: str, file: str = "notes.txt", kind: SourceKind = "notes") -> SourceText:
    """Make a source of plain lines."""
    return SourceText(
        file=file, kind=kind, sha256="0" * 64, size=len(text),
        lines=tuple(plain_lines(text.split("\n"))),
    )  # fmt: skip


def talk(*turns: tuple[str, str, str], file: str = "call.vtt") -> SourceText:
    """Make a transcript of turns: time, speaker, words."""
    lines = tuple(TextLine(text=words, place=time, speaker=who) for time, who, words in turns)
    return SourceText(file=file, kind="transcript", sha256="0" * 64, size=1, lines=lines)


@cache
def check() -> BriefCheck:
    """Give the check of values against the brief."""
    return BriefCheck(ROOT)


def take_in(*sources: SourceText, locale: str = "en") -> Intake:
    """Take sources in by the rules alone."""
    texts = clean_texts(sources, rules())
    statements = rule_statements(texts, grammar(locale), check())
    return put_together("deal", texts, statements, {}, grammar(locale))


def take_in_file(name: str, data: bytes, locale: str = "en") -> Intake:
    """Read a file in this process and take it in."""
    return take_in(*read_source(name, data), locale=locale)


def field(found: Intake, name: str) -> FoundField:
    """Give one field of an intake."""
    return next(one for one in found.fields if one.field == name)
