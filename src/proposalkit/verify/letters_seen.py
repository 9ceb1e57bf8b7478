"""Does a person see what programs read? The words of a page against those read from its picture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.folding import plain

LETTERS_CHECK = "letters-as-seen"
LEAST_WORDS = 0.9
"""Share of a page's words that must be among those seen; reading pictures errs now and then."""
_MOST_NAMED = 10
_FIGURE = re.compile(r"\d(?:[\d.,:/\-]*\d)?%?")
_LIKE_DIGITS = str.maketrans("OolI|,", "00111.")
_EDGES = " .,;:!?()[]{}'\"|*~_=<>\u00b7\u2022"
_DIGEST_LETTERS = 16
_DIGEST = re.compile(rf"[0-9a-fA-F]{{{_DIGEST_LETTERS},}}")
"""Nobody compares a digest by eye; `printed-digest` holds it against the data."""

Spot = tuple[float, float, float, float]
"""Left, top, right and bottom in dots of the picture."""


class Word(Protocol):
    """A word and where it stands in the picture."""

    @property
    def text(self) -> str:
        """The word as written."""

    @property
    def spot(self) -> Spot:
        """The box around it."""


@dataclass(frozen=True)
class PageLook:
    """What came of holding one page against its picture."""

    number: int
    words: int
    others: tuple[tuple[str, str], ...] = ()
    """What programs read, and the other number of the same shape that is seen there."""
    unread: tuple[str, ...] = ()
    """Numbers that the readings of the picture do not give."""
    doubted: tuple[Spot, ...] = ()
    """Where these numbers stand."""
    share: float = 1.0
    """Part of the words that were seen."""
    problem: str = ""
    """Why the picture was not read."""
    file: str = ""
    """The file of the page, when it is not the proposal's own."""

    @property
    def place(self) -> str:
        """Name the page, with its file where that is another one."""
        return f"{self.file}, page {self.number}" if self.file else f"page {self.number}"

    @property
    def agrees(self) -> bool:
        """Whether all numbers and enough words were seen."""
        seen = self.share >= LEAST_WORDS
        return seen and not (self.others or self.unread or self.problem)


def look_at_page(
    number: int, words: Sequence[Word], readings: Sequence[Sequence[Word]]
) -> PageLook:
    """Hold the words of a page against one or more readings of its picture.

    A number must be read where it stands, or as often as the page has it; it is another number
    only when every reading gives the same other one of the same shape at its place.
    """
    bags = [Counter(_parts(one.text for one in reading)) for reading in readings]
    asked = Counter(figure for word in words for figure in figures(word.text))
    others: list[tuple[str, str]] = []
    unread: list[str] = []
    doubted: list[Spot] = []
    for word in words:
        seen = [_at(word.spot, reading) for reading in readings] if figures(word.text) else []
        for figure in figures(word.text):
            if any(_holds(text, figure) or _listed(text, word.text) for text in seen):
                continue
            if other := _other(figure, word.text, seen):
                others.append((figure, other))
            elif _is_number(seen) or not any(_often(figure, bag, asked) for bag in bags):
                unread.append(figure)
            else:
                continue
            doubted.append(word.spot)
    return PageLook(
        number=number,
        words=len(words),
        others=tuple(others),
        unread=tuple(dict.fromkeys(unread)),
        doubted=tuple(doubted),
        share=_share(words, bags),
    )


def check_letters_seen(looks: Sequence[PageLook]) -> CheckResult:
    """Say what was seen otherwise; a page whose picture could not be followed is not judged."""
    findings = [_finding(look, *pair) for look in looks for pair in look.others[:_MOST_NAMED]]
    doubtful = [look for look in looks if not look.agrees and not look.others]
    if not doubtful:
        detail = f"{sum(look.words for look in looks)} words of {len(looks)} pages"
        return CheckResult(check=LETTERS_CHECK, detail=detail, findings=tuple(findings))
    return CheckResult(
        check=LETTERS_CHECK,
        outcome="could_not_run",
        detail=f"page-reads-otherwise: {'; '.join(map(_doubt, doubtful))}. Look at "
        f"{'this page' if len(doubtful) == 1 else 'these pages'} yourself.",
        findings=tuple(findings),
    )


