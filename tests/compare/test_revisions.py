"""Two revisions beside each other: only what changed is told, under the right heading."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tests.workflows.buyer_offers import Document, made

from proposalkit.compare.revisions import compare_revisions
from proposalkit.errors import InputRefused
from proposalkit.model.proposal import Proposal
from proposalkit.model.revision_changes import Changed
from proposalkit.workflows.compare_revisions import diff_revisions

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "nordwind-support" / "proposal.json"
Tree = dict[str, object]


@pytest.fixture(scope="module")
def proposal() -> Proposal:
    """The proposal of the worked deal, as its golden file has it."""
    return Proposal.model_validate_json(GOLDEN.read_bytes())


def _changes(proposal: Proposal, edit: Callable[[Tree], None]) -> list[Changed]:
    tree = json.loads(proposal.model_dump_json(by_alias=True, exclude_none=True))
    edit(tree)
    other = Proposal.model_validate_json(json.dumps(tree))
    found = compare_revisions(proposal, other, ("a", "b"))
    assert (found.before, found.after, found.same_deal) == ("a", "b", True)
    return list(found.changes)


def test_nothing_differs_between_a_proposal_and_its_release(proposal: Proposal) -> None:
    released = proposal.model_copy(
        update={"grade": "issued", "status": "issued", "grade_notice": proposal.grade_notice,
                "released_by": "Ada", "binding_nature": "firm_offer", "revision": 7}
    )  # fmt: skip
    assert compare_revisions(proposal, released, ("a", "b")).changes == ()


def test_a_changed_price_is_named_with_both_amounts(proposal: Proposal) -> None:
    def edit(tree: Tree) -> None:
        line = next(one for one in tree["pricing"]["components"] if "amount" in one)
        line["amount"]["amount"] = "1234.00"

    (found,) = _changes(proposal, edit)
    number, line = next(
        (number, one) for number, one in enumerate(proposal.pricing.components) if one.amount
    )
    assert (found.kind, found.where) == ("price", f"/pricing/components/{number}/amount")
    assert found.what == f"pricing / components / {line.id} / amount"
    assert found.before != found.after
    assert "1,234.00" in found.after


def test_a_changed_date_is_a_date(proposal: Proposal) -> None:
    last = proposal.validity.valid_until + timedelta(days=3)

    def edit(tree: Tree) -> None:
        tree["validity"]["validUntil"] = last.isoformat()

    (found,) = _changes(proposal, edit)
    assert (found.kind, found.where) == ("date", "/validity/validUntil")
    assert str(last.day) in found.after


def test_a_changed_claim_is_a_commitment(proposal: Proposal) -> None:
    def edit(tree: Tree) -> None:
        tree["claims"][0]["text"] = "We do it tomorrow."

    (found,) = _changes(proposal, edit)
    assert (found.kind, found.after) == ("commitment", "We do it tomorrow.")
    assert proposal.claims[0].id in found.what


def test_a_line_put_first_shifts_no_other_line(proposal: Proposal) -> None:
    def edit(tree: Tree) -> None:
        new = {**tree["claims"][0], "id": "another-claim", "text": "One more."}
        tree["claims"].insert(0, new)

    found = _changes(proposal, edit)
    assert {one.what.split(" / ")[1] for one in found} == {"another-claim"}
    assert all(one.before == "" for one in found)


def test_a_clause_is_compared_word_by_word(proposal: Proposal) -> None:
    def edit(tree: Tree) -> None:
        clause = tree["clauses"][1]
        clause["text"] = clause["text"].replace("Provider", "Vendor", 1)

    (found,) = _changes(proposal, edit)
    assert (found.kind, found.where) == ("clause", "/clauses/1/text")
    words = [(one.kind, one.text) for one in found.words if one.kind != "same"]
    assert words == [("removed", "Provider"), ("added", "Vendor")]


def test_a_clause_that_went_and_one_that_came_are_named(proposal: Proposal) -> None:
    gone = proposal.clauses[-1]

    def edit(tree: Tree) -> None:
        tree["clauses"][-1]["id"] = "brand-new"

    went, came = _changes(proposal, edit)
    assert (went.what, went.after) == (f"{gone.title} ({gone.id})", "")
    assert (came.what, came.before) == (f"{gone.title} (brand-new)", "")


def test_both_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    first.write_text("{}")
    second.write_text("{")
    with pytest.raises(InputRefused) as refused:
        diff_revisions(first, second)
    places = {one.where.partition(":")[0] for one in refused.value.findings}
    assert places == {str(first), str(second)}


def test_amounts_of_scenarios_follow_and_their_totals_and_prices_do_not() -> None:
    def dearer(document: Document) -> None:
        document["pricing"]["components"][1]["amount"]["amount"] = "1950.00"

    found = compare_revisions(made(), made(dearer), ("one", "two"))
    told = [one.what for one in found.changes if not one.follows]
    assert told == [
        "pricing / components / platform / amount",
        "pricing / scenarios / low / total",
        "pricing / scenarios / expected / total",
        "pricing / scenarios / high / total",
    ]
    assert len(found.changes) > 30
