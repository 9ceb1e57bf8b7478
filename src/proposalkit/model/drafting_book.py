"""What each drafted section has to tell: its sentences, what they need, and the values in them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.draft import DraftSectionId
from proposalkit.model.fields import Slug, given

SlotForm = Literal["plain", "inside", "verb", "place", "months", "sentence"]
"""As it stands; with a small first letter and no full stop; the same, if it begins with a verb;
countries with the article they need; a count of months; a whole sentence with its full stop."""

SLOT_NAME = r"^[a-z_]+(\.[a-z_]+)*$"


class SlotIn(Model):
    """A value a sentence may hold, written there as {{name}}."""

    name: Annotated[str, Field(pattern=SLOT_NAME), given("Such as buyer.name.")]
    means: Annotated[str, given("What the value is, for whoever writes a sentence with it.")]
    path: Annotated[
        str | None, given("Path to a shown value of the proposal; the program's own when empty.")
    ] = None
    form: Annotated[SlotForm, given("plain, inside, verb, place, months or sentence.")] = "plain"


class DealSentence(Model):
    """One sentence about the deal; it is said when each of its values is there."""

    says: Annotated[str, given("The sentence, with values as {{name}}.")]
    only_if: Annotated[
        tuple[Slug, ...], given("Conditions of the deal of which one must hold.")
    ] = ()
    unless: Annotated[tuple[Slug, ...], given("Conditions of the deal; none may hold.")] = ()
    has: Annotated[tuple[str, ...], given("Values that must be there besides its own.")] = ()
    lacks: Annotated[tuple[str, ...], given("Values that must not be there.")] = ()
    opens: Annotated[
        bool, given("Whether a paragraph begins here, or with the next sentence that is said.")
    ] = False
    spare: Annotated[
        bool, given("Whether a drafter may leave it out; all others are put back by the program.")
    ] = False


class SectionSpec(Model):
    """One section: what it tells, how long it may be, and what it is made of."""

    id: DraftSectionId
    title: Annotated[str, given("Heading.")]
    say: Annotated[str, given("What the section has to tell, in a sentence or two.")]
    max_words: Annotated[int, Field(ge=20, le=600), given("Most words of the section.")]
    applies_to: Annotated[
        tuple[str, ...], given("Values without which a deal has no such section.")
    ] = ()
    evidence: Annotated[
        tuple[tuple[str, ...], ...],
        given("What it needs to stand: of each list one value; else it is not stated."),
    ] = ()
    quotes_buyer: Annotated[bool, given("Whether the buyer's own words stand in it.")] = False
    needs_lead: Annotated[
        str | None, given("Sentence between what the buyer does today and what it wants.")
    ] = None
    bridge: Annotated[
        str | None, given("Words that lead from the deal to the passages quoted.")
    ] = None
    sentences: tuple[DealSentence, ...]


class DraftingBook(Model):
    """All drafted sections, and the values their sentences may hold."""

    shared: Annotated[
        tuple[DealSentence, ...], given("What is told of every deal; no value is in it.")
    ] = ()
    slots: tuple[SlotIn, ...] = ()
    keep_capitals: Annotated[
        tuple[str, ...], given("Words that keep their capital inside a sentence.")
    ] = ()
    with_article: Annotated[
        tuple[str, ...], given("Countries and blocs that take an article.")
    ] = ()
    sections: tuple[SectionSpec, ...] = ()
