"""Puts advice that names options of the command line into the words of the tools."""

from __future__ import annotations

import re
from collections.abc import Callable

_ARGUMENTS = {
    "volume": "volumes",
    "exchange": "exchange",
    "months": "months",
    "same-unit": "same_unit",
    "weights": "weights",
    "policy": "policy",
    "on": "on",
}
"""Options of the commands behind the tools, and the argument of a tool that stands for each."""

_GIVEN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(r"--volume ([\w-]+)=(\d+(?:\.\d+)?|[A-Z]+)"),
        lambda found: f'"volumes": {{"{found[1]}": "{found[2]}"}}',
    ),
    (re.compile(r'--exchange "([^"]+)"'), lambda found: f'"exchange": ["{found[1]}"]'),
    (re.compile(r"--months (\d+)"), lambda found: f'"months": {found[1]}'),
    (
        re.compile(r"that `proposalkit read KIT --clauses` shows"),
        lambda found: "of a fact that explain_clause gives",
    ),
    (
        re.compile(rf"--({'|'.join(_ARGUMENTS)})\b"),
        lambda found: f'"{_ARGUMENTS[found[1]]}"',
    ),
)


def as_arguments(text: str) -> str:
    """Name the argument of a tool where a text names an option; the rest stays as it is."""
    for pattern, words in _GIVEN:
        text = pattern.sub(words, text)
    return text
