"""The volume a person asks a price for, such as `resolved=20001`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from proposalkit.errors import InputRefused
from proposalkit.model.fields import DECIMAL_PATTERN
from proposalkit.model.finding import Finding
from proposalkit.model.number_slips import number_slip

PLACE = "--volume"


class CountedUnit(NamedTuple):
    """A metric as a person names it."""

    id: str
    label: str


def asked_volumes(texts: Sequence[str], units: Sequence[CountedUnit]) -> dict[str, Decimal]:
    """Read what `--volume` was given; every metric gets one quantity, in the order of the price.

    A name may be cut short as long as it fits one metric only; with one metric it may be left
    out. Raises InputRefused with every problem.
    """
    findings: list[Finding] = []
    asked: dict[str, Decimal] = {}
    for text in texts:
        name, sign, number = text.rpartition("=")
        metric = _metric(name.strip() if sign else "", text, units, findings)
        quantity = _quantity(number.strip(), findings)
        if metric is not None and metric in asked:
            findings.append(_finding("volume-twice", f'"{text}" names "{metric}" a second time.',
                                     "Give one volume for each metric."))  # fmt: skip
        elif metric is not None and quantity is not None:
            asked[metric] = quantity
    missing = [unit.id for unit in units if unit.id not in asked]
    if missing and not findings:
        example = f"{PLACE} {missing[0]}=1000"
        findings.append(_finding("volume-missing", f'No volume is given for "{missing[0]}".',
                                 f"Add {example}."))  # fmt: skip
    if findings:
        raise InputRefused(findings)
    return {unit.id: asked[unit.id] for unit in units}


def _metric(
    name: str, text: str, units: Sequence[CountedUnit], findings: list[Finding]
) -> str | None:
    known = ", ".join(f'"{unit.id}"' for unit in units)
    if not units:
        findings.append(_finding("volume-unknown", f'"{text}" has nothing to count.',
                                 "This price counts nothing: leave the volume out."))  # fmt: skip
        return None
    exact = [unit.id for unit in units if name == unit.id]
    fits = exact or [unit.id for unit in units if _fits(name, unit)]
    if len(fits) == 1:
        return fits[0]
    example = f"{PLACE} {units[0].id}=1000"
    if fits and not name:
        message, remedy = f'"{text}" does not say of what: {known}.', f"Name it: {example}."
    elif fits:
        message, remedy = f'"{text}" could mean each of {known}.', "Write the whole name."
    else:
        message = f'"{name}" is nothing this price counts.'
        remedy = f"It counts {known}."
    findings.append(_finding("volume-unknown", message, remedy))
    return None


def _fits(name: str, unit: CountedUnit) -> bool:
    asked = re.sub(r"[-_\s]+", " ", name).lower()
    names = (re.sub(r"[-_.\s]+", " ", one).lower() for one in unit)
    return any(one.startswith(asked) for one in names)


def _quantity(number: str, findings: list[Finding]) -> Decimal | None:
    slip = number_slip(number)
    if slip is not None:
        message = f'"{number}" is not clear: {slip.may_mean}.'
        findings.append(_finding("volume-not-clear", message, slip.remedy))
        return None
    if re.match(DECIMAL_PATTERN, number):
        return Decimal(number)
    findings.append(_finding(
        "volume-not-a-number",
        f'"{number}" is not a volume: at most 15 digits, a point, at most 12 decimals, no sign.',
        "Write a number of units a month such as 20001 or 2.5.",
    ))  # fmt: skip
    return None


def _finding(id_: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, where=PLACE, message=message, remedy=remedy)
