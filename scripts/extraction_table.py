"""Prints each shape of a proposal and writes how many of sixty facts each reader finds.

It takes two minutes, so `make docs` leaves it out: run it when templates or readers change.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from between_marks import table, write_pages

from proposalkit.model.proposal import Proposal

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.render.extraction import BY_ROW, SHAPES, facts, found, found_in_rows, readings
from tests.render.test_pages import print_proposal

PAGE = "extraction.md"


def rows() -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Give the head of the table and a row for each shape."""
    head: tuple[str, ...] = ()
    found_rows = []
    for name, make in SHAPES.items():
        one = print_proposal(make())
        with tempfile.TemporaryDirectory() as folder:
            texts = list(readings(one.pdf, Path(folder)))
        head = ("Shape", "Pages", "Facts", *(reader for reader, _ in texts))
        counts = (_count(one.proposal, reader, text) for reader, text in texts)
        found_rows.append((name, str(len(one.pages)), str(len(facts(one.proposal))), *counts))
        print(*found_rows[-1], flush=True)
    return head, found_rows


def _count(proposal: Proposal, reader: str, text: str | None) -> str:
    if text is None:
        return "-"
    whole = str(len(found(proposal, text)[0]))
    return f"{whole} ({found_in_rows(proposal, text)})" if reader == BY_ROW else whole


def main() -> None:
    """Write the table into its page."""
    from between_marks import row

    head, found_rows = rows()
    write_pages({PAGE: table(head, [row(*one) for one in found_rows])})


if __name__ == "__main__":
    main()
