"""Words, figures and places in the text of a requirement; nothing is understood, only matched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from proposalkit.model.phrases import Lexicon, Span, Token
from proposalkit.model.requirement_topics import RequirementTopics, Side, Unit

_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_HOURS: Mapping[str, tuple[Decimal, Decimal]] = {
    "seconds": (Decimal(1) / 3600, Decimal(1) / 3600),
    "minutes": (Decimal(1) / 60, Decimal(1) / 60),
    "hours": (Decimal(1), Decimal(1)),
    "days": (Decimal(24), Decimal(24)),
    "weeks": (Decimal(168), Decimal(168)),
    "months": (Decimal(28 * 24), Decimal(31 * 24)),
    "years": (Decimal(365 * 24), Decimal(366 * 24)),
}
"""Hours in one unit of time, at least and at most."""
_MONTHS = {"months": 1, "years": 12}
_BEFORE, _BEHIND = 4, 2
"""How many words may stand between a figure and the words that make it a limit."""
_TURNS = 5
"""How many words may stand between a `not` and the comparison it turns around."""
_OTHER: Mapping[Side | None, Side] = {"at_most": "at_least", "at_least": "at_most"}


class Figure(NamedTuple):
    """A figure with its unit; `least` and `most` bound it where the unit is not exact."""

    unit: str
    least: Decimal
    most: Decimal
    span: Span
    working: bool = False
    """Whether its days are working days, of which `least` is the count."""

    def in_unit(self, unit: Unit) -> tuple[Decimal, Decimal] | None:
        """Give its bounds in another unit; None when the units do not measure the same."""
        if self.unit == unit or (unit == "money" and len(self.unit) == 3):
            return self.least, self.most
        if unit == "months":
            size = _MONTHS.get(self.unit)
            return (self.least * size, self.most * size) if size else None
        if self.unit not in _HOURS or unit not in _HOURS:
            return None
        (low, high), (per, _) = _HOURS[self.unit], _HOURS[unit]
        return self.least * low / per, self.most * high / per


class Reader:
    """Reads limits, figures and negations by the common words of the topics."""

    def __init__(self, book: RequirementTopics) -> None:
        self._numbers = book.numbers
        self._multiples = book.multiples
        self._units = {name: Lexicon(words) for name, words in book.units.items()}
        self._currencies = {name: Lexicon(words) for name, words in book.currencies.items()}
        self._working = Lexicon(book.working)
        self._sides: dict[Side | None, Lexicon] = {
            "at_most": Lexicon(book.at_most),
            "at_least": Lexicon(book.at_least),
            None: Lexicon(book.no_negations),
        }
        self._negations = Lexicon(book.negations)
        self._comparatives = Lexicon(book.comparatives)

    def limits(self, tokens: Sequence[Token]) -> tuple[tuple[Span, Side | None], ...]:
        """Give the words that make a figure a limit; of overlapping ones the longest."""
        found = [(span, side) for side, one in self._sides.items() for span in one.spans(tokens)]
        found.sort(key=lambda one: (one[0][0] - one[0][1], one[0][0]))
        kept: list[tuple[Span, Side | None]] = []
        for span, side in found:
            if all(span[1] <= other[0] or span[0] >= other[1] for other, _ in kept):
                kept.append((span, side))
        turned = self._turned(tokens, [span for span, _ in kept])
        sides = ((span, _OTHER[side] if span in turned and side else side) for span, side in kept)
        return tuple(sorted(sides, key=lambda one: one[0]))

    def _turned(self, tokens: Sequence[Token], limits: Sequence[Span]) -> Mapping[Span, int]:
        """Give the comparisons that a `not` shortly before turns around, each with its place."""
        inside = {n for start, end in limits for n in range(start, end)}
        nots = self._negations.covered(tokens) - inside
        compared = set(self._comparatives.spans(tokens)) & set(limits)
        near = {
            span: [n for n in nots if 0 < span[0] - n <= _TURNS]
            for span in compared
            if self._figure_follows(tokens, span[1])
        }
        return {span: max(places) for span, places in near.items() if places}

    def _figure_follows(self, tokens: Sequence[Token], end: int) -> bool:
        words = tokens[end : end + 2]
        return any(one.word[0].isdigit() or one.word in self._numbers for one in words)

    def turning(self, tokens: Sequence[Token]) -> set[int]:
        """Give the places of words that turn a comparison and not the sentence."""
        return set(self._turned(tokens, [span for span, _ in self.limits(tokens)]).values())

    def negations(self, tokens: Sequence[Token]) -> set[int]:
        """Give the places of words that turn the sentence around; `no later than` does not."""
        spans = [span for span, _ in self.limits(tokens)]
        limits = {n for start, end in spans for n in range(start, end)}
        turning = set(self._turned(tokens, spans).values())
        return self._negations.covered(tokens) - limits - turning

    def side_of(self, figure: Figure, tokens: Sequence[Token]) -> Side | None:
        """Give the side on which words near a figure limit it; None when none stand there."""
        sides = [(span, side) for span, side in self.limits(tokens) if side is not None]
        ahead = [(figure.span[0] - span[1], side) for span, side in sides
                 if 0 <= figure.span[0] - span[1] <= _BEFORE]  # fmt: skip
        behind = [(span[0] - figure.span[1], side) for span, side in sides
                  if 0 <= span[0] - figure.span[1] <= _BEHIND]  # fmt: skip
        nearest = min(ahead or behind, default=None, key=lambda one: one[0])
        return nearest[1] if nearest else None

    def figures(self, tokens: Sequence[Token]) -> tuple[Figure, ...]:
        """Give the figures with a unit, in order."""
        found: list[Figure] = []
        place = 0
        while place < len(tokens):
            figure = self._figure(tokens, place)
            if figure is not None:
                found.append(figure)
            place = figure.span[1] if figure else place + 1
        return tuple(found)

    def _figure(self, tokens: Sequence[Token], start: int) -> Figure | None:
        currency = self._currency_at(tokens, start)
        at = start + 1 if currency else start
        number, end = self._number(tokens, at)
        if number is None:
            return None
        times = self._multiples.get(tokens[end].word) if end < len(tokens) else None
        end = end + 1 if times else end
        after = self._currency_at(tokens, end)
        if currency or after:
            value = _amount(tokens[at].word)
            value = value * times if value is not None and times else value
            span = (start, end if currency else end + 1)
            return Figure(currency or after or "", value, value, span) if value else None
        working = bool(self._working.spans(tokens[end : end + 1]))
        unit_at = end + 1 if working else end
        for name, lexicon in self._units.items():
            here = [one for one in lexicon.spans(tokens[unit_at : unit_at + 3]) if one[0] == 0]
            if here:
                span = (start, unit_at + here[0][1])
                most = Decimal(ceil(number * 7 / 5) + 2) if working else number
                return Figure(name, number, most, span, working)
        return None

    def _currency_at(self, tokens: Sequence[Token], place: int) -> str | None:
        here = tokens[place : place + 1]
        return next((name for name, one in self._currencies.items() if one.spans(here)), None)

    def _number(self, tokens: Sequence[Token], start: int) -> tuple[Decimal | None, int]:
        """Read a number; `thirty (30)` and `forty-eight` are one each."""
        values = [_value(one, self._numbers) for one in tokens[start : start + 3]]
        if not values or values[0] is None:
            return None, start
        total, end = values[0], start + 1
        if len(values) > 1 and values[1] is not None:
            tens = tokens[start].word in self._numbers and total % 10 == 0 and total > 10
            if tens and tokens[end].word in self._numbers and values[1] < 10:
                total, end = total + values[1], end + 1
        repeated = _value(tokens[end], self._numbers) if end < len(tokens) else None
        return total, end + 1 if repeated == total else end


def places_in(tokens: Sequence[Token], names: Mapping[str, Lexicon]) -> Iterator[tuple[str, Span]]:
    """Give the places named in a text, each with where its name stands."""
    for code, lexicon in names.items():
        for span in lexicon.spans(tokens):
            yield code, span


def _value(token: Token, numbers: Mapping[str, int]) -> Decimal | None:
    if token.word in numbers:
        return Decimal(numbers[token.word])
    if not token.word[0].isdigit():
        return None
    if _THOUSANDS.fullmatch(token.word):
        return Decimal(token.word.replace(",", ""))
    parts = re.split(r"[.,]", token.word)
    return Decimal(".".join(parts)) if len(parts) <= 2 else None


def _amount(word: str) -> Decimal | None:
    """Read an amount; `150.000` may be a hundred and fifty or a thousand times it: nobody knows."""
    if not word[0].isdigit() or re.fullmatch(r"[0-9]+\.[0-9]{3}", word):
        return None
    return _value(Token(word, word), {})
