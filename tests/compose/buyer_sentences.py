"""Requirements in buyers' own words, with the answer a careful person gives for each example deal.

Written and committed before the topics were tuned to them, by reading the golden proposals: what a
clause, a fact, evidence or a price states and nothing else. `n` is nordwind-support, `h`
huettental-service, `t` tamarack-authorizations. An answer in doubt is the stricter one: a copy in a
backup counts as the data, a right that holds for a time counts as partly.
"""

from __future__ import annotations

from proposalkit.model.requirements import AnswerStatus

MET: AnswerStatus = "met"
PARTLY: AnswerStatus = "partly"
OTHER: AnswerStatus = "deviates"
SILENT: AnswerStatus = "not_stated"

SENTENCES: tuple[tuple[str, str, AnswerStatus], ...] = (
    # Systems: "Nordwind helpdesk (Zendesk Support)" counts; the tools name a helpdesk
    ("n", "The solution shall integrate with Zendesk.", PARTLY),
    ("n", "The agent must read and write tickets in our helpdesk.", MET),
    ("n", "The agent needs read access to the orders in our shop system.", MET),
    ("n", "Interface to SAP S/4HANA.", SILENT),
    ("t", "The tool has to connect to our health record.", PARTLY),
    ("t", "It has to integrate with Epic.", SILENT),
    # Who decides: refunds, complaints, product safety; above EUR 50, USD 25
    ("n", "A refund must be decided by a person.", MET),
    ("n", "The agent must not decide on refunds.", MET),
    ("n", "Complaints must be handed to a human employee.", PARTLY),
    ("n", "The agent may decide refunds up to EUR 100 on its own.", OTHER),
    ("n", "Price promises to customers must be approved by our team lead.", SILENT),
    ("t", "Requests for patients in the emergency department must be decided by a person.", MET),
    ("t", "Any spend above $100 must be authorised by a human.", MET),
    ("h", "Every answer must be checked by an engineer before it goes out.", PARTLY),
    ("h", "No statement on machine safety may leave without a human decision.", MET),
    ("h", "Who decides on goodwill?", MET),
    ("n", "Discounts over EUR 200 need the sign-off of a manager.", PARTLY),
    # Liability: by cause; one year's fees; twice that for data; fraud, intent, injury without cap
    ("n", "Who is liable when the agent gives a customer a wrong answer?", MET),
    ("h", "Who pays for the damage if an answer of the AI is wrong?", MET),
    ("n", "The supplier is liable for damage caused by wrong answers of the agent.", OTHER),
    ("n", "The liability cap must not be below the fees of one year.", MET),
    ("t", "What is the maximum liability of the supplier?", MET),
    ("t", "For data breaches the supplier is liable up to at least three times the annual fees.",
     OTHER),
    ("h", "Liability for gross negligence and intent must be unlimited.", PARTLY),
    ("n", "The supplier indemnifies us against claims that output infringes copyright.", MET),
    # Places: n stores in DE, backups IE, models FR and DE; h DE, backups FR; t US throughout
    ("n", "Inference and storage must take place in the European Union.", MET),
    ("t", "Inference and storage must take place in the European Union.", OTHER),
    ("h", "Our data may only be hosted in German data centres.", PARTLY),
    ("n", "Data must be hosted in Germany.", PARTLY),
    ("n", "Our data stays in the EEA at all times.", MET),
    ("n", "The AI model has to run inside Germany.", OTHER),
    ("t", "Support staff outside the United States must not have access to our data.", MET),
    ("n", "Where is our data stored?", MET),
    ("h", "In which country does the language model run?", MET),
    ("n", "Data must be encrypted with keys that we manage and stored in Germany.", PARTLY),
    # Use of data
    ("n", "Our data must never end up in the training of any model.", MET),
    ("t", "Prompts and outputs may not be used to train or improve models.", MET),
    ("n", "You may train on our data once names are removed.", SILENT),
    # Incidents: 72 hours, personal data 48; health information 10 days
    ("n", "Tell us about security incidents within one working day.", OTHER),
    ("n", "Personal data breaches: notification at the latest after 48 hours.", MET),
    ("t", "Breaches of health information are to be reported within 15 days of discovery.", MET),
    # Deletion: active stores 30 days after 30 days to retrieve, backups 90 after them
    ("n", "After the contract ends our data is deleted within 60 days.", PARTLY),
    ("n", "All copies of our data, backups included, are deleted within 120 days after the end.",
     MET),
    ("h", "Backups are wiped after three months at the latest.", PARTLY),
    ("n", "On request you certify the deletion in writing.", MET),
    # Companies
    ("n", "We want a list of all subcontractors with their location.", MET),
    ("t", "We must be told 60 days before a new subprocessor starts.", OTHER),
    # Leaving: 30 days' notice while month to month; 30 days to retrieve; JSON Lines and CSV
    ("n", "We must be able to cancel at any time with 30 days notice.", PARTLY),
    ("h", "We get our data back as CSV.", MET),
    ("n", "When the contract is over you hand us all data in an open format.", MET),
    ("t", "The transition to another supplier is supported for at least 3 months.", SILENT),
    # Service and proof
    ("h", "Uptime of 99.5 % or better.", MET),
    ("t", "A current SOC 2 Type II report is available.", MET),
    ("n", "A current SOC 2 Type II report is available.", SILENT),
    ("h", "The supplier is ISO 27001 certified.", MET),
    # an outside firm tests every 12 months: paragraph 1(d) of security-assurance (was: partly)
    ("n", "An independent firm runs a penetration test every year.", MET),
    ("n", "Are you insured against cyber incidents?", SILENT),
    ("t", "Are you insured against cyber incidents?", MET),
    # The agent and its models: 14 days; stop by the buyer, 2 minutes; notice to people
    ("n", "Customers must be told that they are writing with a machine.", MET),
    ("n", "We can switch the agent off ourselves.", MET),
    ("h", "New model versions are announced two weeks ahead.", MET),
    ("n", "The supplier must not change the model without our consent.", SILENT),
    ("n", "The supplier is the provider under the EU AI Act.", MET),
    # Money: minimum EUR 3,500, cap EUR 16,000; 30 and 45 days to pay; one audit a year
    ("n", "No minimum fee.", OTHER),
    ("t", "Invoices are paid 45 days after receipt.", MET),
    ("n", "Invoices are paid 45 days after receipt.", OTHER),
    # held for 12 months: paragraph 6 of pricing-floor-cap (was: not stated)
    ("n", "Prices are fixed for 24 months.", OTHER),
    ("n", "We may audit the supplier twice a year.", OTHER),
    ("n", "A ticket that comes back within a week is not charged.", MET),
    ("n", "The agent must answer in Portuguese.", SILENT),
)  # fmt: skip

