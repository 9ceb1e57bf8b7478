"""The section of the deal-desk memo on prices beyond the price book. Internal."""

from __future__ import annotations

from collections.abc import Sequence

from proposalkit.compose.memo_tables import markdown_table
from proposalkit.model.price_exception import PriceException

HEADER = ("what", "who releases it", "released by", "digest to release")


def exception_section(exceptions: Sequence[PriceException]) -> list[tuple[str, str]]:
    """Give the section with each exception; a deal that keeps to its book has none."""
    rows = [(one.why(), one.who(), _released(one), one.digest) for one in exceptions]
    return [("Price exceptions", markdown_table(HEADER, rows))] if rows else []


def _released(one: PriceException) -> str:
    if one.release is None:
        return "; ".join(one.refused) or "nobody"
    note = f" ({one.release.note})" if one.release.note else ""
    return f"{one.release.words()}{note}"
