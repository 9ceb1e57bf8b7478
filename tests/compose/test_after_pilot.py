"""What follows the pilot, the calendar of the path, and what stands behind the service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from proposalkit.compose.after_pilot import (
    compose_expansion,
    compose_path_calendar,
    compose_service_evidence,
    months_after,
)
from proposalkit.compose.outcome import compose_pilot
from proposalkit.compose.parts import Parts
from proposalkit.errors import InputRefused
from proposalkit.model.after_pilot import AfterPilotIn, ServiceEvidenceIn

# start, months, the same day later or the last day of that month; from a printed calendar
LATER = [
    (date(2027, 4, 11), 3, date(2027, 7, 11)),
    (date(2027, 11, 30), 3, date(2028, 2, 29)),
    (date(2026, 11, 30), 3, date(2027, 2, 28)),
    (date(2027, 10, 1), 3, date(2028, 1, 1)),
    (date(2027, 12, 31), 12, date(2028, 12, 31)),
]


@pytest.mark.parametrize(("start", "months", "end"), LATER)
def test_months_are_counted_on_the_calendar(start: date, months: int, end: date) -> None:
    assert months_after(start, months) == end


def test_the_standard_stands_where_the_brief_says_nothing(parts: Parts) -> None:
    found, standard = compose_expansion(parts, date(2027, 4, 10)), parts.catalogue.after_pilot
    assert found is not None
    assert standard is not None
    assert (found.review_every, found.first_review) == ("P3M", date(2027, 7, 11))
    assert [one.opens for one in found.gates] == [one.opens for one in standard.gates]


def test_what_the_brief_says_wins_over_the_standard(with_brief: Callable[..., Parts]) -> None:
    step = {"id": "returns", "opens": "Returns by e-mail", "evidence": "All tests met again",
            "source": "Saved report", "reader": "Head of service"}  # fmt: skip
    own = AfterPilotIn.model_validate({"review_months": "1", "usage": "A list", "gates": [step]})
    found = compose_expansion(with_brief(after_pilot=own), date(2027, 4, 10))
    assert found is not None
    assert (found.review_every, found.first_review) == ("P1M", date(2027, 5, 11))
    assert (found.usage, [one.opens for one in found.gates]) == ("A list", ["Returns by e-mail"])


def test_the_offered_prices_end_with_the_time_to_decide(parts: Parts) -> None:
    pilot = compose_pilot(parts)
    assert pilot is not None
    # 11 January 2027 and 60 days end on 11 March; 30 days on is 10 April
    assert (pilot.end, pilot.decision.days) == (date(2027, 3, 11), "P30D")
    assert pilot.decision.by == pilot.decision.prices_held_until == date(2027, 4, 10)


def test_the_path_says_whether_holidays_were_given(
    parts: Parts, with_brief: Callable[..., Parts]
) -> None:
    assert compose_path_calendar(parts) == parts.wording["path.holidays"]
    assert compose_path_calendar(with_brief(holidays=())) == parts.wording["path.no_holidays"]
    without = replace(parts, plan=parts.plan.model_copy(update={"gates": ()}))
    assert compose_path_calendar(without) is None


def test_a_cost_line_is_printed_by_its_name(with_brief: Callable[..., Parts]) -> None:
    line = ServiceEvidenceIn(part="Answering", cost_line="resolved-contacts")
    (found,) = compose_service_evidence(with_brief(service_evidence=(line,)))
    assert (found.cost_line, found.component_ref) == ("Resolved contacts", "resolved-contacts")
    assert (found.evidence, found.owner, found.rollback) == (None, None, None)


def test_a_cost_line_the_price_does_not_have_is_refused(with_brief: Callable[..., Parts]) -> None:
    lines = (ServiceEvidenceIn(part="a"), ServiceEvidenceIn(part="b", cost_line="seats"))
    with pytest.raises(InputRefused) as caught:
        compose_service_evidence(with_brief(service_evidence=lines))
    (finding,) = caught.value.findings
    assert (finding.where, finding.id) == ("service_evidence.1.cost_line", "unknown-cost-line")
    assert '"seats"' in finding.message
