"""Whose paper governs: what is printed, what is cited, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from proposalkit.clauses.choose import choose_terms
from proposalkit.clauses.deal import deal_for
from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.errors import InputRefused
from proposalkit.model.brief import PaperIn
from proposalkit.model.plan import ChosenTerms
from proposalkit.model.proposal import Proposal
from proposalkit.workflows.gather import Gathered, gather

EXAMPLE = Path(__file__).parents[2] / "examples" / "workspace"
SAYS = {"liability-cap": "section 12", "term-termination": "sections 14.1 to 14.3"}
STANDING: dict[str, object] = {
    "governs": "existing", "title": "Master services agreement", "agreed_on": "2024-05-06",
    "allows_training": "no",
}  # fmt: skip
Choose = Callable[..., ChosenTerms]


@pytest.fixture(scope="module")
def gathered(shared_cache: Path) -> Gathered:
    """The shipped deal with every decision taken."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return gather(EXAMPLE, "nordwind-support")


@pytest.fixture(scope="module")
def choose(gathered: Gathered) -> Choose:
    """Choose the clauses of the shipped deal under another paper."""

    def make(**paper: object) -> ChosenTerms:
        inputs, catalogue = gathered.inputs, gathered.parts.catalogue
        book, seller = inputs.price_book, inputs.seller.public
        brief = inputs.brief.model_copy(update={"paper": PaperIn.model_validate(paper)})
        deal = deal_for(brief, seller, book.offers[0], book.currency, catalogue)
        return choose_terms(catalogue, gathered.parts.plan, deal)

    return make


@pytest.fixture(scope="module")
def proposal_under(gathered: Gathered, choose: Choose) -> Callable[..., Proposal]:
    """Compose the proposal of the shipped deal under another paper."""

    def make(**paper: object) -> Proposal:
        parts = gathered.parts
        brief = parts.brief.model_copy(update={"paper": PaperIn.model_validate(paper)})
        changed = replace(parts, brief=brief, terms=choose(**paper))
        return compose_proposal(changed, Release(deal="d", revision=1, grade="draft"))

    return make


def test_what_the_standing_agreement_says_is_cited_and_not_printed(
    gathered: Gathered, choose: Choose
) -> None:
    terms = choose(**STANDING, already_says=SAYS)
    printed = {one.id for one in terms.clauses}
    assert {one.id for one in gathered.parts.terms.clauses} - printed == set(SAYS)
    assert {one.clause: one.where for one in terms.already_agreed} == SAYS
    assert not [one.what for one in terms.blockers if one.kind in ("clause_missing", "conflict")]


def test_the_texts_that_are_printed_are_the_same_under_every_paper(
    gathered: Gathered, choose: Choose
) -> None:
    ours = {one.id: one for one in gathered.parts.terms.clauses}
    for paper in (STANDING, {"governs": "buyer", "allows_training": "no"}):
        assert {one.id: one for one in choose(**paper).clauses} == ours
        cited = choose(**paper, already_says=SAYS)
        assert all(ours[one.id] == one for one in cited.clauses)


def test_an_agreement_nobody_read_for_training_is_a_conflict_to_settle(choose: Choose) -> None:
    unread = {name: value for name, value in STANDING.items() if name != "allows_training"}
    (blocker,) = [one for one in choose(**unread).blockers if one.kind == "conflict"]
    assert blocker.id == "conflict:X-01:1"
    assert "nobody said whether the agreement that governs allows training" in blocker.what


def test_a_clause_that_no_rule_asks_for_or_nobody_knows_is_refused(choose: Choose) -> None:
    with pytest.raises(InputRefused) as refused:
        choose(**STANDING, already_says={"baa-hipaa": "9", "liability-cup": "12"})
    assert [(one.id, one.where) for one in refused.value.findings] == [
        ("clause-not-asked-for", "paper.already_says.baa-hipaa"),
        ("unknown-clause", "paper.already_says.liability-cup"),
    ]
    assert 'Did you mean "liability-cap"?' in refused.value.findings[1].message


def test_our_own_paper_cannot_say_something_already() -> None:
    with pytest.raises(ValueError, match="no other paper says anything already"):
        PaperIn.model_validate({"governs": "seller", "already_says": SAYS})


# The order of each home as section 2.5 of the reference has it; the first two rows are the clauses
# of this deal that claim to come before all others.
FIRST = ("The clause on training, for every use of data for training",)
ORDER = {
    "seller": (
        "The signed order form, with prices, outcome definition and pilot",
        "The data-processing agreement, for personal data",
        "The main agreement, with the clauses of this proposal",
        "The service levels", "The other pages of this proposal",
    ),
    "buyer": (
        "The buyer's agreement as signed, with the clauses taken into it",
        "The data-processing agreement, for personal data",
        "The signed order form, with prices, outcome definition and pilot",
        "The service levels", "The other pages of this proposal",
    ),
    "existing": (
        "The data-processing agreement in force, for personal data",
        "The signed order form, for the matters it names",
        "The standing agreement with its amendments",
        "The service levels", "The other pages of this proposal",
    ),
}  # fmt: skip


@pytest.mark.parametrize("governs", ORDER)
def test_the_order_of_precedence_is_printed_for_each_paper(
    governs: str, proposal_under: Callable[..., Proposal]
) -> None:
    paper = STANDING if governs == "existing" else {"governs": governs, "allows_training": "no"}
    acceptance = proposal_under(**paper).acceptance
    assert acceptance.order_of_precedence == (*FIRST, *ORDER[governs])
    assert (acceptance.existing_agreement is not None) == (governs == "existing")


def test_annexes_that_the_law_puts_first_stand_first_even_when_cited(
    gathered: Gathered, choose: Choose
) -> None:
    """Business associate terms, standard clauses, finance and public terms, where they are."""
    words = gathered.parts.wording
    named = [key.removeprefix("precedence.first.") for key in words if ".first." in key]
    assert named == [
        "intl-transfer", "baa-hipaa", "finance-addendum", "public-sector-addendum",
        "data-no-training",
    ]  # fmt: skip


def test_an_answer_whose_clause_is_agreed_already_cites_the_agreement(
    proposal_under: Callable[..., Proposal],
) -> None:
    whole = {one.id: one for one in proposal_under(**STANDING).answers}
    cited = {one.id: one for one in proposal_under(**STANDING, already_says=SAYS).answers}
    silent = [name for name, one in cited.items() if one.status == "not_stated"]
    assert silent == [name for name, one in whole.items() if one.status == "not_stated"]
    told = '"Liability cap" is agreed already: Master services agreement, 6 May 2024, section 12.'
    changed = [name for name, one in cited.items() if told in one.answer]
    assert changed
    for name in changed:
        assert "liability-cap" in whole[name].clause_refs
        assert "liability-cap" not in cited[name].clause_refs


def test_an_agreement_without_a_title_is_called_the_buyers(
    proposal_under: Callable[..., Proposal],
) -> None:
    paper = {"governs": "buyer", "allows_training": "no", "already_says": SAYS}
    told = [one.answer for one in proposal_under(**paper).answers]
    assert any("is agreed already: the buyer's agreement, section 12." in one for one in told)
