"""The shipped clauses and rules, filled for the shipped deal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from proposalkit.clauses.conditions import CONDITIONS
from proposalkit.clauses.deal_values import DEAL_VALUES
from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.knowledge.knowledge_files import content_paths
from proposalkit.model.knowledge import Catalogue
from proposalkit.model.plan import ChosenTerms
from proposalkit.workflows.gather import Gathered, gather
from proposalkit.workflows.overlay import knowledge_folders

ROOT = Path(__file__).parents[2]
WORKSPACE = ROOT / "examples" / "workspace"
SHIPPED = ROOT / "knowledge"

# Nos. 1-5, 7-15, 17-19, 21-26, 29-35, 39, 40 of the reference.
WRITTEN = {
    "data-no-training", "data-use-limits", "model-provider-flowdown", "data-retention-deletion",
    "data-ownership-io", "autonomy-and-authority", "ip-output-indemnity", "acceptable-use",
    "model-change-control", "incident-and-rollback", "audit-rights-mutual", "sla-credits",
    "security-assurance", "output-accuracy-warranty", "human-oversight",
    "hallucination-allocation", "liability-cap",
    "data-residency", "compute-residency", "outcome-definition", "outcome-verification",
    "outcome-attribution-evidence", "outcome-dispute", "pricing-floor-cap",
    "pilot-scope-success", "pilot-conversion", "term-termination", "exit-data-export",
    "dpa-art28", "ai-act-roles", "ai-transparency-notice", "deployment-model",
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The knowledge as shipped."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(tmp_path_factory.mktemp("cache")))
        return load_catalogue(knowledge_folders(WORKSPACE))


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    """The shipped deal with every decision taken."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(tmp_path_factory.mktemp("cache")))
        return gather(WORKSPACE, "nordwind-support")


@pytest.fixture(scope="module")
def terms(gathered: Gathered) -> ChosenTerms:
    """The clauses of the shipped deal."""
    return gathered.parts.terms


def test_every_rule_names_a_condition_of_the_closed_table(catalogue: Catalogue) -> None:
    assert {row.condition for row in catalogue.library.rules} <= set(CONDITIONS)


def test_every_parameter_is_taken_from_a_deal_value_of_the_closed_list(
    catalogue: Catalogue,
) -> None:
    sources = {
        param.source for one in catalogue.library.clauses.values() for param in one.params.values()
    }
    laws = {f"law.{name}" for name in catalogue.library.laws}
    assert sources - {None} <= set(DEAL_VALUES) | laws


def test_the_shipped_deal_gets_the_definitions_and_every_written_clause(terms: ChosenTerms) -> None:
    assert terms.clauses[0].id == "definitions"
    assert {one.id for one in terms.clauses[1:]} == WRITTEN


def test_no_conflict_stands_against_the_shipped_deal(terms: ChosenTerms) -> None:
    assert [one.what for one in terms.blockers if one.kind in ("conflict", "input")] == []
    assert [one.what for one in terms.blockers if one.kind == "evidence_missing"] == []


def test_every_text_of_the_shipped_library_waits_for_approval(terms: ChosenTerms) -> None:
    waiting = {one.clause for one in terms.blockers if one.kind == "clause_not_approved"}
    assert waiting == WRITTEN


def test_every_clause_asked_for_is_there_or_a_named_blocker(
    gathered: Gathered, terms: ChosenTerms
) -> None:
    there = {one.id for one in terms.clauses}
    missing = {one.clause for one in terms.blockers if one.kind == "clause_missing"}
    assert set(gathered.parts.plan.clauses) == (there - {"definitions"}) | missing


def test_no_filled_text_holds_a_brace_or_a_blank_line(terms: ChosenTerms) -> None:
    for clause in terms.clauses:
        assert re.search(r"[{}]|\n\s*\n|  ", clause.text) is None, clause.id


# From the brief and the price book of the shipped workspace, read by a person.
SAID = {
    "pricing-floor-cap": (
        "EUR 0.95 for each resolved contact of a month up to 5,000, EUR 0.82 for each one after "
        "5,000 and up to 15,000, and EUR 0.70 for each one after 15,000",
        "is EUR 3,500.00.",
        "is EUR 16,000.00.",
    ),
    "pilot-scope-success": ("runs for 60 days", "fee is EUR 7,500.00", "at least 45%;"),
    "outcome-definition": ("within 14 days after the event",),
    "outcome-dispute": ("Within 15 days of",),
    "human-oversight": ("commitment above EUR 50.00",),
    "data-residency": (
        "(a) active storage: Germany;", "(b) backups: Ireland;",
        "from the Netherlands and Germany.",
    ),
    "liability-cap": ("(b) EUR 7,500.00.",),
}  # fmt: skip


@pytest.mark.parametrize("clause", SAID)
def test_the_figures_of_the_deal_stand_in_the_clause(clause: str, terms: ChosenTerms) -> None:
    text = next(one.text for one in terms.clauses if one.id == clause)
    for words in SAID[clause]:
        assert words in text


def test_every_clause_has_three_texts_and_an_empty_form_for_the_line_it_does_not_cross(
    catalogue: Catalogue,
) -> None:
    folders = [path.parent for path in SHIPPED.glob("clauses/*/*/clause.md")]
    assert len(folders) == 42
    held = catalogue.library.clauses
    assert set(held) == {folder.name for folder in folders}
    assert {tuple(row.order for row in one.positions) for one in held.values()} == {(10, 20, 30)}
    forms = {(folder / "90-walk-away.internal.md").read_text("utf-8") for folder in folders}
    assert len(forms) == 1
    lines = [line for line in forms.pop().splitlines() if line and not line.startswith("<!--")]
    assert [line for line in lines if not line.startswith("#")] == []
    assert not any("walk-away" in name for name in content_paths(SHIPPED))
