"""What is no part of a kit is called that, and nothing is said to have been changed."""

from __future__ import annotations

import json

import pytest

from proposalkit.model.finding import CheckResult, Finding
from proposalkit.verify.causes import find_causes
from proposalkit.verify.strangers import (
    OF_PDF,
    OF_SUMMARY,
    are_pages_ours,
    no_proposal,
    other_proposal,
    other_revision,
    set_apart,
)

MINE, THEIRS = (json.dumps({"proposalId": f"urn:x:{one}"}).encode() for one in ("mine", "theirs"))
NAMES = "proposal.json", "proposal.pdf"


def failed(check: str, where: str = "x") -> CheckResult:
    finding = Finding(id="differs", where=where, message="It differs.", remedy="Ask.")
    return CheckResult(check=check, findings=(finding,))


@pytest.mark.parametrize("data", [b"{}", b"[]", b"null", b"{", b"no JSON", b'{"title": "A"}'])
def test_what_has_neither_id_nor_price_is_no_proposal(data: bytes) -> None:
    found = tuple(no_proposal(data, "proposal.json"))
    first, rest = set_apart([failed("schema", "/answers"), CheckResult(check="manifest")], found)
    assert [one.what for one in first] == ["proposal.json is no proposal."]
    assert first[0].explains == {"schema": 1}
    assert find_causes(rest) == ()


def test_a_proposal_with_a_fault_is_a_proposal() -> None:
    assert tuple(no_proposal(MINE, "proposal.json")) == ()
    assert tuple(no_proposal(b'{"pricing": {}}', "proposal.json")) == ()


def test_the_pdf_of_another_proposal_is_called_that_with_both_ids() -> None:
    results = [failed("attachment", "proposal.pdf"), failed("pages-in-data", "page 1"),
               failed("manifest", "proposal.pdf"), CheckResult(check="workbook")]  # fmt: skip
    first, rest = set_apart(results, tuple(other_proposal(MINE, THEIRS, NAMES, OF_PDF)))
    (cause,) = first
    assert cause.what == "proposal.pdf is the PDF of another proposal."
    assert [one.text for one in cause.said] == ['"urn:x:theirs"', '"urn:x:mine"']
    assert cause.explains == {"attachment": 1, "pages-in-data": 1, "manifest": 1}
    assert find_causes(rest) == ()


def test_the_summary_of_another_proposal_leaves_the_other_findings_to_their_causes() -> None:
    names = "proposal.json", "summary.pdf"
    results = [failed("summary", "summary.pdf, page 1"), failed("workbook", "pricing.xlsx A!B2"),
               CheckResult(check="places")]  # fmt: skip
    first, rest = set_apart(results, tuple(other_proposal(MINE, THEIRS, names, OF_SUMMARY)))
    assert [one.what for one in first] == ["summary.pdf is the summary of another proposal."]
    (cause,) = find_causes(rest)
    assert cause.what == "Most likely pricing.xlsx was changed after the kit was made."


def of_revision(number: object, proposal: str = "urn:x:mine") -> bytes:
    return json.dumps({"proposalId": proposal, "revision": number}).encode()


RESULTS = [failed("attachment", "proposal.pdf"), failed("page-text", "page 1"),
           failed("workbook", "pricing.xlsx"), failed("manifest", "proposal.json")]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "what", "explains"),
    [
        # nothing says which came later: the PDF is named, other files speak for themselves
        ((), "proposal.pdf is of revision 1 of this proposal, and proposal.json is of revision 2.",
         {"attachment": 1, "page-text": 1}),
        # the manifest lists another proposal.json: that one came in, and all else differs from it
        (("proposal.json",),
         "proposal.json is of revision 2 of this proposal, and the other files are of revision 1.",
         {"attachment": 1, "page-text": 1, "workbook": 1, "manifest": 1}),
    ],
)  # fmt: skip
def test_files_of_two_revisions_are_told_by_both_numbers(
    changed: tuple[str, ...], what: str, explains: dict[str, int]
) -> None:
    found = other_revision(of_revision(2), of_revision(1), NAMES, OF_PDF, changed)
    (cause,), _ = set_apart(RESULTS, tuple(found))
    assert (cause.what, cause.explains) == (what, explains)
    assert [one.text for one in cause.said] == ["revision 1", "revision 2"]


def test_one_revision_another_proposal_or_no_number_is_no_other_revision() -> None:
    for inside in (of_revision(2), of_revision(1, "urn:x:theirs"), of_revision("1"), b"", None):
        assert tuple(other_revision(of_revision(2), inside, NAMES, OF_PDF)) == ()


def test_a_pdf_of_the_same_proposal_or_without_data_is_no_stranger() -> None:
    for inside in (MINE, None, b"{}", b"\xff"):
        assert tuple(other_proposal(MINE, inside, NAMES, OF_PDF)) == ()


def test_pages_that_agree_with_the_data_are_not_called_those_of_another_proposal() -> None:
    pages = CheckResult(check="printed-digest"), CheckResult(check="data-on-pages")
    assert are_pages_ours(pages)
    assert not are_pages_ours((pages[0], failed("data-on-pages")))
    assert not are_pages_ours(pages[:1])
    (other,) = other_proposal(MINE, THEIRS, NAMES, OF_PDF, pages_ours=True)
    assert other.what == (
        "The data inside proposal.pdf is of another proposal; its pages are of this one."
    )
    (older,) = other_revision(of_revision(2), of_revision(1), NAMES, OF_PDF, pages_ours=True)
    assert older.what == (
        "The data inside proposal.pdf is of revision 1 of this proposal, and proposal.json and "
        "the pages are of revision 2."
    )
