"""A proposal on one screen of 80 columns."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

from proposalkit.model.display import display_date, display_money, display_unit_price, display_word
from proposalkit.model.requirements import answers_in_words
from proposalkit.model.summary import ProposalSummary, SummaryClause

LABEL = 9
STANDS = {
    "open": "stands until {until}",
    "expired": "EXPIRED: it ended on {until}",
    "not_begun": "stands from {begins} until {until}",
}


def summary_lines(summary: ProposalSummary, *, every_fact: bool = False) -> Iterator[str]:
    """Give the lines of the screen; with `every_fact` each clause with all it states."""
    width = min(shutil.get_terminal_size().columns, 100)
    yield from textwrap.wrap(f"{summary.title} (revision {summary.revision})", width)
    for label, text in _parts(summary):
        yield from _wrap(text, label, width)
    yield ""
    for one in summary.objections:
        yield from textwrap.wrap(one.label, width)
        yield from textwrap.wrap(one.text, width, initial_indent="  ", subsequent_indent="  ")
    yield ""
    yield from _requirement_lines(summary, width)
    yield from _clause_lines(summary.clauses, width, every_fact)
    for label, texts in (("Lacks", summary.to_be_supplied), ("Silent", summary.not_stated)):
        for text in texts:
            yield from _wrap(text, label, width)
    yield "This is what the file says. Whether it holds together is for `proposalkit verify`."


def _parts(summary: ProposalSummary) -> Iterator[tuple[str, str]]:
    yield "From", summary.seller
    yield "To", summary.buyer
    stands = STANDS[summary.standing].format(
        until=display_date(summary.valid_until), begins=display_date(summary.valid_from)
    )
    yield "Status", f"{display_word(summary.grade)}; {stands}"
    price = summary.price
    volume = f" for {price.volume}" if price.volume else ""
    yield "Price", f"{display_money(price.month)} a month{volume}"
    total = f"{display_money(price.total)} in {price.term_months} months in all"
    if price.unit_price is not None:
        total += f"; {display_unit_price(price.unit_price)} a unit"
    yield "", total
    if summary.unit is not None:
        yield "Unit", summary.unit
    for one in summary.outcomes:
        yield "Outcome", one.text
    for one in summary.key_terms:
        yield one.label, one.text


def _wrap(text: str, label: str, width: int) -> Iterator[str]:
    yield from textwrap.wrap(
        " ".join(text.split()), width, initial_indent=f"{label:<{LABEL}}",
        subsequent_indent=" " * LABEL, break_long_words=False,
    )  # fmt: skip


def _requirement_lines(summary: ProposalSummary, width: int) -> Iterator[str]:
    """Count the answers to the buyer's requirements, and list those that are not met in full."""
    if summary.requirements is None:
        return
    yield from _wrap(answers_in_words(summary.requirements), "Asked", width)
    for one in summary.requirements:
        if one.status != "met":
            yield from _wrap(f"{one.number}. {display_word(one.status)}: {one.text}", "", width)
    yield ""


def _clause_lines(
    clauses: tuple[SummaryClause, ...], width: int, every_fact: bool
) -> Iterator[str]:
    facts = sum(len(one.facts) for one in clauses)
    more = "" if every_fact else "; --clauses shows them"
    yield f"{len(clauses)} clauses state {facts} facts{more}:"
    if not every_fact:
        listed = ", ".join(f"{one.clause}:{len(one.facts)}" for one in clauses)
        yield from textwrap.wrap(
            listed, width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
        )
        return
    for one in clauses:
        yield f"  {one.title} ({one.clause})"
        for fact in one.facts:
            value = "; ".join(fact.value) if isinstance(fact.value, tuple) else str(fact.value)
            yield from textwrap.wrap(
                f"{fact.fact}: {value}", width, initial_indent=" " * 4, subsequent_indent=" " * 8
            )
