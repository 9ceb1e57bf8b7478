# ruff: noqa: E501  (a document is kept as its lines are)
"""A request for proposals, written for these tests and labelled by hand, of about twelve pages.

Each paragraph has a mark: M a duty on the supplier or a question to answer, D a wish, "" neither.
The marks are the truth that recall and precision are counted against.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Part:
    """One paragraph, or a table with its rows."""

    text: str = ""
    number: str = ""
    mark: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    marks: tuple[str, ...] = ()
    """The marks of the rows, the head row included."""


@dataclass(frozen=True)
class Section:
    """One numbered section."""

    title: str
    parts: tuple[Part, ...] = field(default=())


def p(text: str, mark: str = "") -> Part:
    """A paragraph without a number."""
    return Part(text, "", mark)


def n(number: str, text: str, mark: str = "M") -> Part:
    """A numbered paragraph."""
    return Part(text, number, mark)


TITLE = "Request for Proposals KVW-2026-041: Agent for billing enquiries"
SECTIONS: tuple[Section, ...] = (
    Section(
        "1 Introduction",
        (
            Part(
                rows=(
                    ("Contracting authority", "Kestrel Valley Water plc"),
                    ("Country", "Ireland"),
                    ("Sector", "Public utilities"),
                    ("Project title", "Agent for billing enquiries"),
                    ("Procurement contact", "Orla Devane, Category manager, odevane@kvw.example"),
                    ("Sponsor", "Fergal Nash, Director of customer operations"),
                ),
                marks=("",) * 6,
            ),
            p(
                "Kestrel Valley Water supplies drinking water to 410,000 households and 22,000 "
                "businesses in the three valleys. Our customer centre answers enquiries about meter "
                "readings, bills, payment plans and moving house."
            ),
            p(
                "This document invites suppliers to propose a software agent that answers billing "
                "enquiries which reach us by e-mail. It describes what we need, how we choose, and "
                "what we ask of every supplier."
            ),
            p(
                'In this document "must" and "shall" state a duty without which a proposal is '
                'rejected. "Should" states a wish that earns points.'
            ),
        ),
    ),
    Section(
        "2 Background",
        (
            p(
                "Description: Eighteen people read each e-mail, look the account up in the billing "
                "system and answer from a set of templates. Answers take two to three days in a "
                "normal week and up to nine days after the yearly statement."
            ),
            p(
                "We receive 21,500 enquiries in an average month. In a quiet month there are 16,000 "
                "enquiries; in the busiest month, April, there were 34,200 enquiries."
            ),
            p("System of record: Aquila CRM"),
            p("An internal study of June 2026 found that one enquiry costs us EUR 5.85 per request."),
            p(
                "Two earlier trials with templates were stopped because answers did not fit the "
                "question. We have no agent in production today."
            ),
        ),
    ),
    Section(
        "3 Functional requirements",
        (
            n("3.1", "The agent shall read the text and the attachments of each incoming e-mail."),
            n("3.2", "The agent shall identify the customer account from name, address or account "
              "number, and shall ask the sender when two accounts fit."),
            n("3.3", "The agent shall draft an answer in plain English at reading level B1."),
            n("3.4", "The agent must hand an e-mail to a person when the sender asks for one."),
            n("3.5", "The agent must not promise a refund, a payment plan or a write-off."),
            n("3.6", "The agent should recognise sarcasm and anger and mark such e-mails.", "D"),
            n("3.7", "The agent should answer in Irish when the sender writes in Irish.", "D"),
            n("3.8", "Every answer shall name the bill, the reading or the rule it rests on."),
            n("3.9", "The supplier shall keep the sources of an answer together with the answer so "
              "that a person can see, for each sentence, where it came from. The record shall be "
              "kept for at least 13 months."),
            n("3.10", "The service will be available through the existing shared mailbox only; no "
              "other channel is in scope.", ""),
            n("3.11", "Kestrel Valley Water will provide a test mailbox with 2,000 anonymous "
              "e-mails.", ""),
            p("The agent shall:", ""),
            Part("classify each e-mail by reason of contact;", "(a)", "M"),
            Part("detect e-mails about vulnerable customers and route them first;", "(b)", "M"),
            Part("suggest, where helpful, a link to the self-service portal.", "(c)", "M"),
        ),
    ),
    Section(
        "4 Integration",
        (
            n("4.1", "The solution shall read from and write to Aquila CRM through its public "
              "interface, version 7 or later."),
            n("4.2", "The solution shall support single sign-on with SAML 2.0 or OpenID Connect."),
            n("4.3", "User accounts shall be created and removed through SCIM 2.0."),
            n("4.4", "The solution should offer an interface for exports to our data warehouse.", "D"),
            n("4.5", "Interfaces must be documented, and the documents must be kept up to date."),
            p(
                "The supplier shall name every third-party component that takes part in the "
                "processing of an e-mail. A change of such a component has to be announced 60 days "
                "before it takes effect.", "M"
            ),
        ),
    ),
    Section(
        "5 Information security",
        (
            n("5.1", "The supplier shall hold a current ISO/IEC 27001 certificate that covers the "
              "service offered."),
            n("5.2", "Data shall be encrypted in transit with TLS 1.2 or later and at rest with "
              "AES-256 or equivalent."),
            n("5.3", "The supplier shall have an independent penetration test carried out at least "
              "once a year and shall share the summary."),
            n("5.4", "Security incidents that concern our data must be reported within 24 hours of "
              "discovery."),
            n("5.5", "Administrative access shall require multi-factor authentication."),
            n("5.6", "The supplier shall keep audit logs for at least 12 months and provide them on "
              "request within 5 working days."),
            n("5.7", "The supplier should take part in a programme for responsible disclosure.", "D"),
            n("5.8", "The agent shall resist instructions hidden in incoming e-mails; the supplier "
              "shall describe the measures and how they are tested."),
        ),
    ),
    Section(
        "6 Data protection",
        (
            n("6.1", "All personal data must be stored and processed within the European Union."),
            n("6.2", "Our data shall not be used to train, tune or improve any model."),
            n("6.3", "The supplier shall sign the data processing agreement in Annex 2."),
            n("6.4", "On termination all data shall be returned in an open format and deleted "
              "within 30 days; the supplier shall confirm the deletion in writing."),
            n("6.5", "The supplier shall give a list of sub-processors with their places of "
              "processing."),
            n("6.6", "A data protection impact assessment is required; the supplier has to support "
              "it with the documents needed."),
            p("Data categories: name, address, account number, consumption, payment status"),
            p("Personal data is not health data. E-mails may nevertheless mention illness."),
        ),
    ),
    Section(
        "7 Service levels",
        (
            Part(
                rows=(
                    ("No.", "Requirement", "Priority"),
                    ("SL-1", "Availability of the service of 99.5% in each month", "Must"),
                    ("SL-2", "First answer or hand-over within 15 minutes for 95% of e-mails", "Must"),
                    ("SL-3", "Correct answers in a monthly sample of 200 e-mails: at least 96%", "Must"),
                    ("SL-4", "Support by telephone on working days from 8:00 to 18:00", "Must"),
                    ("SL-5", "Support by chat at the weekend", "Could"),
                    ("SL-6", "Yearly review of the service at our offices", "Should"),
                ),
                marks=("", "M", "M", "M", "M", "D", "D"),
            ),
            n("7.1", "The supplier shall report the service levels each month by the fifth working "
              "day."),
            n("7.2", "Service credits shall be paid when a service level is missed in two "
              "consecutive months."),
            n("7.3", "It is desirable that credits are set off against the next invoice.", "D"),
        ),
    ),
    Section(
        "8 Implementation and pilot",
        (
            p("Pilot duration: 60 days"),
            n("8.1", "The supplier shall start with a pilot on the e-mails of one valley."),
            n("8.2", "The pilot shall end without further obligation when fewer than 40% of e-mails "
              "are answered without a person."),
            n("8.3", "The supplier shall train our staff on site for at least two days."),
            n("8.4", "We shall name a project manager within 5 working days of the award.", ""),
            n("8.5", "The supplier should propose a plan with milestones and acceptance tests.", "D"),
            n("8.6", "The pilot is expected to start on 1 March 2027.", ""),
        ),
    ),
    Section(
        "9 Commercial terms",
        (
            n("9.1", "Prices shall be stated per resolved enquiry, in euro, without VAT.", "M"),
            n("9.2", "The supplier shall state a monthly maximum above which no charge is made."),
            n("9.3", "The price model should reward fewer hand-overs to people.", "D"),
            n("9.4", "Invoices are payable within 45 days of receipt.", ""),
            n("9.5", "The contract shall not renew automatically.", "M"),
            p("The budget available for the first two years does not exceed EUR 640,000."),
            p("The initial term of the contract is 24 months."),
            p("A volume discount is welcome."),
        ),
    ),
    Section(
        "10 Questions to suppliers",
        (
            n("Q1", "Which models and which model providers does the agent use, and where do they "
              "run?"),
            n("Q2", "How do you prevent that an answer states a figure that is not in our systems?"),
            n("Q3", "What happens to an e-mail when your service is not available?"),
            n("Q4", "Who is liable, and up to which amount, when an answer of the agent is wrong?"),
            n("Q5", "How can we leave the contract in the first year, and what does it cost?"),
            n("Q6", "Which certificates do you hold, and until when are they valid?"),
            n("Q7", "Describe how changes of the model are tested before they reach our customers."),
            n("Q8", "Did generative AI to prepare this proposal play a part, and if so, where?"),
        ),
    ),
    Section(
        "11 Instructions to suppliers",
        (
            p("Proposals must not exceed 40 pages, annexes not counted."),
            p("Proposals shall be written in English and submitted as one PDF file."),
            p("Proposals must be received by 15 January 2027, 12:00 GMT, at tenders@kvw.example."),
            p("Questions must be submitted by 11 December 2026."),
            p("Late proposals shall not be opened."),
            p("The proposal must remain valid for 120 days."),
            p("Bidders shall complete and sign Form A, Form B and Form D and return them."),
            p("Notification of the award is planned for 26 February 2027."),
        ),
    ),
    Section(
        "12 Evaluation",
        (
            Part(
                rows=(
                    ("Criterion", "Weight"),
                    ("Functional fit", "35%"),
                    ("Price", "30%"),
                    ("Security and data protection", "25%"),
                    ("Implementation plan", "10%"),
                ),
                marks=("",) * 5,
            ),
            p("A proposal that scores below 60% in security and data protection is rejected."),
        ),
    ),
    Section(
        "13 Contract",
        (
            n("13.1", "Our standard terms and conditions in Annex 1 apply.", ""),
            n("13.2", "The supplier shall provide a certificate of insurance with a cover of at "
              "least EUR 2,000,000 for each claim."),
            n("13.3", "Changes of the contract must be made in writing.", "M"),
            n("13.4", "Either party may end the contract with three months' notice.", ""),
            n("13.5", "The supplier may not assign the contract without our consent.", "M"),
        ),
    ),
)  # fmt: skip

FILLER = (
    "Kestrel Valley Water was founded in 1911 and is owned by the three district councils. It runs "
    "nine treatment works and 4,300 kilometres of mains. The customer centre works in two shifts and "
    "takes part in the national survey of service each year. In the last survey seven of ten "
    "customers were content with the time an answer took. "
)


def labelled(
    sections: tuple[Section, ...] = SECTIONS,
) -> tuple[tuple[str, str, str], ...]:
    """Give every marked text: number or row id, mark, text."""
    found = []
    for section in sections:
        for part in section.parts:
            if part.mark:
                found.append((part.number, part.mark, part.text))
            for row, mark in zip(part.rows, part.marks, strict=True):
                if mark:
                    found.append((row[0], mark, row[1]))
    return tuple(found)


TENDER = {
    "submission-deadline": ["2027-01-15"],
    "question-deadline": ["2026-12-11"],
    "award-date": ["2027-02-26"],
    "page-limit": ["40"],
    "evaluation-weight": ["35%", "30%", "25%", "10%"],
    "mandatory-form": ["Form A", "Form B", "Form D"],
    "budget-ceiling": ["640000 EUR"],
    "data-location": ["All personal data must be stored and processed within the European Union."],
    "bid-validity": ["120 days"],
    "contract-term": ["24 months"],
}
"""What the tender says of itself, by the kind of rule, read off by hand."""

FIELDS = {
    "buyer.legal_name": "Kestrel Valley Water plc",
    "buyer.country": "IE",
    "buyer.sector": "Public utilities",
    "buyer.procurement.name": "Orla Devane",
    "buyer.procurement.role": "Category manager",
    "buyer.procurement.email": "odevane@kvw.example",
    "buyer.sponsor.name": "Fergal Nash",
    "buyer.sponsor.role": "Director of customer operations",
    "workflow.name": "Agent for billing enquiries",
    "workflow.system_of_record.name": "Aquila CRM",
    "workflow.cost_today.amount": "5.85",
    "workflow.cost_today.currency": "EUR",
    "volumes.expected": "21500",
    "volumes.low": "16000",
    "volumes.high": "34200",
    "commercial.pilot.days": "60",
    "commercial.pilot.start": "2027-03-01",
    "commercial.payment_days": "45",
    "valid_days": "120",
}
"""Fields of the brief and their values, read off by hand."""

OPEN = (
    "data.location", "commercial.discount.rate", "paper.governs", "asks_for_insurance",
    "commercial.bars_auto_renewal", "data.health_data", "asks_for_ai_disclosure",
)  # fmt: skip
"""Fields the document touches and that nobody may infer: no value, a blocking question."""
