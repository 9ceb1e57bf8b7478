"""`proposal.jsonld`: the proposal as a schema.org Offer, with its frozen context inside."""

from __future__ import annotations

import json

from proposalkit.exports.json_ld_price import given, price_specification, scenarios, unit_words
from proposalkit.exports.places import Json, Loss, Place, losses, places_of
from proposalkit.model.proposal import Proposal

CONTEXT_FILE = "context-1.0.jsonld"
"""The context, kept with the schemas; a changed meaning gets a new file with a new number."""

_PAGE_TEXT = "Words of the pages; the facts behind them are in the claims and clauses."
_RULE = "schema.org has no term for this rule of a price; proposal.json has it."
REASONS = {
    "/pricing/discounts": _RULE,
    "/pricing/caps": _RULE,
    "/pricing/commitments": _RULE,
    "/pricing/ramps": _RULE,
    "/pricing/indexation": _RULE,
    "/pricing/credits": _RULE,
    "/pricing/rounding": _RULE,
    "/pricing/components": _RULE,
    "/pricing/scenarios": "A scenario carries its volumes, total and price of one unit.",
    "/outcomes": "An outcome carries its name, definition and class, not the rules of the count.",
    "/sections": _PAGE_TEXT,
    "/drafting": _PAGE_TEXT,
    "/coverEmail": _PAGE_TEXT,
    "/sponsorSummary": _PAGE_TEXT,
    "/answers": _PAGE_TEXT,
    "/glossary": _PAGE_TEXT,
    "/sources": _PAGE_TEXT,
    "/vendorForm": _PAGE_TEXT,
    "/pageOrder": "The order of the pages concerns the pages alone.",
    "/path": "The way to a signature is no part of an offer in schema.org.",
    "/pilot": "schema.org has no term for a pilot; its fee is among the prices.",
    "/integrity": "It is about proposal.json itself.",
}


def json_ld(proposal: Proposal, context: bytes) -> tuple[bytes, tuple[Loss, ...]]:
    """Write the offer with the context given inside it, so that nothing is ever fetched.

    The order of tiers, lines and scenarios is kept by `@list`; same proposal, same bytes.
    """
    root = places_of(proposal)
    document: dict[str, Json] = {**json.loads(context), **_offer(root)}
    data = json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n"
    return data, losses(root, REASONS)


def _offer(root: Place) -> dict[str, Json]:
    here = root.text("proposalId")
    return given(
        {
            "@id": here,
            "@type": "Offer",
            "identifier": here,
            "name": root.text("title"),
            "revision": root.text("revision"),
            "grade": root.text("grade"),
            "gradeNotice": root.text("gradeNotice"),
            "bindingNature": root.text("bindingNature"),
            "validFrom": root.text("validity", "validFrom"),
            "validThrough": root.text("validity", "validUntil"),
            "timeZone": root.text("validity", "timezone"),
            "priceCurrency": root.text("pricing", "currency"),
            "offeredBy": _organisation(root.at("parties", "seller")),
            "offeredTo": _organisation(root.at("parties", "buyer")),
            "itemOffered": _service(root),
            "priceSpecification": [
                price_specification(here, one, unit_words(root))
                for one in root.rows("pricing", "components")
            ],
            "taxText": root.text("pricing", "tax", "text"),
            "scenarios": scenarios(here, root),
            "outcomes": [_outcome(here, one) for one in root.rows("outcomes")],
            "serviceLevels": [_service_level(one) for one in root.rows("serviceLevels")],
            "clauses": [_clause(here, one) for one in root.rows("clauses")],
            "claims": [_claim(here, one) for one in root.rows("claims")],
            "evidence": [_evidence(here, one) for one in root.rows("evidence")],
            "notStated": list[Json](root.texts("notStated")),
        }
    )


def _organisation(place: Place) -> Json:
    address = {
        "@type": "PostalAddress",
        "streetAddress": place.text("address"),
        "addressCountry": place.text("country"),
    }
    return given(
        {
            "@type": "Organization",
            "name": place.text("name"),
            "address": given({**address}),
            "identifier": [
                {
                    "@type": "PropertyValue",
                    "propertyID": one.text("scheme"),
                    "value": one.text("value"),
                }
                for one in place.rows("legalIds")
            ],
            "contactPoint": [
                given(
                    {
                        "@type": "ContactPoint",
                        "name": one.text("name"),
                        "contactType": one.text("role"),
                        "email": one.text("email"),
                    }
                )
                for one in place.rows("contacts")
            ],
        }
    )


