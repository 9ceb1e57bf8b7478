"""`ai-bom.cdx.json`: agents, models, data flow, clauses and claims as CycloneDX 1.7."""

from __future__ import annotations

import json
import uuid

from proposalkit.exports.ai_bom_claims import declarations, standards
from proposalkit.exports.places import Json, Loss, Place, losses, places_of
from proposalkit.model.canonical import canonical_bytes, sha256_hex
from proposalkit.model.proposal import Proposal

_NO_PRICE = "A bill of materials carries no prices and no commercial terms."
_NO_LEVELS = "CycloneDX has no field for service levels and their measurement."
_PAGE_TEXT = "Words of the pages; the facts behind them are in the claims and clauses."
REASONS = {
    "/pricing": _NO_PRICE,
    "/payment": _NO_PRICE,
    "/metrics": _NO_PRICE,
    "/pilot": _NO_PRICE,
    "/term": _NO_PRICE,
    "/outcomes": "CycloneDX has no field for what counts as one outcome.",
    "/serviceLevels": _NO_LEVELS,
    "/serviceEvidence": _NO_LEVELS,
    "/sections": _PAGE_TEXT,
    "/drafting": _PAGE_TEXT,
    "/coverEmail": _PAGE_TEXT,
    "/sponsorSummary": _PAGE_TEXT,
    "/answers": _PAGE_TEXT,
    "/glossary": _PAGE_TEXT,
    "/sources": _PAGE_TEXT,
    "/vendorForm": _PAGE_TEXT,
    "/path": "The way to a signature is no part of what is supplied.",
    "/parties/buyer": "Of the buyer only the name is carried.",
    "/pageOrder": "The order of the pages concerns the pages alone.",
    "/acceptance": _NO_PRICE,
    "/integrity": "It is about proposal.json itself; this file has its own serial number.",
}
_NAME = "proposalkit:"


def ai_bom(proposal: Proposal) -> tuple[bytes, tuple[Loss, ...]]:
    """Write the bill of materials and say what it leaves behind; same proposal, same bytes."""
    root = places_of(proposal)
    digest = sha256_hex(canonical_bytes(proposal))
    document: dict[str, Json] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.7.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.7",
        "serialNumber": uuid.uuid5(uuid.NAMESPACE_URL, f"urn:sha256:{digest}").urn,
        "version": int(root.text("revision")),
        "metadata": _metadata(root, digest),
        "components": [
            *(_agent(one) for one in root.rows("offering", "agents")),
            *(_model(one) for one in root.rows("offering", "models")),
        ],
        "services": [
            *(_hop(number, one) for number, one in _numbered(root, "dataFlow")),
            *(_subprocessor(number, one) for number, one in _numbered(root, "subprocessors")),
        ],
        "definitions": {"standards": standards(root)},
        "declarations": declarations(root),
    }
    data = json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n"
    return data, losses(root, REASONS)


def _metadata(root: Place, digest: str) -> Json:
    return {
        "timestamp": moment(root.text("offerDate")),
        "tools": {"components": [_generator(root.at("integrity", "generator"))]},
        "component": {"type": "application", "bom-ref": "offer", "name": root.text("title")},
        "supplier": organisation(root.at("parties", "seller")),
        "properties": properties(
            [
                ("proposal-id", root.text("proposalId")),
                ("proposal-sha256", digest),
                ("schema-version", root.text("schemaVersion")),
                ("status", root.text("status")),
                ("grade", root.text("grade")),
                ("grade-notice", root.text("gradeNotice")),
                ("binding-nature", root.text("bindingNature")),
                ("language", root.text("language")),
                ("valid-from", root.text("validity", "validFrom")),
                ("valid-until", root.text("validity", "validUntil")),
                ("timezone", root.text("validity", "timezone")),
                *(("seller-id", one) for one in _legal_ids(root.at("parties", "seller"))),
                ("buyer", root.text("parties", "buyer", "name")),
                *(("data-category", one) for one in root.texts("data", "categories")),
                *(("data-subject", one) for one in root.texts("data", "subjects")),
                *(("residency", _residency(one)) for one in root.rows("data", "residency")),
                *(("not-stated", one) for one in root.texts("notStated")),
                *(("to-be-supplied", _gap(one)) for one in root.rows("toBeSupplied")),
            ]
        ),
    }


