"""Every text of these clauses: its words say each point, and what its facts say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from tests.clauses.value_deals import offer, with_offer

from proposalkit.clauses.choose import choose_terms
from proposalkit.clauses.deal import deal_for
from proposalkit.clauses.param_types import BadValue, read_param
from proposalkit.model.knowledge import Catalogue, ClauseParam, ClauseRecord
from proposalkit.model.proof import Clause
from proposalkit.workflows.gather import Gathered, gather

EXAMPLES = Path(__file__).parents[2] / "examples"
READ = {
    file.stem: yaml.safe_load(file.read_text(encoding="utf-8"))
    for file in sorted((Path(__file__).parent / "points").glob("*.yaml"))
}
ORDERS = (10, 20, 30)
APPROVERS = ("seller_rep", "deal_desk", "legal")
TEXTS = [(clause, order) for clause in READ for order in ORDERS]
NUMBERS = ("integer", "decimal", "money")
DEAL_OF = {"insurance-ai": 1, "baseline-measurement": 2, "value-share": 2}
BESIDE = {"data-optional-learning": ("data-no-training", 30)}
"""The text another clause needs beside this one: the one that bars all training clashes."""


@pytest.fixture(scope="module")
def deals(shared_cache: Path) -> tuple[Gathered, ...]:
    """The shipped deal, the one that asks for proof of insurance, and one with a value share."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        shipped = gather(EXAMPLES / "workspace", "nordwind-support")
        insured = gather(EXAMPLES / "hospital-group", "tamarack-authorizations")
        return shipped, insured, with_offer(shipped, offer())


@pytest.fixture(scope="module")
def catalogue(deals: tuple[Gathered, ...]) -> Catalogue:
    """The knowledge as shipped."""
    return deals[0].parts.catalogue


def _filled(deals: tuple[Gathered, ...], clause: str, order: int) -> Clause:
    """Fill one text as if it were the one offered first, for a deal that asks for its clause."""
    gathered = deals[DEAL_OF.get(clause, 0)]
    library = gathered.parts.catalogue.library
    record = library.clauses[clause]
    moved = {clause: _first(record, order)}
    if clause in BESIDE:
        other, text = BESIDE[clause]
        moved[other] = _first(library.clauses[other], text)
    changed = library.model_copy(update={"clauses": {**library.clauses, **moved}})
    catalogue = gathered.parts.catalogue.model_copy(update={"library": changed})
    inputs = gathered.inputs
    book = inputs.price_book
    deal = deal_for(inputs.brief, inputs.seller.public, book.offers[0], book.currency, catalogue)
    plan = gathered.parts.plan.model_copy(update={"clauses": (clause,)})
    return next(one for one in choose_terms(catalogue, plan, deal).clauses if one.id == clause)


def _first(record: ClauseRecord, order: int) -> ClauseRecord:
    positions = (
        one.model_copy(update={"order": 1 if one.order == order else one.order})
        for one in record.positions
    )
    return record.model_copy(update={"positions": tuple(positions)})


@pytest.mark.parametrize(("clause", "order"), TEXTS)
def test_a_text_says_every_point_and_states_its_facts(
    clause: str, order: int, deals: tuple[Gathered, ...], catalogue: Catalogue
) -> None:
    filled = _filled(deals, clause, order)
    read, points = READ[clause], catalogue.library.clauses[clause].points
    assert len(read["points"]) == len(points)
    for point, words in zip(points, read["points"], strict=True):
        assert words[ORDERS.index(order)] in filled.text, point
    stated = {name: _listed(value) for name, value in read["facts"][order].items()}
    assert {one.id: one.value for one in filled.facts} == stated
    assert re.search(r"[{}]|\n\s*\n|  ", filled.text) is None


