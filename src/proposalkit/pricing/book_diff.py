"""Compares two price books value by value, in words and figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeGuard

from proposalkit.errors import InputRefused
from proposalkit.model.brief import DealBrief
from proposalkit.model.display import display_rate
from proposalkit.model.money import Money
from proposalkit.model.price_book import PriceBook
from proposalkit.model.price_changes import BookChange, DealChange
from proposalkit.pricing.beyond_book import expected_total
from proposalkit.pricing.order import build_order

Node = object
NONE = "none"
_UNCOMPARED = frozenset({"format", "version"})
_NAMES = {"offers": "offer", "rates": "line", "tiers": "tier", "approvals": "approval matrix"}
_SHARE_STEP = Decimal("0.0001")


def book_changes(old: PriceBook, new: PriceBook) -> tuple[BookChange, ...]:
    """Give every value that differs, in the order of the first book; new ones come last.

    Offers, lines and whatever has an id are matched by it, other lists by their order.
    """
    first, second = old.model_dump(), new.model_dump()
    kept = {key: value for key, value in first.items() if key not in _UNCOMPARED}
    given = {key: value for key, value in second.items() if key not in _UNCOMPARED}
    return tuple(_changes(kept, given, (), ()))


def deal_change(deal: str, brief: DealBrief, old: PriceBook, new: PriceBook) -> DealChange:
    """Price a deal by both books at its own volumes and wishes."""
    (before, why_not), (after, why) = _total(old, brief), _total(new, brief)
    if before is None or after is None:
        book = old.version if before is None else new.version
        return DealChange(
            deal=deal, state="cannot_be_priced", old=before, new=after,
            note=f'By price book "{book}": {why_not or why}',
        )  # fmt: skip
    same = before.currency == after.currency
    return DealChange(
        deal=deal,
        state="open",
        old=before,
        new=after,
        difference=after.amount - before.amount if same else None,
        note="" if same else "The books are in two currencies.",
    )


def _total(book: PriceBook, brief: DealBrief) -> tuple[Money | None, str]:
    """Price a brief by a book, whatever book it names; or say why that cannot be done."""
    try:
        return expected_total(build_order(book, brief), brief), ""
    except InputRefused as refused:
        return None, " ".join(one.message for one in refused.findings)


def _changes(
    old: Node, new: Node, path: tuple[str, ...], words: tuple[str, ...]
) -> Iterator[BookChange]:
    if old == new:
        return
    if _is_record(old) and _is_record(new):
        for key in dict.fromkeys((*old, *new)):
            if _is_list(old.get(key)) or _is_list(new.get(key)):
                yield from _lists(key, old.get(key), new.get(key), path, words)
            else:
                here = (*words, _NAMES.get(key, key.replace("_", " ")))
                yield from _changes(old.get(key), new.get(key), (*path, key), here)
        return
    yield BookChange(
        where=".".join(path),
        words=", ".join(words),
        old=_text(old),
        new=_text(new),
        change=_figures(old, new),
    )


def _lists(
    key: str, old: Node, new: Node, path: tuple[str, ...], words: tuple[str, ...]
) -> Iterator[BookChange]:
    """Compare two lists item by item; a list of plain values is one value."""
    first, second = _by_name(old), _by_name(new)
    if first is None or second is None:
        here = (*words, _NAMES.get(key, key.replace("_", " ")))
        if old != new:
            gone, come = _apart(old, new)
            yield BookChange(
                where=".".join((*path, key)), words=", ".join(here), old=gone, new=come
            )
        return
    noun = _NAMES.get(key, f"{key.replace('_', ' ')}, step")
    for name in dict.fromkeys((*first, *second)):
        yield from _changes(
            first.get(name), second.get(name), (*path, key, name), (*words, f"{noun} {name}")
        )


def _apart(old: Node, new: Node) -> tuple[str, str]:
    """Give two lists of plain values; of texts only those the other list lacks."""
    first, second = (node if _is_list(node) else () for node in (old, new))
    if all(isinstance(one, str) for one in (*first, *second)):
        gone = tuple(one for one in first if one not in second)
        come = tuple(one for one in second if one not in first)
        return _text(gone), _text(come)
    return _text(old), _text(new)


def _by_name(items: Node) -> dict[str, Node] | None:
    """Name the records of a list by id, else by number; None for a list of plain values."""
    if items is None:
        return {}
    if not _is_list(items) or not all(map(_is_record, items)):
        return None
    return {
        str(one["id"]) if _is_record(one) and "id" in one else str(number): one
        for number, one in enumerate(items, start=1)
    }


def _is_record(node: Node) -> TypeGuard[Mapping[str, Node]]:
    return isinstance(node, dict)


def _is_list(node: Node) -> TypeGuard[tuple[Node, ...]]:
    return isinstance(node, tuple)


def _text(node: Node) -> str:
    if node is None or node == ():
        return NONE
    if isinstance(node, Decimal):
        return f"{node:,f}"
    if _is_list(node):
        return ", ".join(_text(one) for one in node)
    if _is_record(node):
        given = ((key, value) for key, value in node.items() if value not in (None, ()))
        return "; ".join(f"{key.replace('_', ' ')} {_text(value)}" for key, value in given)
    return str(node)


def _figures(old: Node, new: Node) -> str:
    """Give the difference of two numbers, and its share of the old one."""
    if not isinstance(old, Decimal | int) or not isinstance(new, Decimal | int):
        return ""
    difference = Decimal(new) - Decimal(old)
    signed = f"{difference:+,f}"
    if not old:
        return signed
    share = (abs(difference) / Decimal(old)).quantize(_SHARE_STEP, rounding=ROUND_HALF_UP)
    return f"{signed}, {'-' if difference < 0 else '+'}{display_rate(share)}"