def _generator(place: Place) -> Json:
    return {"type": "application", "name": place.text("name"), "version": place.text("version")}


def _legal_ids(party: Place) -> list[str]:
    return [f"{one.text('scheme')} {one.text('value')}" for one in party.rows("legalIds")]


def _residency(place: Place) -> str:
    places = ", ".join(place.texts("places"))
    return f"{place.text('what')}: {places or 'not_stated'} ({place.text('certainty')})"


def _gap(place: Place) -> str:
    return f"{place.text('what')} ({place.text('owner')}, {place.text('due')})"


def organisation(place: Place) -> dict[str, Json]:
    """Describe a party as CycloneDX does an organisation."""
    found: dict[str, Json] = {"name": place.text("name")}
    address: dict[str, Json] = {"country": place.text("country")}
    street = place.text("address")
    found["address"] = address | ({"streetAddress": street} if street else {})
    contacts: list[Json] = [_contact(one) for one in place.rows("contacts")]
    return found | ({"contact": contacts} if contacts else {})


def _contact(place: Place) -> Json:
    email = place.text("email")
    return {"name": place.text("name"), **_given("email", email)}


def _agent(place: Place) -> Json:
    stop = place.at("stopControl")
    return {
        "type": "application",
        "bom-ref": f"agent:{place.text('id')}",
        "name": place.text("name"),
        **_given("version", place.text("version")),
        "description": place.text("summary"),
        "properties": properties(
            [
                ("pointer", place.pointer),
                ("autonomy", place.text("autonomy")),
                ("autonomy-meaning", place.text("autonomyMeaning")),
                ("human-oversight", place.text("humanOversight")),
                ("stop-control", stop.text("mechanism")),
                ("stop-within-minutes", stop.text("maxMinutes")),
                *(("language", one) for one in place.texts("languages")),
                *(("channel", one) for one in place.texts("channels")),
                *(("tool", one) for one in place.texts("tools")),
            ]
        ),
    }


def _model(place: Place) -> Json:
    return {
        "type": "machine-learning-model",
        "bom-ref": f"model:{place.text('id')}",
        "supplier": {"name": place.text("provider")},
        "name": place.text("name"),
        "modelCard": {"considerations": {"useCases": [place.text("role")]}},
        "properties": properties(
            [
                ("pointer", place.pointer),
                ("routing", place.text("routing")),
                *(("place", one) for one in place.texts("places")),
            ]
        ),
    }


def _hop(number: int, place: Place) -> Json:
    return {
        "bom-ref": f"flow:{number}",
        "provider": {"name": place.text("provider")},
        "name": place.text("destination"),
        "data": [
            {
                "flow": "inbound",
                "classification": place.text("dataClass"),
                "name": f"From: {place.text('origin')}",
            }
        ],
        "properties": properties(
            [
                ("pointer", place.pointer),
                ("retention", place.text("retention")),
                ("training-use", place.text("trainingUse")),
                *(("place", one) for one in place.texts("places")),
            ]
        ),
    }


def _subprocessor(number: int, place: Place) -> Json:
    name = place.text("name")
    return {
        "bom-ref": f"subprocessor:{number}",
        "provider": {"name": name},
        "name": name,
        "description": place.text("purpose"),
        "properties": properties([("pointer", place.pointer), ("place", place.text("country"))]),
    }


def _numbered(root: Place, key: str) -> enumerate[Place]:
    return enumerate(root.rows("offering", key), start=1)


def properties(pairs: list[tuple[str, str]]) -> list[Json]:
    """Write name and value pairs under our own prefix; what is empty is left out."""
    return [{"name": f"{_NAME}{name}", "value": value} for name, value in pairs if value]


def moment(day: str) -> str:
    """Write a day as the instant CycloneDX asks for: its first, in UTC."""
    return f"{day}T00:00:00Z"


def _given(name: str, value: str) -> dict[str, Json]:
    return {name: value} if value else {}
