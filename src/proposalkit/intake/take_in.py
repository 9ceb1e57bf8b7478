"""Take in the texts of a buyer: clean them, read them, merge what they say, ask the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from proposalkit.intake.blocks import Block, blocks_of
from proposalkit.intake.companies import buyer_names, company_statements, only_when_unlabelled
from proposalkit.intake.cues import cue_statements, mention_statements
from proposalkit.intake.labelled import labelled_statements
from proposalkit.intake.merge import merge_fields
from proposalkit.intake.orders import ordered_about, without_order
from proposalkit.intake.quarantine import Clean, clean_source
from proposalkit.intake.questions import ask
from proposalkit.intake.requirements import DOCUMENTS, find_requirements, unique_ids
from proposalkit.intake.tender import find_tender_facts, tender_statements
from proposalkit.intake.turns import with_speakers
from proposalkit.intake.values import Grammar
from proposalkit.model.finding import Finding
from proposalkit.model.intake import FoundRequirement, Intake, IntakeSource, Statement, Value
from proposalkit.model.intake_rules import IntakeRules, Language, Locale
from proposalkit.model.source_text import SourceText

_WORDS = re.compile(r"[^\W\d_]+")
_FEW_WORDS, _ENGLISH_SHARE = 40, 0.10
_SHOWN = 40
_TALK = "transcript"

Check = Callable[[str, Value], str]
"""Says what the brief has against a value of a field; empty when it takes it."""


@dataclass(frozen=True)
class CleanText:
    """One source after the quarantine, in paragraphs."""

    clean: Clean
    blocks: tuple[Block, ...]

    @property
    def file(self) -> str:
        """Give the name of the source."""
        return self.clean.source.file


def clean_texts(sources: Sequence[SourceText], rules: IntakeRules) -> tuple[CleanText, ...]:
    """Put every source through the quarantine and join its lines to paragraphs."""
    modals = (*rules.requirements.mandatory, *rules.requirements.desired)
    cleaned = [clean_source(one, rules.limits) for one in sources]
    spoken = [with_speakers(one.source, rules) for one in cleaned]
    return tuple(
        CleanText(
            Clean(source, one.stripped, (*one.findings, *findings), one.letters),
            blocks_of(source, modals),
        )
        for one, (source, findings) in zip(cleaned, spoken, strict=True)
    )


def rule_statements(
    texts: Sequence[CleanText], grammar: Grammar, check: Check
) -> tuple[Statement, ...]:
    """Give what labels, cues and mentions find; a value the brief cannot hold is none."""
    found: list[Statement] = []
    for text in texts:
        is_document = text.clean.source.kind in DOCUMENTS
        found += labelled_statements(text.file, text.blocks, grammar, is_document)
        found += tender_statements(text.file, text.blocks, grammar)
        found += cue_statements(text.file, text.blocks, grammar)
        found += mention_statements(text.file, text.blocks, grammar)
    named = [
        one for text in texts for one in company_statements(text.clean.source, text.blocks, grammar)
    ]
    found += only_when_unlabelled(named, found)
    found = [without_order(not_ours(one, grammar), one.quote, grammar) for one in found]
    return tuple(dict.fromkeys(checked(one, check) for one in found))


def not_ours(one: Statement, grammar: Grammar) -> Statement:
    """Take the value off what one of our own people says: it is not the word of the buyer."""
    if one.speaker.casefold() not in grammar.ours or (one.value is None and not one.candidates):
        return one
    note = f"{one.speaker} is of our own side"
    return one.model_copy(update={"value": None, "candidates": (), "note": note})


def checked(one: Statement, check: Check) -> Statement:
    """Take the value off a statement that the brief cannot hold, and say why."""
    fault = check(one.field, one.value) if one.value is not None else ""
    return one.model_copy(update={"value": None, "note": fault}) if fault else one


def put_together(
    deal: str,
    texts: Sequence[CleanText],
    statements: Sequence[Statement],
    answers: Mapping[str, Statement],
    grammar: Grammar,
) -> Intake:
    """Merge all that was found into one record, with the questions that stay open."""
    rules = grammar.rules
    fields = merge_fields(rules, statements, answers)
    buyers = buyer_names(statements, rules)
    asked = [
        find_requirements(one.clean.source, one.blocks, rules.requirements, buyers) for one in texts
    ]
    requirements = unique_ids([row for one in asked for row in one.requirements])
    kept = requirements[: rules.limits.requirements]
    findings = [one for text in texts for one in _findings(text, rules, grammar.locale)]
    for text, one in zip(texts, asked, strict=True):
        findings += _passed_over(text.file, one.passed_over)
        findings += _loose(text.file, one.loose if text.clean.source.kind != _TALK else ())
    findings += ordered_about({one.file: one.blocks for one in texts}, statements, grammar)
    findings += _left_out(len(requirements), rules.limits.requirements)
    return Intake(
        deal=deal,
        locale=grammar.locale.id,
        sources=tuple(_source(one.clean) for one in texts),
        fields=fields,
        requirements=kept,
        tender=tuple(
            one for text in texts for one in find_tender_facts(text.file, text.blocks, grammar)
        ),
        stripped=tuple(one for text in texts for one in text.clean.stripped),
        findings=tuple(dict.fromkeys(findings)),
        questions=ask(rules, fields),
    )


def _source(clean: Clean) -> IntakeSource:
    one = clean.source
    return IntakeSource(
        file=one.file,
        kind=one.kind,
        sha256=one.sha256,
        size=one.size,
        pages=one.pages,
        letters=clean.letters,
    )


def _findings(text: CleanText, rules: IntakeRules, locale: Locale) -> Iterator[Finding]:
    yield from text.clean.source.findings
    yield from text.clean.findings
    for one in text.clean.stripped:
        signs = "character was" if one.count == 1 else "characters were"
        yield Finding(
            id="signs-stripped",
            severity="warning",
            where=f"{one.file}: {one.place}",
            message=f"{one.count} {one.kind} {signs} taken out; this is the first place.",
            remedy="Ask yourself why they were there; what was read is the text without them.",
        )
    yield from _foreign(text, rules, locale)


def _foreign(text: CleanText, rules: IntakeRules, locale: Locale) -> Iterator[Finding]:
    """Say of a text in another language what of it was read and what was not."""
    words = [one.casefold() for block in text.blocks for one in _WORDS.findall(block.text)]
    count = max(len(words), 1)
    share = sum(one in rules.english for one in words) / count
    shares = [(sum(one in language.words for one in words) / count, language)
              for language in rules.languages]  # fmt: skip
    most, language = max(shares, key=lambda one: one[0], default=(0.0, None))
    if len(words) < _FEW_WORDS or (share >= _ENGLISH_SHARE and share >= most):
        return
    is_named = language is not None and most >= _ENGLISH_SHARE and most > share
    name = f"reads as {language.name}" if is_named and language else "does not read as English"
    also = f"; {language.reads}" if is_named and language and language.reads else ""
    yield Finding(
        id="not-english",
        severity="warning",
        where=text.file,
        message=f'"{text.file}" {name}: labelled lines, tables, numbers and dates are read{also}. '
        "What its other sentences say of the deal was not read.",
        remedy=_remedy(language if is_named else None, locale),
    )


def _remedy(language: Language | None, locale: Locale) -> str:
    if language is not None and language.locale and language.locale != locale.id:
        return (
            f"Add --locale {language.locale} for its numbers and dates, and answer the questions "
            "from the original."
        )
    return "Answer the questions from the original, or give a translation beside it."


def _passed_over(file: str, blocks: Sequence[Block]) -> Iterator[Finding]:
    """Name the numbered paragraphs that read like no duty: a person looks at them."""
    if blocks:
        numbers = ", ".join(one.number for one in blocks[:_SHOWN])
        more = ", ..." if len(blocks) > _SHOWN else ""
        yield Finding(
            id="not-taken-for-requirements",
            severity="note",
            where=f"{file}: {blocks[0].place}",
            message=f"Numbered, and not taken for requirements: {numbers}{more}.",
            remedy="Read them; add what asks something of you to the requirements of the brief.",
        )


def _loose(file: str, found: Sequence[FoundRequirement]) -> Iterator[Finding]:
    """Say that sentences sound like duties and were not taken: notes are full of such sentences."""
    found = [one for one in found if not one.quote.endswith("?")]
    if found:
        is_one = len(found) == 1
        what, stand = ("sentence sounds", "stands") if is_one else ("sentences sound", "stand")
        yield Finding(
            id="not-listed-as-requirements",
            severity="note",
            where=f"{file}: {found[0].place}",
            message=f"{len(found)} {what} like a duty and {stand} in no list of requirements; the "
            f'first is "{found[0].quote[:80]}".',
            remedy='Put them below a heading "Requirements", or number them, and take the file in '
            "again; or add them to the requirements of the brief.",
        )


def _left_out(count: int, limit: int) -> Iterator[Finding]:
    if count > limit:
        yield Finding(
            id="too-many-requirements",
            severity="warning",
            where="requirements",
            message=f"{count} requirements were found; the first {limit} are kept.",
            remedy="Take in the documents one after the other, or raise the limit in intake.yaml.",
        )
