"""The alternatives of five shipped clauses, filled for the shipped deal: facts against words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from proposalkit.clauses.choose import choose_terms
from proposalkit.clauses.deal import deal_for
from proposalkit.model.knowledge import Catalogue
from proposalkit.model.plan import ChosenTerms
from proposalkit.model.proof import Clause, FactValue
from proposalkit.model.seller import EvidenceIn
from proposalkit.workflows.gather import Gathered, gather

WORKSPACE = Path(__file__).parents[2] / "examples" / "workspace"
DEAL = "nordwind-support"
FIRST, SECOND = 20, 30
APPROVERS = {10: "seller_rep", FIRST: "deal_desk", SECOND: "legal"}
SUBPROCESSORS = (
    "Calanque IA SAS (France: Runs the language model)",
    "Rhein Cloud GmbH (Germany: Hosting of application, storage and logs)",
    "Liffey Vault Ltd. (Ireland: Encrypted backups)",
)

BY_CAUSE: dict[str, FactValue] = {
    "liability.wrong_output": "by_cause", "liability.recovered_once": "yes",
}  # fmt: skip
MEASURED = EvidenceIn(
    id="sample", kind="measurement", title="Quality sample", issuer="Kade LLP",
    issued_on=date(2026, 10, 1), scope="Order status", claim="Measured.", sample=400,
)  # fmt: skip

Row = tuple[dict[str, FactValue], tuple[str, ...], tuple[str, ...]]
# clause and order: the facts it states, words that say so, words that would say otherwise
ROWS: dict[tuple[str, int], Row] = {
    ("data-no-training", FIRST): (
        {"data.training.customer_data_used": "customer_benefit_only",
         "data.training.by_model_provider": "no"},
        ("works for Customer and for nobody else", "A Model Provider may not train",
         "within 30 days", "prevails over every other term"),
        ("Opt-in",),
    ),
    ("data-no-training", SECOND): (
        {"data.training.customer_data_used": "deidentified_opt_in",
         "data.training.by_model_provider": "no"},
        ("separate document that it signs", "revoke the Opt-in at any time", "De-identified Data",
         "each Model Provider must be bound by written contract not to train", "within 30 days"),
        ("Customer Model",),
    ),
    ("model-provider-flowdown", FIRST): (
        {"data.model_provider.identifiable_shared": "yes_as_subprocessor",
         "data.model_provider.retention_days": 0, "model.providers": ("Calanque IA SAS",),
         "subprocessors": SUBPROCESSORS, "subprocessor.notice_days": 30},
        ("may identify people", "the retention is 0 days", "written approval of this setting",
         "at least 30 days ahead"),
        ("Redaction",),
    ),
    ("model-provider-flowdown", SECOND): (
        {"data.model_provider.identifiable_shared": "pseudonymised",
         "data.model_provider.retention_days": 0, "model.providers": ("Calanque IA SAS",),
         "subprocessors": SUBPROCESSORS, "subprocessor.notice_days": 30},
        ("by codes", "stays with Provider", "on a sample of at least 500 requests",
         "to 0 days after the reply"),
        ("may identify people",),
    ),
    ("output-accuracy-warranty", FIRST): (
        {"output.accuracy_commitment": "threshold"},
        ("at least 90 percent", "has 100 Outputs", "a credit of 5 percent", "the baseline"),
        ("2 of any 3",),
    ),
    ("output-accuracy-warranty", SECOND): (
        {"output.accuracy_commitment": "threshold"},
        ("at least 90 percent", "a credit of 5 percent", "in 2 of any 3 successive months",
         "against the baseline"),
        (),
    ),
    ("hallucination-allocation", FIRST): (
        {**BY_CAUSE, "liability.correction_cap": "EUR 10,000.00"},
        ("up to EUR 10,000.00 for all events of one contract year", "within 30 days of learning"),
        ("indemnity",),
    ),
    ("hallucination-allocation", SECOND): (
        {**BY_CAUSE, "liability.correction_cap": "EUR 10,000.00",
         "liability.third_party_claims": "yes"},
        ("Provider defends Customer", "up to EUR 10,000.00 in one contract year",
         'paragraph 3 of clause "Liability cap" (liability-cap), whose higher limit'),
        (),
    ),
    ("compute-residency", FIRST): (
        {"residency.inference": ("France", "Germany"), "residency.routing": "single_region"},
        ("only in France and Germany", "each request stays in that region",
         "Routing between regions is switched off"),
        ("reserved for Customer",),
    ),
    ("compute-residency", SECOND): (
        {"residency.inference": ("France", "Germany"), "residency.routing": "single_region"},
        ("only in France and Germany", "endpoints reserved for Customer",
         "Each route stays in one region"),
        ("may move",),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def gathered(shared_cache: Path) -> Gathered:
    """The shipped deal with every decision taken."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return gather(WORKSPACE, DEAL)


