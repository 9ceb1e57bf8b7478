"""The deal as the clause rules see it: brief, public profile, offer, and the map of regions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from proposalkit.model.brief import DealBrief
from proposalkit.model.knowledge import Catalogue
from proposalkit.model.law import LawDate
from proposalkit.model.places import BLOCS
from proposalkit.model.price_book import OfferIn
from proposalkit.model.safety import OneTime
from proposalkit.model.seller import PublicProfile


@dataclass(frozen=True)
class Deal:
    """Everything a rule, a parameter or a conflict may look at; nothing internal is in it."""

    brief: DealBrief
    seller: PublicProfile
    offer: OfferIn
    currency: str
    regions: Mapping[str, tuple[str, ...]]
    """Country codes of `eu`, `eea` and `uk`."""
    wording: Mapping[str, str]
    """Fixed sentences, such as what happens when the cap is reached."""
    laws: Mapping[str, LawDate] = field(default_factory=dict)
    """Dates from which duties of laws apply, by name."""
    clash_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Phrases that make a text clash, by the id of the guard or conflict."""
    same_facts: tuple[tuple[str, str], ...] = ()
    """Pairs of facts that have to state one value."""
    one_times: tuple[OneTime, ...] = ()
    """Events whose times are held against each other."""

    @property
    def ends_on(self) -> date:
        """Give the last day the offer stands."""
        return self.brief.offer_date + timedelta(days=self.brief.valid_days)

    @property
    def law_forbids_exclusions(self) -> bool:
        """Say whether the buyer's law forbids to exclude certain liability, as in EEA and UK."""
        country = self.brief.buyer.country
        return any(country in self.regions.get(name, ()) for name in ("eea", "uk"))

    def members(self, region: str) -> frozenset[str]:
        """Give the countries of a region, with the blocs that lie wholly inside it."""
        inside = frozenset(self.regions.get(region, ()))
        blocs = {code: frozenset(self.regions.get(code.lower(), ())) for code in BLOCS}
        return inside.union(code for code, own in blocs.items() if own and own <= inside)

    def places_used(self) -> tuple[str, ...]:
        """Give every place where the profile says data is processed, each once."""
        seller, rows = self.seller, self.seller.residency
        named = (
            *(place for model in seller.models for place in model.places),
            *(one.country for one in seller.subprocessors),
            *(place for hop in seller.data_flow for place in hop.places),
            *rows.inference, *rows.storage, *rows.logs, *rows.backups, *rows.support,
        )  # fmt: skip
        return tuple(dict.fromkeys(named))

    def outside(self, places: Iterable[str], allowed: Iterable[str]) -> tuple[str, ...]:
        """Give the places that none of the allowed countries and blocs contains, in order."""
        inside: set[str] = set()
        for place in allowed:
            inside |= {place} | (self.members(place.lower()) if place in BLOCS else frozenset())
        return tuple(dict.fromkeys(place for place in places if place not in inside))

    def evidence_kinds(self) -> frozenset[str]:
        """Give the kinds of the seller's evidence that still holds when the offer ends."""
        return frozenset(
            one.kind
            for one in self.seller.evidence
            if one.expires_on is None or one.expires_on >= self.ends_on
        )


def deal_for(
    brief: DealBrief, seller: PublicProfile, offer: OfferIn, currency: str, catalogue: Catalogue
) -> Deal:
    """Gather what the clauses may look at; `offer` and `currency` come from the price book."""
    library = catalogue.library
    return Deal(
        brief, seller, offer, currency, catalogue.regions, catalogue.wording, library.laws,
        library.clash_words(), library.same_facts(), library.one_times(),
    )  # fmt: skip
