"""The rules of a count on small logs worked by hand, and what holds for every log."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proposalkit.errors import InputRefused, Refused
from proposalkit.model.brief import DealBrief
from proposalkit.model.outcome import Outcome
from proposalkit.model.price_terms import Ramp, RampStep
from proposalkit.model.recount import COUNTED, Settled
from proposalkit.pricing.counting import columns_of, count_rules
from proposalkit.pricing.log_times import Clock, LineFault, MixedTimes, month_of, window
from proposalkit.pricing.order import Order
from proposalkit.pricing.recount import (
    LogEnd,
    Tally,
    each_record_once,
    follows_the_calendar,
    month_number,
    packed_candidate,
    price_month,
    settle,
)

BERLIN = ZoneInfo("Europe/Berlin")
COLUMNS = ("id", "at", "who", "order", "kind", "score", "reopened", "handed", "confirmed", "again")
steady = settings(derandomize=True, database=None, deadline=None, max_examples=60)
Row = tuple[str, ...]


def outcome(**changes: object) -> Outcome:
    """Make a definition: kind must be `a`; two weeks to reopen; one matter once in two weeks."""
    base: dict[str, object] = {
        "id": "o", "label": "Solved", "equivalence_class": "x", "definition": "d",
        "event": {"source": "s", "name": "Solved"},
        "qualifies": [{"field": "kind", "operator": "equals", "value": ["a"], "text": "Kind a"}],
        "excludes": [],
        "record": {"id": "id", "at": "at", "same_matter": ["who", "order"],
                   "reopened_at": "reopened", "handed_over_at": "handed"},
        "reopen_window": "P14D", "silence_counts": False, "handoff_counts": False,
        "dedupe_key": "Customer and order", "dedupe_window": "P14D", "system_of_record": "s",
        "system_owner": "buyer", "measurer": "m", "audit": "a", "dispute_window": "P15D",
        "remedy_on_miscount": "r",
    }  # fmt: skip
    return Outcome.model_validate(base | changes)


def row(id_: str, at: str, **cells: str) -> Row:
    """Make a line: kind `a`, its own customer and order, everything else empty."""
    given_ = {"id": id_, "at": at, "who": id_, "order": "1", "kind": "a", **cells}
    return tuple(given_.get(name, "") for name in COLUMNS)


def count(definition: Outcome, rows: Iterable[Row]) -> list[Settled]:
    """Count a log the way the command does, without files."""
    positions = {name: number for number, name in enumerate(COLUMNS)}
    rules = count_rules(definition, positions, BERLIN)
    judged = [(rules.judge(one), number) for number, one in enumerate(rows)]
    end = LogEnd(*max((one[1], one[2]) for one, _ in judged))
    fits = sorted(packed_candidate(one, number) for one, number in judged if one[4] == COUNTED)
    rest = [
        Settled(one[0], one[1], one[2], one[4], False, "", number)
        for one, number in judged
        if one[4] != COUNTED
    ]
    return list(each_record_once(sorted([*settle(fits, rules, end), *rest])))


def told(definition: Outcome, rows: Sequence[Row]) -> dict[str, str]:
    """Give for each record `counted` or why not."""
    positions = {name: number for number, name in enumerate(COLUMNS)}
    reasons = count_rules(definition, positions, BERLIN).reasons
    return {
        one.record: "counted" if one.reason == COUNTED else reasons[one.reason].text
        for one in count(definition, rows)
    }


def test_a_record_reopened_on_the_last_day_is_taken_back_and_a_day_later_is_not() -> None:
    rows = [
        row("1", "2027-05-03 09:00", reopened="2027-05-17 23:59"),
        row("2", "2027-05-03 09:00", reopened="2027-05-18 00:00"),
        row("3", "2027-05-03 09:00", reopened="2027-05-03 08:00"),  # before it was solved
        row("4", "2027-05-03 09:00"),
    ]
    assert told(outcome(), rows) == {
        "1": "It was reopened within 14 days", "2": "counted", "3": "counted", "4": "counted",
    }  # fmt: skip


def test_an_hour_window_ends_to_the_second() -> None:
    rows = [
        row("1", "2027-05-03T09:00:00Z", reopened="2027-05-03T13:00:00Z"),
        row("2", "2027-05-03T09:00:00Z", reopened="2027-05-03T13:00:01Z"),
    ]
    assert told(outcome(reopen_window="PT4H"), rows) == {
        "1": "It was reopened within 4 hours", "2": "counted",
    }  # fmt: skip


def test_a_month_is_one_of_the_proposals_time_zone() -> None:
    """22:30 UTC on 30 April is half past midnight on 1 May in Berlin's summer."""
    (one,) = count(outcome(), [row("1", "2027-04-30T22:30:00Z")])
    assert month_of(one.day) == "2027-05"