def _listed(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


@pytest.mark.parametrize(("clause", "order"), TEXTS)
def test_the_numbers_among_the_facts_stand_in_the_words(
    clause: str, order: int, deals: tuple[Gathered, ...]
) -> None:
    filled = _filled(deals, clause, order)
    for fact in filled.facts:
        values = fact.value if isinstance(fact.value, tuple) else (str(fact.value),)
        for value in values:
            if re.search(r"\d", value):
                assert re.search(rf"(?<![\d.,]){re.escape(value)}(?!\d)", filled.text), fact.id


@pytest.mark.parametrize("clause", READ)
def test_no_long_sentence_of_one_text_stands_in_another(clause: str, catalogue: Catalogue) -> None:
    texts = [" ".join(one.text.split()) for one in catalogue.library.clauses[clause].positions]
    for number, text in enumerate(texts):
        others = " ".join(texts[:number] + texts[number + 1 :])
        long = [one for one in re.split(r"(?<=[.;:])\s", text) if len(one.split()) > 12]
        assert [one for one in long if one in others] == []


@pytest.mark.parametrize("clause", READ)
def test_a_clause_has_three_drafts_with_rising_approval(clause: str, catalogue: Catalogue) -> None:
    positions = sorted(catalogue.library.clauses[clause].positions, key=lambda one: one.order)
    assert tuple(one.order for one in positions) == ORDERS
    assert tuple(one.approver for one in positions) == APPROVERS
    assert {(one.status, one.approved_by) for one in positions} == {("draft", None)}


PARAMS = [(clause, end) for clause in READ for end in ("min", "max")]


@pytest.mark.parametrize(("clause", "end"), PARAMS)
def test_a_number_is_taken_at_its_limit_and_refused_beyond(
    clause: str, end: str, catalogue: Catalogue
) -> None:
    for param in catalogue.library.clauses[clause].params.values():
        if param.type not in NUMBERS:
            continue
        limit = _limit(param, end)
        assert read_param(param, limit, "EUR").amount is not None
        beyond = str(int(float(limit)) + (1 if end == "max" else -1))
        with pytest.raises(BadValue):
            read_param(param, beyond, "EUR")


def _limit(param: ClauseParam, end: str) -> str:
    limit = param.min if end == "min" else param.max
    assert limit is not None
    return limit


# What the profile no longer says, the clause that then stays out, and what is asked for.
SILENT: dict[str, tuple[int, dict[str, object], str]] = {
    "autonomy-and-authority": (
        0, {"stop_control": None}, "Minutes until the agent has stopped (agent.stop_minutes)",
    ),
    "security-assurance": (
        0, {"evidence": ()},
        "The reports and certificates held with id and last day (evidence.reports)",
    ),
    "sla-credits": (
        0, {"service_levels": ()},
        "Share of the minutes of a month in which the service is available (sla.uptime)",
    ),
    "insurance-ai": (
        1, {"insurance": ()}, "The policies carried with their limits (insurance.covers)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("clause", SILENT)
def test_a_clause_promises_nothing_that_the_profile_does_not_say(
    clause: str, deals: tuple[Gathered, ...]
) -> None:
    number, gone, asked = SILENT[clause]
    gathered = deals[number]
    public = gathered.inputs.seller.public
    if "stop_control" in gone:
        public = public.model_copy(
            update={"agents": tuple(one.model_copy(update=gone) for one in public.agents)}
        )
    else:
        public = public.model_copy(update=gone)
    book, catalogue = gathered.inputs.price_book, gathered.parts.catalogue
    deal = deal_for(gathered.inputs.brief, public, book.offers[0], book.currency, catalogue)
    terms = choose_terms(catalogue, gathered.parts.plan, deal)
    assert clause not in {one.id for one in terms.clauses}
    (what,) = [
        one.what for one in terms.blockers if one.clause == clause and one.kind == "clause_missing"
    ]
    assert what == f'Clause "{clause}" cannot be filled; the deal does not say: {asked}'


def test_the_proof_of_insurance_is_asked_for_when_the_profile_has_none(
    deals: tuple[Gathered, ...],
) -> None:
    gathered = deals[1]
    public = gathered.inputs.seller.public
    left = tuple(one for one in public.evidence if one.kind != "insurance")
    public = public.model_copy(update={"evidence": left})
    book, catalogue = gathered.inputs.price_book, gathered.parts.catalogue
    deal = deal_for(gathered.inputs.brief, public, book.offers[0], book.currency, catalogue)
    terms = choose_terms(catalogue, gathered.parts.plan, deal)
    assert [one.what for one in terms.blockers if one.kind == "evidence_missing"] == [
        'insurance, for clause "Insurance" (insurance-ai)'
    ]
