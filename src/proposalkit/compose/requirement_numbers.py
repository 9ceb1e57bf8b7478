"""The number the buyer itself gave a requirement, which it looks for on the page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from proposalkit.compose.wording import say
from proposalkit.model.brief_requirements import RequirementIn

_MARKS = re.compile(r"[-_.]")


def number_of_buyer(row: RequirementIn) -> str:
    """Give the number the buyer wrote, as it wrote it; empty where the id is none of its own.

    An id that begins with a digit is one. Another is one when the words quoted hold it; what the
    place says already is not said again.
    """
    parts = [re.escape(one) for one in _MARKS.split(row.id)]
    joined = "[-_. ]?".join(parts)
    own = re.compile(rf"(?<![\w.]){joined}(?!\w|[-.]\d)", re.IGNORECASE)
    quote, place = (row.source.quote or "", row.source.place) if row.source else ("", "")
    if own.search(place) or not any(letter.isdigit() for letter in row.id):
        return ""
    found = own.search(quote)
    return found[0] if found else row.id if row.id[0].isdigit() else ""


def source_of(row: RequirementIn, wording: Mapping[str, str]) -> str | None:
    """Give the buyer's own number, document and place, as far as the brief has them."""
    number, source = number_of_buyer(row), row.source
    said = [say(wording, "requirement.number", name=number)] if number else []
    if source:
        said += [source.file, source.place]
    return ", ".join(said) or None
