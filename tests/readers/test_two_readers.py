"""Two readers say what one says; when one of them dies, nothing passes for it."""

from __future__ import annotations

import sys
from contextlib import closing

from proposalkit.model.finding import Status, fold_verdict
from proposalkit.readers.two_readers import TwoReaders, joined
from proposalkit.readers.worker import ReaderWorker, could_not_examine
from proposalkit.readers.worker_child import examine

from .samples import PAYLOAD

NEEDLES = {"/price": "EUR 1,250.50", "/none": "EUR 0.00"}


def test_two_readers_say_what_one_says(sample_pdf: bytes) -> None:
    """Through two processes and JSON, against one look in this process."""
    with closing(TwoReaders()) as readers:
        readers.start()
        examined = readers.submit(sample_pdf, PAYLOAD, NEEDLES).result()
    assert examined == examine(sample_pdf, PAYLOAD, NEEDLES)


def test_what_is_no_pdf_comes_back_with_its_refusal() -> None:
    with closing(TwoReaders()) as readers:
        examined = readers.submit(b"hello").result()
    assert [finding.id for finding in examined.refusal] == ["pdf-not-a-pdf"]
    assert examined.reading is None


def test_a_looker_that_dies_gives_could_not_run(sample_pdf: bytes) -> None:
    """The text was read, the pages were not seen: INDETERMINATE, and the workbook is not absent."""
    text = examine(sample_pdf, PAYLOAD, NEEDLES).model_copy(update={"sight": None})
    program = "import os; os.kill(os.getpid(), 9)"
    with ReaderWorker((sys.executable, "-I", "-c", program)) as dead:
        lost = dead.submit(sample_pdf, look="sight").result()
    both = joined(text, lost)
    assert both.sight is not None
    assert both.sight.outcome == "could_not_run"
    assert "signal 9" in both.stopped
    assert fold_verdict("x", (both.structure, both.sight)).status is Status.INDETERMINATE


def test_a_reader_of_text_that_dies_leaves_nothing_read(sample_pdf: bytes) -> None:
    sight = examine(sample_pdf, PAYLOAD, NEEDLES)
    both = joined(could_not_examine("it was ended by signal 9"), sight)
    assert both.reading is None
    assert both.stopped == "it was ended by signal 9"
