"""Who makes the proposal, who receives it, who signs, and the gates on the way to a signature."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import Country, Day, Slug, machine_only, shown

Paper = Literal["seller", "buyer", "existing"]


class LegalId(PublicModel):
    """A registered identifier of a company."""

    scheme: Annotated[
        Literal["LEI", "VAT", "DUNS", "register"], shown("Kind of identifier.", "word")
    ]
    value: Annotated[str, shown("The identifier as registered.")]


class Contact(PublicModel):
    """A person to write to."""

    name: Annotated[str, shown("Full name.")]
    role: Annotated[str, shown("What the person does in this deal.")]
    email: Annotated[str | None, shown("E-mail address.")] = None


class Signatory(PublicModel):
    """The person who signs for a party."""

    name: Annotated[str, shown("Full name.")]
    title: Annotated[str, shown("Position in the company.")]


class Party(PublicModel):
    """One side of the deal."""

    name: Annotated[str, shown("Registered name.")]
    country: Annotated[Country, shown("Country of registration.", "country")]
    address: Annotated[str | None, shown("Registered address.")] = None
    legal_ids: tuple[LegalId, ...] = ()
    contacts: tuple[Contact, ...] = ()
    signatory: Signatory | None = None


class Parties(PublicModel):
    """Seller and buyer."""

    seller: Party
    buyer: Party


class Gate(PublicModel):
    """One step on the dated path to a signature."""

    id: Annotated[Slug, machine_only("Id of the gate.")]
    title: Annotated[str, shown("Name of the gate.")]
    seller_owner: Annotated[str, shown("Who answers for it at the seller.")]
    buyer_owner: Annotated[str, shown("Who answers for it at the buyer.")]
    document: Annotated[str, shown("The document that opens the gate.")]
    days: Annotated[int, shown("Working days expected.", "integer")]
    due: Annotated[Day, shown("Date by which it should be passed.", "date")]


class ExistingAgreement(PublicModel):
    """The standing agreement the order is placed under."""

    title: Annotated[str, shown("Title of the agreement.")]
    agreed_on: Annotated[Day, shown("Date of the agreement.", "date")]


class AlreadyAgreed(PublicModel):
    """A clause that is cited and not printed, because the governing agreement says as much."""

    clause: Annotated[Slug, shown("Id of the clause that is not repeated.")]
    title: Annotated[str, shown("Its title.")]
    where: Annotated[str, shown("Where the governing agreement says it.")]


class Acceptance(PublicModel):
    """How the proposal becomes binding, and what prevails where texts differ."""

    how: Annotated[str, shown("What has to happen for the terms to bind.")]
    paper: Annotated[Paper, machine_only("Whose paper governs.")]
    paper_text: Annotated[str, shown("Whose paper governs, in words.")]
    clauses_text: Annotated[
        str | None, shown("How the texts of the clause schedule bind under that paper.")
    ] = None
    existing_agreement: ExistingAgreement | None = None
    already_agreed: tuple[AlreadyAgreed, ...] = ()
    order_of_precedence: Annotated[
        tuple[str, ...], shown("The documents in the order in which they prevail.")
    ]