def figures(text: str) -> tuple[str, ...]:
    """Give the numbers, amounts, dates and percentages of a word; a digest has none."""
    text = plain(text)
    return () if _DIGEST.search(text) else tuple(_FIGURE.findall(text))


def _parts(texts: Iterable[str]) -> Iterable[str]:
    """Give the numbers of the words read, and the words read for numbers, folded."""
    for text in texts:
        yield from {_folded(one) for one in (*figures(text), plain(text).strip(_EDGES))}


def _folded(text: str) -> str:
    return text.translate(_LIKE_DIGITS)


def _at(spot: Spot, reading: Sequence[Word]) -> str:
    """Give what is read inside a box, from left to right."""
    inside = [one for one in reading if _meets(spot, one.spot)]
    return plain("".join(one.text for one in sorted(inside, key=lambda one: one.spot[0])))


def _meets(spot: Spot, other: Spot) -> bool:
    """Say whether half of the narrower word lies within the other, on the same line."""
    across = min(spot[2], other[2]) - max(spot[0], other[0])
    narrow = min(spot[2] - spot[0], other[2] - other[0])
    middle = (other[1] + other[3]) / 2
    return across > 0 and across * 2 >= narrow and spot[1] <= middle <= spot[3]


def _holds(seen: str, figure: str) -> bool:
    """Look for a number exactly, then with the letters that look like digits."""
    if figure in figures(seen):
        return True
    wanted = re.escape(_folded(figure))
    return re.search(rf"(?<!\d)(?<!\d[.:/-]){wanted}(?![.:/-]?\d)", _folded(seen)) is not None


def _listed(seen: str, word: str) -> bool:
    """Find a number of a list, as in "7, 8", that was read as one word with the next."""
    return word.endswith(",") and word[:-1].isdigit() and word[:-1] in seen.split(",")


def _other(figure: str, word: str, seen: Sequence[str]) -> str:
    """Give the other number of the same shape that all readings agree on, or nothing."""
    place = figures(word).index(figure)
    found = {_figure_at(place, len(figures(word)), text) for text in seen}
    if len(found) != 1 or len(seen) < 2:
        return ""
    (other,) = found
    return other if other != figure and _shape(other) == _shape(figure) else ""


def _figure_at(place: int, count: int, text: str) -> str:
    found = figures(text)
    return found[place] if len(found) == count else ""


def _shape(figure: str) -> str:
    return re.sub(r"\d", "0", figure.replace(",", "."))


def _is_number(seen: Sequence[str]) -> bool:
    """Say whether every reading gives some number there: then none elsewhere stands for it."""
    return all(figures(text) for text in seen)


def _often(figure: str, bag: Counter[str], asked: Counter[str]) -> bool:
    return bag[_folded(figure)] >= asked[figure]


def _share(words: Sequence[Word], bags: Sequence[Counter[str]]) -> float:
    """Give the part of the words that one reading or another has."""
    wanted = Counter(key for one in words if (key := _folded(plain(one.text).strip(_EDGES))))
    if not wanted:
        return 1.0
    found = sum(min(count, max(bag[key] for bag in bags)) for key, count in wanted.items())
    return found / wanted.total()


def _finding(look: PageLook, figure: str, other: str) -> Finding:
    return Finding(
        id="page-reads-otherwise",
        where=look.place,
        message=f'Programs read "{figure}", and the picture of the page shows "{other}" there.',
        remedy="Do not rely on this page: ask the seller for the PDF as it was made.",
    )


def _doubt(look: PageLook) -> str:
    if look.problem:
        return f"{look.place}: {look.problem}"
    if look.unread:
        named = ", ".join(f'"{one}"' for one in look.unread[:_MOST_NAMED])
        more = len(look.unread) - _MOST_NAMED
        return f"{look.place}: not seen {named}{f' and {more} more' if more > 0 else ''}"
    return f"{look.place}: only {look.share:.0%} of the words were seen"