def _service(root: Place) -> Json:
    offering = root.at("offering")
    return given(
        {
            "@type": "Service",
            "hasPart": [_agent(one) for one in offering.rows("agents")],
            "models": [
                given(
                    {
                        "@type": "SoftwareApplication",
                        "name": one.text("name"),
                        "provider": one.text("provider"),
                        "description": one.text("role"),
                        "routing": one.text("routing"),
                        "places": list[Json](one.texts("places")),
                    }
                )
                for one in offering.rows("models")
            ],
            "subprocessors": [
                {
                    "@type": "Organization",
                    "name": one.text("name"),
                    "places": [one.text("country")],
                    "description": one.text("purpose"),
                }
                for one in offering.rows("subprocessors")
            ],
            "dataFlow": [_hop(one) for one in offering.rows("dataFlow")],
            "residency": [
                given(
                    {
                        "name": one.text("what"),
                        "places": list[Json](one.texts("places")),
                        "certainty": one.text("certainty"),
                    }
                )
                for one in root.rows("data", "residency")
            ],
        }
    )


def _agent(place: Place) -> Json:
    return given(
        {
            "@type": "SoftwareApplication",
            "name": place.text("name"),
            "softwareVersion": place.text("version"),
            "description": place.text("summary"),
            "autonomy": place.text("autonomy"),
            "autonomyMeaning": place.text("autonomyMeaning"),
            "availableLanguage": list[Json](place.texts("languages")),
            "featureList": list[Json](place.texts("tools")),
        }
    )


def _hop(place: Place) -> Json:
    return given(
        {
            "origin": place.text("origin"),
            "name": place.text("destination"),
            "provider": place.text("provider"),
            "places": list[Json](place.texts("places")),
            "dataClass": place.text("dataClass"),
            "retention": place.text("retention"),
            "trainingUse": place.text("trainingUse"),
        }
    )


def _outcome(here: str, place: Place) -> Json:
    return {
        "@id": f"{here}#outcome/{place.text('id')}",
        "name": place.text("label"),
        "description": place.text("definition"),
        "equivalenceClass": place.text("equivalenceClass"),
    }


def _service_level(place: Place) -> Json:
    return {
        "name": place.text("metric"),
        "target": place.text("target"),
        "window": place.text("window"),
        "description": place.text("source"),
    }


def _clause(here: str, place: Place) -> Json:
    return given(
        {
            "@id": f"{here}#clause/{place.text('id')}",
            "@type": "CreativeWork",
            "identifier": place.text("id"),
            "version": place.text("version"),
            "name": place.text("title"),
            "text": place.text("text"),
            "textSha256": place.text("textSha256"),
            "origin": place.text("origin"),
            "landsIn": place.text("landsIn"),
            "facts": [
                {"predicate": one.text("id"), "value": one.value_text("value")}
                for one in place.rows("facts")
            ],
        }
    )


def _claim(here: str, place: Place) -> Json:
    return given(
        {
            "@id": f"{here}#claim/{place.text('id')}",
            "@type": "Claim",
            "predicate": place.text("predicate"),
            "value": place.value_text("value"),
            "text": place.text("text"),
            "qualification": place.text("binding"),
            "governedBy": [f"{here}#clause/{one}" for one in place.texts("clauseRefs")],
            "proofs": [f"{here}#evidence/{one}" for one in place.texts("evidenceRefs")],
        }
    )


def _evidence(here: str, place: Place) -> Json:
    return given(
        {
            "@id": f"{here}#evidence/{place.text('id')}",
            "@type": "CreativeWork",
            "additionalType": place.text("kind"),
            "name": place.text("title"),
            "publisher": place.text("issuer"),
            "dateCreated": place.text("issuedOn"),
            "expires": place.text("expiresOn"),
            "description": place.text("scope"),
            "accessMode": place.text("locator"),
        }
    )
