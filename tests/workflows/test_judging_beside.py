"""The e-mail and the summary are held against the data, letter by letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.worked import worked_proposal

from proposalkit.kit.layout import COVER_EMAIL, PROPOSAL_JSON, SUMMARY_PDF
from proposalkit.model.canonical import canonical_bytes, sha256_hex
from proposalkit.model.finding import CheckResult
from proposalkit.model.proposal import Proposal
from proposalkit.readers.reading import PageReading, PdfExamination, PdfReading
from proposalkit.verify.page_numbers import PAGE, PAGES
from proposalkit.verify.page_text import PAGE_REFERENCE
from proposalkit.workflows.judging_beside import email_file, judge_beside
from proposalkit.workflows.pages import PageView, SummaryView


@pytest.fixture(scope="module")
def proposal(shared_cache: Path) -> Proposal:
    """The proposal of the worked example."""
    return worked_proposal(shared_cache)


def _judged(
    proposal: Proposal,
    change: tuple[str, str] = ("", ""),
    pages: int = 1,
    files: dict[str, bytes] | None = None,
) -> tuple[CheckResult, CheckResult]:
    """Judge a summary whose pages read as the template says, but for one change."""
    data = canonical_bytes(proposal)
    view = PageView(proposal, sha256_hex(data))
    summary = SummaryView(view)
    text = "\n".join(one.text.replace(PAGE_REFERENCE, "") for one in summary.blocks())
    lines = [one.replace(PAGE, "{}").replace(PAGES, str(pages)) for one in summary.running_lines()]
    foot = "\n".join(lines)
    bodies = [text.replace(*change) if change[0] else text, *[""] * (pages - 1)]
    read = PdfReading(
        pages=tuple(
            PageReading(number=n, text=f"{body}\n{foot.format(n)}", width=595, height=842)
            for n, body in enumerate(bodies, start=1)
        ),
        attachments={PROPOSAL_JSON: data},
        xmp=f"{sha256_hex(data)}<pk:TemplateDigest>{view.folders.digest()}</pk:TemplateDigest>",
        info={},
        fonts=(),
    )
    second = PdfExamination(structure=CheckResult(check="pdf-structure"), reading=read)
    whole = PdfExamination(structure=CheckResult(check="pdf-structure"), second=second)
    there = files if files is not None else email_file(proposal) | {SUMMARY_PDF: b"%PDF"}
    email, made = judge_beside(proposal, data, there, whole, view)
    return email, made


def test_as_made_both_pass(proposal: Proposal) -> None:
    email, summary = _judged(proposal)
    assert (email.outcome, email.findings) == ("ran", ())
    assert (summary.outcome, summary.findings) == ("ran", ())


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (("EUR 147,530.00", "EUR 147,503.00"), "number-not-in-data"),
        (("One decision is asked for", "Two decisions are asked for"), "page-text-differs"),
        (("11 January 2027", "12 January 2027"), "page-text-differs"),
    ],
)
def test_a_changed_summary_is_found(change: tuple[str, str], kind: str, proposal: Proposal) -> None:
    _, summary = _judged(proposal, change)
    assert kind in [one.id for one in summary.findings]
    assert all(one.where.startswith("summary.pdf, ") for one in summary.findings)


def test_a_third_page_is_one_too_many(proposal: Proposal) -> None:
    _, summary = _judged(proposal, pages=3)
    assert "summary-too-long" in [one.id for one in summary.findings]
    _, two = _judged(proposal, pages=2)
    assert two.findings == ()


def test_a_changed_email_is_found_and_a_missing_file_is_said(proposal: Proposal) -> None:
    files = email_file(proposal) | {SUMMARY_PDF: b"%PDF"}
    changed = {**files, COVER_EMAIL: files[COVER_EMAIL].replace(b"7,500.00", b"7,400.00")}
    email, _ = _judged(proposal, files=changed)
    assert [one.id for one in email.findings] == ["email-changed"]
    email, summary = _judged(proposal, files={})
    assert (email.outcome, summary.outcome) == ("not_applicable", "not_applicable")


def test_a_summary_nobody_could_read_is_no_pass(proposal: Proposal) -> None:
    data = canonical_bytes(proposal)
    view = PageView(proposal, sha256_hex(data))
    stopped = PdfExamination(structure=CheckResult(check="x"), stopped="it was ended")
    _, summary = judge_beside(proposal, data, {SUMMARY_PDF: b"%PDF"}, stopped, view)
    assert (summary.outcome, summary.detail) == ("could_not_run", "it was ended")
