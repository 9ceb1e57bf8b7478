"""The texts that laws ask for: facts against words, points of each law, wordings by regime."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from proposalkit.clauses.deal import Deal, deal_for
from proposalkit.clauses.drafting import draft_clauses
from proposalkit.clauses.params import resolve_params
from proposalkit.clauses.variants import vary
from proposalkit.knowledge.gathered import Gathered
from proposalkit.knowledge.knowledge_files import knowledge_files
from proposalkit.knowledge.law_checks import check_mandatory
from proposalkit.knowledge.library import gather as gather_knowledge
from proposalkit.knowledge.markdown import MarkdownSheet
from proposalkit.knowledge.tables import MandatoryTable
from proposalkit.model.knowledge import Catalogue, PositionHeader
from proposalkit.model.proof import Clause, FactValue
from proposalkit.workflows.gather import gather

ROOT = Path(__file__).parents[2]
WORKSPACE = ROOT / "examples" / "workspace"
APPROVERS = {10: "seller_rep", 20: "deal_desk", 30: "legal"}
SCC = (
    "an adequacy decision for recipients that it covers",
    "the standard contractual clauses of Decision (EU) 2021/914",
)
FLOWDOWN: dict[str, FactValue] = {
    "data.model_provider.identifiable_shared": "yes_as_subprocessor",
    "data.model_provider.retention_days": 0,
    "model.providers": ("Calanque IA SAS",),
    "subprocessors": (
        "Calanque IA SAS (France: Runs the language model)",
        "Rhein Cloud GmbH (Germany: Hosting of application, storage and logs)",
        "Liffey Vault Ltd. (Ireland: Encrypted backups)",
    ),
    "subprocessor.notice_days": 30,
}
CAPS: dict[str, FactValue] = {
    "liability.cap_multiple": "1",
    "liability.supercap_multiple": "2",
    "liability.uncapped": (
        "fraud", "wilful misconduct", "death or personal injury caused by negligence",
        "any liability that applicable law does not allow to be limited",
    ),
}  # fmt: skip
REVIEWED: dict[str, FactValue] = {
    "oversight.required_for": (
        "Refunds and goodwill credits", "Complaints and threats of legal action",
        "Any statement on product safety",
    ),
    "oversight.amount_limit": "EUR 50.00",
}  # fmt: skip
EXIT: dict[str, FactValue] = {"exit.retrieval_days": 30, "exit.formats": ("JSON Lines", "CSV")}
NO_TRANSFER: FactValue = ("none takes place",)

# clause, order, regime of law: the facts it states, and words that say so
ROWS: dict[tuple[str, int, str], tuple[dict[str, FactValue], tuple[str, ...]]] = {
    ("intl-transfer", 10, ""): (
        {"transfer.mechanism": SCC},
        ("grounds: an adequacy decision for recipients that it covers and the standard",
         "Module Two", "30 days' notice", "the law of Ireland governs", "receives a summary"),
    ),
    ("intl-transfer", 20, ""): (
        {"transfer.mechanism": SCC}, ("its full written assessment", "every 3 months"),
    ),
    ("intl-transfer", 30, ""): (
        {"transfer.mechanism": NO_TRANSFER},
        ("stays in the European Economic Area", "question of transfers is: none takes place."),
    ),
    ("intl-transfer", 10, "uk"): (
        {"transfer.mechanism": SCC},
        ("International Data Transfer Agreement of the Information Commissioner, version A1.0",
         "not materially lower than at home"),
    ),
    ("intl-transfer", 20, "uk"): (
        {"transfer.mechanism": SCC},
        ("its full written transfer risk assessment", "version A1.0", "every 3 months",
         "not materially lower than at home", "standard contractual clauses of Decision"),
    ),
    ("intl-transfer", 30, "uk"): (
        {"transfer.mechanism": NO_TRANSFER},
        ("stays in the United Kingdom and the European Economic Area", "version A1.0",
         "question of transfers is: none takes place."),
    ),
    ("data-no-training", 10, "public"): (
        {"data.training.customer_data_used": "no", "data.training.by_model_provider": "no"},
        ("sub-processors of every rank", "No consent to Training can be given",
         "de-identified, pseudonymised, aggregated and synthetic"),
    ),
    ("data-use-limits", 10, "california"): (
        {"data.improvement.non_training_use": "none"},
        ("limited and specified as the California Consumer Privacy Act",
         "may not sell or share Customer Data", "outside the direct business relationship",
         "combine it with data from other sources"),
    ),
    ("pilot-conversion", 10, "option"): (
        {"pilot.convert_days": 30, "pilot.conversion": "option"},
        ("is 30 days from the end", "has an option on production and no duty to use it",
         "Nothing renews or converts by itself"),
    ),
    ("dpa-art28", 10, ""): (
        {"dpa.form": "seller_terms", "dpa.breach_hours": 48},
        ('the work "Order-status contacts by e-mail"', "Consumers in Germany, Austria and the",
         "within 48 hours after becoming aware", "on 30 days' notice", '"GDPR" is Regulation'),
    ),
    ("dpa-art28", 20, ""): (
        {"dpa.form": "buyer_terms", "dpa.breach_hours": 48},
        ("The data-processing agreement of Customer", "within 48 hours after becoming aware",
         "does not make the parties joint controllers"),
    ),
    ("dpa-art28", 30, ""): (
        {"dpa.form": "eu_standard_clauses", "dpa.breach_hours": 48},
        ("Decision (EU) 2021/915", "word for word", "within 48 hours", "Clause 7.7"),
    ),
    ("dpa-art28", 10, "uk"): (
        {"dpa.form": "seller_terms", "dpa.breach_hours": 48},
        ("Data Protection Act 2018", "Article 28 UK GDPR", "Information Commissioner",
         "the same duties apply under it", "within 48 hours"),
    ),
    ("dpa-art28", 20, "uk"): (
        {"dpa.form": "buyer_terms", "dpa.breach_hours": 48},
        ("The data-processing agreement of Customer", "Data Protection Act 2018",
         "within 48 hours after becoming aware", "domestic law of the United Kingdom"),
    ),
    ("dpa-art28", 30, "uk"): (
        {"dpa.form": "eu_standard_clauses", "dpa.breach_hours": 48},
        ("Decision (EU) 2021/915", "as terms of contract", "within 48 hours", "UK GDPR"),
    ),
    ("baa-hipaa", 10, ""): (
        {"baa.available": "yes", "baa.report_days": 10},
        ("is its business associate", "within 10 calendar days after discovery",
         "Calanque Large 2"),
    ),
    ("baa-hipaa", 20, ""): (
        {"baa.available": "yes", "baa.report_days": 5},
        ("is its business associate", "within 5 calendar days after discovery"),
    ),
    ("baa-hipaa", 30, ""): (
        {"baa.available": "yes", "baa.report_days": 3},
        ("is its business associate", "within 3 calendar days after discovery",
         "cost of the notices that law requires"),
    ),
    ("ai-act-roles", 10, ""): (
        {"ai_act.role": "provider", "ai_act.risk_class": "limited"},
        ("is its provider", '("limited risk")', "2 December 2027 for Annex III",
         "2 August 2026 for Article 50", "at least 6 months"),
    ),
    ("ai-act-roles", 20, ""): (
        {"ai_act.role": "provider", "ai_act.risk_class": "limited"},
        ("Provider is its provider", '("limited risk")', "in the light version of 5 March 2025"),
    ),
    ("ai-act-roles", 30, ""): (
        {"ai_act.role": "provider", "ai_act.risk_class": "high"},
        ("Provider is its provider", "treat the Agent as high-risk",
         "in the version for high-risk systems of 5 March 2025", "The price of this package"),
    ),
    ("ai-transparency-notice", 10, ""): (
        {"ai.disclosure": "seller_notice"},
        ("Provider writes the standard words", "A person is reached through a hand-off"),
    ),
    ("ai-transparency-notice", 20, ""): (
        {"ai.disclosure": "buyer_wording"},
        ("Customer supplies the words", "Hand-off to a person takes place on"),
    ),
    ("ai-transparency-notice", 30, ""): (
        {"ai.disclosure": "buyer_duty"}, ("takes on the task", "supplies the controls"),
    ),
    ("finance-addendum", 10, ""): (
        {"finance.terms": "seller_addendum", "incident.ict_hours": 24},
        ("Article 30 applies from 17 January 2025", "unrestricted rights of access",
         "for Customer alone to say; its class is still to be supplied by Customer"),
    ),
    ("finance-addendum", 20, ""): (
        {"finance.terms": "buyer_addendum", "incident.ict_hours": 24},
        ("The terms of Customer for ICT services", "unrestricted rights of access"),
    ),
    ("finance-addendum", 30, ""): (
        {"finance.terms": "buyer_addendum_tests", "incident.ict_hours": 24},
        ("The terms of Customer for ICT services", "one further test a year",
         "unrestricted rights of access"),
    ),
    ("ccpa-service-provider", 10, ""): (
        {"ccpa.service_provider": "yes"},
        ("Provider its service provider", "sell or share personal information"),
    ),
    ("ccpa-service-provider", 20, ""): (
        {"ccpa.service_provider": "yes"},
        ("The privacy annex of Customer", "Provider its service provider"),
    ),
    ("ccpa-service-provider", 30, ""): (
        {"ccpa.service_provider": "yes"},
        ("Colorado, Connecticut, Oregon, Texas and Virginia", "Provider its service provider"),
    ),
    ("adm-consequential-decisions", 10, ""): (
        {"adm.consequential": "no"},
        ("may not be used for Consequential Decisions, unless the Order Form lists the use",
         "The uses listed are: none.", "Colorado from 1 January 2027"),
    ),
    ("adm-consequential-decisions", 20, ""): (
        {"adm.consequential": "yes"},
        ("may be used for the Consequential Decisions that the Order Form lists",
         "documentation pack"),
    ),
    ("adm-consequential-decisions", 30, ""): (
        {"adm.consequential": "yes"},
        ("may be used for the Consequential Decisions that the Order Form lists",
         "test together for bias"),
    ),
    ("public-sector-addendum", 10, ""): (
        {"public.terms": "seller_order"},
        ("automatic renewal and conversion; indemnities", "within 72 hours after discovery"),
    ),
    ("public-sector-addendum", 20, ""): (
        {"public.terms": "buyer_form_ai"},
        ("Its form of contract that the Order Form names is the Agreement",
         "its annex on AI and comes before it as to AI and data"),
    ),
    ("public-sector-addendum", 30, ""): (
        {"public.terms": "buyer_form"}, ("comes before every term of Provider",),
    ),
    ("deployment-model", 10, ""): (
        {"deployment": "multi_tenant"}, ("several customers share", "a tenant of its own"),
    ),
    ("deployment-model", 20, ""): (
        {"deployment": "dedicated"}, ("a tenant that is dedicated to Customer",),
    ),
    ("deployment-model", 30, ""): (
        {"deployment": "customer_vpc"}, ("runs in a cloud account that Customer owns",),
    ),
    ("liability-cap", 10, "eu"): (
        CAPS,
        ("multiplied by 1; and", "multiplied by 2.", "(EU) 2024/2853",
         "No limit or exclusion applies to fraud, wilful misconduct, death"),
    ),
    ("liability-cap", 10, "uk"): (
        CAPS, ("multiplied by 1; and", "multiplied by 2.", "Unfair Contract Terms Act 1977"),
    ),
    ("exit-data-export", 10, "eu"): (
        EXIT,
        ("Formats are JSON Lines and CSV", "The retrieval period is 30 days",
         "no more than 2 months", "within 30 calendar days", "before 12 January 2027"),
    ),
    ("human-oversight", 10, "healthcare"): (
        REVIEWED,
        ("Refunds and goodwill credits; Complaints", "commitment above EUR 50.00",
         "Every clinical decision is a Reviewed Matter too"),
    ),
    ("liability-cap", 20, "eu"): (
        {**CAPS, "liability.cap_multiple": "1.5", "liability.supercap_multiple": "3"},
        ("multiplied by 1.5; and", "multiplied by 3.", "(EU) 2024/2853", "up to 4 months"),
    ),
    ("liability-cap", 30, "eu"): (
        {**CAPS, "liability.cap_multiple": "2", "liability.supercap_multiple": "5"},
        ("multiplied by 2; and", "multiplied by 5.", "(EU) 2024/2853", "a fixed sum"),
    ),
    ("liability-cap", 20, "uk"): (
        {**CAPS, "liability.cap_multiple": "1.5", "liability.supercap_multiple": "3"},
        ("multiplied by 1.5; and", "multiplied by 3.", "Unfair Contract Terms Act 1977"),
    ),
    ("liability-cap", 30, "uk"): (
        {**CAPS, "liability.cap_multiple": "2", "liability.supercap_multiple": "5"},
        ("multiplied by 2; and", "multiplied by 5.", "Unfair Contract Terms Act 1977"),
    ),
    ("exit-data-export", 20, "eu"): (
        {**EXIT, "exit.retrieval_days": 60},
        ("The retrieval period is 60 days", "no more than 2 months", "within 30 calendar days"),
    ),
    ("exit-data-export", 30, "eu"): (
        {**EXIT, "exit.retrieval_days": 90, "exit.parallel_days": 30},
        ("The retrieval period is 90 days", "side by side for 30 days", "no more than 2 months"),
    ),
    ("human-oversight", 20, "healthcare"): (
        {**REVIEWED, "oversight.seller_part": "first_reading"},
        ("Every clinical decision is a Reviewed Matter too", "first to trained staff of Provider"),
    ),
    ("human-oversight", 30, "healthcare"): (
        {**REVIEWED, "oversight.seller_part": "joint_sample"},
        ("Every clinical decision is a Reviewed Matter too", "random 3 percent is read each month"),
    ),
    ("audit-rights-mutual", 10, "finance"): (
        {"audit.frequency": 1, "audit.supervisor_access": "yes"},
        ("in a contract year is 1.", "Article 30(3)(e)", "do not apply to the following rights"),
    ),
    ("audit-rights-mutual", 20, "finance"): (
        {"audit.frequency": 1, "audit.on_discrepancy": "yes", "audit.supervisor_access": "yes"},
        ("for either party is 1.", "has shown a difference of more than 5 percent",
         "Article 30(3)(e)"),
    ),
    ("audit-rights-mutual", 30, "finance"): (
        {"audit.frequency": 1, "audit.live_access": "yes", "audit.supervisor_access": "yes"},
        ("in a contract year is 1.", "read-only access throughout the term", "Article 30(3)(e)"),
    ),
    ("model-provider-flowdown", 10, "us-healthcare"): (
        FLOWDOWN,
        ("which may identify people", "no more than 0 days", "at least 30 days' notice",
         "signed business associate terms"),
    ),
    ("model-provider-flowdown", 20, "us-healthcare"): (
        FLOWDOWN,
        ("may identify people", "the retention is 0 days", "at least 30 days ahead",
         "signed business associate terms", "stops sending PHI there"),
    ),
    ("model-provider-flowdown", 30, "us-healthcare"): (
        {**FLOWDOWN, "data.model_provider.identifiable_shared": "pseudonymised"},
        ("by codes", "to 0 days after the reply", "at least 30 days ahead",
         "signed business associate terms", "is treated as PHI"),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalogue, Deal]:
    """The shipped library and the shipped deal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(tmp_path_factory.mktemp("cache")))
        found = gather(WORKSPACE, "nordwind-support")
    inputs, catalogue = found.inputs, found.parts.catalogue
    offer = next(one for one in inputs.price_book.offers if one.id == inputs.brief.commercial.offer)
    seller, currency = inputs.seller.public, inputs.price_book.currency
    return catalogue, deal_for(inputs.brief, seller, offer, currency, catalogue)


