"""Sentences that order a machine reader about, as data: words that stand in one sentence."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.fields import given


class MachineOrder(Model):
    """One kind of order: a word of each group, in this order, within one sentence."""

    language: Annotated[str, Field(pattern=r"^([a-z]{2}|any)$"), given("Language, such as en.")]
    words: Annotated[
        tuple[tuple[str, ...], ...],
        Field(min_length=1),
        given("Groups of word beginnings; one of each group must stand in the sentence, in order."),
    ]
