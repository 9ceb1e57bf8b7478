"""What the buyer asks for, one row each, as the brief lists it from a request or a call."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import Model
from proposalkit.model.fields import Slug, given

Priority = Literal["mandatory", "desired"]


class RequirementSourceIn(Model):
    """Where a requirement was read."""

    file: Annotated[str, given("Name of the document, such as request.pdf.")]
    place: Annotated[str, given("Place in it, such as section 4.2 or page 12.")]
    quote: Annotated[
        str | None, given("The words of the document; kept in the brief, shown nowhere.")
    ] = None


class RequirementIn(Model):
    """One requirement of the buyer; code decides from clauses, price and evidence if it is met."""

    id: Annotated[Slug, given("Id of the requirement, such as r-4-2.")]
    text: Annotated[str, given("The requirement, in the buyer's words.")]
    source: RequirementSourceIn | None = None
    priority: Annotated[Priority, given("mandatory or desired.")] = "mandatory"
    topic: Annotated[
        Slug | None, given("Topic of requirement-topics.yaml; found by its words when empty.")
    ] = None
    answer: Annotated[
        str | None, given("The seller's own words; printed as its statement, they decide nothing.")
    ] = None
    clause_refs: Annotated[tuple[Slug, ...], given("Clauses that answer it.")] = ()
    evidence_refs: Annotated[tuple[Slug, ...], given("Evidence that answers it.")] = ()
    price_refs: Annotated[tuple[Slug, ...], given("Lines of the offer that answer it.")] = ()
