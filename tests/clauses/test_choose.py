"""The clauses of a deal as they go into the kit, and the blockers beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

import pytest

from proposalkit.clauses.choose import choose_terms
from proposalkit.clauses.deal import Deal, deal_for
from proposalkit.errors import InputRefused, Refused
from proposalkit.model.knowledge import Catalogue, ClauseLibrary, ClauseRecord
from proposalkit.model.plan import Blocker, ChosenTerms, ProposalPlan

DealOf = Callable[..., Deal]
ClauseOf = Callable[..., ClauseRecord]
LibraryOf = Callable[..., ClauseLibrary]
Choose = Callable[..., ChosenTerms]


def _catalogue(library: ClauseLibrary, wording: Mapping[str, str] | None = None) -> Catalogue:
    return Catalogue(
        library=library, passages=(), questions=(), gates=(), glossary=(),
        wording=dict(wording or {}), regions={"eu": ("DE",)},
    )  # fmt: skip


@pytest.fixture
def choose(deal_of: DealOf, library_of: LibraryOf) -> Choose:
    """Choose the clauses given, or those asked for, with one changed deal fact."""

    def run(
        *clauses: ClauseRecord,
        asked: tuple[str, ...] | None = None,
        facts: Mapping[str, str] | None = None,
        deal: Mapping[str, object] | None = None,
    ) -> ChosenTerms:
        plan = ProposalPlan(
            clauses=tuple(one.clause for one in clauses) if asked is None else asked,
            rules=(), questions=(), needs=(), gates=(), conditions=(),
        )  # fmt: skip
        catalogue = _catalogue(library_of(*clauses, facts=facts))
        return choose_terms(catalogue, plan, deal_of(deal or {}))

    return run


def test_a_clause_is_filled_typed_and_pinned_by_the_digest_of_its_text(
    choose: Choose, clause_of: ClauseOf
) -> None:
    record = clause_of(
        "data-retention-deletion",
        "1. {{ seller.legal_name }} deletes after {{ param.days }} days in {{ param.places }},\n"
        "at {{ param.cost }}.",
        version="3",
        lands_in="dpa",
        params={
            "days": {"type": "integer", "unit": "days", "means": "Days", "default": "30"},
            "places": {"type": "list", "means": "Places", "from": "residency.storage"},
            "cost": {"type": "money", "means": "Cost", "default": "0"},
        },
        facts={
            "data.delete_active_days": "param.days",
            "data.delete_backup_days": "90",
            "residency.storage": "param.places",
            "data.cost": "param.cost",
            "data.deletion_certificate": "yes",
            "exit.formats": ("JSONL", "CSV"),
        },
    )
    terms = choose(
        record,
        facts={
            "data.delete_active_days": "integer", "data.delete_backup_days": "integer",
            "residency.storage": "list", "data.cost": "money",
            "data.deletion_certificate": "yes_no", "exit.formats": "list",
        },
    )  # fmt: skip
    clause = terms.clauses[1]
    text = "1. Halyard B.V. deletes after 30 days in Germany, at EUR 0.00."
    assert clause.text == text
    assert clause.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (clause.id, clause.version, clause.origin, clause.lands_in) == (
        "data-retention-deletion", "3", "standard", "dpa",
    )  # fmt: skip
    assert {fact.id: fact.value for fact in clause.facts} == {
        "data.delete_active_days": 30,
        "data.delete_backup_days": 90,
        "residency.storage": ("Germany",),
        "data.cost": "EUR 0.00",
        "data.deletion_certificate": "yes",
        "exit.formats": ("JSONL", "CSV"),
    }
    assert terms.blockers == ()


def test_the_definitions_come_first(choose: Choose, clause_of: ClauseOf) -> None:
    terms = choose(clause_of("data-no-training"))
    first = terms.clauses[0]
    text = '"Agent" means the software.\n"Fees" means the prices.'
    assert (first.id, first.title, first.version, first.lands_in) == (
        "definitions", "Definitions", "1", "main_agreement",
    )  # fmt: skip
    assert first.text == text
    assert first.text_sha256 == hashlib.sha256(text.replace("\n", " ").encode()).hexdigest()


def test_only_the_preferred_text_reaches_the_kit(choose: Choose, clause_of: ClauseOf) -> None:
    record = clause_of("liability-cap", "1. Preferred.")
    fallback = record.preferred.model_copy(update={"order": 20, "text": "1. Secret fallback."})
    both = record.model_copy(update={"positions": (fallback, record.preferred)})
    assert "Secret" not in choose(both).model_dump_json()


def test_a_clause_the_library_lacks_is_a_named_blocker(choose: Choose) -> None:
    terms = choose(asked=("sla-credits",))
    assert terms.blockers == (
        Blocker(
            id="clause-missing:sla-credits", kind="clause_missing",
            what='The library has no clause "sla-credits"', who="legal", clause="sla-credits",
        ),
    )  # fmt: skip
    assert [one.id for one in terms.clauses] == ["definitions"]


def test_what_a_clause_requires_comes_too_or_is_missed_by_name(
    choose: Choose, clause_of: ClauseOf
) -> None:
    terms = choose(
        clause_of("first", requires=["second", "third"]), clause_of("second"), asked=("first",)
    )
    assert [one.id for one in terms.clauses] == ["definitions", "first", "second"]
    assert [one.id for one in terms.blockers] == ["clause-missing:third"]


def test_a_clause_the_deal_cannot_fill_stays_out_and_says_what_it_wants(
    choose: Choose, clause_of: ClauseOf
) -> None:
    params = {
        "report": {"type": "text", "means": "Report that counts", "from": "outcome.report"},
        "rule": {"type": "text", "means": "Rule for assisted work"},
    }
    terms = choose(
        clause_of("outcome-verification", "1. {{ param.report }} {{ param.rule }}", params=params),
        deal={"brief.workflow.system_of_record.report": None},
    )
    assert [one.id for one in terms.clauses] == ["definitions"]
    (blocker,) = terms.blockers
    assert (blocker.id, blocker.kind, blocker.who) == (
        "clause-missing:outcome-verification", "clause_missing", "seller representative",
    )  # fmt: skip
    assert blocker.what == (
        'Clause "outcome-verification" cannot be filled; the deal does not say: '
        "Report that counts (outcome.report); Rule for assisted work (rule)"
    )


APPROVALS: dict[str, tuple[dict[str, object], str, str]] = {
    "draft": ({"status": "draft", "approver": "legal"}, "legal", "is not approved"),
    "nobody named": (
        {"approved_by": None, "approver": "general_counsel"}, "general counsel", "is not approved",
    ),
    "no day": ({"approved_on": None, "approver": "deal_desk"}, "deal desk", "is not approved"),
    "past its review": (
        {"review_by": "2026-11-22"}, "seller representative",
        "was to be reviewed by 22 November 2026",
    ),
    "both": (
        {"status": "in_review", "review_by": "2026-01-31"}, "seller representative",
        "is not approved and was to be reviewed by 31 January 2026",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", APPROVALS)
def test_a_text_nobody_stands_behind_is_used_and_is_a_blocker(
    case: str, choose: Choose, clause_of: ClauseOf
) -> None:
    keys, who, reason = APPROVALS[case]
    terms = choose(clause_of("liability-cap", **keys))
    assert [one.id for one in terms.clauses] == ["definitions", "liability-cap"]
    (blocker,) = terms.blockers
    assert (blocker.id, blocker.kind) == (
        "clause-not-approved:liability-cap", "clause_not_approved",
    )  # fmt: skip
    assert blocker.who == who
    assert blocker.what == f'The text of clause "liability-cap" {reason}'


def test_a_text_reviewed_on_the_day_of_the_offer_is_in_time(
    choose: Choose, clause_of: ClauseOf
) -> None:
    assert choose(clause_of("liability-cap", review_by="2026-11-23")).blockers == ()


# The offer of 23 November 2026 stands 45 days: to 7 January 2027.
@pytest.mark.parametrize(
    ("expires_on", "lacking"), [(None, 0), ("2027-01-07", 0), ("2027-01-06", 1)]
)
def test_evidence_counts_only_when_it_holds_to_the_end_of_the_offer(
    expires_on: str | None, lacking: int, choose: Choose, clause_of: ClauseOf
) -> None:
    terms = choose(
        clause_of("model-provider-flowdown", title="Model providers", evidence=["provider_terms"]),
        deal={"seller.evidence.0.expires_on": expires_on},
    )
    assert len(terms.blockers) == lacking
    for blocker in terms.blockers:
        assert blocker.id == "evidence-missing:model-provider-flowdown:provider_terms"
        assert blocker.kind == "evidence_missing"
        assert blocker.what == (
            'provider terms, for clause "Model providers" (model-provider-flowdown)'
        )


def test_provider_terms_are_asked_for_only_where_another_company_runs_a_model(
    choose: Choose, clause_of: ClauseOf
) -> None:
    clause = clause_of("data-no-training", evidence=["provider_terms"])
    lacking = {"seller.evidence": []}
    assert len(choose(clause, deal=lacking).blockers) == 1
    assert choose(clause, deal={**lacking, "seller.models.0.outside": "no"}).blockers == ()
    assert len(choose(clause, deal={**lacking, "seller.models": None}).blockers) == 1


def test_all_faulty_parameters_of_all_clauses_are_refused_at_once(
    choose: Choose, clause_of: ClauseOf
) -> None:
    days = {"type": "integer", "unit": "days", "means": "Days", "min": "15", "default": "30"}
    records = [
        clause_of(name, "1. {{ param.days }}", params={"days": days}) for name in ("one", "two")
    ]
    own = {"one": {"days": "14"}, "two": {"days": "soon", "hours": "2"}, "three": {}}
    with pytest.raises(InputRefused) as refused:
        choose(*records, deal={"brief.clause_params": own})
    assert [(one.id, one.where) for one in refused.value.findings] == [
        ("unknown-param", "clause_params.two.hours"),
        ("unknown-clause", "clause_params.three"),
        ("param-out-of-range", "clause_params.one.days"),
        ("param-wrong-type", "clause_params.two.days"),
    ]


def test_all_faulty_texts_are_refused_at_once(choose: Choose, clause_of: ClauseOf) -> None:
    with pytest.raises(InputRefused) as refused:
        choose(
            clause_of("one", "1. {{ param.gone }}"),
            clause_of("two", facts={"no.such": "1", "known": "param.gone"}),
            facts={"known": "text"},
        )
    assert [(one.id, one.where) for one in refused.value.findings] == [
        ("placeholder-without-value", "one/10-preferred.md:11"),
        ("bad-fact", "two/10-preferred.md: facts.no.such"),
        ("bad-fact", "two/10-preferred.md: facts.known"),
    ]


def test_a_party_name_that_holds_a_placeholder_is_refused(
    choose: Choose, clause_of: ClauseOf
) -> None:
    with pytest.raises(InputRefused):
        choose(
            clause_of("one", "1. {{ buyer.legal_name }}"),
            deal={"brief.buyer.legal_name": "{{ seller.legal_name }}"},
        )


def test_two_clauses_that_state_one_fact_are_refused(choose: Choose, clause_of: ClauseOf) -> None:
    records = [clause_of(name, facts={"output.owner": "customer"}) for name in ("one", "two")]
    with pytest.raises(Refused) as refused:
        choose(*records, facts={"output.owner": "text"})
    (finding,) = refused.value.findings
    assert finding.line() == (
        'two/10-preferred.md: facts.output.owner: "one" and "two" both state "output.owner". '
        "State the fact in one of them."
    )


def test_a_contradiction_is_refused_and_a_mere_clash_is_a_blocker(
    choose: Choose, clause_of: ClauseOf
) -> None:
    record = clause_of("data-no-training", facts={"data.training.by_model_provider": "no"})
    facts = {"data.training.by_model_provider": "yes_no"}
    with pytest.raises(Refused) as refused:
        choose(record, facts=facts, deal={"seller.models.0.trains_on_data": "yes"})
    assert [one.id for one in refused.value.findings] == ["X-02"]
    terms = choose(record, facts=facts, deal={"seller.models.0.trains_on_data": None})
    (blocker,) = terms.blockers
    assert (blocker.id, blocker.kind, blocker.who) == ("conflict:X-02:1", "conflict", "legal")


def test_a_clause_that_cannot_be_proved_is_left_out_and_asked_for(
    choose: Choose, clause_of: ClauseOf
) -> None:
    record = clause_of("compute-residency", title="Where the model runs",
                       facts={"residency.routing": "single_region"}, status="draft")  # fmt: skip
    terms = choose(
        record,
        facts={"residency.routing": "choice"},
        deal={"seller.models.0.routing": "not_stated"},
    )
    assert [one.id for one in terms.clauses] == ["definitions"]
    assert terms.blockers == (
        Blocker(
            id="evidence-missing:compute-residency:G-04",
            kind="evidence_missing",
            what='the routing of Large 2, for clause "Where the model runs" (compute-residency)',
            who="seller representative",
            clause="compute-residency",
        ),
    )


def test_no_clause_text_holds_a_brace_pair(choose: Choose, clause_of: ClauseOf) -> None:
    terms = choose(clause_of("one", "1. {{ buyer.legal_name }} and {{seller.legal_name}}"))
    assert all("{{" not in one.text and "}}" not in one.text for one in terms.clauses)


def test_a_deal_takes_regions_and_sentences_from_the_catalogue(
    deal_of: DealOf, library_of: LibraryOf
) -> None:
    made = deal_of()
    catalogue = _catalogue(library_of(), {"cap.free": "On it goes."})
    deal = deal_for(made.brief, made.seller, made.offer, "EUR", catalogue)
    assert deal.regions == {"eu": ("DE",)}
    assert deal.wording == {"cap.free": "On it goes."}


def test_a_bloc_lies_inside_a_place_only_when_all_its_countries_do(deal_of: DealOf) -> None:
    deal = deal_of()
    assert deal.members("eea") == {"DE", "FR", "NL", "IE", "NO", "EU", "EEA"}
    assert deal.members("eu") == {"DE", "FR", "NL", "IE", "EU"}
    assert deal.members("uk") == {"GB"}
    assert deal.outside(["NO", "EU", "DE", "GB", "GB"], ["EU"]) == ("NO", "GB")
    assert deal.outside(["NO", "EU"], ["EEA"]) == ()
    assert deal.outside(["FR", "DE"], ["DE"]) == ("FR",)


@pytest.mark.parametrize(
    ("sponsor", "rates", "expected"),
    [
        (None, "value", ["input:buyer.sponsor"]),
        ({"name": "Ida Holm", "role": "Chief operating officer"}, "value", []),
        (None, "fixed", []),
    ],
)
def test_a_price_by_value_without_a_named_sponsor_blocks_a_firm_offer(
    choose: Choose, clause_of: ClauseOf, sponsor: object, rates: str, expected: list[str]
) -> None:
    share = {
        "id": "saving", "label": "Saving", "type": "value_share", "tiers": [{"rate": "0.15"}],
        "metric": {"id": "saved", "kind": "amount", "definition": "Cost below the baseline"},
        "baseline": {"amount": "100000", "direction": "below", "source": "Books"},
    }  # fmt: skip
    fixed = {"id": "seat", "label": "Seats", "type": "recurring", "amount": "100"}
    change = {
        "brief.buyer.sponsor": sponsor,
        "offer.rates": [share if rates == "value" else fixed],
    }
    terms = choose(clause_of("data-no-training"), deal=change)
    assert [one.id for one in terms.blockers] == expected
