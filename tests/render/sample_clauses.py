"""Stand-in contract texts: the length and shape of real clauses, for tests of pages alone."""

from __future__ import annotations

from proposalkit.model.canonical import text_sha256
from proposalkit.model.proof import Clause, ClauseFamily, Fact, Home

_HEADS: tuple[tuple[str, str, ClauseFamily, Home, int], ...] = (
    ("data-no-training", "No training on customer data", "data_privacy_no_training", "dpa", 3),
    ("data-retention", "Retention and deletion in stages", "data_privacy_no_training", "dpa", 4),
    ("data-subprocessors", "Sub-processors", "data_privacy_no_training", "dpa", 3),
    ("data-ownership", "Ownership of inputs and outputs", "data_privacy_no_training",
     "main_agreement", 2),
    ("liability-errors", "Who pays when the agent is wrong", "hallucination_liability",
     "main_agreement", 4),
    ("liability-cap", "Limit of liability", "hallucination_liability", "main_agreement", 3),
    ("human-oversight", "Human oversight and stop control", "hallucination_liability",
     "main_agreement", 3),
    ("residency-eu", "Processing location", "compute_residency", "dpa", 3),
    ("model-change", "Change of model or provider", "compute_residency", "main_agreement", 3),
    ("outcome-definition", "What counts as a resolved contact", "outcome_pricing",
     "order_form", 4),
    ("outcome-verification", "Count, evidence and dispute", "outcome_pricing", "order_form", 3),
    ("pricing-floor-cap", "Monthly minimum and cap", "outcome_pricing", "order_form", 2),
    ("pilot-scope-fee", "Pilot: scope, fee and credit", "pilot_term_exit", "order_form", 3),
    ("pilot-conversion", "From pilot to commitment", "pilot_term_exit", "order_form", 3),
    ("exit-convenience", "Right to leave at short notice", "pilot_term_exit",
     "main_agreement", 2),
    ("exit-data-return", "Return of data and help on leaving", "pilot_term_exit",
     "main_agreement", 3),
    ("assurance-audit", "Audit and service evidence", "assurance", "main_agreement", 3),
    ("security-incident", "Notice of incidents", "assurance", "dpa", 3),
    ("ai-act-transparency", "Disclosure to people who talk to the agent", "regulatory",
     "main_agreement", 2),
    ("service-levels", "Service levels and credits", "assurance", "service_levels", 3),
)  # fmt: skip
_OPENINGS = (
    "The Seller shall perform the duties of this clause for as long as it holds Customer Data, "
    "and shall bind each person and each company that acts for it in writing to the same duties.",
    "This clause applies to the service described in the order form and prevails over any general "
    "term of the Seller on the same subject, whatever its date and wherever it is published.",
    "The Parties agree that the records of the Customer's own system decide, and that the Seller's "
    "log serves as evidence joined to those records by a record id that both systems keep.",
    "Where the Seller relies on another company to meet this clause, it remains answerable for "
    "that company as for its own acts, and shall name that company before it begins to work.",
)
_RULES = (
    "The Seller shall give notice in text form at least 30 days before a change takes effect. The "
    "Customer may object within that time for a documented reason; until the objection is settled "
    "the Seller shall continue to serve the Customer without the change.",
    "Within 15 days after the end of each month the Seller shall deliver a reconciliation file "
    "that lists each record id, its time stamps, the rule applied and the amount charged, in a "
    "form that a spreadsheet program can open without conversion.",
    "If a figure was wrong, the Seller shall correct it in the next invoice and shall credit what "
    "was overcharged. A correction in favour of the Seller may reach back no further than "
    "60 days.",
    "Fees already due remain payable. Nothing in this clause obliges the Customer to order a "
    "further quantity, to renew the order or to accept a successor of the service.",
    "The duty lasts until the last copy is deleted. Deletion takes place in dated stages: the "
    "working copy within 30 days, logs within 400 days, and encrypted back-ups within 90 days "
    "after the copy they were made from.",
)
_POINTS = (
    "the personal data concerned, the purpose of the processing and its legal ground;",
    "the country in which the work is done and the company that runs the machines;",
    "the measures that keep the data of one customer apart from the data of any other;",
    "the person who answers questions on working days between 9:00 and 17:00; and",
    "the date from which the change applies.",
)


def sample_clauses(count: int) -> tuple[Clause, ...]:
    """Give that many clauses of about 150 to 300 words; ids stay different beyond twenty."""
    return tuple(_clause(number) for number in range(count))


def _clause(number: int) -> Clause:
    name, title, family, home, length = _HEADS[number % len(_HEADS)]
    turn = number // len(_HEADS)
    clause_id = name if turn == 0 else f"{name}-{'abcdefgh'[turn - 1]}"
    text = _text(number, length)
    return Clause(
        id=clause_id,
        version="1.0",
        family=family,
        title=title,
        text=text,
        text_sha256=text_sha256(text),
        facts=(Fact(id=f"sample.fact_{number}", value="yes"),),
        origin="negotiated" if number == 5 else "standard",
        lands_in=home,
    )


def _text(number: int, length: int) -> str:
    lines = [f"1. {_OPENINGS[number % len(_OPENINGS)]}"]
    for step in range(length):
        lines.append(f"{step + 2}. {_RULES[(number + step) % len(_RULES)]}")
        if step == 1:
            lines[-1] += " The notice shall state:"
            lines += [f"({'abcde'[place]}) {point}" for place, point in enumerate(_POINTS)]
    return "\n".join(lines)
