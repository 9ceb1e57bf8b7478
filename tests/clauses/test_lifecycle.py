"""The life of a contract text: which step may follow which, and what a change does to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from proposalkit.clauses.lifecycle import (
    Placed,
    check_records,
    history_of,
    may_take,
    pin_text,
    position_name,
    state_of,
    with_records,
)
from proposalkit.model.approvals import ClauseApproval, Step
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord

ClauseOf = Callable[..., ClauseRecord]
LibraryOf = Callable[..., ClauseLibrary]
DAY = date(2026, 11, 20)


def _step(record: ClauseRecord, step: Step, line: int = 1, **keys: object) -> Placed:
    pin = pin_text(record, record.preferred)
    made = ClauseApproval.model_validate(
        {"name": "Ada", "role": "Counsel", "on": DAY, "digest": pin.digest, "step": step,
         "clause": pin.clause, "position": pin.position, "version": pin.version,
         "terms": pin.terms, **keys}
    )  # fmt: skip
    return Placed(made, f"approvals/clauses.jsonl:{line}:1")


def _life(record: ClauseRecord, *steps: Step) -> list[Placed]:
    return [_step(record, one, number) for number, one in enumerate(steps, 1)]


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ((), "draft"),
        (("in_review",), "in_review"),
        (("in_review", "rejected"), "draft"),
        (("in_review", "approved"), "effective"),
        (("in_review", "approved", "withdrawn"), "withdrawn"),
        (("in_review", "rejected", "in_review", "approved"), "effective"),
    ],
)
def test_the_records_say_where_a_text_stands(
    steps: tuple[Step, ...], status: str, clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    record = clause_of("liability-cap")
    life = _life(record, *steps)
    assert state_of(pin_text(record, record.preferred), life, DAY).status == status
    assert list(check_records(life, library_of(record))) == []


@pytest.mark.parametrize(
    ("steps", "line"),
    [
        (("approved",), 1),
        (("rejected",), 1),
        (("in_review", "approved", "approved"), 3),
        (("in_review", "approved", "in_review"), 3),
        (("withdrawn", "in_review"), 2),
        (("in_review", "approved", "withdrawn", "approved"), 4),
    ],
)
def test_a_step_that_cannot_follow_is_a_finding_with_its_line(
    steps: tuple[Step, ...], line: int, clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    record = clause_of("liability-cap")
    (found,) = check_records(_life(record, *steps), library_of(record))
    assert (found.id, found.where) == (
        "approval-out-of-order", f"approvals/clauses.jsonl:{line}:1",
    )  # fmt: skip


def test_an_approved_text_waits_for_its_first_day(clause_of: ClauseOf) -> None:
    record = clause_of("liability-cap")
    pin = pin_text(record, record.preferred)
    life = [_step(record, "in_review"), _step(record, "approved", effective_from=date(2026, 12, 1))]
    assert state_of(pin, life, date(2026, 11, 30)).status == "approved"
    assert state_of(pin, life, date(2026, 12, 1)).status == "effective"
    assert not may_take("effective", "approved")
    assert may_take("effective", "withdrawn")


def test_a_changed_approved_text_is_named_with_file_and_the_digest_it_had(
    clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    before, after = clause_of("cap", "1. Ten days."), clause_of("cap", "1. Twelve days.")
    life = _life(before, "in_review", "approved")
    (found,) = check_records(life, library_of(after))
    had = pin_text(before, before.preferred).digest
    assert (found.id, found.where) == ("approved-text-changed", "cap/10-preferred.md")
    assert f'Version "1" was approved by "Ada" with the digest {had}' in found.message
    assert state_of(pin_text(after, after.preferred), life, DAY).status == "draft"


def test_a_changed_promise_asks_for_approval_again_although_no_word_changed(
    clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    before = clause_of("cap", facts={"liability.cap_multiple": "1"})
    after = clause_of("cap", facts={"liability.cap_multiple": "2"})
    (found,) = check_records(_life(before, "in_review", "approved"), library_of(after))
    assert "the facts, parameters or evidence now has" in found.message


def test_line_breaks_change_no_approval(clause_of: ClauseOf, library_of: LibraryOf) -> None:
    before, after = clause_of("cap", "1. Ten days."), clause_of("cap", "1. Ten\n   days.")
    assert list(check_records(_life(before, "in_review", "approved"), library_of(after))) == []


def test_a_new_version_is_a_draft_and_the_old_one_superseded_once_it_is_effective(
    clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    old, new = clause_of("cap", "1. Ten days."), clause_of("cap", "1. Nine days.", version="2")
    life = _life(old, "in_review", "approved")
    pin = pin_text(new, new.preferred)
    assert list(check_records(life, library_of(new))) == []
    assert state_of(pin, life, DAY).status == "draft"
    assert [status for _, status in history_of(life, pin, DAY)] == ["effective"]
    life += _life(new, "in_review", "approved")
    assert [status for _, status in history_of(life, pin, DAY)] == ["superseded"]


def test_an_unchanged_text_keeps_its_approval_when_the_version_counter_rises(
    clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    life = _life(clause_of("cap", "1. Ten days."), "in_review", "approved")
    raised = clause_of("cap", "1. Ten days.", version="2")
    assert state_of(pin_text(raised, raised.preferred), life, DAY).status == "effective"


def test_the_library_takes_status_and_name_from_the_records_alone(
    clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    mine, other = clause_of("cap"), clause_of("term")  # both headers name an approver
    library = with_records(library_of(mine, other), _life(mine, "in_review", "approved"), DAY)
    first, second = library.clauses["cap"].preferred, library.clauses["term"].preferred
    assert (first.status, first.approved_by, first.approved_on) == (
        "effective",
        "Ada, Counsel",
        DAY,
    )
    assert (second.status, second.approved_by, second.approved_on) == ("draft", None, None)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("knowledge/clauses/f/cap/10-preferred.md", "10-preferred"),
        ("knowledge/clauses/f/cap/variants/eu/20-fallback-1.md", "variants/eu/20-fallback-1"),
    ],
)
def test_a_text_is_named_by_its_place_in_the_clause(
    file: str, name: str, clause_of: ClauseOf
) -> None:
    position = clause_of("cap").preferred.model_copy(update={"file": file})
    assert position_name(position) == name
