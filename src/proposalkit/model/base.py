"""The base of every noun: frozen, closed, tuples instead of lists."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Model(BaseModel):
    """A frozen record that refuses unknown keys, so that a typing slip is found, not ignored."""

    # A class is made ready when it is first used: a command uses few of those it imports, and a
    # document makes all of its parts ready at once.
    model_config = ConfigDict(
        frozen=True,
        defer_build=True,
        extra="forbid",
        str_strip_whitespace=True,
        use_attribute_docstrings=False,
    )


class PublicModel(Model):
    """A record a buyer may see: camelCase in JSON, snake_case in Python."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, serialize_by_alias=True
    )