def _filled(shipped: tuple[Catalogue, Deal], clause: str, order: int, regime: str) -> Clause:
    catalogue, deal = shipped
    library = catalogue.library
    record = library.clauses[clause]
    texts = record.variants[regime] if regime else record.positions
    (text,) = [one for one in texts if one.order == order]
    only = record.model_copy(update={"positions": (text,)})
    (drafted,) = draft_clauses([only], {clause: resolve_params(record, deal)}, library, deal)
    return drafted.clause


@pytest.mark.parametrize(("clause", "order", "regime"), ROWS)
def test_a_text_says_in_words_what_it_states_as_facts(
    clause: str, order: int, regime: str, shipped: tuple[Catalogue, Deal]
) -> None:
    facts, there = ROWS[clause, order, regime]
    filled = _filled(shipped, clause, order, regime)
    assert {one.id: one.value for one in filled.facts} == facts
    for words in there:
        assert words in filled.text
    assert re.search(r"[{}]|\n\s*\n|  ", filled.text) is None


def test_every_text_of_these_clauses_and_every_wording_has_a_row(
    shipped: tuple[Catalogue, Deal],
) -> None:
    clauses = shipped[0].library.clauses
    own = {clause for clause, _, regime in ROWS if not regime}
    texts = {(one, text.order, "") for one in own for text in clauses[one].positions}
    texts |= {
        (one.clause, text.order, regime)
        for one in clauses.values()
        for regime, wordings in one.variants.items()
        for text in wordings
    }
    assert texts == set(ROWS)


