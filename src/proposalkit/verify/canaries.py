"""Has anything internal reached a file the buyer gets?"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.folding import bare

_DIGEST = re.compile(
    "(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{32,}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})"
    "(?![0-9A-Za-z])"
)
"""A digest or a made-up id holds any four digits sooner or later, and tells nothing of them."""
_QUOTED = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_IN_TEXT = re.compile(rf"(?<!\d)(?<!\d\.)(?:{_NUMBER.pattern})(?!\d)(?!\.\d)")


def check_canaries(
    canaries: Mapping[str, str], texts: Mapping[str, str], places: Collection[str] = ()
) -> CheckResult:
    """Look for every internal value (name to text) in every buyer file's text and name.

    A number is found where a whole number is equal to it, however it is written; any other text
    where it stands, whatever white space and capitals. `places` are JSON files whose numbers are
    places on pages, so that only texts are looked for in their strings.
    """
    numbers = {name: _value(one) for name, one in canaries.items() if _NUMBER.fullmatch(one)}
    folded = {name: _folded(one) for name, one in canaries.items() if name not in numbers}
    findings = [
        Finding(
            id="internal-text-leaked",
            where=where,
            message=f"Internal text ({name}) stands in a file for the buyer.",
            remedy="Do not send this kit; find the input that carries it and generate again.",
        )
        for where, text in texts.items()
        for name in _found(
            {} if where in places else numbers,
            folded,
            f"{where}\n{_strings(text) if where in places else text}",
        )
    ]
    return CheckResult(
        check="internal-stays-inside",
        detail=f"{len(canaries)} internal values in {len(texts)} files",
        findings=tuple(findings),
    )


def _strings(text: str) -> str:
    """Give what stands between the quotation marks of a JSON file, each once."""
    return "\n".join(dict.fromkeys(_QUOTED.findall(text)))


def _folded(text: str) -> str:
    return bare(text).casefold()


def _value(number: str) -> str:
    """Write a number without the marks and noughts that change nothing."""
    whole, _, part = number.replace(",", "").partition(".")
    part = part.rstrip("0")
    return f"{whole}.{part}" if part else whole


def _found(numbers: Mapping[str, str], folded: Mapping[str, str], text: str) -> list[str]:
    """Name the values that stand in one file; its text is folded once, however many there are."""
    plain = _DIGEST.sub(" ", text)
    there = {_value(one) for one in _IN_TEXT.findall(plain)} if numbers else set()
    whole = _folded(plain)
    return [
        *(name for name, value in numbers.items() if value in there),
        *(name for name, canary in folded.items() if canary in whole),
    ]
