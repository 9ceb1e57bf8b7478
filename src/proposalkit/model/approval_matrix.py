"""The approval matrix of a price book: who may release what goes beyond it, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, get_args

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import InitErrorDetails, ValidationError

from proposalkit.model.base import Model
from proposalkit.model.fields import DecimalText, given
from proposalkit.model.misfit import Misfit

Subject = Literal[
    "discount", "margin", "term", "cap", "minimum", "payment_days", "clause_position"
]  # fmt: skip
"""What a deal may go beyond its price book in."""

SUBJECTS: tuple[Subject, ...] = get_args(Subject)
SHARES: frozenset[Subject] = frozenset({"discount", "margin", "cap", "minimum"})
"""Subjects measured as a share, 0.10 for ten per cent; the others are whole numbers."""
FALLING: frozenset[Subject] = frozenset({"margin"})
"""Subjects of which less is worse: their limits fall from step to step."""


class ApprovalStep(Model):
    """One step of a ladder: how far one role may release."""

    limit: Annotated[
        DecimalText | None, given("Furthest value this role may release; empty: open.")
    ] = None
    role: Annotated[str, Field(min_length=1), given("Role that releases, such as Head of sales.")]
    substitute: Annotated[
        str | None, given("Role that releases when the first one cannot be reached.")
    ] = None
    hours: Annotated[int, Field(ge=1, le=720), given("Hours within which the role answers.")]


Ladder = tuple[ApprovalStep, ...]


class ApprovalMatrix(Model):
    """Ladders by subject; up to the limit of the first step nobody has to be asked."""

    discount: Annotated[
        Ladder | None, given("Share taken off the price of the book over the term.")
    ] = None
    margin: Annotated[Ladder | None, given("Margin rate at the expected volume; limits fall.")] = (
        None
    )
    term: Annotated[
        Ladder | None, given("Months by which the term is shorter than the offer's.")
    ] = None
    cap: Annotated[Ladder | None, given("Share by which a cap lies outside its range.")] = None
    minimum: Annotated[Ladder | None, given("Share by which a minimum lies outside its range.")] = (
        None
    )
    payment_days: Annotated[Ladder | None, given("Days to pay.")] = None
    clause_position: Annotated[
        Ladder | None, given("Fallbacks below the first text of a clause: 0, 1, 2.")
    ] = None

    @field_validator("*")
    @classmethod
    def _sound(cls, ladder: Ladder | None, info: ValidationInfo) -> Ladder | None:
        """Refuse every fault of a ladder at once; those of other ladders are said beside them."""
        subject = next(one for one in SUBJECTS if one == info.field_name)
        faults = [
            InitErrorDetails(type="value_error", loc=misfit.at, input=None, ctx={"error": misfit})
            for misfit in (_ladder_faults(subject, ladder) if ladder is not None else ())
        ]
        if faults:
            raise ValidationError.from_exception_data("ladder", faults)
        return ladder

    def ladder(self, subject: Subject) -> Ladder | None:
        """Give the ladder of a subject; None when the matrix has no row for it."""
        return dict(self.ladders()).get(subject)

    def ladders(self) -> tuple[tuple[Subject, Ladder], ...]:
        """Give every subject that has a ladder, in the order of the reference."""
        rows: dict[Subject, Ladder | None] = {
            "discount": self.discount, "margin": self.margin, "term": self.term,
            "cap": self.cap, "minimum": self.minimum, "payment_days": self.payment_days,
            "clause_position": self.clause_position,
        }  # fmt: skip
        return tuple((subject, ladder) for subject, ladder in rows.items() if ladder is not None)


def within(subject: Subject, measure: Decimal, limit: Decimal | None) -> bool:
    """Say whether a measure keeps to a limit; an open step has none."""
    if limit is None:
        return True
    return measure >= limit if subject in FALLING else measure <= limit


def _ladder_faults(subject: Subject, ladder: Ladder) -> Iterator[Misfit]:
    if len(ladder) < 2:
        yield Misfit(
            f"the ladder of {subject!r} has {'one' if ladder else 'no'} step, "
            "so nobody is ever asked",
            'Write a first step with a "limit" up to which nobody is asked, and an open last one.',
        )
    yield from _open_faults(subject, ladder)
    for number, step in enumerate(ladder):
        yield from _step_faults(subject, number, step)
    limits = [(number, one.limit) for number, one in enumerate(ladder) if one.limit is not None]
    for (_, before), (number, limit) in pairwise(limits):
        if limit == before or within(subject, limit, before):
            way = "below" if subject in FALLING else "above"
            yield Misfit(
                f"the ladder of {subject!r} overlaps: limit {limit} is not {way} {before}",
                f"Write a limit {way} {before}, or put the steps in order.",
                *(number, "limit"),
            )


def _open_faults(subject: Subject, ladder: Ladder) -> Iterator[Misfit]:
    for number, step in enumerate(ladder):
        last = number == len(ladder) - 1
        if step.limit is None and not last:
            yield Misfit(
                f"the ladder of {subject!r} overlaps: step {number + 1} is open, "
                "so no later one is reached",
                'Give every step but the last one a "limit".',
                number,
            )
        if step.limit is not None and last:
            yield Misfit(
                f"the ladder of {subject!r} has a gap: nobody releases beyond {step.limit}",
                'Leave "limit" out of the last step, or add a step that is open.',
                *(number, "limit"),
            )


def _step_faults(subject: Subject, number: int, step: ApprovalStep) -> Iterator[Misfit]:
    if step.substitute is not None and same_role(step.substitute, step.role):
        yield Misfit(
            f"the substitute of {step.role!r} is the same role",
            "Name another role, or leave the substitute out.",
            *(number, "substitute"),
        )
    if step.limit is None:
        return
    if subject in SHARES and step.limit > 1:
        yield Misfit(
            f"limit {step.limit} of {subject!r} is not a share",
            f'Write a number from 0 to 1, such as "{_as_share(step.limit)}" for '
            f"{step.limit} per cent.",
            *(number, "limit"),
        )
    if subject not in SHARES and step.limit != step.limit.to_integral_value():
        yield Misfit(
            f"limit {step.limit} of {subject!r} is not a whole number",
            "Write it without decimals.",
            *(number, "limit"),
        )


def _as_share(percent: Decimal) -> Decimal:
    return percent / 100 if percent <= 100 else Decimal("0.10")


def same_role(one: str, other: str) -> bool:
    """Say whether two names mean one role; case and blanks do not count."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