LATER: tuple[tuple[str, str, AnswerStatus], ...] = (
    ("n", "Under no circumstances will the vendor use our tickets to improve its own models.",
     MET),
    ("t", "Patient data has to remain on US soil, including logs.", MET),
    ("h", "The contractor shall erase all data no later than four weeks after contract end.",
     PARTLY),
    ("n", "State who bears the loss if the agent sends a wrong answer.", MET),
    ("n", "Goodwill credits above 25 euros always go to a supervisor.", PARTLY),
    ("n", "Legal threats are never answered by the AI itself.", PARTLY),
    ("t", "The AI must not withdraw a request without a human decision.", MET),
    ("h", "Can you guarantee that prices are only given by people?", PARTLY),
    ("n", "The agent reads orders from our shop system.", MET),
    ("n", "The agent deletes tickets in our helpdesk.", SILENT),
    ("n", "It must work with the tracking of DHL.", SILENT),
    ("t", "Connect to payer portals.", PARTLY),
    ("n", "Your liability is limited to no less than 200 % of annual fees.", OTHER),
    ("t", "Which liability limit applies to breaches of confidentiality?", PARTLY),
    ("n", "The vendor is liable without limit for fraud.", PARTLY),
    ("h", "Support access only from Germany.", OTHER),
    ("h", "Support access only from Germany and Austria.", MET),
    ("n", "No data in the United Kingdom.", MET),
    ("n", "Model hosting in Sweden.", OTHER),
    ("t", "We must hear of a PHI breach within 5 days.", OTHER),
    ("n", "You inform us at least 14 days before you swap the language model.", MET),
    ("n", "We get three months' notice of a new subcontractor.", OTHER),
    ("n", "A pilot of eight weeks comes first.", PARTLY),
    ("n", "Availability of 99.99 %.", OTHER),
    ("t", "Give us a proof of your professional liability insurance.", PARTLY),
    ("n", "End users are informed that a bot replies.", MET),
    ("h", "Payment within 30 days.", MET),
    ("n", "Each escalated ticket is free of charge.", MET),
    ("n", "The cap on monthly usage fees is EUR 20,000.", MET),
    ("h", "Export of our data as XML.", OTHER),
)  # fmt: skip
"""Thirty more, written after the tuning and held against it before anything was mended for them:
14 came out right and none was called met wrongly."""

