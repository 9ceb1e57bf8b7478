# ruff: noqa: E501  (a document is kept as its lines are)
"""A third request, in a third style, labelled before anything was run on it.

No rule was changed after a look at what the rules make of it: its counts are the ones to expect
of an unknown document of this kind. Marks as in `rfp_content`.
"""

from __future__ import annotations

from tests.intake.rfp_content import Part, Section, n, p

TITLE = "Invitation to Tender: Digital assistant for supplier queries"
SECTIONS: tuple[Section, ...] = (
    Section(
        "1. About Harrowgate Building Society",
        (
            p("Client: Harrowgate Building Society"),
            p("Registered in: England"),
            p("Industry: Financial services"),
            p(
                "Harrowgate is a mutual with 61 branches. Our accounts payable team of nine deals with queries from around 2,300 suppliers."
            ),
            p(
                "On average 3,800 queries a month arrive at ap@harrowgate.example; quarter ends bring up to 5,600."
            ),
            p("Our core system: Unit4"),
            p("Buyer contact: Priya Raman, Procurement partner, p.raman@harrowgate.example"),
            p("Each query takes eleven minutes. We estimate that it costs us GBP 6.40 per query."),
        ),
    ),
    Section(
        "2. What we want",
        (
            n(
                "2.1",
                "The assistant answers queries about the status of an invoice, a payment date or a missing purchase order.",
            ),
            n("2.2", "It must never disclose bank details, in whole or in part."),
            n("2.3", "The supplier will supply the assistant as a managed service."),
            n("2.4", "Answers should be sent within five minutes of receipt.", "D"),
            n(
                "2.5",
                "We expect the assistant to recognise a change of bank details as a fraud risk and to pass it to the fraud desk at once.",
            ),
            n("2.6", "Suppliers will be told that they are talking to a machine."),
            n("2.7", "Harrowgate will name a product owner.", ""),
            n("2.8", "It would be beneficial if the assistant could read scanned invoices.", "D"),
        ),
    ),
    Section(
        "3. Non-functional requirements",
        (
            Part(
                rows=(
                    ("Ref", "Requirement", "MoSCoW"),
                    ("NFR1", "99.9% availability between 07:00 and 19:00 on working days", "M"),
                    ("NFR2", "Recovery point objective of one hour", "M"),
                    ("NFR3", "Role-based access control with quarterly recertification", "M"),
                    ("NFR4", "Dark mode", "C"),
                    ("NFR5", "All data at rest in the UK", "M"),
                    ("NFR6", "Audit trail retained for six years", "S"),
                ),
                marks=("", "M", "M", "M", "D", "M", "D"),
            ),
            n("3.1", "The service shall comply with our outsourcing policy (Appendix C)."),
            n(
                "3.2",
                "Penetration tests are to be carried out by a CREST member at least annually.",
            ),
            n(
                "3.3",
                "Personal data must not be transferred outside the United Kingdom without our prior written consent.",
            ),
            n(
                "3.4",
                "The supplier must support audits by our regulator and grant access to premises, systems and staff.",
            ),
            n(
                "3.5",
                "Exit: on expiry, the supplier shall help us move to another provider for up to three months at the rates in the contract.",
            ),
        ),
    ),
    Section(
        "4. Method statements",
        (
            n("MS1", "How will you bring the assistant live within ten weeks?"),
            n("MS2", "Set out how you will measure whether an answer was right."),
            n("MS3", "What would you need from us, and when?"),
            n("MS4", "Tell us about a deployment that went wrong and what you learnt."),
        ),
    ),
    Section(
        "5. Timetable",
        (
            Part(
                rows=(
                    ("Stage", "Date"),
                    ("Clarification questions deadline", "5 February 2027"),
                    ("Tender return deadline", "26 February 2027, 17:00"),
                    ("Notification of award", "9 April 2027"),
                    ("Contract start", "3 May 2027"),
                ),
                marks=("",) * 5,
            ),
        ),
    ),
    Section(
        "6. How to respond",
        (
            p("Your response must be no longer than 25 pages of A4."),
            p(
                "Please complete and sign Appendix A (Form of Tender) and Appendix B (Conflicts of interest)."
            ),
            p("Tenders must stay valid for 90 days from the return date."),
            p("Our budget is up to GBP 180,000 over the initial term."),
            p("The initial term is two years."),
        ),
    ),
    Section(
        "7. Award criteria",
        (
            Part(
                rows=(
                    ("Criterion", "Weighting"),
                    ("Quality", "55%"),
                    ("Price", "35%"),
                    ("Social value", "10%"),
                ),
                marks=("",) * 4,
            ),
        ),
    ),
)
TENDER = {
    "submission-deadline": ["2027-02-26"],
    "question-deadline": ["2027-02-05"],
    "award-date": ["2027-04-09"],
    "contract-start": ["2027-05-03"],
    "page-limit": ["25"],
    "evaluation-weight": ["55%", "35%", "10%"],
    "mandatory-form": ["Appendix A", "Appendix B"],
    "budget-ceiling": ["180000 GBP"],
    "data-location": ["Personal data must not be transferred outside the United Kingdom"],
    "bid-validity": ["90 days"],
    "contract-term": ["2 years"],
}
FIELDS = {
    "buyer.legal_name": "Harrowgate Building Society",
    "buyer.country": "GB",
    "buyer.sector": "Financial services",
    "buyer.procurement.name": "Priya Raman",
    "buyer.procurement.role": "Procurement partner",
    "buyer.procurement.email": "p.raman@harrowgate.example",
    "workflow.system_of_record.name": "Unit4",
    "workflow.cost_today.amount": "6.40",
    "workflow.cost_today.currency": "GBP",
    "volumes.expected": "3800",
    "valid_days": "90",
}
