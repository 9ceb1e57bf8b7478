"""An offer as the comparison sees it: what it says, and a price that can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from proposalkit.model.outcome import Outcome
from proposalkit.model.proposal import Proposal
from proposalkit.model.scenario import Cliff, Scenario

if TYPE_CHECKING:  # a reader of one proposal compares nothing
    from proposalkit.model.comparison import Checked, Standing


class OfferPrice(Protocol):
    """A price of an offer; the workflows give it, as rooms of the core do not know each other."""

    @property
    def currency(self) -> str:
        """Give the currency of all amounts."""

    @property
    def tax(self) -> str:
        """Give `exclusive` or `inclusive`."""

    @property
    def term_months(self) -> int:
        """Give the months that are counted."""

    @property
    def slack(self) -> Decimal:
        """Give what rounding can move a total by."""

    def scenario(self, volume: Decimal) -> Scenario:
        """Give all months counted, at a monthly volume of what is counted."""

    def total(self, volume: int) -> Decimal:
        """Give the total of the term at a monthly volume."""

    def corners(self, highest: int) -> tuple[int, ...]:
        """Give the volumes between which the bill of a month is a straight line."""

    def cliffs(self) -> tuple[Cliff, ...]:
        """Give the volumes at which one unit more lowers the bill."""


@dataclass(frozen=True)
class UnitCounted:
    """What a price counts."""

    kind: str
    """usage, outcome, amount; or `unknown` where nobody says."""
    label: str
    unit: str
    definition: str | None
    outcome: Outcome | None
    outcome_number: int | None = None
    """Its place in the proposal."""
    by_hand: bool = False
    """Typed by hand: its kind is said, and nothing else."""


@dataclass(frozen=True)
class Checking:
    """What the verification of a file came to."""

    state: Checked
    detail: str


@dataclass(frozen=True)
class Offer:
    """One offer to compare; `proposal` is None for one typed by hand."""

    mark: str
    source: str
    seller: str
    title: str
    checking: Checking
    price: OfferPrice
    unit: UnitCounted | None
    proposal: Proposal | None = None
    expected: Decimal | None = None
    """The volume the offer itself expects."""
    whole_term: int | None = None
    """Months the offer is priced for, when the price here counts only the first of them."""

    @property
    def offered_months(self) -> int:
        """Give the months the offer itself is priced for."""
        return self.whole_term or self.price.term_months


@dataclass(frozen=True)
class Rate:
    """What one unit of a currency is worth in the common one, on a day."""

    currency: str
    rate: Decimal
    as_of: date


def standing(proposal: Proposal | None, on: date) -> Standing:
    """Say whether an offer stands on a day; one without dates does not say."""
    if proposal is None:
        return "not_stated"
    if on > proposal.validity.valid_until:
        return "expired"
    return "not_begun" if on < proposal.validity.valid_from else "open"


def unit_of(proposal: Proposal, metric_ref: str | None) -> UnitCounted | None:
    """Give what a proposal counts; None when it counts nothing."""
    metric = next((one for one in proposal.metrics if one.id == metric_ref), None)
    if metric is None:
        return None
    found = [(n, o) for n, o in enumerate(proposal.outcomes) if o.id == metric.outcome_ref]
    number, outcome = found[0] if found else (None, None)
    return UnitCounted(metric.kind, metric.label, metric.unit, metric.definition, outcome, number)
