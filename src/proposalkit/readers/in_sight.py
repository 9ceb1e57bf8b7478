"""Can a person see what a program reads? Each page is drawn, and each letter looked for in it.

Why by looking: white, covered, clipped, faded and off-page text are many tricks with one effect.
The letter's box in the picture holds no trace of its ink. So the trick need not be known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from proposalkit.model.finding import CheckResult, Finding
from proposalkit.readers.page_letters import Drawing, Letters, page_letters, text_runs
from proposalkit.readers.reading import SIGHT_CHECK

if TYPE_CHECKING:
    import numpy as np
    import pypdfium2
    from numpy.typing import NDArray

    from proposalkit.readers.pdf_pages import PageText

DOTS_PER_POINT = 100 / 72
MOST_PAGES = 500
MOST_DOTS = 8_000_000
"""Twice an A3 page; a larger one is not drawn."""
LEAST_SIZE = 3.0
"""Letters below this many points cannot be read on paper."""
LEAST_CONTRAST = 60
"""Of 255 steps of brightness, between the ink and what is around it; ours have 149 and more."""
_MOST_FADED = 0.8
"""How much of the way from paper to ink may be missing at the darkest dot; ours miss 0.55."""
_LEAST_PAPER = 0.2
"""How much of the box must differ from the ink on average; ours differ by 0.34 and more."""
_GRID = 10
_EDGE = 0.5
_MOST_NAMED = 5
_LONGEST_QUOTE = 60

_TEXTS = {
    "text-unseen": (
        "programs read it, but it cannot be seen: it is covered, cut off or as pale as "
        "what is behind it"
    ),
    "text-off-page": "programs read it, but it stands outside the page",
    "text-overprinted": "it stands on top of other text, so that one of the two cannot be read",
    "text-turned": "it is drawn upside down or mirrored, so that a 6 may look like a 9",
    "text-see-through": "it is drawn with no opacity",
}
_SHOW = "Show the text or take it out of the template: nothing on a page may be hidden."


def look_at_pages(pages: Sequence[PageText]) -> CheckResult:
    """Look for every letter of every page; a page that cannot be drawn is said to be unseen."""
    if len(pages) > MOST_PAGES:
        why = f"The PDF has {len(pages)} pages; at most {MOST_PAGES} are looked at."
        return CheckResult(check=SIGHT_CHECK, outcome="could_not_run", detail=why)
    findings: list[Finding] = []
    letters = 0
    for page in pages:
        width, height = page.page.get_size()
        if width * height * DOTS_PER_POINT**2 > MOST_DOTS:
            why = f"Page {page.number} is {width:.0f} by {height:.0f} points, too large to draw."
            return CheckResult(
                check=SIGHT_CHECK, outcome="could_not_run", detail=why, findings=tuple(findings)
            )
        seen = page_letters(page.layer)
        letters += len(seen.characters)
        findings += _page(page, seen)
    detail = f"{letters} letters looked for on {len(pages)} pages"
    return CheckResult(check=SIGHT_CHECK, detail=detail, findings=tuple(findings))


def _page(page: PageText, letters: Letters) -> Iterator[Finding]:
    """Give the findings of one page."""
    where = f"page {page.number}"
    yield from _cut(page.page, where)
    yield from _runs(page.page, where)
    if letters.characters:
        for kind, hits in _faults(page.page, letters).items():
            yield from _named(kind, where, letters.characters, hits)


def _cut(page: pypdfium2.PdfPage, where: str) -> Iterator[Finding]:
    if page.get_rotation() or page.get_cropbox() != page.get_mediabox():
        yield Finding(
            id="page-cut",
            where=where,
            message="The page is turned, or shows only a part of what it holds.",
            remedy="Make the page without a crop box and without turning it.",
        )


def _runs(page: pypdfium2.PdfPage, where: str) -> Iterator[Finding]:
    small = [run.size for run in text_runs(page) if run.size < LEAST_SIZE]
    if small:
        yield Finding(
            id="text-tiny",
            where=where,
            message=f"{len(small)} pieces of text are drawn smaller than {LEAST_SIZE:g} points, "
            f'the smallest at "{min(small):.2f}".',
            remedy="Set the text in a size that can be read.",
        )


def _faults(page: pypdfium2.PdfPage, letters: Letters) -> dict[str, NDArray[np.bool_]]:
    """Say of each letter which faults it has; the first that applies is enough."""
    import numpy as np

    left, bottom, right, top = page.get_mediabox()
    boxes = letters.boxes
    outside = (
        (boxes[:, 2] < left) | (boxes[:, 0] > right) | (boxes[:, 3] < bottom) | (boxes[:, 1] > top)
    )
    see_through = np.array([one.alpha == 0 for one in letters.drawings])[letters.runs]
    turned = np.array([_is_turned(one) for one in letters.drawings])[letters.runs]
    unseen = _unseen(page, letters) & ~outside & ~see_through
    return {
        "text-off-page": outside,
        "text-see-through": see_through,
        "text-unseen": unseen,
        "text-turned": turned & ~outside,
        "text-overprinted": _overprinted(boxes) & ~outside & ~unseen,
    }


def _is_turned(drawing: Drawing) -> bool:
    """Say whether letters are mirrored or stand on their head; text up a side may stay."""
    a, b, c, d = drawing.matrix
    return a * d - b * c < 0 or (a < 0 and abs(a) > abs(b))


def _unseen(page: pypdfium2.PdfPage, letters: Letters) -> NDArray[np.bool_]:
    """Look into the box of each letter: its ink must be there, and something unlike it."""
    import numpy as np

    ink = np.array([one.ink for one in letters.drawings])[letters.runs]
    distance = np.abs(_dots(page, letters.boxes) - ink[:, None])
    near, far, mean = distance.min(axis=1), distance.max(axis=1), distance.mean(axis=1)
    hidden: NDArray[np.bool_] = (
        (far < LEAST_CONTRAST) | (near > _MOST_FADED * far) | (mean < _LEAST_PAPER * far)
    )
    return hidden


def _dots(page: pypdfium2.PdfPage, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Draw the page and give, for each box, dots on an even grid over it and its edge."""
    import numpy as np

    drawn = page.render(scale=DOTS_PER_POINT, grayscale=True)
    picture = drawn.to_numpy()
    picture = picture.reshape(picture.shape[0], picture.shape[1])
    left, _, _, top = page.get_mediabox()
    steps = np.linspace(0.0, 1.0, _GRID)
    across = _even(boxes[:, 0] - left, boxes[:, 2] - left, steps, picture.shape[1])
    down = _even(top - boxes[:, 3], top - boxes[:, 1], steps, picture.shape[0])
    dots = picture[down[:, :, None], across[:, None, :]]
    levels: NDArray[np.float64] = dots.reshape(len(boxes), -1).astype(np.float64)
    return levels


