"""One change is told as one: which side was changed most likely, and what follows from it."""

from __future__ import annotations

from proposalkit.model.finding import CheckResult, Finding
from proposalkit.verify.causes import Difference, Names, find_causes
from proposalkit.verify.json_differences import json_differences

SPOKES = ("attachment", "page-text", "data-on-pages", "pages-in-data", "printed-digest", "places",
          "workbook", "cover-email", "exports")  # fmt: skip
TOTAL = Difference("/pricing/scenarios/1/total/amount", "147531.00", "147530.00")


def found(check: str, id_: str, where: str = "x", message: str = "Differs.") -> CheckResult:
    finding = Finding(id=id_, where=where, message=message, remedy="Ask.")
    return CheckResult(check=check, findings=(finding,))


def results(*broken: CheckResult) -> list[CheckResult]:
    """Give a whole kit's checks, with these in the place of their own."""
    bad = {one.check for one in broken}
    whole = (CheckResult(check=one) for one in ("manifest", "prices", "pdf-structure", *SPOKES))
    return [*(one for one in whole if one.check not in bad), *broken]


FORGED_DATA = (
    found("manifest", "file-changed", "proposal.json"),
    found("prices", "price-differs", TOTAL.pointer,
          '"147531.00" stands there; its own rules give "147530.00".'),
    found("attachment", "attachment-differs"),
    found("data-on-pages", "value-not-on-page"),
    found("printed-digest", "digest-not-printed"),
    found("workbook", "workbook-differs"),
)  # fmt: skip


def test_a_changed_amount_of_the_data_is_told_with_what_the_other_side_says() -> None:
    (cause,) = find_causes(results(*FORGED_DATA), (TOTAL,))
    assert cause.what == "Most likely proposal.json was changed after the kit was made."
    assert cause.where == TOTAL.pointer
    assert [(one.who, one.text) for one in cause.said] == [
        ("proposal.json", "147531.00"), ("the data inside proposal.pdf", "147530.00"),
    ]  # fmt: skip
    assert cause.because[0] == 'its own rules give "147530.00"'
    assert cause.explains == dict.fromkeys([one.check for one in FORGED_DATA], 1)


def test_pages_that_name_the_digest_of_the_data_they_differ_from_were_changed() -> None:
    words = found("page-text", "page-text-differs", "page 9", 'It says "7" where "8" is given.')
    number = found("pages-in-data", "number-not-in-data", "page 9", '"7" is not in the data.')
    (cause,) = find_causes(results(words, number, found("places", "place-wrong")))
    assert cause.what.startswith("Most likely the pages of proposal.pdf were changed")
    assert [one.text for one in cause.said] == [
        '"7" is not in the data.', 'It says "7" where "8" is given.'
    ]  # fmt: skip
    assert cause.explains == {"page-text": 1, "pages-in-data": 1, "places": 1}


def test_a_page_taken_out_is_called_that() -> None:
    gap = found("pages-in-data", "page-missing", "page 7", "Page 7 of 9 is missing.")
    (cause,) = find_causes(results(gap, found("data-on-pages", "value-not-on-page")))
    assert cause.what == "Most likely a page was taken out of proposal.pdf after the kit was made."
    assert cause.said[0].text == "Page 7 of 9 is missing."


def test_one_file_that_differs_while_all_others_agree_is_the_one_changed() -> None:
    (cause,) = find_causes(results(found("workbook", "workbook-differs", "pricing.xlsx A!B2")))
    assert cause.what == "Most likely pricing.xlsx was changed after the kit was made."
    assert cause.because[0].endswith("agree with proposal.json")
    carried = found("attachment", "attachment-differs")
    (cause,) = find_causes(results(carried), (TOTAL,))
    assert cause.what.startswith("Most likely the data inside proposal.pdf was changed")
    assert cause.where == TOTAL.pointer


