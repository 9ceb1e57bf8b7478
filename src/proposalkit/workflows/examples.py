"""The worked examples that ship: where each lies, and which deal it is about."""

from __future__ import annotations

from typing import NamedTuple

from proposalkit.errors import Unavailable
from proposalkit.knowledge.packaged import PackagedFolder


class Example(NamedTuple):
    """A worked example: where it ships, and the id of its deal."""

    folder: PackagedFolder
    deal: str


EXAMPLES = {
    "retailer": Example("workspace", "nordwind-support"),
    "hospital-group": Example("hospital-group", "tamarack-authorizations"),
    "manufacturer": Example("manufacturer", "huettental-service"),
}
"""The worked examples by the name a person asks for; the first is the one of the tutorial."""


def example_named(name: str) -> Example:
    """Give a worked example by its name; raises Unavailable for a name there is none of."""
    if name not in EXAMPLES:
        raise Unavailable(
            f'There is no example "{name}".', f"Name one of these: {', '.join(EXAMPLES)}."
        )
    return EXAMPLES[name]
