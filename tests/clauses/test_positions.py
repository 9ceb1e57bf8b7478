"""An alternative text that a deal names: printed, stated, and held back until it is granted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from proposalkit.clauses.choose import choose_terms
from proposalkit.clauses.deal import Deal
from proposalkit.errors import InputRefused
from proposalkit.model.canonical import text_sha256
from proposalkit.model.knowledge import Catalogue, ClauseLibrary, ClauseRecord
from proposalkit.model.plan import ChosenTerms, ProposalPlan

Choose = Callable[..., ChosenTerms]
TEXTS = {10: "1. Thirty days.", 20: "1. Forty days.", 30: "1. Fifty days."}
DAYS = {10: "30", 20: "40", 30: "50"}


@pytest.fixture
def record(clause_of: Callable[..., ClauseRecord]) -> ClauseRecord:
    """A clause with three texts, each of which states other days."""
    names = {10: "10-preferred", 20: "20-fallback-1", 30: "30-fallback-2"}
    approvers = {10: "seller_rep", 20: "deal_desk", 30: "legal"}
    made = clause_of("exit", TEXTS[10])
    texts = tuple(
        made.preferred.model_copy(
            update={
                "order": order, "text": text, "file": f"exit/{names[order]}.md",
                "approver": approvers[order], "facts": {"exit.days": DAYS[order]},
            }
        )
        for order, text in TEXTS.items()
    )  # fmt: skip
    return made.model_copy(update={"positions": texts})


@pytest.fixture
def choose(
    record: ClauseRecord,
    deal_of: Callable[..., Deal],
    library_of: Callable[..., ClauseLibrary],
) -> Choose:
    """Choose the clause for a deal that names these texts."""

    def run(positions: dict[str, str]) -> ChosenTerms:
        plan = ProposalPlan(
            clauses=("exit",), rules=(), questions=(), needs=(), gates=(), conditions=()
        )
        library = library_of(record, facts={"exit.days": "integer"})
        catalogue = Catalogue(
            library=library, passages=(), questions=(), gates=(), glossary=(), wording={}
        )
        return choose_terms(catalogue, plan, deal_of({"brief.positions": positions}))

    return run


@pytest.mark.parametrize(
    ("name", "order", "who"),
    [
        ("fallback-1", 20, "deal desk"),
        ("20-fallback-1", 20, "deal desk"),
        ("fallback-2", 30, "legal"),
    ],
)
def test_the_text_the_deal_names_is_printed_with_its_facts_and_waits_for_a_grant(
    choose: Choose, name: str, order: int, who: str
) -> None:
    terms = choose({"exit": name})
    clause = terms.clauses[1]
    assert clause.text == TEXTS[order]
    assert [(one.id, one.value) for one in clause.facts] == [("exit.days", int(DAYS[order]))]
    assert clause.origin == "negotiated"
    (choice,) = terms.positions
    assert (choice.order, choice.digest) == (order, text_sha256(TEXTS[order]))
    (blocker,) = terms.blockers
    assert (blocker.id, blocker.kind, blocker.who) == (
        "position-not-granted:exit", "deviation_missing", who,
    )  # fmt: skip
    assert "to 7 January 2027" in blocker.what  # 23 November 2026 and 45 days


@pytest.mark.parametrize("positions", [{}, {"exit": "preferred"}])
def test_the_first_text_needs_no_grant(choose: Choose, positions: dict[str, str]) -> None:
    terms = choose(positions)
    assert (terms.clauses[1].text, terms.clauses[1].origin) == (TEXTS[10], "standard")
    assert terms.positions == terms.blockers == ()


def test_nothing_a_buyer_reads_names_the_position(choose: Choose) -> None:
    told = choose({"exit": "fallback-2"}).clauses[1].model_dump_json()
    assert "fallback" not in told
    assert "30-" not in told


def test_texts_and_clauses_that_are_not_there_are_all_refused(choose: Choose) -> None:
    with pytest.raises(InputRefused) as refused:
        choose({"exit": "fallback-3", "exits": "fallback-1"})
    assert [(one.id, one.where) for one in refused.value.findings] == [
        ("unknown-position", "positions.exit"),
        ("position-of-no-clause", "positions.exits"),
    ]
    assert refused.value.findings[0].remedy == "Use one of: preferred, fallback-1, fallback-2."
