"""The approval matrix refuses ladders with gaps and overlaps, all faults at once."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from proposalkit.model.approval_matrix import ApprovalMatrix

AE = {"role": "Account executive", "hours": "4"}
HEAD = {"role": "Head of sales", "substitute": "Chief operating officer", "hours": "24"}
CFO = {"role": "Chief financial officer", "hours": "48"}


def faults(**ladders: object) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        ApprovalMatrix.model_validate(ladders)
    return [
        f"{'.'.join(map(str, (*row['loc'], *row['ctx']['error'].at)))}: {row['ctx']['error']}"
        for row in refused.value.errors()
    ]


@pytest.mark.parametrize(
    ("subject", "steps", "said"),
    [
        ("discount", [{**AE, "limit": "0.1"}, {**CFO, "limit": "0.2"}],
         "the ladder of 'discount' has a gap: nobody releases beyond 0.2"),
        ("discount", [AE, CFO],
         "the ladder of 'discount' overlaps: step 1 is open, so no later one is reached"),
        ("discount", [{**AE, "limit": "0.2"}, {**HEAD, "limit": "0.1"}, CFO],
         "the ladder of 'discount' overlaps: limit 0.1 is not above 0.2"),
        ("term", [{**AE, "limit": "3"}, {**HEAD, "limit": "3"}, CFO],
         "the ladder of 'term' overlaps: limit 3 is not above 3"),
        ("margin", [{**AE, "limit": "0.3"}, {**HEAD, "limit": "0.4"}, CFO],
         "the ladder of 'margin' overlaps: limit 0.4 is not below 0.3"),
        ("cap", [{**AE, "limit": "10"}, CFO], "limit 10 of 'cap' is not a share"),
        ("payment_days", [{**AE, "limit": "30.5"}, CFO],
         "limit 30.5 of 'payment_days' is not a whole number"),
        ("minimum", [CFO], "the ladder of 'minimum' has one step, so nobody is ever asked"),
        ("clause_position", [],
         "the ladder of 'clause_position' has no step, so nobody is ever asked"),
        ("discount", [{**AE, "limit": "0"}, {**CFO, "substitute": "chief  financial officer"}],
         "the substitute of 'Chief financial officer' is the same role"),
    ],
)  # fmt: skip
def test_each_fault_of_a_ladder_is_named(
    subject: str, steps: list[dict[str, str]], said: str
) -> None:
    assert [one.partition(": ")[2] for one in faults(**{subject: steps})] == [said]


def test_all_faults_of_all_ladders_are_said_at_once_each_at_its_own_step() -> None:
    said = faults(
        discount=[{**AE, "limit": "10"}, {**HEAD, "limit": "0.1"}],
        term=[AE],
    )
    assert [one.partition(":")[0] for one in said] == [
        "discount.1.limit.1.limit", "discount.0.limit.0.limit", "discount.1.limit.1.limit", "term",
    ]  # fmt: skip


def test_limits_of_a_margin_fall_and_all_others_rise() -> None:
    matrix = ApprovalMatrix.model_validate(
        {
            "margin": [{**AE, "limit": "0.4"}, {**HEAD, "limit": "0.25"}, CFO],
            "discount": [{**AE, "limit": "0"}, {**HEAD, "limit": "0.2"}, CFO],
        }
    )
    assert [subject for subject, _ in matrix.ladders()] == ["discount", "margin"]
    assert matrix.ladder("cap") is None
