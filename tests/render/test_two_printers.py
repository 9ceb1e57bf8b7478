"""Two documents of one kit are printed side by side, each by a process of its own."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from proposalkit.readers.pdf import read_pdf
from proposalkit.render.two_printers import TwoPrinters

from .conftest import MakeJob


def test_each_document_comes_from_its_own_job(fonts: Path, make_job: MakeJob) -> None:
    long, short = make_job(), make_job(html="<h1>The summary</h1>")
    with closing(TwoPrinters(fonts)) as printers:
        printers.submit(long)
        printers.submit_summary(short)
        summary, proposal = printers.summary(), printers.result()
    assert "The summary" not in read_pdf(proposal).text
    assert "The summary" in read_pdf(summary).text


def test_no_summary_asked_for_is_none_and_starts_nothing(fonts: Path) -> None:
    with closing(TwoPrinters(fonts)) as printers:
        assert printers.summary() == b""
