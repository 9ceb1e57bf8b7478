"""The word lists and limits a drafter's sentences are held against; `knowledge/grounding.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.fields import DecimalText, Slug, given

Word = Annotated[str, Field(min_length=1, pattern=r"^[^A-Z]*$")]
"""A word or several, in small letters."""

Words = tuple[Word, ...]


class PartySlot(Model):
    """A slot that stands for a party, and the word the knowledge has for it."""

    slot: Annotated[str, given("Name of the slot, such as buyer.name.")]
    word: Annotated[Word, given("The word it may stand for: buyer or seller.")]


class Fence(Model):
    """A subject on which only the contract speaks; a drafter may not reword it."""

    topic: Annotated[str, given("The subject, in plain words.")]
    clause: Annotated[Slug, given("The clause that answers.")]
    words: Annotated[
        Words,
        Field(min_length=1),
        given("Beginnings of words by which it is seen; up to three letters: whole words."),
    ]


class Contradiction(Model):
    """How a sentence denies what a clause states."""

    fact: Annotated[str, given("Name of the fact, as in facts.yaml.")]
    value: Annotated[
        str | None, given("The value that is denied; none: every number but that of the fact.")
    ] = None
    words: Annotated[
        tuple[Words, ...],
        Field(min_length=1),
        given("Groups of word beginnings; one of each group stands in the sentence, in any order."),
    ]
    sentence: Annotated[
        Literal["affirms", "denies", "either"],
        given("Whether it is the sentence without a no that contradicts, the one with, or both."),
    ] = "affirms"


class GroundingLimits(Model):
    """The figures of the check."""

    ordered: Annotated[
        DecimalText, Field(le=1), given("Least share of the words in the source's order.")
    ]
    covered: Annotated[
        DecimalText, Field(le=1), given("Least share of the source's words that is said.")
    ]
    quote_words: Annotated[int, Field(ge=1), given("Fewest words of a quote.")]
    connective_words: Annotated[int, Field(ge=1), given("Most words of a connective.")]
    opening_words: Annotated[
        int | None, Field(ge=0), given("Words a new comma may close; none: commas are free.")
    ] = None


class GroundingRules(Model):
    """All that decides whether a drafted sentence may stand."""

    limits: GroundingLimits
    pointer: Annotated[str, given("The sentence that sends a reader to a clause.")]
    empty_words: Annotated[Words, given("Words that carry no claim, in small letters.")]
    kept_words: Annotated[
        Words, given("Words that say little and are neither added nor left out.")
    ] = ()
    joining_words: Annotated[
        Words, given("Small words of which none is lost; one may stand for another.")
    ] = ()
    articles: Annotated[
        Words, given("Words that name a thing, which then does not change from one to many.")
    ] = ()
    comma_before: Annotated[Words, given("Words that join: a new comma may stand before one.")] = ()
    opening_starts: Annotated[
        Words, given("First words of an opening that a new comma may close.")
    ] = ()
    relative_words: Annotated[
        Words, given("Words before which a comma stands just where the source has one.")
    ] = ()
    free_words: Annotated[Words, given("Words a drafter may add or leave out.")]
    buyers_own: Annotated[Words, given('What is always the buyer\'s, so that "your" adds nothing.')]
    same_words: Annotated[tuple[Words, ...], given("Words that mean the same in our texts.")]
    critical_words: Annotated[
        tuple[Words, ...],
        given("Words that turn a sentence around; those of one row mean the same."),
    ]
    role_words: Annotated[
        tuple[Words, ...], given("Who does what to whom; those of one row mean the same.")
    ]
    linking_words: Annotated[
        Words, given("Small words that say what a role does in a sentence, such as to and for.")
    ]
    party_slots: tuple[PartySlot, ...]
    legal_forms: Annotated[Words, given("Parts of a company's name that name nobody.")]
    commitment_words: Annotated[Words, given("Words that promise, in small letters.")]
    puffery_words: Annotated[Words, given("Words that praise, in small letters.")]
    vague_quantities: Annotated[Words, given("Quantities without a number, in small letters.")]
    connective_vocabulary: Annotated[
        Words, given("All words a connective may have, in small letters.")
    ]
    leaning_words: Annotated[
        Words, given("First words, or turns, that lean on the sentence before.")
    ]
    plain_signs: Annotated[str, given("Signs besides letters and digits a sentence may have.")]
    fences: tuple[Fence, ...]
    contradictions: tuple[Contradiction, ...]
