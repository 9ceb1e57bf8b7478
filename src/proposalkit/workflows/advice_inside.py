"""The advice as it stays inside: its sections of the memo, and what of it must never get out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from proposalkit.compose.memo_advice import advice_sections, three_years_in_words
from proposalkit.compose.memo_economics import own_build_lines
from proposalkit.model.advice import GoToMarket
from proposalkit.model.catalog import Entry
from proposalkit.model.catalog_rows import SellingCatalog
from proposalkit.pricing.year_three import own_build
from proposalkit.workflows.economics_inside import economics_rules
from proposalkit.workflows.recommend import advise

if TYPE_CHECKING:
    from proposalkit.workflows.gather import Gathered

_NO_ESTIMATE = (
    "When an own build would have paid for itself is not worked out: give an estimate in "
    "`internal.economics.own_build`."
)
_LONG_WORD, _LONG_WORDS, _SENTENCE = 5, 3, 8


def memo_advice(gathered: Gathered) -> tuple[tuple[str, str], ...]:
    """Give the sections of the memo that advise how to sell this deal."""
    inputs = gathered.inputs
    advised = advise("", gathered.workspace, inputs, gathered.parts.catalogue, gathered.order)
    three = advised.year_three
    if three is None:
        return advice_sections(advised.report)
    lines = three_years_in_words(three.currency, three.years, three.run_cost, three.people_cost)
    own = own_build(
        gathered.order, inputs.brief, inputs.seller.internal,
        economics_rules(gathered.workspace).build_months,
    )  # fmt: skip
    lines = (*lines, *(own_build_lines(own) or (_NO_ESTIMATE,)))
    line = next(one.why for one in advised.report.mismatches if one.entry.startswith("guidance/"))
    return advice_sections(advised.report, line, lines)


def advice_texts(selling: SellingCatalog) -> dict[str, str]:
    """Give what the advice draws on, by entry: keys, titles that tell, and whole sentences.

    A title of fewer than three long words, such as the name of a common motion, may stand on a page
    by chance and is not looked for.
    """
    return {
        f"advice.{entry.key}.{name}": text
        for entry in _drawn_on(selling)
        for name, text in _telling(entry)
    }


def telling_answers(seller: GoToMarket) -> Iterator[tuple[str, str]]:
    """Give what shows how the seller sells, as it would stand in a file that leaked it."""
    name = "internal.go_to_market"
    if seller == GoToMarket():
        return
    yield name, "go_to_market"
    yield f"{name}.alias", "goToMarket"
    for question, code in seller.answers.items():
        yield f"{name}.answers.{question}", f"{question}: {code}"
        yield f"{name}.answers.{question}.json", f'"{question}":"{code}"'
    if len(seller.motions) > 1:
        yield f"{name}.motions", ", ".join(seller.motions)
        yield f"{name}.motions.json", ",".join(f'"{one}"' for one in seller.motions)


def _drawn_on(selling: SellingCatalog) -> Iterator[Entry]:
    yield from selling.motions
    yield from selling.failures
    yield from selling.hybrids
    yield from selling.buyer_stages
    yield from selling.diagnostic
    yield from selling.fit_matrix
    yield from (one for one in selling.points if one.kind == "mismatch")


def _telling(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "key", entry.key
    long_words = [one for one in entry.title.split() if len(one) >= _LONG_WORD]
    if len(long_words) >= _LONG_WORDS:
        yield "title", entry.title
    for number, sentence in enumerate(re.split(r"(?<=[.:;?])\s+", entry.text)):
        if len(sentence.split()) >= _SENTENCE:
            yield str(number), " ".join(sentence.split())
