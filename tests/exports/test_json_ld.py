"""The JSON-LD needs no network, drops no term and keeps the order of the tiers."""

from __future__ import annotations

import hashlib
import json

import pytest

from proposalkit.exports.json_ld import json_ld

from .golden_proposals import CONTEXT, DEALS, golden

FROZEN = "814ac407d4e174d91bdbb88f7b406c53a439f1e0693973411934effa06488c63"
"""SHA-256 of the context: who changes a meaning makes a new file with a new number."""
SCHEMA_ORG = {
    *("accessMode", "additionalType", "address", "addressCountry", "availableLanguage"),
    *("billingDuration", "contactPoint", "contactType", "currency", "dateCreated", "description"),
    *("email", "featureList", "hasPart", "identifier", "itemOffered", "name", "offeredBy"),
    *("price", "priceCurrency", "propertyID", "provider", "publisher", "softwareVersion"),
    *("streetAddress", "text", "unitText", "value", "version"),
}
"""The terms of schema.org that we use as they are."""


def document(deal):
    return json.loads(json_ld(golden(deal), CONTEXT.read_bytes())[0])


def keys(node):
    if isinstance(node, dict):
        return set(node) | {key for value in node.values() for key in keys(value)}
    if isinstance(node, list):
        return {key for value in node for key in keys(value)}
    return set()


def test_the_context_is_the_one_that_was_frozen() -> None:
    assert hashlib.sha256(CONTEXT.read_bytes()).hexdigest() == FROZEN


@pytest.mark.parametrize("deal", DEALS)
def test_every_term_is_ours_by_the_context_or_one_of_schema_org(deal) -> None:
    found = document(deal)
    context = found.pop("@context")
    unknown = {key for key in keys(found) if not key.startswith("@")} - set(context) - SCHEMA_ORG
    assert unknown == set()
    assert not [term for term in context if term in SCHEMA_ORG]


@pytest.mark.parametrize("deal", DEALS)
def test_nothing_has_to_be_fetched(deal) -> None:
    context = document(deal)["@context"]
    assert isinstance(context, dict)
    assert "@import" not in keys(context)


def test_the_tiers_are_an_ordered_list() -> None:
    found = document("nordwind-support")
    line = next(one for one in found["priceSpecification"] if "tiers" in one)
    assert [(one.get("upTo"), one["price"]) for one in line["tiers"]] == [
        *(("5000", "0.95"), ("15000", "0.82"), (None, "0.70")),
    ]
    for term in ("tiers", "priceSpecification", "scenarios", "clauses"):
        assert found["@context"][term]["@container"] == "@list"


@pytest.mark.parametrize("deal", DEALS)
def test_expansion_drops_no_key_and_fetches_nothing(deal) -> None:
    jsonld = pytest.importorskip("pyld", reason="the library pyld is not installed").jsonld

    def refuse(url, options):
        raise AssertionError(f"{url} is not to be fetched")

    found = document(deal)
    expanded = jsonld.expand(found, {"documentLoader": refuse})
    context = found.pop("@context")

    def full(key):
        term = context.get(key, key)
        name = term if isinstance(term, str) else term["@id"]
        name = name.replace("pk:", context["pk"])
        return name if ":" in name or key.startswith("@") else context["@vocab"] + name

    wanted = {full(key) for key in keys(found)}
    assert wanted <= keys(expanded)
    prices = expanded[0]["https://schema.org/priceSpecification"][0]["@list"]
    assert len(prices) == len(golden(deal).pricing.components)