@pytest.mark.parametrize("clause", sorted({clause for clause, _, regime in ROWS if not regime}))
def test_a_later_text_needs_a_higher_approval(clause: str, shipped: tuple[Catalogue, Deal]) -> None:
    record = shipped[0].library.clauses[clause]
    assert {one.order: one.approver for one in record.positions} == APPROVERS


# country, sector, people, health data -> the wordings the deal gets
REGIMES: dict[str, tuple[dict[str, object], set[tuple[str, str]]]] = {
    "retail in Germany": (
        {"country": "DE"}, {("liability-cap", "eu"), ("exit-data-export", "eu")},
    ),
    "retail in the United States": ({"country": "US", "subjects": ("Consumers in Ohio",)}, set()),
    "retail in the United Kingdom": (
        {"country": "GB", "subjects": ("Consumers in England",)},
        {("liability-cap", "uk"), ("dpa-art28", "uk"), ("intl-transfer", "uk")},
    ),
    "British buyer, German people": (
        {"country": "GB", "subjects": ("Consumers in Germany",)},
        {("liability-cap", "uk"), ("dpa-art28", "uk"), ("intl-transfer", "uk"),
         ("exit-data-export", "eu")},
    ),
    "hospital in the United States": (
        {"country": "US", "subjects": ("Patients",), "sector": "hospital", "health": True},
        {("human-oversight", "healthcare"), ("model-provider-flowdown", "us-healthcare")},
    ),
    "hospital in France": (
        {"country": "FR", "sector": "hospital", "health": True},
        {("human-oversight", "healthcare"), ("liability-cap", "eu"), ("exit-data-export", "eu")},
    ),
    "bank in France": (
        {"country": "FR", "sector": "bank"},
        {("audit-rights-mutual", "finance"), ("liability-cap", "eu"), ("exit-data-export", "eu")},
    ),
    "hospital without health data": (
        {"country": "US", "subjects": ("Staff",), "sector": "hospital", "health": False}, set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REGIMES)
def test_a_deal_gets_the_wordings_of_its_regimes_and_no_others(
    case: str, shipped: tuple[Catalogue, Deal]
) -> None:
    change, expected = REGIMES[case]
    catalogue, deal = shipped
    brief = deal.brief
    data = {"subjects": change.get("subjects", brief.data.subjects)}
    data["health_data"] = change.get("health", False)
    buyer = {"country": change["country"], "sector": change.get("sector", "retail")}
    changed = brief.model_copy(
        update={
            "buyer": brief.buyer.model_copy(update=buyer),
            "data": brief.data.model_copy(update=data),
        }
    )
    found = (
        vary(record, catalogue.library, replace(deal, brief=changed))[1]
        for record in catalogue.library.clauses.values()
    )
    assert {(one.clause, one.regime) for one in found if one} == expected


LISTS: dict[tuple[str, str], set[str]] = {
    ("GDPR Article", "dpa-art28"): {f"28(3)({letter})" for letter in "abcdefgh"},
    ("45 CFR", "baa-hipaa"): {f"164.504(e)(2)(ii)({letter})" for letter in "ABCDEFGHIJ"}
    | {"164.504(e)(2)(i)", "164.504(e)(2)(iii)", "164.314(a)(2)"},
    ("DORA Article", "finance-addendum"): {f"30(2)({letter})" for letter in "abcdefghi"}
    | {f"30(3)({letter})" for letter in "abcdef"},
    ("11 CCR", "ccpa-service-provider"): {f"7051(a)({number})" for number in range(1, 11)},
}


@pytest.fixture(scope="module")
def knowledge() -> Gathered:
    """The shipped knowledge with the places it was read from."""
    return gather_knowledge(knowledge_files([ROOT / "knowledge"]))


def test_the_lists_of_the_four_laws_are_complete(knowledge: Gathered) -> None:
    table = knowledge.tables.table(MandatoryTable)
    found = {(one.law, one.clause): {point.id for point in one.points} for one in table.lists}
    for law, points in LISTS.items():
        assert points <= found[law]


def test_each_point_is_missed_where_its_words_are_taken_out(knowledge: Gathered) -> None:
    found = knowledge.tables.get(MandatoryTable)
    assert found is not None
    by_id = {one.record.clause: one for one in knowledge.clauses}
    cases = [
        (points, point, words)
        for points in found[0].lists
        for point in points.points
        for words in point.words
    ]
    for points, point, words in cases:
        sheets = by_id[points.clause]
        cut = replace(sheets, texts=tuple(_without(one, words) for one in sheets.texts))
        only = points.model_copy(update={"points": (point,)})
        table = found[0].model_copy(update={"lists": (only,)})
        missed = list(check_mandatory((table, found[1]), [cut]))
        regimes = set(points.variants)
        held = [one for one in sheets.texts if not regimes or regimes & set(one.file.parts)]
        assert [one.id for one in missed] == ["mandatory-point"] * len(held), (point.id, words)
    assert len(cases) > 150


def _without(sheet: MarkdownSheet[PositionHeader], words: str) -> MarkdownSheet[PositionHeader]:
    text = " ".join(sheet.text.split())
    for one in words.split("|"):
        text = re.sub(re.escape(" ".join(one.split())), "-", text, flags=re.IGNORECASE)
    return replace(sheet, text=text)
