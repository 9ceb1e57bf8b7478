"""The closed table of conditions: a code, and whether it holds for a deal, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable

from proposalkit.clauses.deal import Deal
from proposalkit.clauses.held import Condition, Held, all_of, any_of, negate, told
from proposalkit.model.offering import Autonomy
from proposalkit.model.places import BLOCS, place_name
from proposalkit.model.pricing import ComponentType

SECTORS: dict[str, frozenset[str]] = {
    "healthcare": frozenset(
        {"healthcare", "health", "hospital", "hospitals", "clinic", "medical", "pharmacy"}
    ),
    "finance": frozenset(
        {"finance", "financial", "bank", "banks", "banking", "insurance", "insurer", "payments"}
    ),
    "public": frozenset({"public", "government", "municipal", "federal"}),
}
"""Words that put the free text of `buyer.sector` into one of the regulated sectors."""


def _always(deal: Deal) -> Held:
    return Held(True, "asked for in every deal")


def _outside_model(deal: Deal) -> Held:
    models = deal.seller.models
    if not models:
        return Held(None, "the profile names no model")
    outside = tuple(dict.fromkeys(one.provider for one in models if one.outside))
    if outside:
        return Held(True, f"models run by {', '.join(outside)}")
    return Held(False, "every model is run by the seller itself")


def _agent_acts(deal: Deal) -> Held:
    acting = [one.name for one in deal.seller.agents if one.acts]
    if acting:
        return Held(True, f"{', '.join(acting)} takes actions")
    return Held(False, "the agents only answer, they take no action")


def _generative(deal: Deal) -> Held:
    writing = [one.name for one in deal.seller.agents if one.generative]
    if writing:
        return Held(True, f"{', '.join(writing)} writes text or other content")
    return Held(False, "no agent writes text or other content")


def _in_production(deal: Deal) -> Held:
    lines = [rate.label for rate in deal.offer.rates if rate.type != "one_time"]
    if lines:
        return Held(True, f"the offer prices production: {', '.join(lines)}")
    return Held(False, "the offer has one-time lines only")


def _people_in(region: str) -> Condition:
    def held(deal: Deal) -> Held:
        members, code = deal.regions.get(region, ()), region.upper()
        if not members:
            return Held(None, f"the knowledge lists no country of the {code}")
        country = deal.brief.buyer.country
        if country in members:
            return Held(True, f"the buyer is registered in {place_name(country)}")
        if not deal.brief.data.subjects:
            return Held(None, f"nobody said whether data of people in the {code} is processed")
        return _named_people(deal, members, code)

    return held


def _named_people(deal: Deal, members: Iterable[str], code: str) -> Held:
    blocs = [code] if code not in BLOCS else [*BLOCS, *BLOCS.values()]
    names = [*blocs, *(place_name(one) for one in members)]
    words = re.compile(rf"\b({'|'.join(re.escape(name) for name in names)})\b")
    for subjects in deal.brief.data.subjects:
        if words.search(subjects):
            return Held(True, f'data of "{subjects}" is processed')
    place = place_name(deal.brief.buyer.country)
    return Held(False, f"the buyer is registered in {place}, the people named are elsewhere")


def _leaves_eea(deal: Deal) -> Held:
    worldwide = [model.name for model in deal.seller.models if model.routing == "global"]
    if worldwide:
        return Held(True, f"{', '.join(worldwide)} is routed world-wide")
    used = deal.places_used()
    if not used:
        return Held(None, "the profile does not say where processing happens")
    outside = deal.outside(used, ["EEA"])
    if outside:
        return Held(True, f"processing in {', '.join(place_name(one) for one in outside)}")
    return Held(False, "every place of processing named lies in the EEA")


def _route_leaves_eea(deal: Deal) -> Held:
    return all_of(_people_in("eea")(deal), _leaves_eea(deal))


_california = told(
    lambda deal: deal.brief.data.california_consumers,
    "data of Californian consumers is processed",
    "no Californian consumers are concerned",
    "nobody said whether Californian consumers are concerned",
)


def _sector(name: str) -> Condition:
    def held(deal: Deal) -> Held:
        sector = deal.brief.buyer.sector
        words = set(re.findall(r"[a-z]+", sector.lower()))
        return Held(bool(words & SECTORS[name]), f'the sector is "{sector}"')

    return held


_health_data = told(
    lambda deal: deal.brief.data.health_data,
    "health data is processed",
    "no health data is processed",
    "nobody said whether health data is processed",
)


def _healthcare_phi(deal: Deal) -> Held:
    return all_of(_sector("healthcare")(deal), _health_data(deal))


def _us_healthcare_phi(deal: Deal) -> Held:
    """Hold for protected health information: the law that asks for a BAA binds US buyers."""
    country = deal.brief.buyer.country
    american = Held(country == "US", f"the buyer is registered in {place_name(country)}")
    return all_of(american, _healthcare_phi(deal))


_rules_bar_renewal = told(
    lambda deal: deal.brief.commercial.bars_auto_renewal,
    "the buyer's rules bar automatic renewal",
    "the buyer's rules allow automatic renewal",
    "nobody said whether the buyer's rules bar automatic renewal",
)


def _bars_auto_renewal(deal: Deal) -> Held:
    return any_of(_sector("public")(deal), _rules_bar_renewal(deal))


def _priced_by(kind: ComponentType) -> Condition:
    words = kind.replace("_", " ")

    def held(deal: Deal) -> Held:
        lines = [rate.label for rate in deal.offer.rates if rate.type == kind]
        if lines:
            return Held(True, f"priced by {words}: {', '.join(lines)}")
        return Held(False, f"no line of the offer is priced by {words}")

    return held


def _paid_each(deal: Deal) -> Held:
    """Hold where outcomes are paid one by one: no flat steps, and no least spend or quantity."""
    lines = [rate for rate in deal.offer.rates if rate.type == "outcome"]
    flat = [rate.label for rate in lines if rate.tier_mode == "flat"]
    if not lines:
        return Held(False, "no line of the offer is priced by outcome")
    if flat:
        return Held(False, f"a month is paid by flat steps: {', '.join(flat)}")
    if deal.offer.commitments:
        named = ", ".join(one.label for one in deal.offer.commitments)
        return Held(False, f"the price has a commitment: {named}")
    return Held(True, "each outcome is paid for itself")


def _has_pilot(deal: Deal) -> Held:
    pilot = deal.brief.commercial.pilot
    if pilot is None:
        return Held(False, "the deal has no pilot")
    return Held(True, f"a pilot of {pilot.days} days")


def _autonomy(level: Autonomy) -> Condition:
    def held(deal: Deal) -> Held:
        wanted = deal.brief.autonomy
        return Held(wanted == level, f"the autonomy level is {wanted}")

    return held


_talks_to_people = told(
    lambda deal: deal.brief.talks_to_people,
    "the agent talks to people",
    "the agent talks to no people",
    "nobody said whether the agent talks to people",
)


_consequential = told(
    lambda deal: deal.brief.consequential_decisions,
    "the agent decides on credit, jobs, housing, insurance or health",
    "the agent takes no decision of consequence about people",
    "nobody said whether the agent decides on credit, jobs, housing, insurance or health",
)


def _residency_matters(deal: Deal) -> Held:
    country, places = deal.brief.buyer.country, deal.brief.data.location
    wished = Held(True, f"processing has to stay in {', '.join(map(place_name, places))}")
    abroad = Held(country != "US", f"the buyer is registered in {place_name(country)}")
    silent = Held(None, "nobody said where processing has to stay")
    regulated = (_sector(name)(deal) for name in SECTORS)
    return any_of(wished if places else silent, abroad, *regulated)


_large_deal = told(
    lambda deal: deal.brief.asks_for_insurance,
    "the buyer asks for proof of insurance",
    "the buyer asks for no proof of insurance",
    "nobody said whether the buyer asks for proof of insurance",
)


_learning_wanted = told(
    lambda deal: deal.brief.optional_learning,
    "both sides want learning from de-identified data",
    "nobody asks to learn from the buyer's data",
    "",
)


def _learning_agreed(deal: Deal) -> Held:
    barred = (*(_sector(name)(deal) for name in SECTORS), _health_data(deal))
    return all_of(_learning_wanted(deal), *map(negate, barred))


_rfp_asks = told(
    lambda deal: deal.brief.asks_for_ai_disclosure,
    "a document of the buyer asks whether AI helped to write the bid",
    "no document of the buyer asks whether AI helped to write the bid",
    "nobody said whether a document of the buyer asks for the use of AI in the bid",
)


CONDITIONS: dict[str, Condition] = {
    "always": _always,
    "outside_model": _outside_model,
    "agent_acts": _agent_acts,
    "generative": _generative,
    "in_production": _in_production,
    "buyer_in_eu_eea": _people_in("eea"),
    "route_leaves_eea": _route_leaves_eea,
    "buyer_in_uk": _people_in("uk"),
    "california_consumers": _california,
    "healthcare_phi": _healthcare_phi,
    "us_healthcare_phi": _us_healthcare_phi,
    "finance": _sector("finance"),
    "public_sector": _sector("public"),
    "bars_auto_renewal": _bars_auto_renewal,
    "pricing_outcome": _priced_by("outcome"),
    "pricing_each_outcome": _paid_each,
    "pricing_value": _priced_by("value_share"),
    "pricing_usage": _priced_by("usage"),
    "has_pilot": _has_pilot,
    "autonomy_copilot": _autonomy("copilot"),
    "autonomy_supervised": _autonomy("supervised"),
    "autonomy_autopilot": _autonomy("autopilot"),
    "talks_to_people": _talks_to_people,
    "consequential_decisions": _consequential,
    "residency_matters": _residency_matters,
    "large_deal": _large_deal,
    "rfp_asks_ai_disclosure": _rfp_asks,
    "learning_agreed": _learning_agreed,
}
"""Every condition a row of the rules may name."""
