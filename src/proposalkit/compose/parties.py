"""Who offers, who receives, and how the offer becomes binding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proposalkit.compose.parts import Parts
from proposalkit.compose.wording import join_words, say
from proposalkit.model.brief import BuyerIn, LegalIdIn, PersonIn, SignatoryIn
from proposalkit.model.display import display_date
from proposalkit.model.parties import (
    Acceptance,
    Contact,
    ExistingAgreement,
    LegalId,
    Parties,
    Party,
    Signatory,
)
from proposalkit.model.seller import CompanyIn

_FIRST = "precedence.first."
"""Start of the sentences for documents that come before all others; the clause's id follows."""


_LEVELS = ".service_levels"
"""End of the sentence for a document that only a deal with service levels has."""


def compose_parties(parts: Parts) -> Parties:
    """Give seller and buyer as they are printed."""
    return Parties(seller=seller_party(parts.seller.company), buyer=_buyer(parts.brief.buyer))


def compose_acceptance(parts: Parts) -> Acceptance:
    """Say how the offer becomes binding and what prevails where texts differ."""
    paper, words = parts.brief.paper, parts.wording
    existing = None
    if paper.title and paper.agreed_on:
        existing = ExistingAgreement(title=paper.title, agreed_on=paper.agreed_on)
    order = (*_before_all(parts), *_in_order(parts, f"precedence.{paper.governs}."))
    return Acceptance(
        how=say(words, "acceptance.how"),
        paper=paper.governs,
        paper_text=say(words, f"paper.{paper.governs}"),
        clauses_text=say(words, f"clauses.{paper.governs}") if parts.terms.clauses else None,
        existing_agreement=existing,
        already_agreed=parts.terms.already_agreed,
        order_of_precedence=order,
    )


def _before_all(parts: Parts) -> tuple[str, ...]:
    """Give the documents that a clause of this deal puts before all others, in the list's order."""
    there = {clause.id for clause in parts.terms.clauses}
    there |= {one.clause for one in parts.terms.already_agreed}
    named = [key for key in parts.wording if key.startswith(_FIRST)]
    return tuple(parts.wording[key] for key in named if key.removeprefix(_FIRST) in there)


def _in_order(parts: Parts, start: str) -> Iterator[str]:
    """Give the documents of this deal in their order; one it does not have is left out."""
    for key in sorted(parts.wording):
        if key.startswith(start) and (parts.seller.service_levels or not key.endswith(_LEVELS)):
            yield parts.wording[key].replace("{contents}", join_words(_order_form(parts)))


def _order_form(parts: Parts) -> list[str]:
    """Name what the order form of this deal holds."""
    outcome = any(one.outcome_ref for one in parts.metrics)
    held = (("prices", True), ("outcome definition", outcome),
            ("pilot", parts.brief.commercial.pilot is not None))  # fmt: skip
    return [name for name, there in held if there]


def describe_agreement(agreement: ExistingAgreement) -> str:
    """Name a standing agreement with its date."""
    return f"{agreement.title}, {display_date(agreement.agreed_on)}"


def seller_party(company: CompanyIn) -> Party:
    """Give the seller as it is printed."""
    return Party(
        name=company.legal_name,
        country=company.country,
        address=company.address,
        legal_ids=_ids(company.legal_ids),
        contacts=(_contact(company.contact),),
        signatory=_signatory(company.signatory),
    )


def _buyer(buyer: BuyerIn) -> Party:
    people = [one for one in (buyer.sponsor, buyer.champion, buyer.procurement) if one]
    contacts = dict.fromkeys((one.name, one.email) for one in people)
    return Party(
        name=buyer.legal_name,
        country=buyer.country,
        address=buyer.address,
        legal_ids=_ids(buyer.legal_ids),
        contacts=tuple(_one_person(people, *who) for who in contacts),
        signatory=_signatory(buyer.signatory),
    )


def _ids(ids: tuple[LegalIdIn, ...]) -> tuple[LegalId, ...]:
    return tuple(LegalId(scheme=one.scheme, value=one.value) for one in ids)


def _one_person(people: Sequence[PersonIn], name: str, email: str | None) -> Contact:
    """Name a person with several parts in the deal once, with each role."""
    roles = dict.fromkeys(one.role for one in people if (one.name, one.email) == (name, email))
    return Contact(name=name, role="; ".join(roles), email=email)


def _contact(person: PersonIn) -> Contact:
    return Contact(name=person.name, role=person.role, email=person.email)


def _signatory(person: SignatoryIn | None) -> Signatory | None:
    return Signatory(name=person.name, title=person.title) if person else None
