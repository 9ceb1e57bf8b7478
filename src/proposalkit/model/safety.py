"""What may not be said, what may not stand together, and what the seller is warned of, in words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.fields import given


class OneTime(Model):
    """An event whose time more than one clause gives."""

    event: Annotated[str, given("The event, after `for`.")]
    unit: Annotated[Literal["hours", "days"], given("Unit of every time.")]
    of: Annotated[
        tuple[str, ...],
        Field(min_length=2),
        given("Facts, or parameters as `clause.parameter`, that give the time."),
    ]
    before_longer: Annotated[
        tuple[str, ...], given("Phrases by which a time goes before any longer one.")
    ] = ()
    before_shorter: Annotated[
        tuple[str, ...], given("Phrases by which a time goes before any shorter one.")
    ] = ()


class SafetyRow(Model):
    """A guard, a conflict or a warning in words, with the phrases and pairs its check looks for."""

    id: Annotated[str, Field(pattern=r"^[GXW]-[0-9]{2}$"), given("G-01, X-01 or W-01.")]
    means: Annotated[str, given("What may not be said, or what may not stand together.")]
    words: Annotated[
        tuple[str, ...], given("Phrases by which a text is seen to clash, in any case.")
    ] = ()
    same: Annotated[
        tuple[tuple[str, str], ...], given("Facts that have to state one value where both stand.")
    ] = ()
    times: Annotated[
        tuple[OneTime, ...], given("Events that have one time, or a text that says which applies.")
    ] = ()
