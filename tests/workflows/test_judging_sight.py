"""What was seen of the pages comes last; without it no kit passes."""

from __future__ import annotations

from proposalkit.model.finding import CheckResult, Status, fold_verdict
from proposalkit.readers.reading import SIGHT_CHECK, STRUCTURE_CHECK, PdfExamination
from proposalkit.readers.worker import could_not_examine
from proposalkit.workflows.judging import with_sight

READ = (
    CheckResult(check="manifest"),
    CheckResult(check=STRUCTURE_CHECK, outcome="could_not_run", detail="Nobody looked yet."),
    CheckResult(check=SIGHT_CHECK, outcome="could_not_run"),
)


def test_what_was_seen_takes_the_place_of_what_was_not_yet_known() -> None:
    seen = PdfExamination(
        structure=CheckResult(check=STRUCTURE_CHECK, detail="9 rules"),
        sight=CheckResult(check=SIGHT_CHECK, detail="12 letters"),
    )
    results = with_sight(READ, seen)
    assert [one.detail for one in results] == ["", "9 rules", "12 letters"]
    assert fold_verdict("x", results).status is Status.PASSED


def test_a_looker_that_died_leaves_the_kit_undecided() -> None:
    results = with_sight(READ, could_not_examine("it was ended by signal 9"))
    assert fold_verdict("x", results).status is Status.INDETERMINATE


def test_what_was_seen_counts_also_where_no_place_was_kept_for_it() -> None:
    hidden = CheckResult(check=SIGHT_CHECK, outcome="could_not_run")
    seen = PdfExamination(structure=CheckResult(check=STRUCTURE_CHECK), sight=hidden)
    results = with_sight(READ[:1], seen)
    assert [one.check for one in results] == ["manifest", STRUCTURE_CHECK, SIGHT_CHECK]
    assert fold_verdict("x", results).status is Status.INDETERMINATE
