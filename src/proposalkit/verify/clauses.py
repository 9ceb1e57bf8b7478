"""Are the clauses the pinned texts, word for word, and do they stand on the pages?"""

from __future__ import annotations

from proposalkit.model.canonical import text_sha256
from proposalkit.model.documents import WithClauses
from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.folding import bare


def check_clause_digests(document: WithClauses) -> CheckResult:
    """Hash each clause text again and compare with the digest that pins it."""
    findings = [
        Finding(
            id="clause-changed",
            where=f"/clauses/{number}/text",
            message=f'The text of clause "{clause.id}" does not have the digest that pins it.',
            remedy="A word was changed after the clause was filled; ask for the original text.",
        )
        for number, clause in enumerate(document.clauses)
        if text_sha256(clause.text) != clause.text_sha256
    ]
    return CheckResult(
        check="clause-digests", detail=f"{len(document.clauses)} clauses", findings=tuple(findings)
    )


def check_clauses_on_pages(document: WithClauses, page_text: str) -> CheckResult:
    """Look for every clause, whole, with title, id and version, in the text of the pages."""
    pages = bare(page_text)
    findings = [
        Finding(
            id="clause-not-on-page",
            where=f"/clauses/{number}",
            message=f'Clause "{clause.id}" does not stand on the pages word for word.',
            remedy="Page and data say different things; ask the seller for the kit as made.",
        )
        for number, clause in enumerate(document.clauses)
        if not all(bare(part) in pages for part in (clause.title, *clause.text.split("\n")))
    ]
    return CheckResult(
        check="clauses-on-pages",
        detail=f"{len(document.clauses)} clauses",
        findings=tuple(findings),
    )
