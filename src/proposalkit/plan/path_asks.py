"""Questions the dated path raises: does it end in time for the offer, the pilot and the buyer?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from proposalkit.model.brief import DealBrief
from proposalkit.model.display import display_date
from proposalkit.model.parties import Gate
from proposalkit.model.plan import OpenQuestion


def path_questions(brief: DealBrief, gates: tuple[Gate, ...]) -> tuple[OpenQuestion, ...]:
    """Ask about each date of the deal that the last gate of the path comes too late for."""
    if not gates:
        return ()
    last = gates[-1].due
    return tuple(_too_late(brief, last))


def _too_late(brief: DealBrief, last: date) -> Iterator[OpenQuestion]:
    until = brief.offer_date + timedelta(days=brief.valid_days)
    if last > until:
        yield OpenQuestion(
            field="valid_days",
            question="Should the offer stand until the path ends?",
            why=f"The last gate is due on {display_date(last)}, "
            f"the offer stands until {display_date(until)}.",
        )
    pilot = brief.commercial.pilot
    if pilot is not None and pilot.start is not None and last > pilot.start:
        yield OpenQuestion(
            field="commercial.pilot.start",
            question="Can the pilot start before the last gate is passed?",
            why=f"The last gate is due on {display_date(last)}, "
            f"the pilot starts on {display_date(pilot.start)}.",
        )
    days = (last - brief.offer_date).days
    if brief.expected_cycle_days is not None and days > brief.expected_cycle_days:
        yield OpenQuestion(
            field="expected_cycle_days",
            question="Which gates can be shortened or run side by side?",
            why=f"The path takes {days} days, the buyer expects {brief.expected_cycle_days}.",
        )