WHOLE_KIT: tuple[tuple[str, str, AnswerStatus], ...] = (
    # Service: severity 1 in 30 minutes around the clock (n, t), 2 hours on working days (h)
    ("n", "Support for severe faults must be there around the clock, with a first answer inside "
     "one hour.", MET),
    ("h", "For severe faults someone answers within one hour, at weekends too.", OTHER),
    ("n", "First replies to our customers leave within 10 minutes.", PARTLY),
    ("h", "Drafts arrive within two minutes for 95 % of the inquiries.", MET),
    ("t", "Planned maintenance is announced at least ten days ahead.", OTHER),
    ("t", "Service credits are paid without our having to ask.", OTHER),
    # Price: held 12 months, then 5 percent at most; EUR 11,800 a month, pilot EUR 27,000
    ("n", "Unit prices stay the same for at least twelve months after go-live.", MET),
    ("t", "Your prices may not rise by more than 3 percent a year.", OTHER),
    ("n", "The unit price must not be above EUR 0.90.", OTHER),
    ("t", "The whole first year must not cost more than USD 1,300,000.", MET),
    ("h", "The monthly charge may not exceed EUR 12,000.", MET),
    ("h", "The pilot costs no more than EUR 20,000.", OTHER),
    ("n", "The fee of the pilot is credited in full if we go on.", OTHER),
    ("n", "Is a monthly minimum due during the trial?", MET),
    ("t", "We pay by ACH.", MET),
    ("h", "Invoices come monthly in arrears.", OTHER),
    # Security: encrypted at rest and in transit, keys with the seller, a test from outside a year
    ("n", "All data is encrypted, both stored and in transit.", MET),
    ("n", "We hold the encryption keys ourselves.", OTHER),
    ("t", "Staff of the supplier log in with multi-factor authentication.", MET),
    ("t", "Penetration tests take place every six months.", OTHER),
    ("n", "Access of your staff to our content is logged, and we can see the log.", MET),
    ("h", "Software components are listed in an SBOM.", SILENT),
    ("t", "Incidents are reported within 24 hours of the first suspicion.", OTHER),
    # Data
    ("n", "The supplier does not sell our data and does not use it for advertising.", MET),
    ("n", "The evidence behind each billed contact is kept for at least one year.", MET),
    ("n", "We may object to a new subcontractor.", MET),
    ("n", "New model versions are tested with our own cases before they go live.", MET),
    # Audits: n once a year, authorities without limits; h under the processor terms once a year
    ("n", "Our supervisory authority may audit you to the extent the law allows, whatever the "
     "number of audits agreed.", MET),
    ("h", "We may audit once a year how you handle personal data.", MET),
    # Insurance: t USD 5 million errors and omissions, USD 3 million cyber; n and h none stated
    ("t", "Cyber insurance of at least USD 5,000,000.", OTHER),
    ("t", "Errors and omissions insurance of at least USD 5,000,000.", MET),
    ("n", "The supplier carries professional indemnity insurance of EUR 5,000,000.", SILENT),
    # Leaving: the seller on 90 days; no renewal by itself; 20 hours of help free
    ("n", "The supplier may not end the contract with less than 180 days' notice.", OTHER),
    ("n", "The contract must not renew automatically.", MET),
    ("h", "No fee is charged for leaving or for taking our data out.", MET),
    ("n", "After the end you help us move to a new supplier, free of charge.", PARTLY),
    ("t", "We can terminate if the supplier commits a material breach and does not cure it within "
     "30 days.", MET),
    ("h", "German law governs the contract.", SILENT),
    # Languages and people: n German, Dutch, English; h only drafts, a person sends
    ("n", "The agent answers in German and Dutch.", MET),
    ("h", "The assistant only prepares drafts, and a person sends them.", MET),
)  # fmt: skip
"""Forty more, of what any page of the kit says: clauses, price table, service levels, evidence.
Written and committed before the topics were tuned to them: 5 came out right before it."""

