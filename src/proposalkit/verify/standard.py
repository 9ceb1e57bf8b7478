"""Do standard answers hold together, and do they keep to what they may say: no buyer, no price?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.places import currency_digits
from proposalkit.model.standard_answers import StandardAnswers

_AMOUNT = re.compile(r"\b([A-Z]{3})\s?\d|[$\u00a3\u00a5\u20ac]\s?\d")


def check_standard_consistency(answers: StandardAnswers) -> CheckResult:
    """Check that what is cited is there, each id once, and that nothing open is also stated."""
    findings = [*_references(answers), *_open(answers), *_evidence(answers)]
    return CheckResult(check="consistency", findings=tuple(findings))


def check_no_price(pages: Sequence[str]) -> CheckResult:
    """Look for amounts of money: standard answers make no offer."""
    findings = [
        Finding(
            id="price-in-standard-answers",
            where=f"page {number}",
            message=f'"{match[0]}" looks like an amount of money, and this document offers none.',
            remedy="Take no price from it; ask the seller for a proposal.",
        )
        for number, text in enumerate(pages, start=1)
        for match in _AMOUNT.finditer(text)
        if match[1] is None or currency_digits(match[1]) is not None
    ]
    return CheckResult(check="no-price", detail=f"{len(pages)} pages", findings=tuple(findings))


def _references(answers: StandardAnswers) -> Iterator[Finding]:
    ids = [clause.id for clause in answers.clauses]
    if len(ids) != len(set(ids)):
        yield _finding("/clauses", "Two clauses have one id.")
    for at, objection in enumerate(answers.objections):
        cited = {*objection.clause_refs}
        for question in objection.questions:
            cited |= {ref for one in question.statements for ref in one.clause_refs}
        for ref in sorted(cited - set(ids)):
            yield _finding(f"/objections/{at}", f'Clause "{ref}" is cited but not there.')
    for at, term in enumerate(answers.open_terms):
        if term.clause not in ids:
            yield _finding(f"/openTerms/{at}", f'Clause "{term.clause}" is cited but not there.')


def _open(answers: StandardAnswers) -> Iterator[Finding]:
    stated = {fact.id for clause in answers.clauses for fact in clause.facts}
    for at, objection in enumerate(answers.objections):
        for question in objection.questions:
            for one in question.statements:
                if (one.state == "stated") != (one.value is not None):
                    yield _finding(
                        f"/objections/{at}", f'"{one.text}" and its state do not fit together.'
                    )
                elif one.state != "stated" and one.fact in stated:
                    yield _finding(
                        f"/objections/{at}", f'A clause states "{one.fact}", the answer does not.'
                    )


def _evidence(answers: StandardAnswers) -> Iterator[Finding]:
    for at, one in enumerate(answers.evidence):
        if one.issued_on > answers.as_of:
            yield _finding(f"/evidence/{at}", f'"{one.title}" is issued after the document.')


def _finding(where: str, message: str) -> Finding:
    return Finding(
        id="inconsistent",
        where=where,
        message=message,
        remedy="The data contradicts itself; ask the seller for a corrected document.",
    )
