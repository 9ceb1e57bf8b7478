"""Counts with their upper bounds, and tables of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import comb

_SURE = 0.05


@dataclass
class Count:
    """How often something happened among so many tries, with the first examples of it."""

    tries: int = 0
    hits: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, hit: bool, example: str = "") -> None:
        """Count one try."""
        self.tries += 1
        self.hits += hit
        if hit and example:
            self.examples.append(example)

    @property
    def share(self) -> float:
        """Give the share of hits."""
        return self.hits / self.tries if self.tries else 0.0

    def row(self) -> list[str]:
        """Give tries, hits and the upper bound of the share at 95 %."""
        return [f"{self.tries:,}", str(self.hits), bound_text(self.hits, self.tries)]


def total(counts: Iterable[Count]) -> Count:
    """Add counts up."""
    made = Count()
    for one in counts:
        made.tries += one.tries
        made.hits += one.hits
        made.examples += one.examples
    return made


def upper_bound(hits: int, tries: int) -> float:
    """Give the upper end of the share, one-sided at 95 %: three by n for none, else exact."""
    if tries == 0:
        return 1.0
    if hits == 0:
        return min(1.0, 3 / tries)
    low, high = hits / tries, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if _at_most(hits, tries, middle) < _SURE else (middle, high)
    return high


def _at_most(hits: int, tries: int, share: float) -> float:
    """Give the chance of so many hits or fewer."""
    return sum(
        float(comb(tries, one)) * share**one * (1 - share) ** (tries - one)
        if tries < 1000
        else _log_term(tries, one, share)
        for one in range(hits + 1)
    )


def _log_term(tries: int, one: int, share: float) -> float:
    from math import exp, lgamma, log

    if share in (0.0, 1.0):
        return float(share == one / tries)
    ways = lgamma(tries + 1) - lgamma(one + 1) - lgamma(tries - one + 1)
    return exp(ways + one * log(share) + (tries - one) * log(1 - share))


def bound_text(hits: int, tries: int) -> str:
    """Write the upper bound in percent."""
    return f"{100 * upper_bound(hits, tries):.2f} %"


def percent(share: float) -> str:
    """Write a share in percent."""
    return f"{100 * share:.1f} %"


def as_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table of Markdown."""
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines += [" | ".join(row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)
