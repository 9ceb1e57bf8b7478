"""An offer that has ended is a warning in a draft, and is never released."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from proposalkit.errors import Refused
from proposalkit.workflows.gather import Gathered, gather
from proposalkit.workflows.generate import Request
from proposalkit.workflows.offer import ended_warnings, refuse_ended

EXAMPLE = Path(__file__).parents[2] / "examples" / "workspace"
# 23 November 2026 and 45 days are 7 January 2027; Berlin is one hour ahead in winter.
LAST_MINUTE = datetime(2027, 1, 7, 22, 59, tzinfo=UTC)
TOO_LATE = datetime(2027, 1, 7, 23, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def gathered(shared_cache: Path) -> Gathered:
    """The worked deal, whose offer is of 23 November 2026."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return gather(EXAMPLE, "nordwind-support")


def test_the_last_day_counts_in_the_time_zone_of_the_offer(gathered: Gathered) -> None:
    assert list(ended_warnings(gathered, LAST_MINUTE)) == []
    (warning,) = ended_warnings(gathered, TOO_LATE)
    assert warning.message == (
        'The offer of "2026-11-23" stands for 45 days and ended on "2027-01-07".'
    )
    assert "deals/nordwind-support.yaml:91:" in warning.where


def test_an_offer_that_has_ended_is_not_released(gathered: Gathered) -> None:
    draft = Request(EXAMPLE, "nordwind-support", EXAMPLE / "output")
    refuse_ended(draft, gathered, TOO_LATE)
    released = replace(draft, grade="issued", released_by="Marit TEST")
    refuse_ended(released, gathered, LAST_MINUTE)
    with pytest.raises(Refused, match="has ended is not released"):
        refuse_ended(released, gathered, TOO_LATE)
