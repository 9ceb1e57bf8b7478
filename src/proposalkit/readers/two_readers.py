"""Two reader processes for one PDF: one reads its text, the other looks at pages and structure."""

from __future__ import annotations

from collections.abc import Mapping

from proposalkit.model.finding import CheckResult
from proposalkit.readers.reading import SIGHT_CHECK, PdfExamination
from proposalkit.readers.worker import ReaderWorker, start_worker


class TwoReaders:
    """What one `ReaderWorker` does, in about half the time where there are two processors.

    Use it with `contextlib.closing`. The processes are started by `start`, or with the work:
    started too early, their imports take the processor from whoever makes the PDF.
    """

    def __init__(self) -> None:
        self._pair: tuple[ReaderWorker, ReaderWorker] | None = None

    def start(self) -> tuple[ReaderWorker, ReaderWorker]:
        """Start both processes, unless they run already."""
        if self._pair is None:
            self._pair = (start_worker(), start_worker())
        return self._pair

    def submit(
        self,
        pdf: bytes,
        payload: bytes | None = None,
        needles: Mapping[str, str] | None = None,
        workbook: bytes | None = None,
        office: Mapping[str, bytes] | None = None,
        second: bytes | None = None,
    ) -> TwoReaders:
        """Send a PDF, and the office files beside it, to examine; comes back at once."""
        reader, looker = self.start()
        reader.submit(pdf, payload, needles, workbook, office, look="text", second=second)
        looker.submit(pdf, payload, look="sight")
        return self

    def text(self) -> PdfExamination:
        """Wait for what was read; it comes first, so that it can be judged meanwhile."""
        return self.start()[0].result()

    def sight(self) -> PdfExamination:
        """Wait for what was seen: the structure and the pages, and nothing of the texts."""
        return self.start()[1].result()

    def result(self) -> PdfExamination:
        """Wait for both; what a process that died should have said is `could_not_run`."""
        return joined(self.text(), self.sight())

    def close(self) -> None:
        """End the processes that still run."""
        for one in self._pair or ():
            one.close()


def joined(text: PdfExamination, sight: PdfExamination) -> PdfExamination:
    """Put what one process read and what the other saw into one examination."""
    return text.model_copy(
        update={
            "structure": sight.structure,
            "sight": seen_by(sight),
            "stopped": text.stopped or sight.stopped,
        }
    )


def seen_by(sight: PdfExamination) -> CheckResult | None:
    """Give what was seen of the pages; `could_not_run` when the process that looked died."""
    if sight.stopped:
        return CheckResult(check=SIGHT_CHECK, outcome="could_not_run", detail=sight.stopped)
    return sight.sight
