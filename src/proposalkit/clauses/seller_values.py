"""The values of a clause parameter that the seller's profile alone gives, deal or no deal."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from proposalkit.model.display import display_date, display_money, display_word
from proposalkit.model.law import LawDate
from proposalkit.model.money import Money
from proposalkit.model.places import in_a_sentence, language_name, place_name
from proposalkit.model.seller import PublicProfile, ResidencyIn, ServiceLevelIn

Raw = str | int | Decimal | Money | tuple[str, ...] | None
"""A value of a deal or a profile; None when nobody gave it."""

_PERCENT = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s?%")


LAW = "law."
"""Start of a name that stands for the date of a law; the name goes on as in law-dates.yaml."""


def law_day(name: str, laws: Mapping[str, LawDate]) -> Raw:
    """Give the day a duty of a law starts, in words; None when the table has no such name."""
    law = laws.get(name.removeprefix(LAW))
    return None if law is None else display_date(law.date)


def seller_value(name: str, seller: PublicProfile) -> Raw:
    """Give one value of the profile; raises KeyError for a name that is not in the list."""
    value = SELLER_VALUES[name][1](seller)
    return None if value in ("", ()) else value


def _of_residency(read: Callable[[ResidencyIn], tuple[str, ...]]) -> Callable[[PublicProfile], Raw]:
    return lambda seller: tuple(place_name(one) for one in read(seller.residency))


def _inference(seller: PublicProfile) -> Raw:
    return tuple(place_name(one) for one in seller.inference_places)


def _languages(seller: PublicProfile) -> Raw:
    spoken = (language_name(tag) for agent in seller.agents for tag in agent.languages)
    return tuple(dict.fromkeys(spoken))


def _tools(seller: PublicProfile) -> Raw:
    return tuple(dict.fromkeys(tool for agent in seller.agents for tool in agent.tools))


def _stop_minutes(seller: PublicProfile) -> Raw:
    """Give the longest time an acting agent takes to stop; unknown when one has no such control."""
    acting = [one.stop_control for one in seller.agents if one.acts]
    known = [one.max_minutes for one in acting if one is not None]
    return max(known) if known and len(known) == len(acting) else None


def _providers(seller: PublicProfile) -> Raw:
    return tuple(dict.fromkeys(one.provider for one in seller.models if one.outside))


def _in_words(places: tuple[str, ...]) -> str:
    return ", ".join(in_a_sentence(place_name(place)) for place in places)


def _routes(seller: PublicProfile) -> Raw:
    return tuple(
        f"{one.name} run by {one.provider} in {_in_words(one.places)}"
        f" (routing: {display_word(one.routing)})"
        for one in seller.models
    )


def _routing(seller: PublicProfile) -> Raw:
    """Give the widest routing a text may speak of; guard and conflict see to wider or unknown."""
    narrow = all(one.routing == "single_region" for one in seller.models)
    return ("single_region" if narrow else "geo") if seller.models else None


def _retention_days(seller: PublicProfile) -> Raw:
    """Give the longest time an outside provider keeps requests; unknown when one is unknown."""
    days = [one.retention_days for one in seller.models if one.outside]
    known = [one for one in days if one is not None]
    return max(known) if known and len(known) == len(days) else None


def _subprocessors(seller: PublicProfile) -> Raw:
    return tuple(
        f"{one.name} ({place_name(one.country)}: {one.purpose})" for one in seller.subprocessors
    )


def _availability(seller: PublicProfile) -> Raw:
    """Give the percentage in the target of the level that measures availability."""
    found = (_PERCENT.search(one.target) for one in seller.service_levels if _is_availability(one))
    return next((Decimal(one[1]) for one in found if one), None)


def _levels(seller: PublicProfile) -> Raw:
    return tuple(
        f"{one.metric}: {one.target} ({one.window}; {one.source})"
        for one in seller.service_levels
        if not _is_availability(one)
    )


def _is_availability(level: ServiceLevelIn) -> bool:
    return level.metric.casefold().startswith("availability")


def _covers(seller: PublicProfile) -> Raw:
    return tuple(
        f"{one.line}: {display_money(Money(amount=one.limit, currency=one.currency))} {one.basis}"
        for one in seller.insurance
    )


SELLER_VALUES: dict[str, tuple[str, Callable[[PublicProfile], Raw]]] = {
    "seller.legal_name": ("public.company.legal_name", lambda one: one.company.legal_name),
    "agent.name": ("public.agents", lambda one: tuple(row.name for row in one.agents)),
    "agent.tools": ("public.agents.tools", _tools),
    "agent.stop_minutes": ("public.agents.stop_control", _stop_minutes),
    "agent.languages": ("public.agents.languages", _languages),
    "residency.storage": ("public.residency.storage", _of_residency(lambda row: row.storage)),
    "residency.inference": ("public.residency.inference", _inference),
    "residency.backups": ("public.residency.backups", _of_residency(lambda row: row.backups)),
    "residency.logs": ("public.residency.logs", _of_residency(lambda row: row.logs)),
    "residency.support": ("public.residency.support", _of_residency(lambda row: row.support)),
    "model.providers": ("public.models", _providers),
    "model.routes": ("public.models", _routes),
    "model.routing": ("public.models.routing", _routing),
    "model.retention_days": ("public.models.retention_days", _retention_days),
    "sla.uptime": ("public.service_levels", _availability),
    "sla.levels": ("public.service_levels", _levels),
    "insurance.covers": ("public.insurance", _covers),
    "subprocessors": ("public.subprocessors", _subprocessors),
}
"""Every name a parameter's `from` may have that needs the profile alone: its place and reader."""
