"""Tables for a terminal; in a pipe the same rows without lines or colour."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PIPE_WIDTH = 120


def _console() -> Console:
    from rich.console import Console

    told = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(
        file=sys.stdout, width=None if told else PIPE_WIDTH, highlight=False, markup=False,
        emoji=False,
    )  # fmt: skip


def table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()
) -> Table:
    """Make a table; the columns whose places are in `numbers` stand to the right."""
    from rich import box
    from rich.table import Table

    made = Table(
        box=box.SIMPLE_HEAD if sys.stdout.isatty() else None, pad_edge=False,
        header_style="bold", collapse_padding=True,
    )  # fmt: skip
    for place, name in enumerate(columns):
        made.add_column(
            name, justify="right" if place in numbers else "left",
            overflow="fold", no_wrap=place in numbers,
        )  # fmt: skip
    for row in rows:
        made.add_row(*row)
    return made


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()
) -> None:
    """Print a table as wide as the terminal, or as COLUMNS says in a pipe."""
    out = _console()
    with out.capture() as captured:
        out.print(table(columns, rows, numbers))
    for line in captured.get().splitlines():
        print(line.rstrip())