def test_one_matter_counts_once_until_its_window_is_over() -> None:
    """The window begins with the record counted, 3 May, and ends with 17 May."""
    same = {"who": "C1", "order": "A1"}
    rows = [
        row("1", "2027-05-03 09:00", **same),
        row("2", "2027-05-17 23:00", **same),
        row("3", "2027-05-18 01:00", **same),
        row("4", "2027-05-18 01:00", who="C1", order="A2"),
    ]
    assert told(outcome(), rows) == {
        "1": "counted", "2": "The same matter was counted within 14 days", "3": "counted",
        "4": "counted",
    }  # fmt: skip


def test_a_repeat_names_the_record_it_repeats() -> None:
    rows = [row(id_, f"2027-05-0{id_} 09:00", who="C1", order="A1") for id_ in "34"]
    assert [(one.record, one.of) for one in count(outcome(), rows)] == [("3", ""), ("4", "3")]


def test_one_record_in_two_matters_counts_once_and_the_earliest() -> None:
    rows = [row("7", "2027-05-09 09:00", who="B"), row("7", "2027-05-03 09:00", who="A")]
    found = count(outcome(), rows)
    assert [(one.line, one.reason == COUNTED) for one in found] == [(1, True), (0, False)]


@pytest.mark.parametrize(("counts", "said"), [(False, "It was handed to a person"),
                                              (True, "counted")])  # fmt: skip
def test_a_hand_off_counts_only_if_the_definition_says_so(counts: bool, said: str) -> None:
    rows = [row("1", "2027-05-03 09:00", handed="2027-05-03 08:00")]
    assert told(outcome(handoff_counts=counts), rows) == {"1": said}


def test_silence_counts_once_its_window_is_over_and_nobody_wrote() -> None:
    record = {"id": "id", "at": "at", "same_matter": ["who", "order"], "answered_at": "again",
              "confirmed_at": "confirmed"}  # fmt: skip
    definition = outcome(silence_counts=True, observation_window="P3D", record=record)
    rows = [
        row("1", "2027-05-03 09:00", again="2027-05-06 09:00"),
        row("2", "2027-05-03 09:00", again="2027-05-07 09:00"),
        row("3", "2027-05-03 09:00"),
        row("4", "2027-05-18 09:00"),  # the log ends on 20 May: three days are not over
        row("5", "2027-05-18 09:00", confirmed="2027-05-18 10:00"),
        row("6", "2027-05-20 09:00", kind="b"),
    ]
    open_ = "Silence is observed for 3 days, which are not over"
    assert told(definition, rows) == {
        "1": "The customer wrote again within 3 days", "2": "counted", "3": "counted",
        "4": open_, "5": "counted", "6": "Not so: Kind a",
    }  # fmt: skip


def test_without_silence_somebody_has_to_confirm() -> None:
    record = {"id": "id", "at": "at", "same_matter": ["id"], "confirmed_at": "confirmed"}
    rows = [row("1", "2027-05-03 09:00"), row("2", "2027-05-03 09:00", confirmed="2027-05-04")]
    assert told(outcome(record=record), rows) == {
        "1": "Nobody confirmed it, and silence does not count", "2": "counted",
    }  # fmt: skip


def test_a_record_whose_event_did_not_happen_is_excluded() -> None:
    assert told(outcome(), [row("1", "")]) == {"1": "The event did not happen: Solved"}


