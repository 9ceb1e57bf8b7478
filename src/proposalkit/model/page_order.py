"""The parts of a proposal behind its first page, and the fields of the form some buyers send."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import shown

PageName = Literal[
    "contents", "solution", "data", "pilot", "outcome", "pricing", "service", "questions",
    "clauses", "proof", "glossary", "acceptance", "references", "vendor-form", "benchmark",
    "requirements",
]  # fmt: skip
"""The parts of a proposal behind its first page; each is one template."""

STANDARD_PAGES: tuple[PageName, ...] = (
    "contents", "solution", "data", "pilot", "outcome", "pricing", "service", "questions",
    "clauses", "proof", "glossary", "acceptance",
)  # fmt: skip
"""The order of a kit whose stage asks for no other."""

OPTIONAL_PAGES: frozenset[PageName] = frozenset(
    {"glossary", "references", "vendor-form", "benchmark", "requirements"}
)
"""Parts a stage may do without: what they show stands elsewhere, or is left out of the data."""


class FormField(PublicModel):
    """One field of the vendor form, filled in."""

    label: Annotated[str, shown("What the form asks for.")]
    value: Annotated[str, shown("What the seller enters.")]
