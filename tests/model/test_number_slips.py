"""A number written as another country writes it is told with what it may mean."""

from __future__ import annotations

import pytest

from proposalkit.model.number_slips import number_slip


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("9.200", "Write 9200 or 9.2."),
        ("9,200", "Write 9200 or 9.2."),
        ("2.125", "Write 2125 or 2.1250."),
        ("2,30", "Write 2.30."),
        ("0,125", "Write 0.125."),
        ("1.234,56", "Write 1234.56."),
        ("1,234.56", "Write 1234.56."),
        ("1\u00a0250", "Write 1250."),
        ("1'250", "Write 1250."),
        ("9.200.000", "Write 9200000."),
    ],
)
def test_a_slip_has_what_to_write(text: str, remedy: str) -> None:
    slip = number_slip(text)
    assert slip is not None
    assert slip.remedy == remedy


@pytest.mark.parametrize(
    "text", ["12000", "2.30", "0.125", "9.2", "1250.5", "2.1250", "x", "", "1,2,3"]
)
def test_a_plain_number_and_what_is_none_have_no_slip(text: str) -> None:
    assert number_slip(text) is None
