"""The deal-desk memo: what decided this kit, what is missing, and what it earns. Internal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from proposalkit.compose.memo_defaults import defaults_sections
from proposalkit.compose.memo_tables import markdown_table
from proposalkit.compose.parts import Parts
from proposalkit.compose.requirement_questions import requirement_questions
from proposalkit.model.display import display_date
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseRecord
from proposalkit.model.overlay import OverlayFile
from proposalkit.model.plan import Blocker
from proposalkit.model.proposal import Proposal

INTERNAL_LINE = "INTERNAL - never send this file"


@dataclass(frozen=True)
class MemoNumbers:
    """The figures of the memo, already put into words by the pricing's own rules."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    warnings: tuple[Finding, ...]


def deal_desk_memo(
    parts: Parts,
    proposal: Proposal,
    numbers: MemoNumbers,
    drifted: Sequence[OverlayFile] = (),
    advice: Sequence[tuple[str, str]] = (),
) -> str:
    """Write the memo as Markdown; it says for each clause which rule asked for it and why."""
    sections = (
        f"# {INTERNAL_LINE}\n\nDeal desk memo for {proposal.title}, "
        f"revision {proposal.revision}, grade {proposal.grade.replace('_', ' ')}.",
        _section("Blockers: who clears what", _blockers(parts.terms.blockers)),
        _section("Open questions", _questions(parts, proposal)),
        _section("Money", _money(numbers)),
        _section("Price warnings", _findings(numbers.warnings)),
        *(_section(title, body) for title, body in advice),
        *_drifted(drifted),
        _section("Clauses and the rules that asked for them", _clauses(parts)),
        *_alternatives(parts),
        *(_section(title, table) for title, table in defaults_sections(parts)),
        _section("Clauses left out, and why", _left_out(parts)),
        _section("Wordings for a regime of law", _variants(parts)),
        *_law_notes(parts),
        _section("Rules considered", _rules(parts)),
        _section("Passages quoted", _passages(parts)),
    )
    return "\n\n".join(sections) + "\n"


def _section(title: str, body: str) -> str:
    return f"## {title}\n\n{body or 'None.'}"


def _blockers(blockers: tuple[Blocker, ...]) -> str:
    return markdown_table(("id", "what", "who"), ((one.id, one.what, one.who) for one in blockers))


def _questions(parts: Parts, proposal: Proposal) -> str:
    rows = [(one.field, one.question, one.why) for one in parts.plan.questions]
    rows += requirement_questions(parts, proposal)
    return markdown_table(("field", "question", "what it changes"), rows)


def _money(numbers: MemoNumbers) -> str:
    notes = "\n".join(f"- {note}" for note in numbers.notes)
    return "\n\n".join(
        part for part in (markdown_table(numbers.header, numbers.rows), notes) if part
    )


def _findings(findings: tuple[Finding, ...]) -> str:
    return "\n".join(f"- {one.message} {one.remedy}" for one in findings)


def _drifted(files: Sequence[OverlayFile]) -> Iterator[str]:
    """Name the own files that ask for a look; without any the memo has no such section."""
    if files:
        lines = (f"- `{one.file}`: {one.says} {one.remedy}" for one in files)
        yield _section("Own files to compare with the shipped ones", "\n".join(lines))


def _clauses(parts: Parts) -> str:
    asked = {
        clause: [row for row in parts.plan.rules if row.result == "fired" and clause in row.clauses]
        for clause in parts.plan.clauses
    }
    library = parts.catalogue.library.clauses
    agreed = {one.clause: one.where for one in parts.terms.already_agreed}
    present = {clause.id: clause for clause in parts.terms.clauses}
    taken = {one.clause: one.status for one in parts.terms.variants if one.clause not in agreed}
    taken |= {one.clause: one.status for one in parts.terms.positions}
    return markdown_table(
        ("clause", "version", "status", "rule", "because", "considered, did not fire"),
        (
            (
                clause,
                present[clause].version if clause in present else "-",
                taken.get(clause) or _status(clause, agreed, library),
                ", ".join(dict.fromkeys(row.rule for row in rows)) or "required by another clause",
                "; ".join(dict.fromkeys(row.because for row in rows)),
                _considered(clause, parts) or "-",
            )
            for clause, rows in asked.items()
        ),
    )


def _status(clause: str, agreed: Mapping[str, str], library: Mapping[str, ClauseRecord]) -> str:
    if clause in agreed:
        return f"agreed already: {agreed[clause]}"
    return library[clause].preferred.status if clause in library else "not in the library"


def _alternatives(parts: Parts) -> Iterator[str]:
    """Name the clauses in an alternative text; a deal that was given none has no such section."""
    rows = [
        (one.clause, one.text, one.granted_by or "nobody on record", str(one.expires or "-"))
        for one in parts.terms.positions
    ]
    if rows:
        header = ("clause", "text in the kit", "granted by", "until")
        yield _section("Alternative texts in this kit", markdown_table(header, rows))


def _considered(clause: str, parts: Parts) -> str:
    """Name each rule that asks for the clause and did not fire, with the fact that decided."""
    return "; ".join(
        f"{row.rule}: {row.because}"
        for row in parts.plan.rules
        if row.result != "fired" and clause in row.clauses
    )


def _left_out(parts: Parts) -> str:
    named = (clause for row in parts.plan.rules for clause in row.clauses)
    known = dict.fromkeys((*parts.catalogue.library.clauses, *named))
    return markdown_table(
        ("clause", "why not"),
        (
            (clause, _considered(clause, parts) or "no rule asks for it")
            for clause in known
            if clause not in parts.plan.clauses
        ),
    )


def _variants(parts: Parts) -> str:
    return markdown_table(
        ("clause", "regime", "text in the kit", "because", "also holds, but comes later"),
        (
            (one.clause, one.regime, one.text, one.because, ", ".join(one.passed_over) or "-")
            for one in parts.terms.variants
        ),
    )


def _law_notes(parts: Parts) -> Iterator[str]:
    """Say what a lawyer of the buyer's country will say of a text of this kit."""
    there = {one.id for one in parts.terms.clauses}
    lines = [
        f"- {', '.join(one for one in note.clauses if one in there)}: {note.says} "
        f"({note.source}; read on {display_date(note.as_of)})"
        for note in parts.catalogue.library.law_notes
        if parts.brief.buyer.country in note.countries and not there.isdisjoint(note.clauses)
    ]
    if lines:
        yield _section("What a lawyer of the buyer's country will say", "\n".join(lines))


def _rules(parts: Parts) -> str:
    words = {"fired": "fired", "not_fired": "did not fire", "unknown": "not known"}
    return markdown_table(
        ("rule", "when", "result", "because", "clauses"),
        (
            (row.rule, row.when, words[row.result], row.because, ", ".join(row.clauses))
            for row in parts.plan.rules
        ),
    )


def _passages(parts: Parts) -> str:
    table = markdown_table(
        ("section", "passage", "rank", "matched words"),
        (
            (name, hit.passage_id, str(hit.rank), ", ".join(hit.matched))
            for name, hits in parts.hits
            for hit in hits
        ),
    )
    return "\n\n".join(part for part in (parts.found_by, table) if part)
