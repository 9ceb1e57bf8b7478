"""What a topic looks for in clause texts, service levels and entries, and within which limits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from proposalkit.model.phrases import Lexicon, Token
from proposalkit.model.requirement_topics import RequirementTopic, Sought
from proposalkit.plan.requirement_words import Figure

Limit = tuple[str, str] | None
"""Key and text of a limit, such as `at_most` and `30`; a currency before it for an amount."""


def is_sought(topic: RequirementTopic) -> bool:
    """Say whether the figure of a topic is compared in a text and not as a value."""
    return bool(topic.says or topic.level is not None or topic.entry)


def sought_of(
    topic: RequirementTopic, strict: Limit, mild: Limit, figures: Sequence[Figure]
) -> Sought | None:
    """Give what is looked for; None for a topic that a value answers."""
    if not is_sought(topic):
        return None
    unit = topic.reads.unit if topic.reads else ""
    currency, least = _parted(strict)
    shares = {one.least for one in figures if one.unit == "percent" != unit}
    return Sought(
        topic.says or (),
        topic.level is not None,
        (topic.level or ()) + topic.entry,
        topic.holds,
        topic.skips,
        currency or unit,
        topic.reads.limit if topic.reads else "at_most",
        least,
        _parted(mild)[1],
        min(shares, default=None),
        next((one.least for one in figures if one.working), None),
    )


def accounted(tokens: Sequence[Token], read: set[int], own: Lexicon) -> tuple[str, ...]:
    """Give the words a topic accounts for, as they were written."""
    return tuple(tokens[place].raw for place in sorted(read | own.covered(tokens)))


def size_of(topic: RequirementTopic, figure: Figure, value: Decimal) -> str:
    """Write a limit in the form in which the value it is held against is written."""
    whole = value.quantize(Decimal(1), ROUND_FLOOR)
    text = f"{whole:f}" if whole == value else f"{value.quantize(Decimal('0.01')):f}"
    unit = topic.reads.unit if topic.reads else ""
    if unit == "money":
        return f"{figure.unit} {text}"
    if topic.fact is not None or is_sought(topic):
        return text
    if unit in ("days", "months"):
        return f"P{whole:f}{unit[0].upper()}"
    return f"PT{whole:f}{unit[0].upper()}" if unit in ("hours", "minutes") else text


def _parted(limit: Limit) -> tuple[str, Decimal | None]:
    """Give the currency and the figure of a limit."""
    if limit is None:
        return "", None
    *currency, figure = limit[1].split()
    return "".join(currency), Decimal(figure)
