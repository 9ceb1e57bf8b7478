"""Which failure patterns and mismatches a deal walks into; the texts stand in the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from proposalkit.model.advice import GoToMarket, Situation, Warned
from proposalkit.model.catalog_rows import SellingCatalog
from proposalkit.plan.motion_ranking import band


@dataclass(frozen=True)
class Seen:
    """What a sign looks at: the deal, the seller, and the lines the catalogue draws."""

    deal: Situation
    size: str | None
    """Size band of the deal; None when its price is not known."""
    proved: Decimal
    """Deals after which a founder has proved a playbook."""
    handed_over: Decimal
    """Deals after which a founder should sell no longer."""

    @property
    def seller(self) -> GoToMarket:
        """Give how the seller sells today."""
        return self.deal.seller

    @property
    def main(self) -> str:
        """Give the main motion of today, or an empty text."""
        return next(iter(self.seller.motions), "")

    def runs(self, motion: str) -> bool:
        """Say whether the seller runs a motion today."""
        return motion in self.seller.motions


Sign = Callable[[Seen], bool]
"""Says whether a deal shows a sign; an unknown fact shows none."""


def _leader_too_early(seen: Seen) -> bool:
    closed = seen.seller.deals_closed
    few = closed is not None and closed < seen.proved
    return seen.seller.sales_leader is True and (seen.seller.playbook is False or few)


def _never_hands_off(seen: Seen) -> bool:
    closed = seen.seller.deals_closed
    many = closed is not None and closed >= seen.handed_over
    return seen.runs("founder-led") and many and seen.seller.playbook is False


def _wall(seen: Seen) -> bool:
    large = seen.size in ("enterprise", "strategic")
    return seen.runs("self-serve") and large and seen.seller.enterprise_seller is False


def _clash(seen: Seen) -> bool:
    both = seen.runs("self-serve") and seen.runs("enterprise-field")
    return both and seen.seller.separate_teams is False


def _wrong_rung(seen: Seen) -> bool:
    autonomy, priced = seen.deal.autonomy, seen.deal.priced_as
    if autonomy == "copilot":
        return priced in ("outcome", "value_share")
    return autonomy == "autopilot" and priced == "access"


def _curious(seen: Seen) -> bool:
    return seen.deal.stage == "curious"


FAILURE_SIGNS: Mapping[str, Sign] = {
    "self-serve-without-enterprise": _wall,
    "roadmap-clash": _clash,
    "founder-never-hands-off": _never_hands_off,
    "sales-leader-too-early": _leader_too_early,
    "outbound-without-revops": lambda s: s.runs("ai-outbound") and s.seller.revops is False,
    "outcome-without-attribution": lambda s: (
        s.deal.priced_as == "outcome" and s.seller.attribution is False
    ),
    "embedded-forever": lambda s: s.runs("forward-deployed") and s.seller.reusable_parts is False,
    "partners-without-help": lambda s: s.runs("channel") and s.seller.partner_training is False,
    "value-without-baseline": lambda s: (
        s.deal.priced_as == "value_share" and s.deal.baseline is False
    ),
}
"""What shows each failure pattern, by its id in the catalogue."""

MISMATCH_SIGNS: Mapping[str, Sign] = {
    "field-at-curious": lambda s: (
        s.main == "enterprise-field" and _curious(s) and s.size == "mid-market"
    ),
    "self-serve-at-strategic": lambda s: s.main == "self-serve" and s.size == "strategic",
    "outcome-at-curious": lambda s: s.deal.priced_as == "outcome" and _curious(s),
    "curious-motion-at-native": lambda s: s.main == "founder-led" and s.deal.stage == "native",
    "native-motion-at-curious": lambda s: s.main in ("value-based", "hyperscaler") and _curious(s),
    "wrong-rung": _wrong_rung,
}
"""What shows each mismatch, by its id in the catalogue."""


def failures_ahead(catalog: SellingCatalog, situation: Situation) -> tuple[Warned, ...]:
    """Give the failure patterns whose sign this deal shows, in the order of the catalogue."""
    seen = _seen(catalog, situation)
    return tuple(
        Warned(entry=one.key, title=one.title, why=one.symptom, do=one.fix)
        for one in catalog.failures
        if one.id in FAILURE_SIGNS and FAILURE_SIGNS[one.id](seen)
    )


def mismatches(catalog: SellingCatalog, situation: Situation) -> tuple[Warned, ...]:
    """Give the mismatches of motion, buyer, autonomy and price this deal shows."""
    seen = _seen(catalog, situation)
    rows = (one for one in catalog.points if one.kind == "mismatch")
    return tuple(
        Warned(entry=one.key, title=one.title, why=one.text.partition("\n")[0], do=one.do)
        for one in rows
        if one.id in MISMATCH_SIGNS and MISMATCH_SIGNS[one.id](seen)
    )


def _seen(catalog: SellingCatalog, situation: Situation) -> Seen:
    lines = {
        figure.id: figure
        for motion in catalog.motions
        if motion.id == "founder-led"
        for figure in motion.figures
    }
    sunset = lines.get("sunset")
    proved = sunset.low if sunset else Decimal(0)
    over = (sunset.high or sunset.low) if sunset else Decimal("Infinity")
    size = band(catalog, "size", situation.yearly_usd)
    return Seen(deal=situation, size=size, proved=proved, handed_over=over)