def _even(
    first: NDArray[np.float64], last: NDArray[np.float64], steps: NDArray[np.float64], most: int
) -> NDArray[np.int64]:
    import numpy as np

    start, end = first * DOTS_PER_POINT - _EDGE, last * DOTS_PER_POINT + _EDGE
    places = start[:, None] + (end - start)[:, None] * steps
    return np.clip(places, 0, most - 1).astype(np.int64)


def _overprinted(boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Find letters whose middle lies in the box of a letter beside them in the order of place."""
    import numpy as np

    middle_x, middle_y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    hit = np.zeros(len(boxes), dtype=np.bool_)
    for shift in (0.0, 2.0):
        order = np.lexsort((middle_x, np.floor((middle_y + shift) / 4)))
        first, second = order[:-1], order[1:]
        inside = np.ones(len(first), dtype=np.bool_)
        for one, other in ((first, second), (second, first)):
            inside &= (
                (middle_x[one] > boxes[other, 0])
                & (middle_x[one] < boxes[other, 2])
                & (middle_y[one] > boxes[other, 1])
                & (middle_y[one] < boxes[other, 3])
            )
        hit[first[inside]] = True
        hit[second[inside]] = True
    return hit


def _named(kind: str, where: str, characters: str, hits: NDArray[np.bool_]) -> Iterator[Finding]:
    """Quote the runs of letters with one fault, the first few of them."""
    if not hits.any():
        return
    runs = []
    for is_hit, group in groupby(enumerate(hits.tolist()), key=itemgetter(1)):
        if is_hit:
            runs.append("".join(characters[place] for place, _ in group))
    for run in runs[:_MOST_NAMED]:
        quote = run if len(run) <= _LONGEST_QUOTE else f"{run[: _LONGEST_QUOTE - 3]}..."
        yield Finding(id=kind, where=where, message=f'"{quote}": {_TEXTS[kind]}.', remedy=_SHOW)
    if len(runs) > _MOST_NAMED:
        yield Finding(
            id=kind,
            where=where,
            message=f"{len(runs) - _MOST_NAMED} more pieces of text: {_TEXTS[kind]}.",
            remedy=_SHOW,
        )
