"""Countries, currencies and time zones as CLDR knows them (through babel)."""

from __future__ import annotations

from functools import cache

BLOCS = {"EU": "European Union", "EEA": "European Economic Area"}
"""The closed list of blocs a place may be."""


@cache
def _territories() -> dict[str, str]:
    from babel import Locale

    names = Locale("en").territories
    return {code: str(name) for code, name in names.items() if len(code) == 2 and code.isalpha()}


@cache
def _currencies() -> frozenset[str]:
    from babel import Locale

    return frozenset(Locale("en").currencies)


def is_country(code: str) -> bool:
    """Say whether the code is a two-letter country code."""
    return code in _territories() and code not in {"EU", "EZ", "UN", "ZZ", "XA", "XB"}


@cache
def _codes() -> dict[str, str]:
    names = {name.casefold(): code for code, name in BLOCS.items()}
    return {name.casefold(): code for code, name in _territories().items()} | names


def place_code(name: str) -> str | None:
    """Give the code of a country or bloc by its English name or code, or None."""
    code = name if name in BLOCS or is_country(name) else _codes().get(name.casefold())
    return code if code is None or code in BLOCS or is_country(code) else None


def place_name(code: str) -> str:
    """Give the English name of a country or bloc; raises KeyError for an unknown code."""
    return BLOCS.get(code) or _territories()[code]


_WITH_ARTICLE = frozenset(
    {
        "European Union", "European Economic Area", "United States", "United Kingdom",
        "Netherlands", "United Arab Emirates", "Philippines", "Bahamas", "Gambia", "Maldives",
        "Dominican Republic", "Central African Republic", "Isle of Man",
    }
)  # fmt: skip


def in_a_sentence(name: str) -> str:
    """Put the article before the name of a place that has one: `the Netherlands`."""
    return f"the {name}" if name in _WITH_ARTICLE else name


def is_language(tag: str) -> bool:
    """Say whether a BCP 47 tag names a language CLDR knows."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(tag.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return False
    return True


def language_name(code: str) -> str:
    """Give the English name of a BCP 47 language tag's main language."""
    from babel import Locale

    name = Locale.parse(code.replace("-", "_")).get_language_name("en")
    return str(name or code)


def is_time_zone(name: str) -> bool:
    """Say whether the name is a time zone of the IANA list, as CLDR carries it."""
    from babel.core import get_global

    return name in get_global("zone_territories") or name in get_global("zone_aliases")


def currency_digits(code: str) -> int | None:
    """Give the decimals of a currency's minor unit (CLDR data), or None for an unknown code."""
    from babel.core import get_global

    if code not in _currencies():
        return None
    fractions = get_global("currency_fractions")
    digits: int = fractions.get(code, fractions["DEFAULT"])[0]
    return digits
