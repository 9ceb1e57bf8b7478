"""Values that are right one by one and wrong together: said with the place and the remedy."""

from __future__ import annotations

from collections.abc import Sequence


class Misfit(ValueError):
    """Values of one record that contradict each other.

    `at` leads from the record to the value to change; `remedy` says how.
    """

    def __init__(self, message: str, remedy: str, *at: str | int) -> None:
        super().__init__(message)
        self.remedy = remedy
        self.at = at


def refuse_same_ids(ids: Sequence[str], two: str, field: str) -> None:
    """Raise Misfit at the second of two items of a list that have one id, such as `two lines`."""
    for number, id_ in enumerate(ids):
        if id_ in ids[:number]:
            raise Misfit(f"{two} have the id {id_!r}", "Give each its own id.", field, number, "id")
