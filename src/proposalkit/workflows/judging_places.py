"""Holds the list of places of a kit against its pages: what to look for, and the judgement."""

from __future__ import annotations

from collections.abc import Sequence

from proposalkit.errors import InputRefused
from proposalkit.model.finding import CheckResult
from proposalkit.model.proposal import Proposal
from proposalkit.model.shown import ShownValue, shown_values
from proposalkit.model.standard_answers import StandardAnswers
from proposalkit.readers.reading import PdfExamination
from proposalkit.readers.standard_json import parse_standard_answers
from proposalkit.readers.strict_json import MAX_BYTES
from proposalkit.verify.parity import PARITY_CHECK, Spot, check_parity


def needles_of(document: Proposal | StandardAnswers) -> dict[str, str]:
    """Give the words of each shown value by its JSON pointer, for the reader of the pages."""
    return {value.pointer: value.text for value in shown_values(document)}


def standard_needles(data: bytes) -> dict[str, str]:
    """Give those of standard answers; nothing when they cannot be read, which is said elsewhere."""
    try:
        return needles_of(parse_standard_answers(data)) if len(data) <= MAX_BYTES else {}
    except InputRefused:
        return {}


def judge_places(
    parity: bytes | None, examination: PdfExamination | None, values: Sequence[ShownValue]
) -> CheckResult:
    """Check each entry of the list against where the reader found the values."""
    if parity is None:
        return _absent("There is no list of places.")
    if examination is None or (examination.reading is None and not examination.stopped):
        return _absent("There are no pages to hold the list against.")
    if examination.stopped:
        return CheckResult(check=PARITY_CHECK, outcome="could_not_run", detail=examination.stopped)
    found = {
        pointer: tuple(Spot(one.page, one.box) for one in places)
        for pointer, places in examination.places.items()
    }
    return check_parity(parity, values, found)


def _absent(why: str) -> CheckResult:
    return CheckResult(check=PARITY_CHECK, outcome="not_applicable", detail=why)
