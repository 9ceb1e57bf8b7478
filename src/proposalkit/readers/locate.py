"""Find texts on the pages, whatever white space or line breaks stand in them there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from proposalkit.model.folding import bare
from proposalkit.readers.pdf_pages import FoldedPage, PageText
from proposalkit.readers.reading import Place

_LONG_ENOUGH_TO_SPLIT = 24
_LAST_CUTS = 12
_DIGITS = re.compile(r"\d+")
_BULLETS = str.maketrans("", "", "•◦▪▫‣")


class _Page:
    """A page with its folded text, made when first needed."""

    def __init__(self, page: PageText) -> None:
        self.page = page

    @cached_property
    def folded(self) -> FoldedPage:
        """Give the folded text."""
        return self.page.folded()

    @property
    def text(self) -> str:
        """Give the folded text without its origins."""
        return self.folded.text

    def place(self, start: int, end: int) -> Place:
        """Give the place of folded text from `start` up to `end`."""
        origin = self.folded.origin
        box = self.page.box(origin[start], origin[end - 1] + 1)
        return Place(page=self.page.number, box=box)

    def find(self, wanted: str) -> int:
        """Give where a text stands as whole words and numbers, -1 when it does not."""
        start = self.text.find(wanted)
        while start >= 0:
            if self._is_whole(start, start + len(wanted)):
                return start
            start = self.text.find(wanted, start + 1)
        return -1

    def _is_whole(self, start: int, end: int) -> bool:
        """Say whether the text is not the middle of a longer word or number, as 5 is in 1.50."""
        raw, origin = self.page.raw, self.folded.origin
        first, last = origin[start], origin[end - 1]
        return not (
            _goes_on(raw[max(0, first - 2) : first][::-1], raw[first])
            or _goes_on(raw[last + 1 : last + 3], raw[last])
        )


def find_places(
    pages: Sequence[PageText], needles: Mapping[str, str]
) -> dict[str, tuple[Place, ...]]:
    """Give for each needle its first place on each page; a text that runs on has one per page."""
    ours = [_Page(page) for page in pages]
    known: dict[str, tuple[Place, ...]] = {}
    found: dict[str, tuple[Place, ...]] = {}
    for key, needle in needles.items():
        wanted = bare(needle)
        if wanted not in known:
            known[wanted] = _places(ours, wanted)
        found[key] = known[wanted]
    return found


def _places(pages: Sequence[_Page], wanted: str) -> tuple[Place, ...]:
    """Find one folded text."""
    if not wanted:
        return ()
    hits = tuple(
        page.place(start, start + len(wanted))
        for page in pages
        if (start := page.find(wanted)) >= 0
    )
    if hits or len(wanted) < _LONG_ENOUGH_TO_SPLIT:
        return hits
    return _across_pages(pages, wanted)


def _across_pages(pages: Sequence[_Page], wanted: str) -> tuple[Place, ...]:
    """Find a text that begins on one page and goes on at the top of the next."""
    for number in range(len(pages) - 1):
        page = pages[number]
        longest = _longest_start(page.text, wanted)
        for length in range(longest, max(longest - _LAST_CUTS, 0), -1):
            start = page.text.rfind(wanted[:length])
            rest = _carry_on(pages, number, start + length, wanted[length:])
            if rest:
                return (page.place(start, start + length), *rest)
    return ()


def _carry_on(pages: Sequence[_Page], number: int, end: int, rest: str) -> tuple[Place, ...] | None:
    """Find the rest of a text on the pages after `number`, whose own part ended at `end`.

    Why the masks: only running lines, which stand alike on both pages but for their page
    numbers, may come between the two parts.
    """
    if number + 1 >= len(pages):
        return None
    here, after = pages[number], pages[number + 1]
    if not _masked(after.text).endswith(_masked(here.text[end:])):
        return None
    length = _longest_start(after.text, rest)
    start = after.text.find(rest[:length])
    if not length or not _masked(here.text).startswith(_masked(after.text[:start])):
        return None
    place = after.place(start, start + length)
    if length == len(rest):
        return (place,)
    further = _carry_on(pages, number + 1, start + length, rest[length:])
    return (place, *further) if further else None


def _longest_start(text: str, wanted: str) -> int:
    """Give how many letters of the start of `wanted` stand together somewhere in the text."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        if wanted[:middle] in text:
            low = middle
        else:
            high = middle - 1
    return low


def _masked(text: str) -> str:
    """Put one mark in place of each number, and drop bullets, which are drawn after all text."""
    return _DIGITS.sub("#", text.translate(_BULLETS))


def _goes_on(beyond: str, edge: str) -> bool:
    """Say whether a word or number continues beyond its edge letter.

    `beyond` holds the next two letters outward, nearest first.
    """
    if not edge.isalnum() or not beyond:
        return False
    if beyond[0].isalnum():
        return True
    return edge.isdigit() and beyond[0] in ".," and beyond[1:2].isdigit()
