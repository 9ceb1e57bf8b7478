"""What a hard buyer looks for, as numbered rules, and what a proposal answers to each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.fields import Day, DecimalText, given

RuleOutcome = Literal["met", "objection", "not_applicable"]
Topic = Literal["outcome", "price", "leaving", "service", "data", "risk", "proof"]


class ReviewRule(Model):
    """One thing a hard buyer looks for."""

    id: Annotated[str, Field(pattern=r"^B-[0-9]{2}$"), given("Number, such as B-01.")]
    topic: Annotated[Topic, given("outcome, price, leaving, service, data, risk or proof.")]
    looks_for: Annotated[str, Field(min_length=1), given("What the buyer looks for.")]
    why: Annotated[str, Field(min_length=1), given("Why it matters to the buyer.")]
    source: Annotated[str, Field(min_length=1), given("Document and place the advice is from.")]
    test: Annotated[str, Field(min_length=1), given("How the program tests it.")]
    change: Annotated[str, Field(min_length=1), given("What the seller changes to meet it.")]
    limits: Annotated[dict[str, DecimalText], given("Numbers of the test, by name.")] = Field(
        default_factory=dict
    )
    words: Annotated[
        dict[str, tuple[str, ...]], given("Words the test looks for, by what they name.")
    ] = Field(default_factory=dict)


class ReviewRules(Model):
    """The rules with the one who keeps them."""

    owner: Annotated[str, given("Who keeps this file.")]
    review_by: Annotated[Day, given("Day by which the owner reads it again.")]
    rules: tuple[ReviewRule, ...]


class Answer(Model):
    """What a test says of one proposal."""

    outcome: RuleOutcome
    says: Annotated[str, given("What was found, or why the rule does not apply.")]
    where: Annotated[str, given("JSON pointer of the value that decided.")] = ""


class Reviewed(Model):
    """One rule with its answer."""

    rule: ReviewRule
    outcome: RuleOutcome
    says: str
    where: str = ""
    clause: Annotated[str, given("Id of the clause that decided, if one did.")] = ""
    pages: Annotated[tuple[int, ...], given("Pages the value stands on; none if not known.")] = ()


class ReviewReport(Model):
    """All rules held against one proposal."""

    subject: Annotated[str, given("Deal, kit or file.")]
    title: str
    read_from: Annotated[
        Literal["deal", "kit", "file"], given("A deal's inputs, a kit or buyer folder, a file.")
    ]
    pages_known: Annotated[bool, given("Whether pages were there to point at.")]
    rules: tuple[Reviewed, ...]

    def of(self, outcome: RuleOutcome) -> tuple[Reviewed, ...]:
        """Give the rules with one outcome, in their order."""
        return tuple(one for one in self.rules if one.outcome == outcome)
