"""The sample PDF is printed once for all tests of this room."""

from __future__ import annotations

import pytest

from .samples import print_sample, sample_html


@pytest.fixture(scope="session")
def sample_pdf() -> bytes:
    """A sound PDF of several pages with the payload attached."""
    return print_sample(sample_html())
