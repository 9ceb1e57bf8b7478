"""Two rendering processes for one kit: the proposal, and the summary to forward beside it."""

from __future__ import annotations

from pathlib import Path

from proposalkit.model.render_job import RenderJob
from proposalkit.render.engine import RenderChild


class TwoPrinters:
    """Prints the proposal in a process that starts at once, and the summary in one of its own.

    Use it with `contextlib.closing`. Why a second process: the summary is printed while the long
    pages are, on the processor that has nothing to do then, instead of after them.
    """

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts
        self._first = RenderChild(fonts)
        self._second: RenderChild | None = None

    def submit(self, job: RenderJob) -> None:
        """Send the job of the proposal and return at once, as `RenderChild.submit` does."""
        self._first.submit(job)

    def submit_summary(self, job: RenderJob) -> None:
        """Start the second process and send it the job of the summary."""
        self._second = RenderChild(self._fonts)
        self._second.submit(job)

    def result(self) -> bytes:
        """Wait for the proposal; raises what `RenderChild.result` raises."""
        return self._first.result()

    def summary(self) -> bytes:
        """Wait for the summary; empty when none was asked for."""
        return self._second.result() if self._second else b""

    def close(self) -> None:
        """End the processes that still run; harmless when called twice."""
        self._first.close()
        if self._second is not None:
            self._second.close()
