"""Advice names what a caller of a tool can give, and no option of the command line."""

from __future__ import annotations

import pytest

from proposalkit.mcp_server.as_arguments import as_arguments


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Add --volume with the units.", 'Add "volumes" with the units.'),
        ("Add --volume tickets=1000.", 'Add "volumes": {"tickets": "1000"}.'),
        ('such as --exchange "USD=0.92 on 2026-11-20": what',
         'such as "exchange": ["USD=0.92 on 2026-11-20"]: what'),
        ("with --months 12, or", 'with "months": 12, or'),
        ("an id that `proposalkit read KIT --clauses` shows.",
         "an id of a fact that explain_clause gives."),
    ],
)  # fmt: skip
def test_an_option_is_read_as_the_argument_of_the_tool(said: str, read: str) -> None:
    assert as_arguments(said) == read
