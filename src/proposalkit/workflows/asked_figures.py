"""The figures a buyer types: volumes of scenarios and rates of exchange, every fault named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from proposalkit.compare.offers import Rate
from proposalkit.model.fields import DECIMAL_PATTERN
from proposalkit.model.finding import Finding
from proposalkit.model.number_slips import number_slip
from proposalkit.model.places import currency_digits
from proposalkit.model.scenario import ScenarioId

SCENARIOS: tuple[ScenarioId, ...] = ("low", "expected", "high")
EXPECTED: ScenarioId = "expected"
NAMED = "low=8000 expected=12000 high=20000"
_VOLUME = re.compile(r"(?:(low|expected|high)=)?(.+)")
_COMMA_INSIDE = re.compile(r"[0-9.]+(?:,[0-9]{1,3})+(?:\.[0-9]+)?")
_RATE = re.compile(r"([A-Z]{3})=([0-9.]+) on (\d{4}-\d{2}-\d{2})")


def asked_scenarios(texts: Sequence[str], findings: list[Finding]) -> dict[ScenarioId, Decimal]:
    """Read volumes such as `12000` or `low=8000`; adds what is wrong to the findings."""
    found: dict[ScenarioId, Decimal] = {}
    for text in (part for one in texts for part in _parts(one)):
        match = _VOLUME.fullmatch(text.strip())
        name = next((one for one in SCENARIOS if match and match[1] == one), EXPECTED)
        volume = _volume(text, match[2] if match else "", findings)
        if volume is not None and name in found:
            findings.append(_finding("volume-twice", "--volume",
                                     f'"{text}" gives the {name} volume a second time.',
                                     f"Give each volume once and name it: {NAMED}."))  # fmt: skip
        elif volume is not None:
            found[name] = volume
    ordered = {name: found[name] for name in SCENARIOS if name in found}
    if list(ordered.values()) != sorted(ordered.values()):
        findings.append(_finding("volumes-not-rising", "--volume",
                                 f'"{", ".join(texts)}" does not rise from low to high.',
                                 "Put the volumes in order."))  # fmt: skip
    return ordered


def _parts(text: str) -> list[str]:
    """Part `low=8000,high=20000`; what may be a comma inside a number parts nothing."""
    if _COMMA_INSIDE.fullmatch(text.rpartition("=")[2].strip()) and text.count("=") < 2:
        return [text]
    return [part for part in text.split(",") if part.strip()]


def _volume(text: str, number: str, findings: list[Finding]) -> Decimal | None:
    slip = number_slip(number)
    name, sign, _ = number.rpartition("=")
    if slip is not None:
        findings.append(_finding(
            "volume-not-clear", "--volume", f'"{text}" is not clear: {slip.may_mean}.', slip.remedy
        ))  # fmt: skip
    elif sign:
        findings.append(_finding(
            "volume-unknown", "--volume",
            f'"{name}" is no volume of a comparison, which counts the main unit of each offer.',
            f"Write the units a month alone, or name them {NAMED}.",
        ))  # fmt: skip
    elif not re.match(DECIMAL_PATTERN, number) or Decimal(number) > 10**9:
        findings.append(_finding(
            "volume-not-a-number", "--volume", f'"{text}" is not a volume.',
            f"Write units a month such as 12000, or {NAMED}.",
        ))  # fmt: skip
    else:
        return Decimal(number)
    return None


def asked_rates(texts: Sequence[str], findings: list[Finding]) -> Iterator[Rate]:
    """Read rates such as `USD=0.92 on 2026-11-20`; adds what is wrong to the findings."""
    for text in texts:
        match = _RATE.fullmatch(text.strip())
        try:
            if match is None or currency_digits(match[1]) is None:
                raise ValueError(text)
            rate = Decimal(match[2]) if re.match(DECIMAL_PATTERN, match[2]) else Decimal(0)
            if not rate:
                raise ValueError(text)
            yield Rate(match[1], rate, date.fromisoformat(match[3]))
        except ValueError:
            findings.append(_finding(
                "bad-rate", "--exchange", f'"{text}" is not a dated rate.',
                'Write it as "USD=0.92 on 2026-11-20": what one USD is worth in the other '
                "currency, and the day.",
            ))  # fmt: skip


def _finding(id_: str, where: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, where=where, message=message, remedy=remedy)
