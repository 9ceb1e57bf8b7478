"""Take a buyer's texts in: a draft brief, the evidence for each field, and the open questions."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from proposalkit.errors import InputRefused, Refused
from proposalkit.intake.brief_text import brief_text
from proposalkit.intake.merge import merge_fields
from proposalkit.intake.question_page import question_page
from proposalkit.intake.questions import ask
from proposalkit.intake.take_in import clean_texts, put_together, rule_statements
from proposalkit.intake.values import Grammar
from proposalkit.kit.private_file import write_private
from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.knowledge.machine_orders import machine_orders
from proposalkit.llm.settings import Flags
from proposalkit.model.finding import Finding
from proposalkit.model.intake import Intake, Statement
from proposalkit.model.intake_rules import IntakeRules
from proposalkit.model.source_text import SourceText
from proposalkit.readers.source_text import MAX_SOURCE_BYTES
from proposalkit.workflows.intake_answers import BriefCheck, read_intake_answers
from proposalkit.workflows.intake_llm import ModelReading, llm_settings, read_with_model
from proposalkit.workflows.overlay import knowledge_file

RULES = "intake.yaml"
_DEAL_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_FILES = 40


@dataclass(frozen=True)
class IntakeFiles:
    """The three places an intake writes: the brief, the evidence, the questions as two files."""

    brief: Path

    @property
    def evidence(self) -> Path:
        """Give the file with the evidence for each field."""
        return self.brief.with_suffix(".intake.json")

    @property
    def page(self) -> Path:
        """Give the file with the questions for people."""
        return self.brief.with_suffix(".questions.md")

    @property
    def questions(self) -> Path:
        """Give the file with the questions for programs."""
        return self.brief.with_suffix(".questions.json")

    @property
    def all(self) -> tuple[Path, ...]:
        """Give all files."""
        return (self.evidence, self.page, self.questions, self.brief)


@dataclass(frozen=True)
class IntakeOrder:
    """What was asked for on the command line."""

    files: tuple[Path, ...]
    workspace: Path
    deal: str
    out: Path | None = None
    answers: Path | None = None
    locale: str = "en"
    force: bool = False
    llm: Flags = Flags()  # noqa: RUF009 - frozen


def intake_rules(workspace: Path) -> IntakeRules:
    """Read how intake reads; raises InputRefused with every problem of the file."""
    return read_yaml_model(knowledge_file(workspace, RULES), IntakeRules)


def intake_files(order: IntakeOrder) -> IntakeFiles:
    """Say where an intake writes; raises Refused when one of the files is there already."""
    if not _DEAL_ID.fullmatch(order.deal):
        raise Refused(f'"{order.deal}" is not a deal id.', "Use small letters, digits and hyphens.")
    files = IntakeFiles(brief_path(order))
    there = [one for one in files.all if one.exists()]
    if there and not order.force:
        names = ", ".join(f'"{one}"' for one in there)
        raise Refused(
            f"{names} would be overwritten.",
            "Choose another --deal or --out, or add --force; your changes in them are lost then.",
        )
    return files


def brief_path(order: IntakeOrder) -> Path:
    """Say where the draft brief of an order is written."""
    return order.out or order.workspace / "deals" / f"{order.deal}.yaml"


def grammar_of(order: IntakeOrder) -> Grammar:
    """Read the rules and the locale; raises InputRefused and Refused."""
    rules = intake_rules(order.workspace)
    locale = rules.locale(order.locale)
    if locale is None:
        known = ", ".join(one.id for one in rules.locales)
        raise Refused(f'"{order.locale}" is not a known locale.', f"Use one of: {known}.")
    return Grammar(rules, locale, our_names(order.workspace), machine_orders())


def our_names(workspace: Path) -> frozenset[str]:
    """Give the names of the seller and its people, folded; none without a readable profile."""
    from proposalkit.model.seller import SellerProfile

    path = workspace / "seller.yaml"
    try:
        company = read_yaml_model(path, SellerProfile).public.company if path.is_file() else None
    except InputRefused:
        return frozenset()
    if company is None:
        return frozenset()
    named = (company.legal_name, company.contact.name, company.signatory.name)
    return frozenset(one.casefold() for one in named)


def read_sources(paths: Sequence[Path]) -> tuple[SourceText, ...]:
    """Read all files, each in a process of its own; raises InputRefused with every problem."""
    from concurrent.futures import ThreadPoolExecutor

    names = _shown_names(paths)
    findings: list[Finding] = []
    sources: list[SourceText] = []
    if len(paths) > _MAX_FILES:
        findings.append(_too_many(len(paths)))
        raise InputRefused(findings)
    with ThreadPoolExecutor(max_workers=2) as pool:
        for one in pool.map(_read_one, paths, names):
            if isinstance(one[0], SourceText):
                sources += [part for part in one if isinstance(part, SourceText)]
            else:
                findings += [part for part in one if isinstance(part, Finding)]
    if findings:
        raise InputRefused(findings)
    return tuple(sources)


def take_in(order: IntakeOrder, more: Mapping[str, Statement] | None = None) -> Intake:
    """Read the files of an order and put all together; nothing is written.

    Raises InputRefused with every problem of files and answers, and Refused.
    """
    grammar = grammar_of(order)
    check = BriefCheck(order.workspace)
    settings = llm_settings(order.workspace, order.llm)
    findings: list[Finding] = []
    try:
        sources = read_sources(order.files)
    except InputRefused as refused:
        findings += refused.findings
        sources = ()
    texts = clean_texts(sources, grammar.rules)
    findings += [one for text in texts for one in text.clean.findings if one.severity == "error"]
    statements = rule_statements(texts, grammar, check)
    model = ModelReading()
    if not findings:
        evidence = IntakeFiles(brief_path(order)).evidence
        model = read_with_model(texts, grammar, check, settings, order.workspace, evidence)
        statements = tuple(dict.fromkeys((*statements, *model.statements)))
    answers = dict(more or {})
    if order.answers is not None:
        given, faults = read_intake_answers(order.answers, grammar.rules, statements, check)
        findings += faults
        answers |= given
    if findings:
        raise InputRefused(findings)
    found = put_together(order.deal, texts, statements, answers, grammar)
    shape = {} if model.shape is None else model.shape.model_dump(mode="json")
    added = {"llm": model.name, "llm_shape": shape, "replies": model.replies}
    return found.model_copy(update=added | {"findings": (*found.findings, *model.findings)})


def take_again(found: Intake, rules: IntakeRules, answers: Mapping[str, Statement]) -> Intake:
    """Merge the fields of an intake anew with further answers; its texts are not read again."""
    said = [one for field in found.fields for one in field.statements]
    earlier = {one.field: one for one in said if one.finder == "human"}
    texts = [one for one in said if one.finder != "human"]
    fields = merge_fields(rules, texts, earlier | dict(answers))
    return found.model_copy(update={"fields": fields, "questions": ask(rules, fields)})


def answers_command(order: IntakeOrder) -> str:
    """Give the command that takes the answers in, as it is to be typed."""
    options = (
        ("--deal", order.deal),
        ("--out", str(order.out) if order.out else None),
        ("--locale", order.locale if order.locale != IntakeOrder.locale else None),
        ("--workspace", str(order.workspace) if order.workspace != Path() else None),
        ("--llm", order.llm.mode),
        ("--llm-model", order.llm.model),
        ("--llm-url", order.llm.url),
        ("--max-tokens", None if order.llm.max_tokens is None else str(order.llm.max_tokens)),
        ("--answers", str(order.answers or f"{order.deal}.answers.yaml")),
    )
    given = (part for name, value in options if value is not None for part in (name, value))
    return shlex.join(["proposalkit", "intake", *map(str, order.files), *given, "--force"])


def write_intake(
    intake: Intake, files: IntakeFiles, rules: IntakeRules, command: str
) -> tuple[Path, ...]:
    """Write brief, evidence and questions, each whole; raises Unavailable."""
    questions = {
        "deal": intake.deal,
        "questions": [one.model_dump(mode="json") for one in intake.questions],
    }
    texts = {
        files.evidence: _json(intake.model_dump(mode="json")),
        files.page: question_page(intake, command),
        files.questions: _json(questions),
        files.brief: brief_text(intake, rules),
    }
    for path, text in texts.items():
        write_private(path, text.encode())
    return tuple(texts)


def _json(document: object) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _shown_names(paths: Sequence[Path]) -> list[str]:
    """Give each file a name of its own: the file name, else with its folder."""
    names = [one.name for one in paths]
    return [
        one.name if names.count(one.name) == 1 else f"{one.parent.name}-{place}/{one.name}"
        for place, one in enumerate(paths, start=1)
    ]


def _read_one(path: Path, name: str) -> tuple[SourceText | Finding, ...]:
    """Read one file in a process of its own; its problems come back as findings."""
    from proposalkit.knowledge.text_files import read_bytes
    from proposalkit.readers.source_text import kind_of, read_source
    from proposalkit.readers.worker import ReaderWorker

    try:
        size = path.stat().st_size if path.is_file() else 0
        if size > MAX_SOURCE_BYTES:
            return (_too_large(name, size),)
        data = read_bytes(path, name)
        if kind_of(name) in (None, "notes", "transcript") or not data.strip():
            return read_source(name, data)
        with ReaderWorker() as worker:
            return worker.submit_source(name, data).sources()
    except InputRefused as refused:
        return tuple(_named(name, one) for one in refused.findings)


def _named(name: str, one: Finding) -> Finding:
    where = name if one.where == "file" else one.where
    return one.model_copy(update={"where": where if where.startswith(name) else f"{name}: {where}"})


def _too_large(name: str, size: int) -> Finding:
    return Finding(
        id="source-too-large",
        where=name,
        message=f'"{name}" has {size:,} bytes; at most {MAX_SOURCE_BYTES:,} are read.',
        remedy="Give the part that states needs and terms, without pictures.",
    )


def _too_many(count: int) -> Finding:
    return Finding(
        id="too-many-files",
        where="FILE",
        message=f"{count} files are given; at most {_MAX_FILES} are read at once.",
        remedy="Give the ones that state needs and terms.",
    )