def test_an_exclusion_is_said_before_a_condition_that_fails_too() -> None:
    spam = {"field": "score", "operator": "equals", "value": ["spam"], "text": "It is spam"}
    rows = [row("1", "2027-05-03", kind="b", score="spam"), row("2", "2027-05-03", kind="b")]
    assert told(outcome(excludes=[spam]), rows) == {"1": "It is spam", "2": "Not so: Kind a"}


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"field": "score", "operator": "in", "value": ["3", "4"]}, {"4", "4 "}),
        ({"field": "score", "operator": "not_equals", "value": ["4"]}, {"", "3.5", "10", "x"}),
        ({"field": "score", "operator": "exists"}, {"4", "4 ", "3.5", "10", "x"}),
        ({"field": "score", "operator": "absent"}, {""}),
        ({"operator": "any", "parts": [
            {"field": "score", "operator": "absent", "text": "t"},
            {"operator": "all", "text": "t", "parts": [
                {"field": "score", "operator": "exists", "text": "t"},
                {"field": "score", "operator": "not_equals", "value": ["4", "x"], "text": "t"},
            ]},
        ]}, {"", "3.5", "10"}),
        ({"operator": "none", "parts": [
            {"field": "score", "operator": "equals", "value": ["4"], "text": "t"},
            {"field": "score", "operator": "absent", "text": "t"},
        ]}, {"3.5", "10", "x"}),
    ],
)  # fmt: skip
def test_each_operator_and_a_tree_of_them_decide_as_written(
    condition: dict[str, object], holds: set[str]
) -> None:
    scores = ("", "4", "4 ", "3.5", "10", "x")
    rows = [row(str(number), "2027-05-03", score=score) for number, score in enumerate(scores)]
    found = told(outcome(qualifies=[{**condition, "text": "t"}]), rows)
    assert {scores[int(id_)] for id_, said in found.items() if said == "counted"} == holds


def test_numbers_are_compared_as_numbers_and_what_is_none_is_a_fault() -> None:
    least = {"field": "score", "operator": "at_least", "value": ["4"], "text": "At least 4"}
    rows = [row("1", "2027-05-03", score="10"), row("2", "2027-05-03", score="3.99"),
            row("3", "2027-05-03")]  # fmt: skip
    assert told(outcome(qualifies=[least]), rows) == {
        "1": "counted", "2": "Not so: At least 4", "3": "Not so: At least 4",
    }  # fmt: skip
    with pytest.raises(LineFault, match=r'"four" in "score" is not a number such as 4 or 0\.75'):
        told(outcome(qualifies=[least]), [row("1", "2027-05-03", score="four")])


def test_what_nobody_can_identify_is_a_fault() -> None:
    with pytest.raises(LineFault, match='"" in "id" is no number of a record'):
        count(outcome(), [row("", "2027-05-03")])
    with pytest.raises(LineFault, match='"who", "order": all empty'):
        count(outcome(), [row("1", "2027-05-03", who="", order=" ")])
    with pytest.raises(LineFault, match='"3 May" in "at" is not a time such as'):
        count(outcome(), [row("1", "3 May")])


def test_times_with_and_without_offset_in_one_log_are_refused() -> None:
    clock = Clock(BERLIN)
    clock.read("2027-05-03T09:00", "at")
    with pytest.raises(MixedTimes, match=r'"2027-05-03T09:00" has no offset and .* has one'):
        clock.read("2027-05-03T09:00Z", "at")


def test_a_definition_no_machine_can_decide_is_refused_with_its_place() -> None:
    bad = [{"operator": "any", "text": "t"}, {"field": "score", "operator": "at_most",
                                              "value": ["few"], "text": "t"}]  # fmt: skip
    with pytest.raises(InputRefused) as refused:
        columns_of(outcome(excludes=bad))
    assert [(one.where, one.message) for one in refused.value.findings] == [
        ("/outcomes/excludes/0", '"any" holds no conditions together.'),
        ("/outcomes/excludes/1", '"few" is not a number.'),
    ]
    with pytest.raises(Refused, match="does not say which columns"):
        columns_of(outcome(record=None))


def test_a_month_end_window_and_a_year_keep_to_the_calendar() -> None:
    day = date(2026, 1, 31).toordinal()
    inside = window("P1M")
    assert [inside(0, day, 1, day + more) for more in (28, 29)] == [True, False]  # 28 February
    assert window("P1Y")(0, day, 1, day + 365)
    assert not window("P1Y")(0, day, 1, day + 366)
    assert not window("P14D")(5, day, 4, day)


def test_assisted_outcomes_are_billed_by_their_share(retailer: tuple[Order, DealBrief]) -> None:
    """100 in full and 7 at 0.5 are 103.5 units; at 0.95 that is 98.325, below the minimum."""
    when = [{"field": "score", "operator": "equals", "value": ["shared"], "text": "Shared"}]
    definition = outcome(assisted={"when": when, "share": "0.5"})
    rows = [row(str(n), "2027-05-03", score="shared" if n < 7 else "") for n in range(107)]
    found = count(definition, rows)
    assert sum(one.assisted for one in found) == 7
    order, _ = retailer
    month = price_month("2027-05", 100, 7, 0, definition, order, "case")
    assert month.billed_units == Decimal("103.5")
    assert month.charges == Decimal(950 + 3500)


