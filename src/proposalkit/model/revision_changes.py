"""What changed between two revisions of a proposal, as a buyer or a seller asks for it."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from proposalkit.model.base import Model
from proposalkit.model.fields import given
from proposalkit.model.word_changes import WordChange

Kind = Literal["price", "date", "commitment", "clause", "other"]
KINDS: tuple[Kind, ...] = ("price", "date", "commitment", "clause", "other")


_FOLLOWS = re.compile(r"/pricing/(?:scenarios|cliffs)/|/vendorForm/")


class Changed(Model):
    """One value that differs; empty `before` means it came, empty `after` that it went."""

    kind: Kind
    what: Annotated[str, given("What differs, in words.")]
    where: Annotated[str, given("JSON pointer in the later proposal, or in the earlier one.")]
    before: str = ""
    after: str = ""
    words: Annotated[tuple[WordChange, ...], given("Word by word, for a clause text.")] = ()

    @property
    def follows(self) -> bool:
        """Say whether it follows from another value: an amount of a scenario, a cliff, a form."""
        return bool(_FOLLOWS.match(self.where)) and not self.where.endswith("/total")


class RevisionChanges(Model):
    """Two proposals set beside each other."""

    before: Annotated[str, given("What the earlier one is called.")]
    after: Annotated[str, given("What the later one is called.")]
    same_deal: Annotated[bool, given("Whether both have one proposal id.")]
    changes: tuple[Changed, ...]

    def of(self, kind: Kind) -> tuple[Changed, ...]:
        """Give the changes of one kind."""
        return tuple(one for one in self.changes if one.kind == kind)
