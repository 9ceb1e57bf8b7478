"""Sentences of a buyer's text that order a program about: nothing is read off them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from proposalkit.intake.blocks import Block
from proposalkit.intake.values import Grammar
from proposalkit.model.finding import Finding
from proposalkit.model.intake import Statement
from proposalkit.model.machine_orders import MachineOrder
from proposalkit.verify.plain_texts import check_plain_texts

ORDERED = "the sentence gives orders to whoever reads it; no value is taken from it"
_KIND = "order-to-machine"


def without_order(one: Statement, sentence: str, grammar: Grammar) -> Statement:
    """Take the value off a statement whose sentence orders a program about."""
    orders = (*grammar.orders, *grammar.rules.orders)
    if (one.value is None and not one.candidates) or not _is_order(sentence, orders):
        return one
    return one.model_copy(update={"value": None, "candidates": (), "note": ORDERED})


def ordered_about(
    texts: Mapping[str, Sequence[Block]], statements: Sequence[Statement], grammar: Grammar
) -> Iterator[Finding]:
    """Name what speaks to a program, with or without a value: somebody tried, or wrote oddly.

    `texts` are the paragraphs of each file; of those the shipped list of orders is asked alone.
    """
    named = [(one.file, one.place, one.quote) for one in statements if one.note == ORDERED]
    known = tuple((file, quote) for file, _, quote in named)
    for file, blocks in texts.items():
        words = {str(at): one.text for at, one in enumerate(blocks)}
        found = check_plain_texts(words, grammar.orders).findings if grammar.orders else ()
        at_all = dict.fromkeys(int(one.where) for one in found if one.id == _KIND)
        named += [
            (file, blocks[at].place, blocks[at].text)
            for at in at_all
            if not any(of == file and quote in blocks[at].text for of, quote in known)
        ]
    for file, place, quote in named:
        yield Finding(
            id=_KIND,
            severity="warning",
            where=f"{file}: {place}",
            message=f'"{quote[:80]}" orders a program about; no value is taken from it.',
            remedy="Ask the sender why it is there; what it states is yours to answer.",
        )


@cache
def _is_order(sentence: str, orders: tuple[MachineOrder, ...]) -> bool:
    found = check_plain_texts({"text": sentence}, orders).findings if orders else ()
    return any(one.id == _KIND for one in found)
