"""Has anything internal reached a file the buyer gets?"""

from __future__ import annotations

from collections.abc import Mapping

from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.folding import bare


def check_canaries(canaries: Mapping[str, str], texts: Mapping[str, str]) -> CheckResult:
    """Look for every internal value (name to text) in every buyer file's text and name."""
    folded = {name: _folded(canary) for name, canary in canaries.items()}
    findings = [
        Finding(
            id="internal-text-leaked",
            where=where,
            message=f"Internal text ({name}) stands in a file for the buyer.",
            remedy="Do not send this kit; find the input that carries it and generate again.",
        )
        for where, text in texts.items()
        for name in _found(folded, _folded(where + "\n" + text))
    ]
    return CheckResult(
        check="internal-stays-inside",
        detail=f"{len(canaries)} internal values in {len(texts)} files",
        findings=tuple(findings),
    )


def _folded(text: str) -> str:
    return bare(text).casefold()


def _found(folded: Mapping[str, str], text: str) -> list[str]:
    """Name the values that stand in one file; its text is folded once, however many there are."""
    return [name for name, canary in folded.items() if canary in text]
