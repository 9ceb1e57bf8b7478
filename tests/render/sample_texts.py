"""The words to print: narrative, answers, claims, evidence and glossary of the example deal."""

from __future__ import annotations

from datetime import date

from proposalkit.model.parties import Acceptance
from proposalkit.model.proof import (
    Answer,
    Block,
    Claim,
    Evidence,
    GlossaryEntry,
    Section,
    Source,
    ToBeSupplied,
)

from .sample_clauses import sample_clauses

SHA = "0" * 64


def gaps() -> tuple[ToBeSupplied, ...]:
    """Give what is still to be supplied."""
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


def sections() -> tuple[Section, ...]:
    """Give the narrative: statements, quotes and one statement of the seller."""
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


def answers() -> tuple[Answer, ...]:
    """Give thirteen answers, three of them key terms and one not stated."""
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


def claims(clause_count: int) -> tuple[Claim, ...]:
    """Give one claim for each clause and one that evidence proves."""
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


def evidence() -> tuple[Evidence, ...]:
    """Give four pieces of evidence."""
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


def sources() -> tuple[Source, ...]:
    """Give the three passages quoted."""
    titles = ("Counting outcomes in the buyer's system", "Choosing the first workflow",
              "Reading a sample of an agent's work")  # fmt: skip
    return tuple(
        Source(id=f"K{i}", title=title, item=f"item-{i}", sha256=SHA)
        for i, title in enumerate(titles, start=1)
    )


def glossary() -> tuple[GlossaryEntry, ...]:
    """Give seven words."""
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


def acceptance() -> Acceptance:
    """Give how the offer becomes binding."""
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
