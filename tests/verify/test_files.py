"""The manifest lists every file as it is; nothing internal is in any of them."""

from __future__ import annotations

import pytest

from proposalkit.model.canonical import sha256_hex
from proposalkit.model.finding import CheckResult, Finding, Status, fold_verdict
from proposalkit.verify.canaries import check_canaries
from proposalkit.verify.manifest import check_manifest

FILES = {"proposal.json": b"{}", "proposal.pdf": b"%PDF", "manifest.json": b"..."}
LISTED = {name: sha256_hex(FILES[name]) for name in ("proposal.json", "proposal.pdf")}
ERROR = Finding(id="x", where="y", message="Wrong.", remedy="Mend it.")


def _ids(files: dict[str, bytes]) -> list[str]:
    return [finding.id for finding in check_manifest(LISTED, files).findings]


def test_listed_files_pass_and_the_manifest_need_not_list_itself() -> None:
    assert _ids(FILES) == []


def test_changed_missing_and_unlisted_files_are_found() -> None:
    assert _ids({**FILES, "proposal.pdf": b"%PDF2"}) == ["file-changed"]
    assert _ids({"proposal.json": b"{}"}) == ["file-missing"]
    assert _ids({**FILES, "exports/more.json": b""}) == ["file-not-listed"]


def test_a_canary_is_found_across_line_breaks_case_and_in_file_names() -> None:
    canaries = {"internal.notes.0": "Rival offer at 0.61", "internal.floor_price": "0.5260"}
    assert check_canaries(canaries, {"proposal.pdf": "a clean text"}).findings == ()
    hit = check_canaries(canaries, {"proposal.pdf": "see RIVAL offer\nat 0.61", "0.5260.txt": ""})
    assert [finding.where for finding in hit.findings] == ["proposal.pdf", "0.5260.txt"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("EUR 4,275.00 a month", True),
        ('{"amount":"4275.00"}', True),
        ("[1,4275]", True),
        ("EUR4275", True),
        ("EUR 14,275.00", False),
        ("42750", False),
        ("4275.5", False),
        ("0.4275", False),
        (f'"sha256":"{"4275" * 16}"', False),
        ("urn:uuid:0ab1c2d3-4275-4275-8275-0123456789ab", False),
    ],
)
def test_a_number_is_found_where_a_whole_number_is_equal_to_it(text: str, found: bool) -> None:
    """Four digits stand in every second manifest by chance; a digest is no place to leak one."""
    hit = check_canaries({"internal.monthly_cost": "4275"}, {"manifest.json": text})
    assert bool(hit.findings) is found


def test_numbers_are_not_looked_for_among_places_on_pages_but_texts_are() -> None:
    canaries = {"internal.cost": "427.5", "internal.notes.0": "secret rival"}
    places = {"parity.json": '{"box":[427.5,1,2,3]}', "more.json": '{"a":"a secret rival"}'}
    hit = check_canaries(canaries, places, places={"parity.json", "more.json"})
    assert [finding.where for finding in hit.findings] == ["more.json"]


def test_a_leak_is_reported_without_repeating_the_internal_text() -> None:
    hit = check_canaries({"internal.notes.0": "secret rival"}, {"a.json": "secret rival"})
    assert "rival" not in hit.findings[0].message


def test_each_text_is_folded_once_however_many_internal_values_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folded: list[str] = []

    def count(text: str) -> str:
        folded.append(text)
        return text

    monkeypatch.setattr("proposalkit.verify.canaries.bare", count)
    values = {str(number): f"internal {number}" for number in range(20)}
    check_canaries(values, {"a.json": "clean", "b.json": "internal 7"})
    assert len(folded) == 20 + 2


def test_an_error_fails_and_a_check_that_could_not_run_is_unclear() -> None:
    ran, failed = CheckResult(check="a"), CheckResult(check="b", findings=(ERROR,))
    stuck = CheckResult(check="c", outcome="could_not_run")
    absent = CheckResult(check="d", outcome="not_applicable")
    assert fold_verdict("k", (ran, absent)).status is Status.PASSED
    assert fold_verdict("k", (ran, stuck)).status is Status.INDETERMINATE
    assert fold_verdict("k", (stuck, failed)).status is Status.FAILED
    summary = "FAILED k: 2 checks run, 1 finding, 1 not applicable"
    assert fold_verdict("k", (ran, failed, absent)).summary() == summary


def test_a_warning_alone_does_not_fail() -> None:
    warned = CheckResult(check="a", findings=(ERROR.model_copy(update={"severity": "warning"}),))
    assert fold_verdict("k", (warned,)).status is Status.PASSED
