"""Every field of the Proposal says whether it is shown; none can hold what is internal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from proposalkit.model.proposal import Proposal
from proposalkit.model.shown import visibility
from proposalkit.model.standard_answers import StandardAnswers


def _models(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if model in seen:
        return
    seen.add(model)
    yield model
    for field in model.model_fields.values():
        for inner in _inner(field.annotation):
            yield from _models(inner, seen)


def _inner(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _inner(part)


MODELS = tuple(dict.fromkeys((*_models(Proposal, set()), *_models(StandardAnswers, set()))))
FIELDS = tuple(
    (model, name, field) for model in MODELS for name, field in model.model_fields.items()
)


def _is_container(field: FieldInfo) -> bool:
    return any(True for _ in _inner(field.annotation))


@pytest.mark.parametrize(
    ("model", "name", "field"), FIELDS, ids=[f"{m.__name__}.{n}" for m, n, _ in FIELDS]
)
def test_every_leaf_is_marked_and_described(
    model: type[BaseModel], name: str, field: FieldInfo
) -> None:
    """A container may carry a mark (an amount of money does); a leaf must."""
    if not _is_container(field):
        assert visibility(field) in {"shown", "machine_only"}
        assert field.description


def test_no_field_of_the_proposal_is_named_after_something_internal() -> None:
    banned = {"cost_per_attempt", "floor_price", "margin", "motion", "stage", "notes", "position",
              "approval_limits", "fallback", "walk_away", "commission", "score"}  # fmt: skip
    assert not banned & {name for _, name, _ in FIELDS}


def test_every_model_of_the_proposal_is_frozen_and_closed() -> None:
    assert all(model.model_config["frozen"] for model in MODELS)
    assert all(model.model_config["extra"] == "forbid" for model in MODELS)
