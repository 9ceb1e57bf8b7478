"""Slots in drafted sentences, and how values are put into them."""

from __future__ import annotations

import re
from collections.abc import Mapping

SLOT = re.compile(r"\{\{([a-z_]+(?:\.[a-z_]+)*)\}\}")
"""A slot in a sentence; our own pattern, so that no template language ever reads drafted text."""

_TWO_STOPS = re.compile(r"(?<=\w)\.\.(?=\s|$)")


def slots_of(text: str) -> tuple[str, ...]:
    """Give the names of the slots of a text, each once, in order."""
    return tuple(dict.fromkeys(SLOT.findall(text)))


def fill_slots(text: str, values: Mapping[str, str]) -> str:
    """Put values into the slots of a text; a slot without a value stays as it is.

    The full stop of a name such as `Inc.` ends its sentence too.
    """
    return _TWO_STOPS.sub(".", SLOT.sub(lambda slot: values.get(slot[1], slot[0]), text))
