"""The Proposal as a whole: its id, its grade, its dates, its terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from proposalkit.clauses.seller_values import seller_value
from proposalkit.compose.parts import Parts, Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.model.canonical import canonical_bytes, content_digest
from proposalkit.model.proposal import Grade, Proposal


def _proposal(parts: Parts, **release: object) -> Proposal:
    return compose_proposal(parts, replace(Release(deal="nordwind"), **release))  # type: ignore[arg-type]


def test_the_same_parts_give_the_same_bytes(parts: Parts) -> None:
    assert canonical_bytes(_proposal(parts)) == canonical_bytes(_proposal(parts))


@pytest.mark.parametrize(
    ("grade", "status", "binding"),
    [("draft", "draft", "subject_to_contract"), ("for_discussion", "draft", "subject_to_contract"),
     ("issued", "issued", "firm_offer")],
)  # fmt: skip
def test_only_an_issued_proposal_is_a_firm_offer(
    parts: Parts, grade: Grade, status: str, binding: str
) -> None:
    made = _proposal(parts, grade=grade, released_by="Marit")
    assert (made.grade, made.status, made.binding_nature) == (grade, status, binding)
    assert made.grade_notice == parts.wording[f"grade.{grade}"]


def test_revision_grade_and_releaser_are_no_new_content(parts: Parts) -> None:
    first = _proposal(parts)
    second = _proposal(parts, revision=7, grade="for_discussion", released_by="Marit")
    assert content_digest(first) == content_digest(second)
    assert canonical_bytes(first) != canonical_bytes(second)


def test_another_word_is_new_content(parts: Parts, with_brief: Callable[..., Parts]) -> None:
    changed = _proposal(with_brief(timezone="Europe/Vienna"))
    assert content_digest(changed) != content_digest(_proposal(parts))


def test_the_offer_stands_for_the_days_of_the_brief(parts: Parts) -> None:
    """23 November 2026 and 45 days."""
    validity = _proposal(parts).validity
    assert (validity.valid_from, validity.valid_until) == (date(2026, 11, 23), date(2027, 1, 7))
    assert validity.timezone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Halyard Agents B.V.", "halyard-agents-b-v"),
        ("Sølvgade Klinisk AI ApS", "solvgade-klinisk-ai-aps"),
        ("Größe & Łódź Ænova", "grosse-lodz-aenova"),
    ],
)
def test_the_id_spells_the_seller_in_plain_letters(
    parts: Parts, with_seller: Callable[..., Parts], name: str, slug: str
) -> None:
    company = parts.seller.company.model_copy(update={"legal_name": name})
    assert _proposal(with_seller(company=company)).proposal_id == f"urn:proposalkit:{slug}:nordwind"


def test_a_name_without_latin_letters_still_gives_an_id_of_its_own(
    parts: Parts, with_seller: Callable[..., Parts]
) -> None:
    ids = set()
    for name in ("Предприятие", "Компания"):
        company = parts.seller.company.model_copy(update={"legal_name": name})
        ids.add(_proposal(with_seller(company=company)).proposal_id)
    assert len(ids) == 2
    assert all(len(one.split(":")[2]) == 12 for one in ids)


def test_the_right_to_leave_comes_from_the_clause_that_gives_it(parts: Parts) -> None:
    term = _proposal(parts).term
    assert term is not None
    assert (term.exit_notice, term.clause_refs) == ("P30D", ("term-termination",))
    assert term.exit_right.startswith("While production is month to month, the buyer can leave")


def test_without_that_clause_no_right_to_leave_is_claimed(parts: Parts) -> None:
    kept = tuple(one for one in parts.terms.clauses if one.id != "term-termination")
    changed = replace(parts, terms=parts.terms.model_copy(update={"clauses": kept}))
    assert _proposal(changed).term is None


def _citing(parts: Parts, *cited: str) -> Parts:
    first, *others = parts.pricing.components
    lines = (first.model_copy(update={"clause_refs": cited}), *others)
    return replace(parts, pricing=parts.pricing.model_copy(update={"components": lines}))


def test_a_price_cites_only_the_clauses_of_the_kit(parts: Parts) -> None:
    kit = _proposal(_citing(parts, "term-termination", "escrow-of-nothing"))
    line = kit.pricing.components[0]
    assert line.clause_refs == ("term-termination",)
    assert line.clauses_lacking


def test_a_price_whose_clauses_are_all_there_lacks_none(parts: Parts) -> None:
    line = _proposal(_citing(parts, "term-termination")).pricing.components[0]
    assert (line.clause_refs, line.clauses_lacking) == (("term-termination",), False)


@pytest.mark.parametrize(
    ("governs", "says"),
    [("seller", "These texts bind as they stand, once signed."),
     ("buyer", "These texts are offered as wording for the buyer's agreement. "
               "They bind as far as it takes them up.")],
)  # fmt: skip
def test_how_the_clauses_bind_depends_on_whose_paper_governs(
    parts: Parts, with_brief: Callable[..., Parts], governs: str, says: str
) -> None:
    paper = parts.brief.paper.model_copy(update={"governs": governs})
    assert _proposal(with_brief(paper=paper)).acceptance.clauses_text == says


def test_where_models_run_is_taken_from_the_models_when_the_profile_says_nothing_else(
    parts: Parts, with_seller: Callable[..., Parts]
) -> None:
    """The models of the example run in France and Germany."""
    silent = parts.seller.residency.model_copy(update={"inference": ()})
    changed = with_seller(residency=silent)
    assert seller_value("residency.inference", changed.seller) == ("France", "Germany")
    (row,) = [one for one in _proposal(changed).data.residency if one.what == "inference"]
    assert row.places == ("FR", "DE")
    nobody = with_seller(residency=silent, models=())
    assert seller_value("residency.inference", nobody.seller) is None


def test_an_agent_without_words_on_oversight_points_to_the_clause(
    parts: Parts, with_seller: Callable[..., Parts]
) -> None:
    agent = parts.seller.agents[0].model_copy(update={"human_oversight": None})
    changed = with_seller(agents=(agent,))
    said = _proposal(changed).offering.agents[0].human_oversight
    assert said == "A clause of this proposal says who decides: Human oversight."
    rest = tuple(one for one in parts.terms.clauses if one.id != "human-oversight")
    bare = replace(changed, terms=parts.terms.model_copy(update={"clauses": rest}))
    said = _proposal(bare).offering.agents[0].human_oversight
    assert said == "No clause of this proposal states it."