UNSEEN: tuple[tuple[str, str, AnswerStatus], ...] = (
    ("t", "We can export our data at any time during the contract, not only at the end.", MET),
    ("n", "Unpaid invoices are no reason to hold back our data.", MET),
    ("n", "Notice of a price increase: three months.", OTHER),
    ("t", "Personal health information must never be processed outside the United States.", MET),
    ("n", "The vendor fixes critical security holes within two weeks.", MET),
    ("t", "How many requests are included in the base price?", MET),
    ("n", "The monthly minimum may not be more than EUR 3,000.", OTHER),
    ("n", "If availability is missed in two months out of three, we may leave.", MET),
    ("t", "The vendor's liability insurance covers at least USD 10 million.", OTHER),
    ("h", "The pilot lasts no more than 60 days.", OTHER),
    ("n", "What happens if the pilot fails?", MET),
    ("h", "Who owns the drafts the assistant writes?", MET),
    ("t", "The software is certified under ISO 27001.", SILENT),
    ("t", "After a security incident we receive a report on the root cause.", MET),
    ("h", "The software runs in our own data centre.", OTHER),
    ("n", "A human reviews a sample of the agent's answers every week.", MET),
    ("t", "You must tell us at least 90 days before you terminate.", MET),
    ("h", "Interest on late payments is capped at 5 percent.", SILENT),
    ("n", "Disputed amounts need not be paid until the dispute is settled.", MET),
    ("t", "Is the basis of the contract the seller's agreement or ours?", MET),
)  # fmt: skip
"""Twenty more, written and committed after that tuning: 4 came out right on the first run, none was
called met wrongly, and 18 come out right after the second tuning."""

UNSEEN_AGAIN: tuple[tuple[str, str, AnswerStatus], ...] = (
    ("n", "Log-ins to your admin console need two factors.", MET),
    ("h", "Who may read our inquiries on your side, and when?", MET),
    ("t", "The agent may answer a refusal of a payer alone.", OTHER),
    ("n", "The supplier keeps a copy of our data for five years after the end.", OTHER),
    ("n", "We can extend the list of matters that a person decides.", MET),
    ("t", "Your company is liable for what your subprocessors do.", MET),
    ("h", "Your liability for lost profit is unlimited.", OTHER),
    ("n", "Above 15,000 contacts a month one contact costs at most EUR 0.75.", MET),
    ("n", "The set-up costs no more than EUR 5,000.", OTHER),
    ("t", "Invoices are due within 30 days.", MET),
    ("h", "The service is available 24 hours a day.", PARTLY),
    ("n", "Drafts and answers of the agent belong to us.", MET),
    ("t", "The agent must never tell a caller that it is human.", MET),
    ("n", "We can inspect the test results of each release.", MET),
    ("h", "The works council is consulted before the start.", SILENT),
    ("n", "We hear at least 30 days before our data moves to another country.", MET),
    ("t", "Cover for cyber risks of at least two million dollars.", MET),
    ("h", "Our data is used for our own service only.", MET),
    ("n", "The contract ends by itself after six months.", OTHER),
    ("t", "Backups are restored as a test at least once a year.", PARTLY),
)  # fmt: skip
"""Twenty more, written and committed after the second tuning and not tuned to: 5 come out right,
and none is called met wrongly."""

KNOWN_GAPS: dict[str, AnswerStatus] = {
    "n: Tell us about security incidents within one working day.": PARTLY,
    "n: A ticket that comes back within a week is not charged.": PARTLY,
    "h: The contractor shall erase all data no later than four weeks after contract end.": OTHER,
    "n: Goodwill credits above 25 euros always go to a supervisor.": OTHER,
    "n: Legal threats are never answered by the AI itself.": SILENT,
    "h: Can you guarantee that prices are only given by people?": SILENT,
    "n: Your liability is limited to no less than 200 % of annual fees.": PARTLY,
    "n: No data in the United Kingdom.": SILENT,
    "n: The fee of the pilot is credited in full if we go on.": PARTLY,
    "h: Invoices come monthly in arrears.": PARTLY,
    "n: The agent answers in German and Dutch.": PARTLY,
    "h: The assistant only prepares drafts, and a person sends them.": PARTLY,
    "n: A human reviews a sample of the agent's answers every week.": PARTLY,
    "t: Is the basis of the contract the seller's agreement or ours?": SILENT,
    "n: Log-ins to your admin console need two factors.": SILENT,
    "h: Who may read our inquiries on your side, and when?": SILENT,
    "t: The agent may answer a refusal of a payer alone.": SILENT,
    "n: The supplier keeps a copy of our data for five years after the end.": SILENT,
    "n: We can extend the list of matters that a person decides.": PARTLY,
    "h: Your liability for lost profit is unlimited.": PARTLY,
    "n: Above 15,000 contacts a month one contact costs at most EUR 0.75.": OTHER,
    "n: The set-up costs no more than EUR 5,000.": SILENT,
    "h: The service is available 24 hours a day.": SILENT,
    "n: Drafts and answers of the agent belong to us.": SILENT,
    "t: The agent must never tell a caller that it is human.": SILENT,
    "n: We can inspect the test results of each release.": PARTLY,
    "n: We hear at least 30 days before our data moves to another country.": SILENT,
    "t: Cover for cyber risks of at least two million dollars.": SILENT,
    "n: The contract ends by itself after six months.": SILENT,
}
"""What does not come out as a careful person answers, and how it comes out."""
