"""What a number may mean that was typed with a decimal comma or with marks between thousands."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_GROUPS = re.compile(r"[1-9][0-9]{0,2}([.,'\u2019 \u00a0\u202f])[0-9]{3}(?:\1[0-9]{3})*")
_WITH_DECIMALS = re.compile(
    r"([0-9]{1,3}(?:([.,'\u2019 \u00a0\u202f])[0-9]{3})*|[0-9]+)([.,])([0-9]{1,12})"
)
_MARKS = str.maketrans("", "", ".,'\u2019 \u00a0\u202f")


class Slip(NamedTuple):
    """What a text may mean, as a clause to put behind what was read, and what to type."""

    may_mean: str
    remedy: str


def number_slip(text: str) -> Slip | None:
    """Say what a text may mean that is a number in another country's way; None for any other.

    A point before three digits is one too (`9.200`), where it would be read as 9.2.
    """
    text = text.strip()
    if _GROUPS.fullmatch(text):
        return _thousands(text)
    match = _WITH_DECIMALS.fullmatch(text)
    if match is None or match[2] == match[3] or (match[2] is None and match[3] == "."):
        return None
    number = f"{int(match[1].translate(_MARKS))}.{match[4]}"
    if match[3] == ",":
        return Slip(f"its comma may be a decimal comma: {number}", f"Write {number}.")
    return Slip(f"it may mean {number}", f"Write {number}.")


def _thousands(text: str) -> Slip:
    whole = text.translate(_MARKS)
    if sum(one in text for one in ".,") == 0 or len(text) - len(whole) > 1:
        return Slip(f"it may mean {whole}", f"Write {whole}.")
    small = _not_in_thousands(text.replace(",", "."))
    mark = "point" if "." in text else "comma"
    return Slip(
        f"its {mark} may stand between thousands ({whole}) or before decimals ({small})",
        f"Write {whole} or {small}.",
    )


def _not_in_thousands(text: str) -> str:
    """Write a number with three decimals so that nobody takes its point for thousands."""
    short = format(Decimal(text).normalize(), "f")
    return f"{text}0" if len(short.partition(".")[2]) == 3 else short
