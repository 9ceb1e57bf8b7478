"""What the proposal lacks stands on its first page: named, with owner and date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Literal

from proposalkit.compose.gaps import compose_gaps, compose_not_stated
from proposalkit.compose.parts import Parts, Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.model.plan import Blocker

Kind = Literal["clause_missing", "clause_not_approved", "evidence_missing", "conflict"]


def _blocker(kind: Kind, clause: str | None, what: str = "Something") -> Blocker:
    return Blocker(id=f"{kind}:{clause}", kind=kind, what=what, who="legal", clause=clause)


def test_without_blockers_only_the_contract_documents_are_to_be_supplied(
    with_blockers: Callable[..., Parts],
) -> None:
    """The proposal holds the clauses, never the agreements they go into."""
    (row,) = compose_gaps(with_blockers())
    assert row.id == "contract-documents"
    assert "order form" in row.what


def test_every_missing_clause_is_named_by_its_title(with_blockers: Callable[..., Parts]) -> None:
    """A title of the knowledge, a title of the library, and the id where nobody gave a title."""
    row, _ = compose_gaps(
        with_blockers(
            _blocker("clause_missing", "ai-use-disclosure"),
            _blocker("clause_missing", "term-termination"),
            _blocker("clause_missing", "escrow-of-weights"),
        )
    )
    assert row.what.endswith(
        ": Disclosure of the use of AI; Term and termination; escrow-of-weights."
    )
    assert row.clause_refs == ("ai-use-disclosure", "term-termination", "escrow-of-weights")
    assert row.owner == "Halyard Agents B.V."


def test_texts_that_wait_for_approval_are_counted_and_named_for_machines(
    with_blockers: Callable[..., Parts],
) -> None:
    row, _ = compose_gaps(
        with_blockers(
            _blocker("clause_not_approved", "liability-cap"),
            _blocker("clause_not_approved", "term-termination"),
        )
    )
    assert row.what.endswith(": 2.")
    assert row.clause_refs == ("liability-cap", "term-termination")


def test_missing_evidence_and_open_conflicts_are_listed_and_the_finding_stays_inside(
    with_blockers: Callable[..., Parts],
) -> None:
    rows = compose_gaps(
        with_blockers(
            _blocker("evidence_missing", "liability-cap", "proof of insurance"),
            _blocker("evidence_missing", "data-no-training", "provider terms"),
            _blocker("conflict", "X-05", "Our price book fails"),
            _blocker("conflict", "X-05", "Our price book fails again"),
            _blocker("conflict", "dead-reference", "Our library fails"),
        )
    )
    assert [row.id for row in rows] == ["missing-evidence", "open-conflicts", "contract-documents"]
    assert "proof of insurance; provider terms" in rows[0].what
    # the words of X-05 in rules.yaml, once, and those of the check that has no row there
    assert rows[1].what.endswith(
        "to be decided: A free exit beside a commitment that starts at once, or beside a price of "
        "leaving; A text that refers to one that is not here."
    )
    assert "Our" not in rows[1].what


def test_texts_are_due_with_the_legal_gate_else_at_once(
    parts: Parts, with_blockers: Callable[..., Parts]
) -> None:
    """Working days of the example: 6 for security from 23 November, then 8 for legal."""
    changed = with_blockers(_blocker("clause_missing", "ai-use-disclosure"))
    assert {row.due for row in compose_gaps(changed)} == {date(2026, 12, 11)}
    plan = parts.plan.model_copy(update={"gates": ()})
    assert {row.due for row in compose_gaps(replace(changed, plan=plan))} == {date(2026, 11, 23)}


def test_what_a_buyer_may_look_for_and_not_find_is_named(
    parts: Parts, with_seller: Callable[..., Parts]
) -> None:
    bare = with_seller(data_flow=(), service_levels=())
    answers = compose_proposal(bare, Release(deal="small")).answers
    open_questions = [one.question for one in answers if one.status == "not_stated"]
    assert compose_not_stated(bare, answers) == (
        *open_questions, "The path of the data from system to system", "Service levels",
    )  # fmt: skip
    assert compose_not_stated(parts, answers) == tuple(open_questions)


def test_what_only_the_buyer_can_say_is_asked_of_the_buyer(
    with_blockers: Callable[..., Parts],
) -> None:
    parts = with_blockers()
    first, *others = parts.terms.clauses
    left = first.model_copy(update={"text": "Its class is still to be\nsupplied by Customer."})
    terms = parts.terms.model_copy(update={"clauses": (left, *others)})
    row, _ = compose_gaps(replace(parts, terms=terms))
    assert row.owner == "Nordwind Outdoor GmbH"
    assert row.what.endswith(f"leaves open: {first.title}.")
    assert row.clause_refs == (first.id,)
