"""The engines of a kit inside the test process: no process is started for each kit and verdict.

Why: starting, importing and printing again cost more than everything else the journeys look at.
The processes themselves are used by tests/render, tests/readers, the pages of the documents and
`journeys/test_same_in_same_out.py`; a page is printed by the real one here too, but only once.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Self

import pytest

from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.render_job import RenderJob
from proposalkit.readers.kit_folder import read_subject
from proposalkit.readers.reading import PdfExamination
from proposalkit.readers.worker_child import examine
from proposalkit.render.engine import RenderChild
from proposalkit.render.glyphs import refuse_missing_glyphs
from proposalkit.render.job import job_to_wire
from proposalkit.workflows.engines import Engines


class Closed:
    """Ends like a process and needs no ending."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class ReaderHere(Closed):
    """Reads as the reader process does; the same PDF is read once for all."""

    def start(self) -> None:
        """Do nothing: there is no process."""

    def close(self) -> None:
        """Do nothing either."""

    def submit(
        self,
        pdf: bytes,
        payload: bytes | None = None,
        needles: Mapping[str, str] | None = None,
        workbook: bytes | None = None,
        office: Mapping[str, bytes] | None = None,
        second: bytes | None = None,
    ) -> Self:
        """Keep the work until its result is asked for."""
        rest = tuple((office or {}).items())
        self._work = (pdf, payload, tuple((needles or {}).items()), workbook, rest)
        self._second = second
        return self

    def text(self) -> PdfExamination:
        """Do all the work."""
        return self.result()

    def sight(self) -> PdfExamination:
        """Give it again, for what was seen."""
        return self.result()

    def result(self) -> PdfExamination:
        """Do the work."""
        made = _examined(*self._work)
        if self._second is None:
            return made
        second = _examined(self._second, self._work[1], (), None, ())
        return made.model_copy(update={"second": second})


@cache
def _examined(
    pdf: bytes,
    payload: bytes | None,
    needles: tuple[tuple[str, str], ...],
    workbook: bytes | None,
    office: tuple[tuple[str, bytes], ...],
) -> PdfExamination:
    return examine(pdf, payload, dict(needles), workbook, dict(office))


def examine_here(pdf: bytes) -> PdfExamination:
    """Examine a PDF without a payload beside it."""
    return _examined(pdf, None, (), None, ())


class PrintedOnce(Closed):
    """Prints through a real child, unless a test of this run printed the very same job before."""

    def __init__(self, shelf: Path) -> None:
        self._shelf = shelf
        self._summary: PrintedOnce | None = None

    def submit(self, job: RenderJob) -> None:
        """Keep the job; raises InputRefused for a character without glyph."""
        refuse_missing_glyphs(job, _FONTS)
        self._job = job
        self._kept = self._shelf / f"{hashlib.sha256(job_to_wire(job)).hexdigest()}.pdf"

    def submit_summary(self, job: RenderJob) -> None:
        """Keep the job of the summary."""
        self._summary = PrintedOnce(self._shelf)
        self._summary.submit(job)

    def summary(self) -> bytes:
        """Give the summary; empty when none was asked for."""
        return self._summary.result() if self._summary else b""

    def result(self) -> bytes:
        """Give the PDF as the child made it; raises what the child's side raises."""
        if not self._kept.exists():
            with RenderChild(_FONTS) as child:
                made = child.render(self._job)
            half = self._kept.with_name(f"{self._kept.name}.{os.getpid()}")
            half.write_bytes(made)
            half.rename(self._kept)
        return self._kept.read_bytes()


_FONTS = packaged_path("templates") / "fonts"


def shelf_of(factory: pytest.TempPathFactory) -> Path:
    """Give the folder of printed pages that all workers of this run share."""
    base = factory.getbasetemp()
    shelf = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "printed"
    shelf.mkdir(exist_ok=True)
    return shelf


@contextmanager
def near_engines(shelf: Path) -> Iterator[None]:
    """Let everything that makes, verifies or reads a kit use the engines of this process."""

    @contextmanager
    def engines() -> Iterator[Engines]:
        yield Engines(PrintedOnce(shelf), ReaderHere())  # type: ignore[arg-type]

    instead: dict[str, Callable[..., object]] = {
        "workflows.engines.start_engines": engines,
        "workflows.verify.TwoReaders": ReaderHere,
        "workflows.verify.read_subject_apart": read_subject,
        "readers.worker.examine_pdf": examine_here,  # the reading imports it when it needs it
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, other in instead.items():
            patch.setattr(f"proposalkit.{name}", other)
        yield
