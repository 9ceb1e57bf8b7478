"""Months and parts of a term, as the written rules of a price count them."""

from __future__ import annotations

import re

from proposalkit.model.fields import DURATION_PATTERN


class NotInFormulas(Exception):
    """This price has something that no plain formula of a spreadsheet can follow."""


def months_in(duration: str | None) -> int:
    """Give the months of a duration, 1 for none; raises NotInFormulas for days and weeks."""
    match = re.match(DURATION_PATTERN, duration or "P1M")
    if match is None or match[2] not in ("M", "Y"):
        raise NotInFormulas(f'"{duration}" is no number of months')
    return int(match[1]) * (12 if match[2] == "Y" else 1)


def spans(first: int, length: int, last: int) -> tuple[tuple[int, int], ...]:
    """Part the months from `first` to `last` into runs; the last one may be cut short."""
    return tuple((start, min(start + length - 1, last)) for start in range(first, last + 1, length))
