"""The deal to print: parties, offering, outcome, pilot and terms of the example workspace."""

from __future__ import annotations

from datetime import date

from proposalkit.model.offering import (
    Agent,
    AiModel,
    DataHop,
    DataTerms,
    Offering,
    Residency,
    StopControl,
    Subprocessor,
)
from proposalkit.model.outcome import Event, Outcome, Predicate, SuccessCriterion, WorkedCase
from proposalkit.model.parties import Contact, Gate, LegalId, Parties, Party, Signatory
from proposalkit.model.proposal import Decision, Pilot, ServiceLevel, Term

from .sample_price import eur


def parties() -> Parties:
    """Give seller and buyer of the example deal."""
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


def offering() -> Offering:
    """Give the agent, its models, the sub-processors and the four hops."""
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


def data() -> DataTerms:
    """Give what data is processed and where."""
    rows = (("inference", ("FR", "DE"), "contractual"), ("storage", ("DE",), "contractual"),
            ("logs", ("DE",), "contractual"), ("backups", ("IE",), "operational"),
            ("support", ("NL", "DE"), "operational"))  # fmt: skip
    return DataTerms(
        categories=("Name and e-mail address", "Order and shipment data", "Text of the contact"),
        subjects=("Consumers in Germany", "Austria and the Netherlands"),
        residency=tuple(Residency(what=a, places=b, certainty=c) for a, b, c in rows),  # type: ignore[arg-type]
    )


def outcome() -> Outcome:
    """Give the outcome with its rules and worked cases."""

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


def pilot() -> Pilot:
    """Give the paid pilot with four tests."""
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
        fee=eur("7500"),
        success_criteria=tuple(
            SuccessCriterion(id=f"criterion-{i}", label=a, target=b, source=c, reader=d)
            for i, (a, b, c, d) in enumerate(rows)),
        decision=Decision(days="P30D", by=date(2027, 4, 10), prices_held_until=date(2027, 4, 10),
                          on_success="The order goes on month by month at the prices of this "
                          "proposal", on_failure="The order ends, and no further fee is due"),
    )  # fmt: skip


def term() -> Term:
    """Give term and termination right."""
    return Term(
        structure="After the pilot the order runs from month to month; a commitment starts only "
        "after 90 days that both sides call clean.",
        exit_right="The buyer may leave at the end of any month with 30 days' notice and without "
        "a fee.",
        exit_notice="P30D",
        clause_refs=("exit-convenience", "pilot-conversion"),
    )


def service_levels() -> tuple[ServiceLevel, ...]:
    """Give three service levels."""
    rows = (
        ("Availability of the service", "at least 99.9%", "calendar month",
         "External probe every 60 seconds"),
        ("First reply to a contact in scope", "within 5 minutes for 95% of contacts",
         "calendar month", "Time stamps in the buyer's helpdesk"),
        ("Answer to a severity 1 support request", "within 30 minutes", "around the clock",
         "Seller's support desk"),
    )  # fmt: skip
    return tuple(ServiceLevel(metric=a, target=b, window=c, source=d) for a, b, c, d in rows)


def path() -> tuple[Gate, ...]:
    """Give five gates on the way to a signature."""
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
