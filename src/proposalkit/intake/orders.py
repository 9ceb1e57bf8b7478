"""Sentences of a buyer's text that order a program about: nothing is read off them."""

from __future__ import annotations

from functools import cache

from proposalkit.intake.values import Grammar
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


@cache
def _is_order(sentence: str, orders: tuple[MachineOrder, ...]) -> bool:
    found = check_plain_texts({"text": sentence}, orders).findings if orders else ()
    return any(one.id == _KIND for one in found)
