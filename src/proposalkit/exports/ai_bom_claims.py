"""Clauses as the requirements of a standard, claims as declarations on them (CycloneDX 1.7)."""

from __future__ import annotations

from proposalkit.exports.places import Json, Place

_NAME = "proposalkit:"


def standards(root: Place) -> list[Json]:
    """Give the clauses as one standard, each clause a requirement."""
    rows: list[Json] = [_requirement(one) for one in root.rows("clauses")]
    if not rows:
        return []
    name = f"Clauses of {root.text('proposalId')}"
    return [
        {
            "bom-ref": "clauses",
            "name": name,
            "version": root.text("revision"),
            "owner": root.text("parties", "seller", "name"),
            "requirements": rows,
        }
    ]


def _requirement(place: Place) -> Json:
    facts = [f"{one.text('id')}={one.value_text('value')}" for one in place.rows("facts")]
    pairs = [
        ("pointer", place.pointer),
        ("clause-version", place.text("version")),
        ("family", place.text("family")),
        ("text-sha256", place.text("textSha256")),
        ("origin", place.text("origin")),
        ("lands-in", place.text("landsIn")),
        *(("fact", one) for one in facts),
    ]
    return {
        "bom-ref": f"clause:{place.text('id')}",
        "identifier": place.text("id"),
        "title": place.text("title"),
        "text": place.text("text"),
        "properties": [{"name": f"{_NAME}{name}", "value": value} for name, value in pairs],
    }


def declarations(root: Place) -> Json:
    """Give claims, what proves them, and which clause each contractual claim stands in."""
    seller = root.text("parties", "seller", "name")
    claims: list[Json] = [_claim(one) for one in root.rows("claims")]
    used = {ref for one in root.rows("claims") for ref in one.texts("clauseRefs")}
    clauses = [one for one in root.rows("clauses") if one.text("id") in used]
    evidence: list[Json] = [_evidence(one) for one in root.rows("evidence")]
    evidence += [_clause_evidence(one) for one in clauses]
    mapped: list[Json] = [row for one in clauses for row in _mapped(root, one)]
    return {
        "assessors": [
            {"bom-ref": "assessor:seller", "thirdParty": False, "organization": {"name": seller}}
        ],
        "attestations": [
            {
                "summary": "What the seller claims and the clauses of its proposal state.",
                "assessor": "assessor:seller",
                "map": mapped,
            }
        ],
        "claims": claims,
        "evidence": evidence,
        "targets": {"organizations": [{"bom-ref": "seller", "name": seller}]},
    }


def _claim(place: Place) -> Json:
    clauses = [f"evidence:clause:{one}" for one in place.texts("clauseRefs")]
    proofs = [f"evidence:{one}" for one in place.texts("evidenceRefs")]
    refs: list[Json] = [*clauses, *proofs]
    return {
        "bom-ref": f"claim:{place.text('id')}",
        "target": "seller",
        "predicate": _statement(place),
        "reasoning": f"{place.text('text')} ({place.text('binding')})",
        **({"evidence": refs} if refs else {}),
    }


def _statement(place: Place) -> str:
    return f"{place.text('predicate')}={place.value_text('value')}"


def _mapped(root: Place, clause: Place) -> list[Json]:
    """Map a clause to the contractual claims whose value is that of its own typed fact."""
    name = clause.text("id")
    facts = {f"{one.text('id')}={one.value_text('value')}" for one in clause.rows("facts")}
    claims: list[Json] = [
        f"claim:{one.text('id')}"
        for one in root.rows("claims")
        if one.text("binding") == "contractual"
        and name in one.texts("clauseRefs")
        and _statement(one) in facts
    ]
    if not claims:
        return []
    rationale = "The typed fact of the clause has the value that is claimed."
    conformance: Json = {"score": 1, "rationale": rationale}
    return [{"requirement": f"clause:{name}", "claims": claims, "conformance": conformance}]


def _evidence(place: Place) -> Json:
    description = (
        f"{place.text('title')} ({place.text('kind')}). Scope: {place.text('scope')}. "
        f"To be had: {place.text('locator')}."
    )
    expires, digest = place.text("expiresOn"), place.text("sha256")
    return {
        "bom-ref": f"evidence:{place.text('id')}",
        "propertyName": f"{_NAME}evidence",
        "description": description + (f" SHA-256 {digest}." if digest else ""),
        "created": f"{place.text('issuedOn')}T00:00:00Z",
        **({"expires": f"{expires}T23:59:59Z"} if expires else {}),
        "author": {"name": place.text("issuer")},
    }


def _clause_evidence(place: Place) -> Json:
    text = f'Clause "{place.text("title")}", version {place.text("version")}, '
    return {
        "bom-ref": f"evidence:clause:{place.text('id')}",
        "propertyName": f"{_NAME}clause",
        "description": f"{text}SHA-256 of its text {place.text('textSha256')}.",
    }
