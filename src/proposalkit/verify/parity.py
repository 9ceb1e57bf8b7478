"""Does each shown value stand where the kit's own list says: that page, that box?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.shown import ShownValue

PARITY_CHECK = "places"
FILE = "parity.json"
MOST_FINDINGS = 20
"""Entries that are named one by one; the rest are counted."""

KNOWN_VERSIONS = ("0.1", "1.0")
NEAR = 1.0
"""Points by which a side of a box may differ: another version of the reader rounds otherwise."""

_AGAIN = "The list and the pages do not belong together; ask the seller for the kit as made."


class Spot(NamedTuple):
    """A page, from 1, and a box on it: left, bottom, right, top in points from the lower left."""

    page: int
    box: tuple[float, ...]

    def is_near(self, other: Spot) -> bool:
        """Say whether two spots are the same but for rounding."""
        return self.page == other.page and all(
            abs(one - two) <= NEAR for one, two in zip(self.box, other.box, strict=True)
        )

    def words(self) -> str:
        """Give the spot as a person reads it."""
        return f"page {self.page} in the box {', '.join(f'{side:g}' for side in self.box)}"


Spots = Mapping[str, Sequence[Spot]]
"""JSON pointer of a shown value -> the spots where it stands."""


def check_parity(data: bytes, values: Sequence[ShownValue], found: Spots) -> CheckResult:
    """Hold the list against the pages; `found` says where each value really stands.

    Each value has an entry, each spot of it is one of those found, and no entry is of a value that
    is not shown.
    """
    listed, fault = listed_spots(data)
    if fault is not None:
        if fault.severity == "warning":
            return CheckResult(check=PARITY_CHECK, outcome="could_not_run", findings=(fault,))
        return CheckResult(check=PARITY_CHECK, findings=(fault,))
    shown = {value.pointer: value.text for value in values}
    findings = [*_missing(shown, listed), *_misplaced(shown, listed, found)]
    findings += [_extra(pointer) for pointer in listed if pointer not in shown]
    more = findings[MOST_FINDINGS:]
    spots = sum(map(len, listed.values()))
    return CheckResult(
        check=PARITY_CHECK,
        detail=f"{len(listed)} values, {spots} places",
        findings=(*findings[:MOST_FINDINGS], *([_more(len(more))] if more else ())),
    )


def listed_spots(data: bytes) -> tuple[dict[str, tuple[Spot, ...]], Finding | None]:
    """Read the list; gives what is wrong with it when it cannot be read as one."""
    try:
        document: object = json.loads(data)
    except (ValueError, RecursionError):
        return {}, _unreadable("it is no JSON")
    version = document.get("parityVersion") if isinstance(document, dict) else None
    if version not in KNOWN_VERSIONS:
        return {}, _version(version)
    shown = document.get("shown") if isinstance(document, dict) else None
    if not isinstance(shown, dict):
        return {}, _unreadable('it has no "shown"')
    listed: dict[str, tuple[Spot, ...]] = {}
    for pointer, entries in shown.items():
        spots = [_spot(one) for one in entries] if isinstance(entries, list) else [None]
        read = tuple(one for one in spots if one is not None)
        if len(read) != len(spots):
            return {}, _unreadable(f'"{pointer[:80]}" has an entry that is no page with a box')
        listed[str(pointer)] = read
    return listed, None


def _spot(entry: object) -> Spot | None:
    page, box = (entry.get("page"), entry.get("box")) if isinstance(entry, dict) else (None, None)
    if not isinstance(page, int) or not isinstance(box, list) or len(box) != 4:
        return None
    return Spot(page, tuple(map(float, box))) if all(map(_is_number, box)) else None


def _is_number(side: object) -> bool:
    return type(side) is not bool and isinstance(side, int | float) and abs(side) < 1e6


def _missing(shown: Mapping[str, str], listed: Spots) -> Iterator[Finding]:
    for pointer, text in shown.items():
        if not listed.get(pointer):
            yield Finding(
                id="place-missing",
                where=pointer,
                message=f'No page is listed for "{_short(text)}".',
                remedy=_AGAIN,
            )


def _misplaced(shown: Mapping[str, str], listed: Spots, found: Spots) -> Iterator[Finding]:
    for pointer, spots in listed.items():
        real = found.get(pointer, ())
        if spots == real:
            continue
        for spot in spots:
            if pointer in shown and not any(spot.is_near(one) for one in real):
                where = f"it stands on {real[0].words()}" if real else "it stands on no page"
                yield Finding(
                    id="place-wrong",
                    where=pointer,
                    message=f'"{_short(shown[pointer])}" does not stand on {spot.words()}; '
                    f"{where}.",
                    remedy=_AGAIN,
                )


def _extra(pointer: str) -> Finding:
    return Finding(
        id="place-extra",
        where=pointer[:200],
        message="A page is listed for it, and it is no shown value of the data.",
        remedy=_AGAIN,
    )


def _more(count: int) -> Finding:
    return Finding(
        id="place-wrong",
        where=FILE,
        message=f"{count} more entries do not fit the pages or the data.",
        remedy=_AGAIN,
    )


def _unreadable(why: str) -> Finding:
    return Finding(
        id="places-unreadable",
        where=FILE,
        message=f"The list of places cannot be read: {why}.",
        remedy="Ask the seller for the kit again, as it was packed.",
    )


def _version(version: object) -> Finding:
    if not isinstance(version, str):
        return _unreadable('it has no "parityVersion"')
    return Finding(
        id="places-version-unknown",
        severity="warning",
        where=FILE,
        message=f'The list of places is of version "{version[:20]}"; this program knows '
        f"{', '.join(KNOWN_VERSIONS)}.",
        remedy="Verify with the version of proposalkit that made the kit, or a newer one.",
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."
