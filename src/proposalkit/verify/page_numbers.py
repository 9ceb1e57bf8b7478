"""The numbers printed at the foot of the pages: do they leave a page out?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from proposalkit.model.finding import Finding
from proposalkit.model.folding import bare

PAGE, PAGES = "\ue001", "\ue002"
"""Stand in a running line for the number of the page and of all pages."""

_MOST_NAMED = 10


def printed_numbers(pages: Sequence[str], running: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Give number and number of all as each page prints them; nothing when that is not to be had.

    It is to be had when every page has both, they rise, and all name the same last one.
    """
    line = next((one for one in running if PAGE in one and PAGES in one), None)
    if line is None:
        return ()
    pattern = re.escape(bare(line)).replace(PAGE, r"(?P<page>[0-9]{1,4})")
    wanted = re.compile(pattern.replace(PAGES, "(?P<pages>[0-9]{1,4})"))
    found = [list(wanted.finditer(bare(page))) for page in pages]
    if not all(found):
        return ()
    numbers = tuple((int(one[-1]["page"]), int(one[-1]["pages"])) for one in found)
    first, last = [number for number, _ in numbers], {total for _, total in numbers}
    rises = all(one < two for one, two in pairwise(first))
    return numbers if rises and len(last) == 1 and first[-1] <= last.pop() else ()


def missing_pages(pages: Sequence[str], running: Sequence[str]) -> tuple[Finding, ...]:
    """Name the pages that the printed numbers leave out."""
    numbers = printed_numbers(pages, running)
    total = numbers[0][1] if numbers else 0
    missing = [one for one in range(1, total + 1) if one not in {number for number, _ in numbers}]
    if not missing:
        return ()
    named = ", ".join(map(str, missing[:_MOST_NAMED]))
    more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
    which = f"Page {named} of {total} is" if len(missing) == 1 else f"Pages {named}{more} are"
    return (
        Finding(
            id="page-missing",
            where=f"page {missing[0]}",
            message=f'{which} missing: the pages say that there are "{total}", and the PDF has '
            f"{len(pages)}.",
            remedy="What stood there is not known; ask the seller for the whole PDF.",
        ),
    )
