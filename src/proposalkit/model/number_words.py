"""English number words and what they are worth."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES: Mapping[str, int] = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
NUMBER_WORDS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_SMALL)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **SCALES,
}
ORDINAL_WORDS: Mapping[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirtieth": 30,
}  # fmt: skip


def value_of_words(text: str) -> Decimal:
    """Work out number words: `two hundred and five thousand` is 205000."""
    total = group = 0
    for word in re.findall(r"[a-z]+", text.lower()):
        worth = NUMBER_WORDS.get(word)
        if worth is None:
            continue
        if word in SCALES and worth > 100:
            total, group = total + max(group, 1) * worth, 0
        elif word in SCALES:
            group = max(group, 1) * worth
        else:
            group += worth
    return Decimal(total + group)
