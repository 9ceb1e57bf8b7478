"""Labelled lines: `Monthly volume: 12,000`, or a row whose first cell is the label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from proposalkit.intake.blocks import Block
from proposalkit.intake.statements import stated
from proposalkit.intake.values import Grammar, Reading, read_value
from proposalkit.model.intake import Statement
from proposalkit.model.intake_rules import IntakeField, IntakeRules

_LINE = re.compile(
    r"^(?:[-*\u2022#>]+ |\(?[a-z0-9]{1,3}[.)] |\d+(?:\.\d+)*\.? )?"
    r"(?P<label>[^:=|]{2,70}?)\s*(?::|=|\s-\s)(?:\*\*|__)?\s*(?P<value>\S.*)$"
)
_NOISE = re.compile(r"[^\w /&-]+")
_LEADING = re.compile(r"^(?:the |our |your |buyer'?s? |customer'?s? |client'?s? )+")
_ANSWERED = re.compile(r"^(?:(?:re|fw|fwd|aw|wg|antw)\s*(?:\[\d+\])?\s*:\s*)+", re.I)
"""What a mail program puts before the subject of an answer or of a mail passed on."""
_BRACKET = re.compile(r"\([^)]*\)")


def label_key(text: str) -> str:
    """Fold a label: no case, no marks, no article, no remark in brackets."""
    bare = _NOISE.sub("", _BRACKET.sub("", text.casefold().replace("\u2019", "'")).replace("'", ""))
    folded = " ".join(bare.split())
    return _LEADING.sub("", folded) or folded


def labels_of(rules: IntakeRules) -> dict[str, tuple[IntakeField, ...]]:
    """Give the fields of each label; several fields may be read from one line."""
    found: dict[str, tuple[IntakeField, ...]] = {}
    for field in rules.fields:
        for label in field.labels:
            key = label_key(label)
            found[key] = (*found.get(key, ()), field)
    return found


def split_label(block: Block) -> tuple[str, str] | None:
    """Cut a paragraph or row into label and value, if it has the form of one."""
    if block.kind == "row":
        cells = [one for one in block.cells if one]
        return (cells[0], cells[1]) if 2 <= len(cells) <= 3 else None
    found = _LINE.match(block.text)
    return (found["label"], found["value"]) if found else None


def labelled_statements(
    file: str, blocks: Iterable[Block], grammar: Grammar, is_document: bool = False
) -> Iterator[Statement]:
    """Give what labelled lines state, each with its line as the quote.

    The subject of a document names the work; that of a mail, a note or a talk may name only that.
    """
    labels = labels_of(grammar.rules)
    subjects = () if is_document else tuple(label_key(one) for one in grammar.rules.subjects)
    for block in blocks:
        yield from _of_block(file, block, labels, subjects, grammar)


def _of_block(
    file: str,
    block: Block,
    labels: Mapping[str, tuple[IntakeField, ...]],
    subjects: tuple[str, ...],
    grammar: Grammar,
) -> Iterator[Statement]:
    parts = split_label(block)
    if parts is None or block.kind == "heading":
        return
    key = label_key(parts[0])
    for field in labels.get(key, ()):
        reading = _of_mail(parts[1], key in subjects) or read_value(field, parts[1], grammar)
        if reading.value is None and not reading.note:
            continue
        yield from stated(file, block, block.text, field, reading, grammar)


def _of_mail(text: str, is_subject: bool) -> Reading | None:
    """Take no value from the subject of a mail: it names the mail, not the work."""
    bare = _ANSWERED.sub("", text)
    if bare == text and not is_subject:
        return None
    return Reading(None, f'a mail\'s subject, perhaps "{bare}"; no value is taken from it')