def test_a_ramp_acts_by_the_month_of_the_term(retailer: tuple[Order, DealBrief]) -> None:
    """At half the price 5,000 x 0.475 + 7,000 x 0.41 = 5,245; in full 4,750 + 5,740 = 10,490."""
    order, _ = retailer
    steps = (
        RampStep(from_month=1, factor=Decimal("0.5")),
        RampStep(from_month=4, factor=Decimal(1)),
    )
    ramp = Ramp(id="r", label="Start", applies_to=(order.metered[0].id,), steps=steps)
    rising = order.model_copy(update={"ramps": (ramp,)})

    def charges(month: str, start: str | None) -> Decimal:
        return price_month(month, 12000, 0, 0, outcome(), rising, "case", start).charges

    assert charges("2027-05", "2027-04") == Decimal(950 + 5245)
    assert charges("2028-01", "2027-10") == Decimal(950 + 10490)
    assert charges("2027-05", None) == Decimal(950 + 10490)
    assert month_number("2027-03", "2027-04") is None
    assert follows_the_calendar(rising)
    assert not follows_the_calendar(order)


def test_windows_still_open_at_the_end_of_the_log_are_counted_apart() -> None:
    """The log ends on 20 May: what was solved on 6 May or later can still be reopened."""
    definition = outcome()
    positions = {name: number for number, name in enumerate(COLUMNS)}
    tally = Tally(count_rules(definition, positions, BERLIN), "2027-05")
    rows = [row(str(n), f"2027-05-{n:02} 09:00") for n in (5, 6, 20)]
    rows.append(row("21", "2027-04-20 09:00"))
    found = count(definition, rows)
    tally.end = LogEnd(*max((one.at, one.day) for one in found))
    assert [tally.add(one) for one in sorted(found, key=lambda one: one.line)] == [
        True, True, True, False,
    ]  # fmt: skip
    assert (tally.counted, tally.excluded, tally.other_months) == (3, 0, 1)
    assert tally._open["2027-05"] == 2


@st.composite
def logs(draw: st.DrawFn) -> list[Row]:
    """Draw a log with few customers, so that matters repeat, and unique records."""
    size = draw(st.integers(1, 25))
    return [
        row(
            f"R{number:02}",
            f"2027-05-{draw(st.integers(1, 31)):02} {draw(st.integers(0, 23)):02}:00",
            who=draw(st.sampled_from("AB")), order=draw(st.sampled_from("12")),
            kind=draw(st.sampled_from("aab")),
            reopened=draw(st.sampled_from(["", "", "2027-05-15 12:00"])),
        )
        for number in range(size)
    ]  # fmt: skip


def naive(rows: list[Row]) -> set[str]:
    """Count the same rules over again in the plainest way, dates as texts in one month."""
    chosen: list[Row] = []
    for one in sorted(rows, key=lambda row_: (row_[1], row_[0])):
        day = int(one[1][8:10])
        reopened = one[6]
        if one[4] != "a" or (reopened and reopened >= one[1] and int(reopened[8:10]) - day <= 14):
            continue
        same = [other for other in chosen if other[2:4] == one[2:4]]
        if same and day - int(same[-1][1][8:10]) <= 14:
            continue
        chosen.append(one)
    return {one[0] for one in chosen}


def counted(rows: list[Row]) -> set[str]:
    return {one.record for one in count(outcome(), rows) if one.reason == COUNTED}


@steady
@given(rows=logs(), seed=st.integers(0, 99))
def test_the_order_of_lines_does_not_matter_and_a_plain_count_agrees(
    rows: list[Row], seed: int
) -> None:
    mixed = list(rows)
    random.Random(seed).shuffle(mixed)
    assert counted(mixed) == counted(rows) == naive(rows)


@steady
@given(rows=logs())
def test_a_log_split_by_customer_adds_up_to_the_whole(rows: list[Row]) -> None:
    """One matter is of one customer: parts that share no matter can be counted apart."""
    parts = [[one for one in rows if one[2] == who] for who in "AB"]
    assert set().union(*(counted(part) for part in parts if part)) == counted(rows)
