# ruff: noqa: E501  (a document is kept as its lines are)
"""A second request, in another style, labelled before anything was run on it.

The first run found 21 of 31 requirements, 8 of 9 fields and 13 of 14 rules of the tender, with
nothing too much; the words it lacked were then added to the rules. Marks as in `rfp_content`.
"""

from __future__ import annotations

from tests.intake.rfp_content import Part, Section, n, p

TITLE = "Tallgrass County RFP 27-118 Automated Handling of Permit Inquiries"
SECTIONS: tuple[Section, ...] = (
    Section(
        "A. GENERAL INFORMATION",
        (
            p("Issuing organization: Tallgrass County, Department of Planning"),
            p(
                "Tallgrass County (the County) seeks a qualified firm to automate the handling of inquiries about building permits that residents and contractors send by e-mail. The County issues some 9,400 permits a year."
            ),
            p(
                "Project manager: Denise Okafor, Deputy director of planning, dokafor@tallgrass.example"
            ),
            p(
                "The permit counter handles 6,250 inquiries per month. During the busiest month it saw 9,100 inquiries."
            ),
            p("All inquiries are logged in PermitTrack, the County's system of record."),
            p("Offerors are asked to read the whole document before they respond."),
        ),
    ),
    Section(
        "B. SCHEDULE OF EVENTS",
        (
            Part(
                rows=(
                    ("Event", "Date"),
                    ("RFP issued", "January 11, 2027"),
                    ("Questions due", "January 29, 2027"),
                    ("Proposal submission deadline", "February 19, 2027, 2:00 p.m. CT"),
                    ("Anticipated award", "March 26, 2027"),
                ),
                marks=("",) * 5,
            ),
        ),
    ),
    Section(
        "C. SCOPE OF WORK",
        (
            n("C.1", "Contractor shall deploy the agent in the County's existing e-mail tenant."),
            n(
                "C.2",
                "Contractor shall answer inquiries about the status of a permit from the record in PermitTrack and from no other source.",
            ),
            n(
                "C.3",
                "The agent will need to recognize inquiries that ask for legal advice and route them to a planner.",
            ),
            n(
                "C.4",
                "Contractor is responsible for keeping the knowledge base current within two business days of a change of the code.",
            ),
            n("C.5", "The agent is to cite the section of the code it relies on."),
            n("C.6", "Contractor must provide answers in English and Spanish."),
            n(
                "C.7",
                "Where possible, the agent should offer the resident a link to the online form.",
                "D",
            ),
            n("C.8", "The County will provide read access to PermitTrack.", ""),
            n("C.9", "At no time may the agent approve, deny or condition a permit."),
            p(
                "Contractor shall keep a transcript of every exchange for seven (7) years in accordance with the records schedule, and shall produce it within three (3) business days of a request.",
                "M",
            ),
            p("In addition, the successful firm will:"),
            Part("train up to 25 County employees;", "a.", "M"),
            Part("name a single point of contact; and", "b.", "M"),
            Part("attend a monthly review.", "c.", "M"),
        ),
    ),
    Section(
        "D. TECHNICAL REQUIREMENTS",
        (
            Part(
                rows=(
                    ("Req. ID", "Description", "M/D"),
                    ("T-01", "Supports single sign-on through the County's identity provider", "M"),
                    ("T-02", "Encrypts data at rest and in transit", "M"),
                    ("T-03", "Meets WCAG 2.1 AA for every page shown to residents", "M"),
                    ("T-04", "Offers a dashboard for supervisors", "D"),
                    ("T-05", "Exports records in a non-proprietary format", "M"),
                    ("T-06", "Integrates with the County's phone system", "D"),
                ),
                marks=("", "M", "M", "M", "D", "M", "D"),
            ),
            n("D.1", "County data shall not leave the continental United States."),
            n(
                "D.2",
                "Contractor shall notify the County of a security incident no later than 48 hours after discovery.",
            ),
            n("D.3", "Contractor shall not use County data to develop or improve any product."),
            n("D.4", "A current SOC 2 Type II report is required."),
            n("D.5", "Offerors are encouraged to describe additional safeguards.", "D"),
        ),
    ),
    Section(
        "E. QUESTIONNAIRE",
        (
            n("1.", "How many public-sector customers use the proposed product today?"),
            n("2.", "Explain how the agent behaves when PermitTrack is down."),
            n("3.", "List all subcontractors and the country in which each processes data."),
            n(
                "4.",
                "Has your firm been subject to a data breach in the last five years? If yes, describe it.",
            ),
            n("5.", "What is your approach to testing for bias?"),
        ),
    ),
    Section(
        "F. PRICING AND CONTRACT",
        (
            n("F.1", "Offeror shall quote a fixed price per resolved inquiry.", "M"),
            n("F.2", "The County's total funding for the initial term is limited to $310,000.", ""),
            n(
                "F.3",
                "The initial term is twelve (12) months with two one-year renewals at the County's option.",
                "",
            ),
            n("F.4", "Invoices shall be submitted monthly; payment is net 30 days.", "M"),
            n(
                "F.5",
                "Contractor shall carry cyber insurance of at least $2,000,000 and furnish a certificate of insurance before work starts.",
            ),
            n("F.6", "The County does not agree to indemnify Contractor.", ""),
        ),
    ),
    Section(
        "G. PROPOSAL FORMAT AND SUBMISSION",
        (
            p("Proposals are limited to thirty (30) pages, excluding attachments."),
            p("Proposals shall be uploaded to the County's portal as a single PDF."),
            p(
                "Offerors must complete Attachment 1 and Attachment 3 and return both with the proposal."
            ),
            p("Offers must remain open for acceptance for ninety (90) days."),
        ),
    ),
    Section(
        "H. EVALUATION CRITERIA",
        (
            p("Technical approach: 40%"),
            p("Experience with public bodies: 20%"),
            p("Cost: 25%"),
            p("Security: 15%"),
        ),
    ),
)

TENDER = {
    "submission-deadline": ["2027-02-19"],
    "question-deadline": ["2027-01-29"],
    "award-date": ["2027-03-26"],
    "page-limit": ["30"],
    "evaluation-weight": ["40%", "20%", "25%", "15%"],
    "mandatory-form": ["Attachment 1", "Attachment 3"],
    "budget-ceiling": ["310000 USD"],
    "data-location": ["County data shall not leave the continental United States."],
    "bid-validity": ["90 days"],
    "contract-term": ["12 months"],
}
FIELDS = {
    "buyer.legal_name": "Tallgrass County, Department of Planning",
    "buyer.champion.name": "Denise Okafor",
    "buyer.champion.role": "Deputy director of planning",
    "buyer.champion.email": "dokafor@tallgrass.example",
    "volumes.expected": "6250",
    "volumes.high": "9100",
    "workflow.system_of_record.name": "PermitTrack",
    "commercial.payment_days": "30",
    "valid_days": "90",
}
