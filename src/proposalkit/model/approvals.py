"""Detached records of what named people decided: about clause texts, and about one deal."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from proposalkit.model.base import Model
from proposalkit.model.fields import Day, Slug, given
from proposalkit.model.misfit import Misfit

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Said = Annotated[str, Field(min_length=2, max_length=2000)]
"""A text a person wrote; never empty."""
Step = Literal["in_review", "approved", "rejected", "withdrawn"]
TextStatus = Literal[
    "draft", "in_review", "approved", "effective", "superseded", "withdrawn"
]  # fmt: skip
"""Where a text stands in its life; `approved` waits for its first day, `effective` is in use."""


class Approval(Model):
    """What every record of a decision says: what kind, who, in which role, when, of what."""

    kind: Annotated[str, given("What was decided on, such as clause_text.")]
    name: Annotated[Said, given("Name of the person who decided.")]
    role: Annotated[Said, given("Role in which the person decided.")]
    on: Annotated[Day, given("Day of the decision.")]
    digest: Annotated[Digest, given("SHA-256 of what was decided on.")]
    signature: Annotated[
        str | None,
        Field(max_length=1024),
        given("Detached ES256 signature of the record, made with the person's own key."),
    ] = None


def approval_bytes(record: Approval) -> bytes:
    """Give what a person signs: the record in RFC 8785 form, without signature and defaults.

    Why without defaults: a field added later does not break the signatures there are.
    """
    import rfc8785

    said = record.model_dump(mode="json", exclude_defaults=True, exclude={"signature"})
    return rfc8785.dumps({"kind": record.kind, **said})


class ClauseApproval(Approval):
    """One step in the life of one contract text, as a named person says."""

    kind: Literal["clause_text"] = "clause_text"
    step: Annotated[Step, given("The step the text takes.")]
    clause: Slug
    position: Annotated[str, given("Name of the text's file, such as 10-preferred.")]
    version: Annotated[str, given("Version of the clause that was read.")]
    terms: Annotated[Digest, given("SHA-256 of its facts, parameters and evidence.")]
    effective_from: Annotated[Day | None, given("First day of use; none: at once.")] = None
    note: Annotated[str, given("What the person added.")] = ""


class Deviation(Approval):
    """A departure from the standard that was granted for one deal, until a day."""

    kind: Literal["deviation"] = "deviation"
    deal: Annotated[Slug, given("Id of the deal.")]
    subject: Annotated[
        str, Field(min_length=2), given("Clause id, or id of a conflict such as X-05.")
    ]
    position: Annotated[str, given("Text used, such as 20-fallback-1.")] = ""
    change: Annotated[Said, given("What differs, in words.")]
    requester: Annotated[Said, given("Who asked for it.")]
    reason: Annotated[Said, given("Why it was granted.")]
    expires: Annotated[Day, given("Last day on which it may be used.")]

    @model_validator(mode="after")
    def _two_people(self) -> Deviation:
        if " ".join(self.requester.lower().split()) == " ".join(self.name.lower().split()):
            raise Misfit(
                f"{self.requester!r} asked for it and granted it",
                "Have another person grant it.",
                "requester",
            )
        return self
