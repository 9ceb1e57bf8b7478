"""Conflicts of worked cases and shares with the rule on work that a person took part in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from proposalkit.clauses.clash import clash
from proposalkit.clauses.drafted import Terms
from proposalkit.model.brief_outcome import CaseIn
from proposalkit.model.finding import Finding

_WORD = re.compile(r"[a-z]+")
_DENIED = frozenset({"no", "without", "nobody", "never"})
"""Words before a person that say that none took part."""


def assisted_share(terms: Terms) -> Iterator[Finding]:
    """X-21: a share of assisted work in the price that definition or clause denies: a blocker."""
    outcome = terms.deal.brief.workflow.outcome
    listed = [one.assisted_share for one in terms.deal.offer.rates if one.assisted_share]
    told = outcome.assisted.share if outcome and outcome.assisted else None
    if told is None and not listed:
        return
    said = "it not at all" if told is None else f'it at "{told}"'
    for share in dict.fromkeys(one for one in listed if one != told):
        yield clash(
            "X-21", "warning", "workflow.outcome.assisted",
            f'The price bills assisted work at "{share}" of an outcome, and the definition bills '
            f"{said}.",
            'Give one share in the price book ("assisted_share") and in the brief '
            '("workflow.outcome.assisted.share").',
        )  # fmt: skip
    if terms.stated("outcome.assisted_billed") == "no":
        clause = terms.authorities("outcome.assisted_billed")[0]
        yield clash(
            "X-21", "warning", "workflow.outcome.assisted",
            f'The deal bills a share of assisted work, and "{clause}" bills none.',
            "Drop the share, or offer the text of the clause that bills it.",
        )  # fmt: skip


def contradicting_cases(terms: Terms) -> Iterator[Finding]:
    """X-21: a worked case that bills assisted work otherwise than the rule: a blocker."""
    outcome = terms.deal.brief.workflow.outcome
    if outcome is None:
        return
    ruled = terms.authorities("evidence.retention_days")
    rule = f'"{ruled[0]}"' if ruled else "the definition"
    billed = outcome.assisted is not None and outcome.assisted.share > 0
    for number, case in enumerate(outcome.cases):
        if case.billed == billed or not _assisted(case, terms.deal.clash_words.get("X-21", ())):
            continue
        says, rules = ("is", "does not bill") if case.billed else ("is not", "bills a share of")
        yield clash(
            "X-21", "warning", f"workflow.outcome.cases.{number}.billed",
            f'The worked case "{case.case}" {says} billed, and {rule} {rules} work that a person '
            "took part in.",
            'Say in the case what the rule makes of it, or change "workflow.outcome.assisted".',
        )  # fmt: skip


def _assisted(case: CaseIn, phrases: Sequence[str]) -> bool:
    """Say whether a case tells of a person who changed or finished the work of the agent."""
    told = " ".join(_WORD.findall(case.case.casefold()))
    return any(
        not _DENIED & set(told[: found.start()].split()[-2:])
        for phrase in phrases
        for found in _pattern(phrase).finditer(told)
    )


def _pattern(phrase: str) -> re.Pattern[str]:
    """Let "a/b c" find a word that begins with a or b, and one with c at most four words on."""
    stems = (f"(?:{one.replace('/', '|')})[a-z]*" for one in phrase.split())
    return re.compile(r"\b" + r" (?:[a-z]+ ){0,3}?".join(stems))
