"""What is missing behind a part of the service is asked for, field by field."""

from __future__ import annotations

from typing import get_args

import pytest
from tests.plan.conftest import Inputs

from proposalkit.model.after_pilot import ServiceEvidenceIn
from proposalkit.plan.service_asks import service_questions

FULL = {"part": "Answering", "evidence": "Log", "owner": "Head of service",
        "cost_line": "contacts", "rollback": "Open it again"}  # fmt: skip
OPTIONAL = ("evidence", "owner", "cost_line", "rollback")


def _asked(inputs: Inputs, *lines: dict[str, str]) -> list[str]:
    rows = tuple(ServiceEvidenceIn.model_validate(line) for line in lines)
    brief = inputs.brief.model_copy(update={"service_evidence": rows})
    return [one.field for one in service_questions(brief)]


def test_a_full_line_is_asked_nothing(full: Inputs) -> None:
    assert _asked(full, FULL, FULL) == []


@pytest.mark.parametrize("name", OPTIONAL)
def test_each_missing_field_is_asked_for_and_no_other(full: Inputs, name: str) -> None:
    without = {key: value for key, value in FULL.items() if key != name}
    assert _asked(full, FULL, without) == [f"service_evidence.1.{name}"]


def test_a_line_with_its_part_alone_is_asked_for_all_four(full: Inputs) -> None:
    assert _asked(full, {"part": "Answering"}) == [f"service_evidence.0.{one}" for one in OPTIONAL]


def test_every_field_but_the_part_may_be_missing() -> None:
    fields = ServiceEvidenceIn.model_fields
    assert [name for name in fields if type(None) in get_args(fields[name].annotation)] == list(
        OPTIONAL
    )
