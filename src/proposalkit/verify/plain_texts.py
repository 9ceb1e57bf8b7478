"""Is every text plain: no character nobody sees, no sentence that orders a program about?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.folding import HIDDEN
from proposalkit.model.machine_orders import MachineOrder

PLAIN_CHECK = "plain-texts"
_MOST_OF_ONE_PLACE = 5
_AROUND = 30
_GAP = "[^.!?;\u3002\uff01\uff1f]{0,60}?"
_NO_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_UNWANTED = "Take the sentence out, or say it to a person: a proposal gives no orders to programs."


def check_plain_texts(
    texts: Mapping[str, str], orders: Sequence[MachineOrder], seen: Sequence[Finding] = ()
) -> CheckResult:
    """Look through every text by its place; `seen` is what readers found in files already."""
    findings = list(seen)
    places: dict[str, list[str]] = {}
    for place, text in texts.items():
        places.setdefault(text, []).append(place)
    folded = {text: fold(text) for text in places}
    together = "\n".join(folded.values())
    likely = [order for order in orders if _may_hold(together, order)]
    for text, standing in places.items():
        for fault in (*_hidden(standing[0], text), *_orders(standing[0], folded[text], likely)):
            findings += [fault.model_copy(update={"where": place}) for place in standing]
    return CheckResult(
        check=PLAIN_CHECK, detail=f"{len(texts)} texts", findings=tuple(dict.fromkeys(findings))
    )


def joined(first: CheckResult, second: CheckResult) -> CheckResult:
    """Join what was found in two groups of texts."""
    count = sum(int(one.detail.split()[0]) for one in (first, second))
    findings = (*first.findings, *second.findings)
    return second.model_copy(update={"detail": f"{count} texts", "findings": findings})


def _hidden(place: str, text: str) -> Iterator[Finding]:
    """Name the characters that draw nothing or turn the text round."""
    if text.isascii() and text.isprintable():
        return
    found = sorted({match[0] for match in HIDDEN.finditer(text)})
    for character in found[:_MOST_OF_ONE_PLACE]:
        at = text.index(character)
        around = HIDDEN.sub("", text[max(0, at - _AROUND) : at + _AROUND])
        name = unicodedata.name(character, "no name")
        yield Finding(
            id="character-hidden",
            where=place,
            message=f'U+{ord(character):04X} ({name}) stands in "{_line(around)}"; programs read '
            "it and nobody sees it.",
            remedy="Delete the character: a proposal holds no hidden text.",
        )


def _orders(place: str, folded: str, orders: Sequence[MachineOrder]) -> Iterator[Finding]:
    """Find the sentences that match one of the orders, each place and kind once."""
    for order in orders:
        if _may_hold(folded, order):
            match = _pattern(order).search(folded)
            if match is not None:
                yield Finding(
                    id="order-to-machine",
                    where=place,
                    message=f'"{_line(match[0])}" orders a program that reads it about.',
                    remedy=_UNWANTED,
                )
                return


def fold(text: str) -> str:
    """Fold case, width, blanks and hidden characters, so that no spelling hides a word."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if not text.isprintable():
        text = HIDDEN.sub("", text)
    return " ".join(text.casefold().split())


def _may_hold(folded: str, order: MachineOrder) -> bool:
    """Say whether a word of each group stands in the text, in whatever order."""
    return all(any(word in folded for word in group) for group in _folded(order))


@cache
def _folded(order: MachineOrder) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(word) for word in group) for group in order.words)


@cache
def _pattern(order: MachineOrder) -> re.Pattern[str]:
    groups = ("|".join(_word(word) for word in group) for group in _folded(order))
    return re.compile(_GAP.join(f"(?:{group})" for group in groups))


def _word(word: str) -> str:
    """Match the beginning of a word; in scripts without blanks, anywhere."""
    starts_word = word[0].isalnum() and not _NO_SPACES.match(word)
    return (r"(?<![^\W_])" if starts_word else "") + re.escape(word)


def _line(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= 80 else f"{one[:77]}..."
