"""Lines, tiers and scenarios of a price in the terms of schema.org."""

from __future__ import annotations

from proposalkit.exports.places import Json, Place


def unit_words(root: Place) -> dict[str, str]:
    """Give the word for one unit of each metric, by the metric's id."""
    return {one.text("id"): one.text("unit") for one in root.rows("metrics")}


def price_specification(here: str, place: Place, units: dict[str, str]) -> Json:
    """Write one line of the price; its tiers stay in their order."""
    metric = place.text("metricRef")
    unit = units.get(metric, "") or place.text("unit")
    return given(
        {
            "@id": f"{here}#price/{place.text('id')}",
            "@type": "UnitPriceSpecification",
            "name": place.text("label"),
            "componentType": place.text("type"),
            **_price(place.at("amount")),
            "unitText": unit,
            "metric": f"{here}#metric/{metric}" if metric else "",
            "billingDuration": place.text("billingPeriod"),
            "includedQuantity": place.text("included"),
            "tierMode": place.text("tierMode"),
            "tiers": [_tier(one, unit) for one in place.rows("tiers")],
            "rate": place.text("rate"),
            "appliesTo": [f"{here}#price/{one}" for one in place.texts("appliesTo")],
            "minimumCharge": _amount(place.at("minimum")),
            "maximumCharge": _amount(place.at("maximum")),
            "governedBy": [f"{here}#clause/{one}" for one in place.texts("clauseRefs")],
        }
    )


def _tier(place: Place, unit: str) -> Json:
    return given(
        {
            "@type": "UnitPriceSpecification",
            "upTo": place.text("upTo"),
            **_price(place.at("unitPrice")),
            "unitText": unit,
            "flatCharge": _amount(place.at("flat")),
            "rate": place.text("rate"),
        }
    )


def scenarios(here: str, root: Place) -> list[Json]:
    """Write volumes, total and price of one unit of each scenario."""
    return [
        given(
            {
                "name": one.text("id"),
                "termMonths": one.text("termMonths"),
                "volumes": [
                    {
                        "metric": f"{here}#metric/{volume.text('metricRef')}",
                        "perPeriod": volume.text("perPeriod"),
                    }
                    for volume in one.rows("volumes")
                ],
                "scenarioTotal": _amount(one.at("total")),
                "effectiveUnitPrice": _amount(one.at("effectiveUnitPrice")),
            }
        )
        for one in root.rows("pricing", "scenarios")
    ]


def _price(money: Place) -> dict[str, Json]:
    if not money.there:
        return {}
    return {"price": money.text("amount"), "priceCurrency": money.text("currency")}


def _amount(money: Place) -> Json:
    if not money.there:
        return ""
    value, currency = money.text("amount"), money.text("currency")
    return {"@type": "MonetaryAmount", "value": value, "currency": currency}


def given(document: dict[str, Json]) -> dict[str, Json]:
    """Leave out what is empty: an absent value is not an empty one."""
    return {key: value for key, value in document.items() if value not in ("", [], {})}
