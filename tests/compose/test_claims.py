"""Claims come from facts of clauses and from evidence that still holds; silence is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from proposalkit.compose.claims import (
    compose_claims,
    compose_evidence,
    offer_ends,
    state_fact,
)
from proposalkit.compose.parts import Parts
from proposalkit.model.knowledge import FactType
from proposalkit.model.proof import Clause, Fact, FactValue
from proposalkit.model.seller import EvidenceIn

CHOICE = FactType(type="choice", label="Use", statement={"no": "Not used.", "yes": "Used."})
DAYS = FactType(type="integer", label="Days", statement="Kept {value} days.")
WHO = FactType(type="list", label="Who", values={"a_b": "group A"}, statement="Only {value}.")


def _clause(id_: str, **facts: FactValue) -> Clause:
    return Clause(
        id=id_, version="1", family="assurance", title=id_, text="1. Text.", text_sha256="0" * 64,
        facts=tuple(Fact(id=f"x.{name}", value=value) for name, value in facts.items()),
        origin="standard", lands_in="main_agreement",
    )  # fmt: skip


def _evidence(id_: str, expires_on: date | None) -> EvidenceIn:
    return EvidenceIn(
        id=id_, kind="certificate", title=id_, issuer="Kade", issued_on=date(2025, 1, 2),
        scope="All", claim=f"{id_} is held.", expires_on=expires_on,
    )  # fmt: skip


@pytest.fixture
def small(parts: Parts) -> Parts:
    """Two clauses with three facts."""
    library = parts.catalogue.library.model_copy(
        update={"facts": {"x.use": CHOICE, "x.days": DAYS, "x.who": WHO}}
    )
    clauses = (_clause("first", use="no", days=1400), _clause("second", who=("a_b", "B", "C")))
    return replace(
        parts,
        terms=parts.terms.model_copy(update={"clauses": clauses}),
        catalogue=parts.catalogue.model_copy(update={"library": library}),
        seller=parts.seller.model_copy(update={"evidence": ()}),
    )


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        (CHOICE, "no", "Not used."),
        (DAYS, 1400, "Kept 1,400 days."),
        (WHO, ("a_b", "B", "C"), "Only group A, B and C."),
        (WHO, ("B",), "Only B."),
    ],
)
def test_a_fact_is_said_in_its_sentence(kind: FactType, value: FactValue, sentence: str) -> None:
    assert state_fact(kind, value) == sentence


def test_a_code_without_a_sentence_is_never_claimed() -> None:
    with pytest.raises(KeyError):
        state_fact(CHOICE, "sometimes")


def test_every_fact_is_claimed_once_and_bound_to_its_clause(small: Parts) -> None:
    claims = compose_claims(small)
    assert [(one.id, one.predicate, one.value, one.text, one.clause_refs) for one in claims] == [
        ("claim-x-use", "x.use", "no", "Not used.", ("first",)),
        ("claim-x-days", "x.days", 1400, "Kept 1,400 days.", ("first",)),
        ("claim-x-who", "x.who", ("a_b", "B", "C"), "Only group A, B and C.", ("second",)),
    ]
    assert {one.binding for one in claims} == {"contractual"}


def test_evidence_is_claimed_up_to_the_last_day_of_the_offer(
    parts: Parts, with_seller: Callable[..., Parts]
) -> None:
    """23 November 2026 and 45 days: the offer ends on 7 January 2027."""
    assert offer_ends(parts) == date(2027, 1, 7)
    changed = with_seller(
        evidence=(
            _evidence("ends-with-it", date(2027, 1, 7)),
            _evidence("ends-a-day-before", date(2027, 1, 6)),
            _evidence("without-end", None),
        )
    )
    claims = [one for one in compose_claims(changed) if one.binding == "representation"]
    assert [one.evidence_refs for one in claims] == [("ends-with-it",), ("without-end",)]
    assert [one.text for one in claims] == ["ends-with-it is held.", "without-end is held."]
    assert [one.id for one in compose_evidence(changed)] == ["ends-with-it", "without-end"]


def test_without_clauses_only_evidence_is_claimed(parts: Parts) -> None:
    bare = replace(parts, terms=parts.terms.model_copy(update={"clauses": ()}))
    assert {one.binding for one in compose_claims(bare)} == {"representation"}


def test_evidence_about_another_sector_says_so(
    parts: Parts, with_seller: Callable[..., Parts]
) -> None:
    """The buyer of the worked deal is in retail."""
    one = _evidence("eval", None)
    sectors = [(), ("Retail", "finance"), ("finance", "insurance")]
    rows = tuple(one.model_copy(update={"sectors": names}) for names in sectors)
    assert [row.scope for row in compose_evidence(with_seller(evidence=rows))] == [
        "All", "All",
        "All. It is about work of another sector than this buyer's: finance and insurance.",
    ]  # fmt: skip
