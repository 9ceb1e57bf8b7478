"""The bill of materials passes the strict validator of CycloneDX, and its references hold."""

from __future__ import annotations

import json
from functools import cache

import pytest

from proposalkit.exports.ai_bom import ai_bom
from proposalkit.readers.json_schema_engine import validator_type

from .golden_proposals import DEALS, golden


@cache
def validator():
    validator_type()  # loads jsonschema the quick way
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    return JsonStrictValidator(SchemaVersion.V1_7)


def everything(node, key):
    """Give all values that stand under a key, however deep."""
    if isinstance(node, dict):
        found = [node[key]] if key in node else []
        return found + [one for value in node.values() for one in everything(value, key)]
    if isinstance(node, list):
        return [one for value in node for one in everything(value, key)]
    return []


@pytest.mark.parametrize("deal", DEALS)
def test_the_strict_validator_finds_nothing(deal) -> None:
    data, _ = ai_bom(golden(deal))
    assert validator().validate_str(data.decode()) is None


def test_the_strict_validator_would_find_a_fault() -> None:
    data, _ = ai_bom(golden("nordwind-support"))
    document = json.loads(data)
    document["declarations"]["claims"][0]["value"] = "no"
    assert validator().validate_str(json.dumps(document)) is not None


@pytest.mark.parametrize("deal", DEALS)
def test_every_reference_leads_to_one_thing(deal) -> None:
    document = json.loads(ai_bom(golden(deal))[0])
    names = everything(document, "bom-ref")
    assert len(names) == len(set(names))
    declared = document["declarations"]
    used = {one["target"] for one in declared["claims"]}
    used |= {ref for one in declared["claims"] for ref in one.get("evidence", [])}
    used |= {one["assessor"] for one in declared["attestations"]}
    for row in declared["attestations"][0]["map"]:
        used |= {row["requirement"], *row["claims"]}
    assert used <= set(names)


def test_models_flow_and_claims_say_what_the_proposal_says() -> None:
    document = json.loads(ai_bom(golden("nordwind-support"))[0])
    models = [one for one in document["components"] if one["type"] == "machine-learning-model"]
    assert [(one["name"], one["supplier"]["name"]) for one in models] == [
        ("Calanque Large 2", "Calanque IA SAS"),
        ("Halyard Guard 1.8", "Halyard Agents B.V."),
    ]
    hop = document["services"][1]
    assert (hop["name"], hop["provider"]["name"]) == ("Language model", "Calanque IA SAS")
    values = {one["name"]: one["value"] for one in hop["properties"]}
    assert values["proposalkit:place"] == "FR"
    assert values["proposalkit:training-use"] == "None"
    (proof,) = (
        one
        for one in document["declarations"]["evidence"]
        if one["bom-ref"] == "evidence:iso-27001"
    )
    assert (proof["created"], proof["expires"]) == ("2025-06-16T00:00:00Z", "2028-06-15T23:59:59Z")


def test_a_claim_is_attested_only_if_the_clause_states_that_very_value() -> None:
    proposal = golden("nordwind-support")
    name, claim = "data.training.customer_data_used", "claim:claim-data-training-customer-data-used"
    other = tuple(
        clause.model_copy(
            update={
                "facts": tuple(
                    fact.model_copy(update={"value": "yes"}) if fact.id == name else fact
                    for fact in clause.facts
                )
            }
        )
        for clause in proposal.clauses
    )

    def attested(one):
        document = json.loads(ai_bom(one)[0])
        rows = document["declarations"]["attestations"][0]["map"]
        return {claim for row in rows for claim in row["claims"]}

    assert claim in attested(proposal)
    assert claim not in attested(proposal.model_copy(update={"clauses": other}))