@pytest.fixture(scope="module")
def catalogue(gathered: Gathered) -> Catalogue:
    """The knowledge as shipped."""
    return gathered.parts.catalogue


def _with(catalogue: Catalogue, clause: str, order: int) -> Catalogue:
    """Give the knowledge as if this alternative were the text offered first."""
    record = catalogue.library.clauses[clause]
    wanted = [one.model_copy(update={"order": 1 if one.order == order else one.order})
              for one in record.positions]  # fmt: skip
    moved = record.model_copy(update={"positions": tuple(wanted)})
    clauses = {**catalogue.library.clauses, clause: moved}
    library = catalogue.library.model_copy(update={"clauses": clauses})
    return catalogue.model_copy(update={"library": library})


def _terms(gathered: Gathered, clause: str, order: int) -> ChosenTerms:
    inputs, catalogue = gathered.inputs, _with(gathered.parts.catalogue, clause, order)
    offer, public = inputs.price_book.offers[0], inputs.seller.public
    if clause == "output-accuracy-warranty":  # guard G-06 wants the baseline behind the level
        public = public.model_copy(update={"evidence": (*public.evidence, MEASURED)})
    deal = deal_for(inputs.brief, public, offer, inputs.price_book.currency, catalogue)
    return choose_terms(catalogue, gathered.parts.plan, deal)


def _filled(gathered: Gathered, clause: str, order: int) -> Clause:
    return next(one for one in _terms(gathered, clause, order).clauses if one.id == clause)


@pytest.mark.parametrize(("clause", "order"), ROWS)
def test_an_alternative_says_in_words_what_it_states_as_facts(
    clause: str, order: int, gathered: Gathered
) -> None:
    facts, there, absent = ROWS[clause, order]
    filled = _filled(gathered, clause, order)
    assert {one.id: one.value for one in filled.facts} == facts
    for words in there:
        assert words in filled.text
    for words in absent:
        assert words not in filled.text
    assert re.search(r"[{}]|\n\s*\n|  ", filled.text) is None


@pytest.mark.parametrize("clause", sorted({clause for clause, _ in ROWS}))
def test_each_step_needs_a_higher_approval_and_nobody_gave_it(
    clause: str, catalogue: Catalogue
) -> None:
    record = catalogue.library.clauses[clause]
    assert {one.order: one.approver for one in record.positions} == APPROVERS
    assert {(one.status, one.approved_by, one.approved_on) for one in record.positions} == {
        ("draft", None, None)
    }


@pytest.mark.parametrize("clause", sorted({clause for clause, _ in ROWS}))
def test_a_deal_gets_the_first_text_and_none_of_the_others(
    clause: str, gathered: Gathered, catalogue: Catalogue
) -> None:
    offered = next(one for one in gathered.parts.terms.clauses if one.id == clause)
    others = [one for one in catalogue.library.clauses[clause].positions if one.order > 10]
    sentences = [_words(text) for one in others for text in re.split(r"(?<=\.)\s", one.text)]
    own = _words(offered.text)
    told = [text for text in sentences if len(text.split()) > 12 and text in own]
    assert told == []


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()


def test_zero_retention_is_withheld_where_a_provider_keeps_requests(gathered: Gathered) -> None:
    """G-05: the profile says 30 days, so the text that says 0 days stays out and is asked for."""
    seller = gathered.inputs.seller
    models = tuple(
        one.model_copy(update={"retention_days": 30 if one.outside else one.retention_days})
        for one in seller.public.models
    )
    public = seller.public.model_copy(update={"models": models})
    inputs = replace(gathered.inputs, seller=seller.model_copy(update={"public": public}))
    terms = _terms(replace(gathered, inputs=inputs), "model-provider-flowdown", FIRST)
    assert "model-provider-flowdown" not in {one.id for one in terms.clauses}
    (barred,) = [one for one in terms.blockers if one.id.endswith(":G-05")]
    assert barred.what == (
        "approval of zero retention for Calanque Large 2, "
        'for clause "Model providers and sub-processors" (model-provider-flowdown)'
    )
