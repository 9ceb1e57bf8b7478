"""Which unit an outcome is counted by: cost is refused, use and vague words are warned of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from proposalkit.errors import InputRefused
from proposalkit.model.brief import DealBrief
from proposalkit.model.catalog_rows import WorkUnit
from proposalkit.model.finding import Finding
from proposalkit.model.price_book import OfferIn

_LABEL = "workflow.outcome.label"


def classify_unit(units: Iterable[WorkUnit], name: str) -> WorkUnit | None:
    """Give the known unit a name holds as whole words, plural or not; the longest wins.

    Of two names of one length the one that stands first in the table wins; None when no name fits.
    """
    words = _words(name)
    held = [
        (len(wanted), unit)
        for unit in units
        for wanted in map(_words, unit.names)
        if wanted and _holds(words, wanted)
    ]
    return max(held, key=lambda one: one[0])[1] if held else None


def refuse_cost_units(units: Sequence[WorkUnit], offer: OfferIn, brief: DealBrief) -> None:
    """Refuse a price per outcome that counts a unit of cost; raises InputRefused.

    Why: the buyer would pay for what the seller buys, whether the work gets done or not.
    """
    findings = [
        Finding(
            id="cost-unit-as-outcome",
            where=where,
            message=f'"{name}" is a unit of cost ({unit.title.lower()}) and no outcome.',
            remedy=f"{unit.counted_when} A price by cost belongs to a line of the type usage.",
        )
        for where, name, unit in _named(units, offer, brief)
        if unit.measures == "cost"
    ]
    if findings:
        raise InputRefused(findings)


def work_unit_warnings(
    units: Sequence[WorkUnit], offer: OfferIn, brief: DealBrief
) -> tuple[Finding, ...]:
    """Warn of an outcome that counts use or something vague, and of a second priced outcome."""
    return (
        *(
            _loose_unit(where, name, unit)
            for where, name, unit in _named(units, offer, brief)
            if unit.measures in ("usage", "vague")
        ),
        *_second_outcome(offer),
    )


def _named(
    units: Sequence[WorkUnit], offer: OfferIn, brief: DealBrief
) -> Iterator[tuple[str, str, WorkUnit]]:
    """Give place, name and known unit of each name an outcome price is counted by."""
    for where, name in _names(offer, brief):
        unit = classify_unit(units, name)
        if unit is not None:
            yield where, name, unit


def _names(offer: OfferIn, brief: DealBrief) -> Iterator[tuple[str, str]]:
    lines = [(at, rate) for at, rate in enumerate(offer.rates) if rate.type == "outcome"]
    for at, rate in lines:
        if rate.metric is not None:
            yield f"offers.rates.{at}.metric.unit", rate.metric.unit
    if lines and brief.workflow.outcome is not None:
        yield _LABEL, brief.workflow.outcome.label


def _loose_unit(where: str, name: str, unit: WorkUnit) -> Finding:
    vague = unit.measures == "vague"
    says = "says not what was achieved" if vague else "measures use and no result"
    return Finding(
        id="vague-unit-as-outcome" if vague else "usage-unit-as-outcome",
        severity="warning",
        where=where,
        message=f'The outcome is counted by "{name}", which {says}. {unit.text}',
        remedy=unit.counted_when,
    )


def _second_outcome(offer: OfferIn) -> Iterator[Finding]:
    lines = [rate.label for rate in offer.rates if rate.type == "outcome"]
    if len(lines) > 1:
        listed = ", ".join(f'"{one}"' for one in lines)
        yield Finding(
            id="second-priced-outcome",
            severity="warning",
            where="offers.rates",
            message=f"{len(lines)} lines are priced by outcome ({listed}). One piece of work may "
            "be charged twice, and each line needs its own proof.",
            remedy="Price one outcome now; add the second after the first was billed undisputed.",
        )


def _holds(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    last = len(words) - len(wanted)
    return any(words[at : at + len(wanted)] == wanted for at in range(last + 1))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_singular(word) for word in re.findall(r"[a-z0-9]+", text.casefold()))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
