"""Proposals to print: the example deal in full, one with nothing optional, one that strains."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from proposalkit.model.brief_figures import VolumesIn
from proposalkit.model.offering import Agent, DataTerms, Offering
from proposalkit.model.outcome import Metric
from proposalkit.model.parties import Acceptance, Contact, Parties, Party
from proposalkit.model.pricing import Component, Payment, Tier
from proposalkit.model.proposal import Generator, Integrity, Proposal, Validity

from .sample_clauses import sample_clauses
from .sample_deal import data, offering, outcome, parties, path, pilot, service_levels, term
from .sample_price import eur, full_pricing, metric, price, priced
from .sample_texts import (
    acceptance,
    answers,
    claims,
    evidence,
    gaps,
    glossary,
    sections,
    sources,
)

LOGO_FILE = Path(__file__).resolve().parents[2] / "examples/workspace/assets/halyard.png"
ACCENT = "#0b5f5a"
LONG_NAME = (
    "Zakład Usług Elektronicznych i Obsługi Klienta »Ñandú-Łódź« Spółka z ograniczoną "
    "odpowiedzialnością Spółka komandytowa"
)


def full_proposal(clause_count: int = 20, **changes: Any) -> Proposal:
    """Give the example deal with every optional part, about twenty clauses long."""
    values: dict[str, Any] = {
        "proposal_id": "urn:proposalkit:halyard-agents-b-v:nordwind-support",
        "title": "Order-status contacts by e-mail: proposal to Nordwind Outdoor GmbH",
        "revision": 1,
        "status": "draft",
        "grade": "for_discussion",
        "grade_notice": "For discussion: the terms are proposed and bind neither side until both "
        "have signed.",
        "released_by": "Marit de Vries",
        "offer_date": date(2026, 11, 23),
        "validity": Validity(valid_from=date(2026, 11, 23), valid_until=date(2027, 1, 7),
                             timezone="Europe/Berlin"),
        "binding_nature": "subject_to_contract",
        "parties": parties(),
        "to_be_supplied": gaps(),
        "sections": sections(),
        "offering": offering(),
        "data": data(),
        "metrics": (metric(),),
        "outcomes": (outcome(),),
        "pilot": pilot(),
        "pricing": full_pricing(),
        "payment": Payment(
            terms="P30D",
            cadence="Monthly in arrears, with the reconciliation file of the month attached",
            methods=("SEPA credit transfer",),
        ),
        "term": term(),
        "service_levels": service_levels(),
        "path": path(),
        "answers": answers(),
        "clauses": sample_clauses(clause_count),
        "claims": claims(clause_count),
        "evidence": evidence(),
        "sources": sources(),
        "glossary": glossary(),
        "not_stated": (
            "Which insurance covers an error of the agent?",
            "May the buyer test the service for intrusion itself?",
        ),
        "acceptance": acceptance(),
        "integrity": Integrity(generator=Generator(name="proposalkit", version="0.1.0")),
    }  # fmt: skip
    return Proposal(**{**values, **changes})


def minimal_proposal(**changes: Any) -> Proposal:
    """Give a proposal with nothing optional: one line at a fixed price, one clause, no logo."""
    line = Component(id="platform", label="Platform", type="recurring", billing_period="P1M",
                     amount=eur("950"))  # fmt: skip
    values: dict[str, Any] = {
        "proposal_id": "urn:proposalkit:example:small",
        "title": "Small offer",
        "revision": 2,
        "status": "draft",
        "grade": "draft",
        "grade_notice": "Draft: internal, not an offer.",
        "offer_date": date(2026, 11, 23),
        "validity": Validity(valid_from=date(2026, 11, 23), valid_until=date(2026, 12, 23),
                             timezone="Europe/Warsaw"),
        "binding_nature": "indicative",
        "parties": Parties(seller=Party(name="Ñandú Agentes S.L.", country="ES"),
                           buyer=Party(name="Zakład Obsługi Łódź sp. z o.o.", country="PL")),
        "sections": (),
        "offering": Offering(agents=(
            Agent(id="a", name="Agent", summary="Answers mail.", autonomy="copilot",
                  autonomy_meaning="A person approves each action.",
                  human_oversight="Not stated."),)),
        "data": DataTerms(categories=("E-mail",)),
        "metrics": (),
        "pricing": priced((line,), metrics=(), volumes=None),
        "payment": Payment(terms="P14D", cadence="Monthly"),
        "answers": (),
        "clauses": sample_clauses(1),
        "claims": (),
        "acceptance": Acceptance(how="Both sides sign.", paper="seller",
                                 paper_text="The seller's paper governs.",
                                 order_of_precedence=()),
        "integrity": Integrity(generator=Generator(name="proposalkit", version="0.1.0")),
    }  # fmt: skip
    return Proposal(**{**values, **changes})


def strained_proposal(**changes: Any) -> Proposal:
    """Give long names with foreign letters, huge amounts, volume tiers with cliffs, no pilot."""
    base = full_proposal(2)
    unit = Metric(
        id="case",
        label="fully automated multi-step case completions",
        unit="fully automated multi-step case completion",
        kind="usage",
        aggregation="count",
    )
    line = Component(
        id="cases",
        label="Cases of a very long and winding name that nobody shortened in time",
        type="usage",
        metric_ref="case",
        billing_period="P1M",
        tier_mode="volume",
        included=Decimal(100),
        tiers=(
            Tier(up_to=Decimal(5000), unit_price=price("1234.95")),
            Tier(up_to=Decimal(150000000), unit_price=price("0.0031")),
            Tier(unit_price=price("0.0001")),
        ),
        maximum=eur("9999999.99"),
        clause_refs=("data-no-training",),
    )
    volumes = VolumesIn(low=Decimal(60), expected=Decimal(4900), high=Decimal(240000000))
    values: dict[str, Any] = {
        "title": f"Vollautomatische Kontaktbearbeitung einschließlich Beschwerden: {LONG_NAME}",
        "parties": base.parties.model_copy(update={"buyer": _long_party()}),
        "sections": tuple(one for one in base.sections if one.id != "pilot"),
        "pilot": None,
        "outcomes": (),
        "metrics": (unit,),
        "pricing": priced((line,), metrics=(unit,), volumes=volumes),
        "to_be_supplied": (),
        "released_by": None,
    }
    return base.model_copy(update={**values, **changes})


def _long_party() -> Party:
    return Party(
        name=LONG_NAME,
        country="PL",
        address="ulica Księcia Świętopełka-Grzegorzewskiego 127 lokal 14, 90-001 Łódź, "
        "województwo łódzkie",
        contacts=(
            Contact(
                name="Żółć Gęślą-Jaźń von und zu Hohenlohe-Schillingsfürst",
                role="Pełnomocnik do spraw zakupów i umów ramowych",
                email="a.very.long.address.of.a.procurement.department@subsidiary.group.example",
            ),
        ),
    )
