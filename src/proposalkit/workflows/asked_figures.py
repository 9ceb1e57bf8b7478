"""The figures a buyer types: volumes of scenarios and rates of exchange, every fault named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from proposalkit.compare.offers import Rate
from proposalkit.model.fields import DECIMAL_PATTERN
from proposalkit.model.finding import Finding
from proposalkit.model.places import currency_digits
from proposalkit.model.scenario import ScenarioId

SCENARIOS: tuple[ScenarioId, ...] = ("low", "expected", "high")
EXPECTED: ScenarioId = "expected"
_VOLUME = re.compile(r"(?:(low|expected|high)=)?(.+)")
_RATE = re.compile(r"([A-Z]{3})=([0-9.]+) on (\d{4}-\d{2}-\d{2})")


def asked_scenarios(texts: Sequence[str], findings: list[Finding]) -> dict[ScenarioId, Decimal]:
    """Read volumes such as `12000` or `low=8000`; adds what is wrong to the findings."""
    found: dict[ScenarioId, Decimal] = {}
    for text in (part for one in texts for part in one.split(",") if part.strip()):
        match = _VOLUME.fullmatch(text.strip())
        name = next((one for one in SCENARIOS if match and match[1] == one), EXPECTED)
        number = match[2] if match else ""
        if not re.match(DECIMAL_PATTERN, number) or Decimal(number) > 10**9:
            findings.append(_finding(
                "volume-not-a-number", "--volume", f'"{text}" is not a volume.',
                "Write units a month such as 12000, or low=8000 expected=12000 high=20000.",
            ))  # fmt: skip
        elif name in found:
            findings.append(_finding("volume-twice", "--volume",
                                     f'"{text}" gives the {name} volume a second time.',
                                     "Give each volume once."))  # fmt: skip
        else:
            found[name] = Decimal(number)
    ordered = {name: found[name] for name in SCENARIOS if name in found}
    if list(ordered.values()) != sorted(ordered.values()):
        findings.append(_finding("volumes-not-rising", "--volume",
                                 f'"{", ".join(texts)}" does not rise from low to high.',
                                 "Put the volumes in order."))  # fmt: skip
    return ordered


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
