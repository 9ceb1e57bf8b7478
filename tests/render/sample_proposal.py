"""Proposals to print: the example deal in full, and one that holds nothing optional."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from proposalkit.model.brief import VolumesIn
from proposalkit.model.money import Money
from proposalkit.model.offering import (
    Agent,
    AiModel,
    DataHop,
    DataTerms,
    Offering,
    Residency,
    StopControl,
    Subprocessor,
)  # fmt: skip
from proposalkit.model.outcome import (
    Event,
    Metric,
    Outcome,
    Predicate,
    SuccessCriterion,
    WorkedCase,
)  # fmt: skip
from proposalkit.model.parties import (
    Acceptance,
    Contact,
    Gate,
    LegalId,
    Parties,
    Party,
    Signatory,
)  # fmt: skip
from proposalkit.model.price_book import MetricIn
from proposalkit.model.pricing import (
    Component,
    Credit,
    GroupCap,
    Payment,
    PublicPricing,
    Rounding,
    Tax,
    Tier,
)  # fmt: skip
from proposalkit.model.proof import (
    Answer,
    Block,
    Claim,
    Evidence,
    GlossaryEntry,
    Section,
    Source,
    ToBeSupplied,
)  # fmt: skip
from proposalkit.model.proposal import (
    Decision,
    Generator,
    Integrity,
    Pilot,
    Proposal,
    ServiceLevel,
    Term,
    Validity,
)  # fmt: skip
from proposalkit.pricing.cliffs import find_cliffs
from proposalkit.pricing.engine import price_scenarios
from proposalkit.pricing.order import Order
from proposalkit.pricing.rules import CapRule, CreditRule

from .sample_clauses import sample_clauses

LOGO_FILE = Path(__file__).resolve().parents[2] / "examples/workspace/assets/halyard.png"
ACCENT = "#0b5f5a"
UNIT = "resolved-contact"
SHA = "0" * 64


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
        "parties": _parties(),
        "to_be_supplied": _gaps(),
        "sections": _sections(),
        "offering": _offering(),
        "data": _data(),
        "metrics": (_metric(),),
        "outcomes": (_outcome(),),
        "pilot": _pilot(),
        "pricing": full_pricing(),
        "payment": Payment(
            terms="P30D",
            cadence="Monthly in arrears, with the reconciliation file of the month attached",
            methods=("SEPA credit transfer",),
        ),
        "term": _term(),
        "service_levels": _service_levels(),
        "path": _path(),
        "answers": _answers(),
        "clauses": sample_clauses(clause_count),
        "claims": _claims(clause_count),
        "evidence": _evidence(),
        "sources": _sources(),
        "glossary": _glossary(),
        "not_stated": (
            "Which insurance covers an error of the agent?",
            "May the buyer test the service for intrusion itself?",
        ),
        "acceptance": _acceptance(),
        "integrity": Integrity(generator=Generator(name="proposalkit", version="0.1.0")),
    }  # fmt: skip
    return Proposal(**{**values, **changes})


def minimal_proposal(**changes: Any) -> Proposal:
    """Give a proposal with nothing optional: one line at a fixed price, one clause, no logo."""
    line = Component(id="platform", label="Platform", type="recurring", billing_period="P1M",
                     amount=_eur("950"))  # fmt: skip
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


def _eur(amount: str) -> Money:
    return Money(amount=Decimal(amount).quantize(Decimal("0.01")), currency="EUR")


def _price(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="EUR")


def full_pricing() -> PublicPricing:
    """Give the price of the example deal: set-up, platform, three graduated tiers, cap, pilot."""
    tiers = (
        Tier(up_to=Decimal(5000), unit_price=_price("0.95")),
        Tier(up_to=Decimal(15000), unit_price=_price("0.82")),
        Tier(unit_price=_price("0.70")),
    )
    lines = (
        Component(id="setup", label="Integration and knowledge set-up", type="one_time",
                  amount=_eur("6500")),
        Component(id="platform", label="Platform and EU tenancy", type="recurring",
                  billing_period="P1M", amount=_eur("950")),
        Component(id="resolved-contacts", label="Resolved contacts", type="outcome",
                  metric_ref=UNIT, billing_period="P1M", tier_mode="graduated", tiers=tiers,
                  minimum=_eur("3500"),
                  clause_refs=("outcome-definition", "outcome-verification",
                               "pricing-floor-cap")),
        Component(id="pilot-fee", label="Pilot, fixed fee", type="one_time", amount=_eur("7500"),
                  clause_refs=("pilot-scope-fee",)),
    )  # fmt: skip
    return priced(lines, metrics=(_metric(),), cap="16000", credit="3750",
                  volumes=VolumesIn(low=Decimal(6000), expected=Decimal(12000),
                                    high=Decimal(24000)))  # fmt: skip


def priced(
    lines: tuple[Component, ...],
    *,
    metrics: tuple[Metric, ...],
    volumes: VolumesIn | None,
    cap: str | None = None,
    credit: str | None = None,
    **changes: Any,
) -> PublicPricing:
    """Price lines with the engine; the pages only have to print what comes out."""
    metered = tuple(line.id for line in lines if line.metric_ref)
    caps = (
        (CapRule(id="cap", applies_to=metered, amount=_eur(cap), on_reach="free"),) if cap else ()
    )
    credits = (CreditRule(id="pilot-credit", amount=_eur(credit)),) if credit else ()
    order = Order(
        offer="offer", label="Offer", price_book="2026-11", currency="EUR", components=lines,
        caps=caps, credits=credits, cost_today=_price("3.10") if metrics else None,
        metrics=tuple(MetricIn(id=m.id, unit=m.unit, label=m.label, kind=m.kind) for m in metrics),
        rounding=Rounding(scale=2), term_months=12,
    )  # fmt: skip
    values: dict[str, Any] = {
        "currency": "EUR",
        "price_book": "2026-11",
        "components": lines,
        "caps": tuple(
            GroupCap(id=one.id, label="Monthly cap on resolved contacts",
                     applies_to=one.applies_to, amount=one.amount, on_reach=one.on_reach,
                     on_reach_text="Further resolved contacts of the month are served without "
                     "charge")
            for one in caps
        ),
        "credits": tuple(
            Credit(id=one.id, label="Credit for the pilot", amount=one.amount,
                   condition="Earned when production starts; set against the first months")
            for one in credits
        ),
        "rounding": Rounding(scale=2),
        "scenarios": price_scenarios(order, volumes or VolumesIn(expected=Decimal(1))),
        "cliffs": find_cliffs(order),
        "cost_today": order.cost_today,
        "cost_today_source": "Nordwind controlling, cost per order-status contact, third quarter "
        "of 2026" if metrics else None,
        "not_included": (
            "Changes to the shop system or the carriers' interfaces",
            "Kinds of contact other than order status",
            "Telephone and chat",
        ) if metrics else (),
        "tax": Tax(text="Prices exclude VAT. Nordwind Outdoor GmbH accounts for VAT in Germany "
                   "under the reverse charge."),
    }  # fmt: skip
    return PublicPricing(**{**values, **changes})


def _metric() -> Metric:
    return Metric(id=UNIT, label="resolved contacts", unit="resolved contact", kind="outcome",
                  aggregation="count", outcome_ref="resolved-order-status-contact")  # fmt: skip


def _parties() -> Parties:
    return Parties(
        seller=Party(
            name="Halyard Agents B.V.", country="NL",
            address="Oostenburgervoorstraat 112, 1018 MR Amsterdam",
            legal_ids=(LegalId(scheme="register", value="KvK 87216540"),
                       LegalId(scheme="VAT", value="NL864210975B01")),
            contacts=(Contact(name="Marit de Vries", role="Account executive",
                              email="marit.devries@halyard.example"),),
            signatory=Signatory(name="Jonas Achterberg", title="Chief executive officer"),
        ),
        buyer=Party(
            name="Nordwind Outdoor GmbH", country="DE",
            address="Grosse Elbstrasse 277, 22767 Hamburg",
            legal_ids=(LegalId(scheme="register", value="HRB 148832 Hamburg"),
                       LegalId(scheme="VAT", value="DE318840276")),
            contacts=(
                Contact(name="Katrin Sommerfeld", role="Chief operating officer",
                        email="k.sommerfeld@nordwind.example"),
                Contact(name="Emre Aydin", role="Head of customer service",
                        email="e.aydin@nordwind.example"),
                Contact(name="Silke Brandt", role="Procurement lead",
                        email="s.brandt@nordwind.example"),
            ),
            signatory=Signatory(name="Katrin Sommerfeld", title="Chief operating officer"),
        ),
    )  # fmt: skip


def _gaps() -> tuple[ToBeSupplied, ...]:
    owner, due = "Legal, Halyard Agents B.V.", date(2026, 12, 14)
    return (
        ToBeSupplied(id="missing-clauses", owner=owner, due=due,
                     what="Clause text still to come: Compute pass-through; Export of the log",
                     clause_refs=("compute-pass-through", "log-export")),
        ToBeSupplied(id="clause-approval", owner=owner, due=due,
                     what="Approval of 3 clauses by the seller's legal department",
                     clause_refs=("data-retention", "exit-convenience", "model-change")),
    )  # fmt: skip


def _block(name: str, number: int, text: str, kind: str = "statement", *marks: str) -> Block:
    return Block(id=f"{name}-{number}", kind=kind, text=text, sources=marks)  # type: ignore[arg-type]


def _sections() -> tuple[Section, ...]:
    quotes = (
        "A buyer's own ticket system is the count that both sides can open on the same morning; "
        "the seller's log explains it, record by record.",
        "Start with one intent on one channel. A narrow start gives clean figures, and clean "
        "figures are what a renewal is decided on.",
        "A reviewer needs to see every refusal and every hand-off as well as the successes; a "
        "sample of successes alone proves little.",
    )
    return (
        Section(id="need", title="What Nordwind needs", blocks=(
            _block("need", 1, "Customers write to ask where their parcel is. A team of 14 people "
                   "looks up the order, reads the carrier's tracking page and writes a reply by "
                   "hand."),
            _block("need", 2, "Replies to order-status e-mails leave within minutes, also at night "
                   "and in the sale weeks of November and January."),
            _block("need", 3, "The support team spends its time on complaints and advice instead "
                   "of looking up parcels."),
            _block("need", 4, "The bill follows contacts that were really solved, counted in the "
                   "helpdesk the team already uses."),
            _block("need", 5, quotes[0], "quote", "K1"),
        )),
        Section(id="solution", title="Proposed solution", blocks=(
            _block("solution", 1, "Halyard Resolve answers customer contacts in the buyer's "
                   "helpdesk and closes those it has solved."),
            _block("solution", 2, "It works on order-status contacts by e-mail and nothing else. "
                   "It reads and writes tickets in the Nordwind helpdesk, which stays the system "
                   "of record."),
            _block("solution", 3, quotes[1], "quote", "K2"),
            _block("solution", 4, "We have run this set-up for four retailers since 2025. The "
                   "first week is always the hardest: knowledge gaps show up at once, and we fix "
                   "them together with your team.\nAfter that the work becomes quiet.",
                   "seller_statement"),
        )),
        Section(id="pilot", title="Sixty-day paid pilot", blocks=(
            _block("pilot", 1, "The pilot runs for 60 days, from 11 January 2027 to 11 March 2027, "
                   "for a fixed fee of EUR 7,500.00. The buyer decides by 10 April 2027."),
        )),
        Section(id="oversight", title="Oversight", blocks=(
            _block("oversight", 1, "The buyer's support team reads a weekly sample of 200 closed "
                   "contacts and can reopen any of them. Refunds, goodwill credits and complaints "
                   "go to a person before anything is sent."),
            _block("oversight", 2, "A person decides on refunds and goodwill credits, complaints "
                   "and threats of legal action and any statement on product safety, and on every "
                   "amount above EUR 50.00."),
            _block("oversight", 3, quotes[2], "quote", "K3"),
        )),
    )  # fmt: skip


def _offering() -> Offering:
    return Offering(
        agents=(
            Agent(
                id="resolve", name="Halyard Resolve", version="3.4",
                summary="Answers customer contacts in the buyer's helpdesk and closes those it "
                "has solved.",
                autonomy="autopilot",
                autonomy_meaning="the agent acts alone inside its scope; people check afterwards",
                human_oversight="The buyer's support team reads a weekly sample of 200 closed "
                "contacts and can reopen any of them. Refunds, goodwill credits and complaints go "
                "to a person before anything is sent.",
                stop_control=StopControl(
                    mechanism="A switch in the buyer's helpdesk stops all replies and hands open "
                    "contacts to the support team", max_minutes=2),
                languages=("de", "nl", "en"), channels=("E-mail",),
                tools=("Read and write tickets in the helpdesk",
                       "Read orders and shipments in the shop system",
                       "Read tracking events of the parcel carriers"),
            ),
        ),
        models=(
            AiModel(id="main", provider="Calanque IA SAS", name="Calanque Large 2",
                    role="Reads the contact and drafts the reply", places=("FR",),
                    routing="single_region"),
            AiModel(id="check", provider="Halyard Agents B.V.", name="Halyard Guard 1.8",
                    role="Checks each draft against the order data before it is sent",
                    places=("DE",), routing="single_region"),
        ),
        subprocessors=(
            Subprocessor(name="Calanque IA SAS", country="FR", purpose="Runs the language model"),
            Subprocessor(name="Rhein Cloud GmbH", country="DE",
                         purpose="Hosting of application, storage and logs"),
            Subprocessor(name="Liffey Vault Ltd.", country="IE", purpose="Encrypted backups"),
        ),
        data_flow=(
            _hop("Buyer's helpdesk", "Halyard tenant", "Rhein Cloud GmbH", "DE",
                 "Contact text, order number, e-mail address",
                 "30 days after the contact is closed"),
            _hop("Halyard tenant", "Language model", "Calanque IA SAS", "FR",
                 "Contact text with names and addresses replaced by codes",
                 "Not kept after the reply is returned"),
            _hop("Halyard tenant", "Evidence log", "Rhein Cloud GmbH", "DE",
                 "Record id, time stamps, actions, model version", "400 days"),
            _hop("Halyard tenant", "Encrypted backup", "Liffey Vault Ltd.", "IE",
                 "Copy of tenant storage", "90 days"),
        ),
    )  # fmt: skip


def _hop(origin: str, destination: str, provider: str, place: str, data: str, kept: str) -> DataHop:
    return DataHop(origin=origin, destination=destination, provider=provider, places=(place,),
                   data_class=data, retention=kept, training_use="None")  # fmt: skip


def _data() -> DataTerms:
    rows = (("inference", ("FR", "DE"), "contractual"), ("storage", ("DE",), "contractual"),
            ("logs", ("DE",), "contractual"), ("backups", ("IE",), "operational"),
            ("support", ("NL", "DE"), "operational"))  # fmt: skip
    return DataTerms(
        categories=("Name and e-mail address", "Order and shipment data", "Text of the contact"),
        subjects=("Consumers in Germany", "Austria and the Netherlands"),
        residency=tuple(Residency(what=a, places=b, certainty=c) for a, b, c in rows),  # type: ignore[arg-type]
    )


def _outcome() -> Outcome:
    def rule(text: str) -> Predicate:
        return Predicate(field="field", operator="exists", text=text)

    return Outcome(
        id="resolved-order-status-contact", label="Resolved order-status contact",
        equivalence_class="support.resolution",
        definition="A contact is resolved when the agent has answered an order-status e-mail, the "
        "ticket is closed in the buyer's helpdesk, no person wrote a reply, and the customer does "
        "not come back on the same order within the reopen window.",
        event=Event(source="Nordwind helpdesk (Zendesk Support)",
                    name="Ticket status changes to solved"),
        qualifies=tuple(map(rule, (
            "The contact is tagged order status", "The contact came by e-mail",
            "The agent closed the ticket", "No person wrote a reply"))),
        excludes=tuple(map(rule, (
            "The ticket was reopened inside the reopen window",
            "The ticket repeats another ticket of the same customer and order",
            "The ticket is spam or a test", "The agent handed the contact to a person"))),
        reopen_window="P14D", silence_counts=False, handoff_counts=False,
        dedupe_key="Customer and order number", dedupe_window="P14D",
        system_of_record='Nordwind helpdesk (Zendesk Support); Saved report "Halyard order status '
        'resolved"', system_owner="buyer",
        measurer="The buyer, from the saved report of its system of record",
        audit="Either party may check the count at any time, record by record",
        dispute_window="P15D",
        remedy_on_miscount="The charge is corrected in the next invoice",
        cases=(
            WorkedCase(case="The agent replies, the ticket is solved, nothing more arrives",
                       billed=True, why="All conditions hold"),
            WorkedCase(case="The customer writes again about the same parcel nine days later",
                       billed=False, why="Reopened inside the window"),
            WorkedCase(case="The agent drafts a reply and a person corrects and sends it",
                       billed=False, why="A person wrote a reply"),
            WorkedCase(case="The customer writes twice on one evening about one order",
                       billed=True, why="Billed once; the second ticket is a duplicate"),
        ),
    )  # fmt: skip


def _pilot() -> Pilot:
    rows = (
        ("Share of order-status e-mails resolved without a person", "at least 45%",
         "Saved report in the helpdesk, week 3 to week 8", "Head of customer service"),
        ("Reopened within 14 days", "at most 6%", "Saved report in the helpdesk",
         "Head of customer service"),
        ("Correct replies in a blind sample", "at least 97% of 400 replies",
         "Two readers of the support team, drawn at random", "Procurement lead"),
        ("First reply", "within 5 minutes for 95% of contacts", "Time stamps in the helpdesk",
         "Head of customer service"),
    )  # fmt: skip
    return Pilot(
        duration="P60D", start=date(2027, 1, 11), end=date(2027, 3, 11),
        scope="Order-status contacts by e-mail, in the live helpdesk",
        out_of_scope="They stay with the support team and are not counted",
        fee=_eur("7500"),
        success_criteria=tuple(
            SuccessCriterion(id=f"criterion-{i}", label=a, target=b, source=c, reader=d)
            for i, (a, b, c, d) in enumerate(rows)),
        decision=Decision(days="P30D", by=date(2027, 4, 10),
                          on_success="The order goes on month by month at the prices of this "
                          "proposal", on_failure="The order ends, and no further fee is due"),
    )  # fmt: skip


def _term() -> Term:
    return Term(
        structure="After the pilot the order runs from month to month; a commitment starts only "
        "after 90 days that both sides call clean.",
        exit_right="The buyer may leave at the end of any month with 30 days' notice and without "
        "a fee.",
        exit_notice="P30D",
        clause_refs=("exit-convenience", "pilot-conversion"),
    )


def _service_levels() -> tuple[ServiceLevel, ...]:
    rows = (
        ("Availability of the service", "at least 99.9%", "calendar month",
         "External probe every 60 seconds"),
        ("First reply to a contact in scope", "within 5 minutes for 95% of contacts",
         "calendar month", "Time stamps in the buyer's helpdesk"),
        ("Answer to a severity 1 support request", "within 30 minutes", "around the clock",
         "Seller's support desk"),
    )  # fmt: skip
    return tuple(ServiceLevel(metric=a, target=b, window=c, source=d) for a, b, c, d in rows)


def _path() -> tuple[Gate, ...]:
    rows = (
        ("Security review", "Head of security", "Information security officer",
         "Evidence list and data-flow page", 5, date(2026, 11, 30)),
        ("Integration approval", "Solutions engineer", "Head of IT operations",
         "Data-flow page and access list for the helpdesk", 4, date(2026, 12, 4)),
        ("Legal review", "Legal counsel", "Legal counsel", "Clause schedule", 6,
         date(2026, 12, 14)),
        ("Commercial approval", "Account executive", "Procurement lead", "Pricing section", 3,
         date(2026, 12, 17)),
        ("Signature", "Jonas Achterberg", "Katrin Sommerfeld", "Acceptance page", 2,
         date(2026, 12, 21)),
    )  # fmt: skip
    return tuple(
        Gate(id=f"gate-{i}", title=a, seller_owner=b, buyer_owner=c, document=d, days=e, due=f)
        for i, (a, b, c, d, e, f) in enumerate(rows)
    )


def _answers() -> tuple[Answer, ...]:
    rows: tuple[tuple[str, str, tuple[str, ...], bool], ...] = (
        ("Will you train on our data?", "No. Customer data, prompts and outputs train no model, "
         "neither the seller's nor a provider's.", ("data-no-training",), True),
        ("Who pays when the model is wrong?", "The seller credits a wrong answer and covers "
         "proven direct loss up to twice the fees of 12 months.",
         ("liability-errors", "liability-cap"), True),
        ("Where does the model run?", "In France and Germany. No request leaves the European "
         "Union.", ("residency-eu",), True),
        ("How long is our data kept?", "Working copies 30 days, logs 400 days, encrypted back-ups "
         "90 days.", ("data-retention",), False),
        ("Who are your sub-processors?", "Three companies, all inside the European Union; a change "
         "is announced 30 days ahead.", ("data-subprocessors",), False),
        ("What happens when you change the model?", "You hear of it 30 days ahead and may object.",
         ("model-change",), False),
        ("Who counts the outcomes?", "Your own helpdesk. Our log is the evidence, joined by record "
         "id.", ("outcome-definition", "outcome-verification"), False),
        ("What if volume explodes?", "The monthly cap holds. Further contacts of the month are "
         "served without charge.", ("pricing-floor-cap",), False),
        ("How do we stop the agent?", "A switch in your helpdesk stops all replies within two "
         "minutes.", ("human-oversight",), False),
        ("How do we leave, and with what?", "With 30 days' notice. You get all records in open "
         "formats within 15 days.", ("exit-convenience", "exit-data-return"), False),
        ("Do you tell people that they talk to a machine?", "Yes, in the first line of each "
         "reply.", ("ai-act-transparency",), False),
        ("When do you tell us of an incident?", "Within 24 hours after the seller has noticed it.",
         ("security-incident",), False),
        ("Which insurance covers an error of the agent?", "Not stated.", (), False),
    )  # fmt: skip
    return tuple(
        Answer(id=f"question-{i}", question=a, answer=b, clause_refs=c, key_term=d,
               status="answered" if c else "not_stated")
        for i, (a, b, c, d) in enumerate(rows)
    )  # fmt: skip


def _claims(clause_count: int) -> tuple[Claim, ...]:
    texts = (
        "The seller does not use customer data to train any model.",
        "Working copies of customer data are deleted within 30 days after the contact is closed.",
        "A change of a sub-processor is announced at least 30 days before it takes effect.",
        "The buyer owns what it puts in and what the service puts out.",
        "The seller credits each contact that was answered wrongly.",
    )
    bound = tuple(
        Claim(id=f"claim-{i}", predicate=f"sample.fact_{i}", value="yes",
              text=texts[i % len(texts)], binding="contractual", clause_refs=(clause.id,))
        for i, clause in enumerate(sample_clauses(min(clause_count, 20)))
    )  # fmt: skip
    proved = Claim(id="claim-iso", predicate="evidence.iso-27001", value="held",
                   text="Halyard Agents holds an ISO/IEC 27001:2022 certificate for the service "
                   "offered.", binding="representation",
                   evidence_refs=("iso-27001",))  # fmt: skip
    return (*bound, proved)


def _evidence() -> tuple[Evidence, ...]:
    return (
        Evidence(id="iso-27001", kind="certificate",
                 title="ISO/IEC 27001:2022 certificate HA-2291",
                 issuer="Kade Certification B.V.", issued_on=date(2025, 6, 16),
                 expires_on=date(2028, 6, 15),
                 scope="Development and operation of Halyard Resolve", locator="on_request"),
        Evidence(id="pentest-2026", kind="pentest",
                 title="Penetration test summary, September 2026",
                 issuer="Polder Offensive Security B.V.", issued_on=date(2026, 9, 18),
                 expires_on=date(2027, 9, 17),
                 scope="Halyard Resolve 3.4, including prompt injection through customer e-mail",
                 locator="on_request_under_nda"),
        Evidence(id="provider-terms", kind="provider_terms",
                 title="Enterprise terms with Calanque IA SAS, annex on data use",
                 issuer="Calanque IA SAS", issued_on=date(2026, 2, 3),
                 scope="Inference for Halyard Resolve: single region, no retention, no training",
                 locator="on_request_under_nda"),
        Evidence(id="order-status-eval", kind="eval_result",
                 title="Order-status evaluation on 2,400 labelled contacts, October 2026",
                 issuer="Halyard Agents B.V.", issued_on=date(2026, 10, 12),
                 expires_on=date(2027, 4, 11),
                 scope="German, Dutch and English contacts of four retailers, labelled by two "
                 "readers each", locator="on_request"),
    )  # fmt: skip


def _sources() -> tuple[Source, ...]:
    titles = ("Counting outcomes in the buyer's system", "Choosing the first workflow",
              "Reading a sample of an agent's work")  # fmt: skip
    return tuple(
        Source(id=f"K{i}", title=title, item=f"item-{i}", sha256=SHA)
        for i, title in enumerate(titles, start=1)
    )


def _glossary() -> tuple[GlossaryEntry, ...]:
    rows = (
        ("Autopilot", "The agent acts alone inside its scope; people check samples afterwards."),
        ("Cap", "The most a month can cost for the lines it names."),
        ("Graduated tiers", "Each unit is charged at the price of the tier it falls into."),
        ("Hand-off", "The agent passes a contact to a person and takes no further action on it."),
        ("Reconciliation file", "The list of all counted records of a month, with their ids."),
        ("Sub-processor", "A company that processes personal data for the seller."),
        ("System of record", "The system whose entries both sides accept as the count."),
    )
    return tuple(GlossaryEntry(term=a, meaning=b) for a, b in rows)


def _acceptance() -> Acceptance:
    return Acceptance(
        how="The terms bind when both parties have signed this page or an order form that names "
        "this proposal with its revision and digest.",
        paper="seller",
        paper_text="The seller's agreement governs. The buyer may attach its own requirements, "
        "which bind once the seller has signed them.",
        order_of_precedence=(
            "Order form with its clauses", "Data processing agreement",
            "Service level schedule", "Main agreement", "This proposal",
        ),
    )  # fmt: skip