def test_data_equal_to_what_the_pdf_carries_is_never_said_to_differ_from_it() -> None:
    """The same date changed in the JSON and in the attachment: pages and metadata are the old."""
    metadata = found("pdf-structure", "pdf-xmp-payload-digest")
    (cause,) = find_causes(
        results(metadata, found("printed-digest", "x"), found("data-on-pages", "x"),
                found("page-text", "x"), found("summary", "x"), found("exports", "x"))
    )  # fmt: skip
    assert cause.what == (
        "Most likely proposal.json and the data inside proposal.pdf, which are equal, were "
        "changed after the kit was made."
    )
    assert "the metadata of proposal.pdf" in cause.because[-1]
    assert "the data inside" not in cause.because[-1]


def test_data_that_contradicts_itself_outweighs_the_one_file_it_differs_from() -> None:
    (cause,) = find_causes(results(FORGED_DATA[1], found("workbook", "workbook-differs")))
    assert cause.what.startswith("Most likely proposal.json was changed")
    assert cause.explains == {"prices": 1, "workbook": 1}


def test_data_that_most_files_differ_from_is_the_one_changed() -> None:
    """Whole in itself and with a mended manifest: a name was changed, not a sum."""
    four = ("attachment-differs", "value-not-on-page", "workbook-differs", "export-differs")
    checks = ("attachment", "data-on-pages", "workbook", "exports")
    broken = [found(check, id_) for check, id_ in zip(checks, four, strict=True)]
    (cause,) = find_causes(results(*broken), (Difference("/parties/buyer/name", "A", "B"),))
    assert cause.what.startswith("Most likely proposal.json was changed")
    assert sum(cause.explains.values()) == 4


def test_of_two_that_differ_the_one_the_manifest_does_not_know_is_the_one_changed() -> None:
    carried = found("attachment", "attachment-differs")
    for file, side in (("proposal.json", "proposal.json"),
                       ("proposal.pdf", "the data inside proposal.pdf")):  # fmt: skip
        listed = found("manifest", "file-changed", file)
        (cause,) = find_causes(results(listed, carried), (TOTAL,))
        assert cause.what == f"Most likely {side} was changed after the kit was made."
        assert cause.explains == {"manifest": 1, "attachment": 1}


def test_a_list_that_alone_is_wrong_may_itself_have_been_changed() -> None:
    (cause,) = find_causes(results(found("manifest", "file-changed", "proposal.json")))
    assert "may be what was changed" in cause.because[0]
    (cause,) = find_causes(results(found("manifest", "file-not-listed", "more.txt")))
    assert cause.because == ()


def test_two_sides_alone_are_not_weighed() -> None:
    """Nothing but a workbook and the data: one of two."""
    two = (CheckResult(check="prices"), found("workbook", "workbook-differs"))
    (cause,) = find_causes(two)
    assert cause.what.endswith("differ; nothing here says which was changed.")


def test_other_faults_stand_beside_and_each_finding_is_counted_once() -> None:
    unsigned = found("signature", "signature-missing", "manifest.jws", "There is none.")
    first, second = find_causes(results(*FORGED_DATA, unsigned), (TOTAL,))
    assert sum(first.explains.values()) == len(FORGED_DATA)
    assert (second.what, second.explains) == ("There is none.", {"signature": 1})


def test_of_a_pdf_alone_its_data_is_named() -> None:
    """The prices contradict themselves and page one prints another digest."""
    alone = (FORGED_DATA[1], FORGED_DATA[3], FORGED_DATA[4])
    (cause,) = find_causes(alone, (), Names(carried=True))
    assert cause.what.startswith("Most likely the data inside proposal.pdf was changed")


def test_warnings_have_no_cause() -> None:
    warning = Finding(id="x", severity="warning", where="x", message="x", remedy="x")
    assert find_causes([CheckResult(check="page-text", findings=(warning,))]) == ()


def test_documents_differ_where_a_value_is_other_missing_or_of_another_kind() -> None:
    one = b'{"a": {"b/c": "1", "same": [1, 2]}, "list": [1, 2, 3], "n": 1}'
    two = b'{"a": {"b/c": "2", "same": [1, 2]}, "list": [1, 2], "n": true, "more": "x"}'
    assert json_differences(one, two) == (
        Difference("/a/b~1c", "1", "2"),
        Difference("/list/2", "3", "nothing"),
        Difference("/n", "1", "true"),
        Difference("/more", "nothing", "x"),
    )
    assert json_differences(one, b"{") == ()
