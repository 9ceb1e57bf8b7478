"""Foreign files are read in a process of their own, which may be killed without harm.

Start one early (`start_worker`): it loads its libraries while the caller does other work.
`python -m proposalkit.readers.worker` is that process.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from proposalkit.errors import InputRefused, Unavailable
from proposalkit.model.finding import CheckResult
from proposalkit.model.source_text import SourceText
from proposalkit.readers.reading import STRUCTURE_CHECK, DrawnPage, Look, PdfExamination, Subject
from proposalkit.readers.refusal import refuse
from proposalkit.readers.worker_wire import Answer, Request

WALL_SECONDS = 90.0
FOR_PATHS = "paths"
"""Tells the process that it will read a path, not a PDF."""
_ERROR_LETTERS = 200
_COMMAND = (sys.executable, "-I", "-X", "utf8", "-m", "proposalkit.readers.worker")


class ReaderStopped(Exception):
    """The reader process gave no answer; the text says why."""


class ReaderWorker:
    """One reader process: submit one piece of work, then take its result."""

    def __init__(self, command: tuple[str, ...] = _COMMAND, wall: float = WALL_SECONDS) -> None:
        self._wall = wall
        self._thread: threading.Thread | None = None
        self._answer: Answer | str = "nothing was submitted to it"
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"},
            cwd="/",
            start_new_session=True,
        )

    def __enter__(self) -> ReaderWorker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def submit(
        self,
        pdf: bytes,
        payload: bytes | None = None,
        needles: Mapping[str, str] | None = None,
        workbook: bytes | None = None,
        office: Mapping[str, bytes] | None = None,
        look: Look = "all",
        second: bytes | None = None,
    ) -> ReaderWorker:
        """Send a PDF, and the office files beside it, to examine; comes back at once."""
        return self._send(
            Request(
                pdf=pdf,
                payload=payload,
                needles=dict(needles or {}),
                workbook=workbook,
                office=dict(office or {}),
                look=look,
                second=second,
            )
        )

    def submit_path(self, path: Path, look: Look = "all") -> ReaderWorker:
        """Send a path to read as `read_subject` does; with "data" only the data comes back."""
        return self._send(Request(path=str(path.absolute()), look=look))

    def submit_source(self, name: str, data: bytes) -> ReaderWorker:
        """Send a buyer's file to read as `read_source` does."""
        return self._send(Request(source=(name, data)))

    def sources(self) -> tuple[SourceText, ...]:
        """Wait for the texts of a buyer's file.

        Raises InputRefused as `read_source` does, and when the process died over the file.
        """
        try:
            answer = self._wait()
        except ReaderStopped as stopped:
            raise refuse(
                "source-breaks-reader",
                "file",
                f"The file could not be read: {stopped}.",
                "Save it again with another program, or give its text.",
            ) from stopped
        if answer.refused:
            raise InputRefused(answer.refused)
        return answer.sources

    def result(self) -> PdfExamination:
        """Wait for the examination of the PDF; a process that died gives `could_not_run`."""
        try:
            examination = self._wait().examination
        except ReaderStopped as stopped:
            return could_not_examine(str(stopped))
        return examination or could_not_examine("it was given a path, not a PDF")

    def drawn(self) -> tuple[DrawnPage, ...]:
        """Wait for the pictures of the pages.

        Raises InputRefused as `draw_pages` does, and ReaderStopped when the process died.
        """
        answer = self._wait()
        if answer.refused:
            raise InputRefused(answer.refused)
        return answer.drawn

    def subject(self) -> Subject:
        """Wait for the files of the path.

        Raises InputRefused as `read_subject` does, and Unavailable when the process died.
        """
        try:
            answer = self._wait()
        except ReaderStopped as stopped:
            raise Unavailable(
                f"The files could not be read: {stopped}.",
                "Give a smaller or undamaged kit; the one at hand breaks its reader.",
            ) from stopped
        if answer.subject is None:
            raise InputRefused(answer.refused)
        return answer.subject

    def close(self) -> None:
        """End the process if it still runs, and let go of its pipes."""
        if self._process.poll() is None:
            self._process.kill()
        if self._thread is not None:
            self._thread.join()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()

    def _send(self, request: Request) -> ReaderWorker:
        """Start the thread that feeds the process and takes its answer."""
        if self._thread is not None:
            raise ValueError("A worker takes one piece of work; start another.")
        sent = request.model_dump_json().encode()
        self._thread = threading.Thread(target=self._talk, args=(sent,), daemon=True)
        self._thread.start()
        return self

    def _talk(self, sent: bytes) -> None:
        """Send, wait, and keep the answer or the reason why there is none."""
        try:
            received, complaint = self._process.communicate(sent, timeout=self._wall)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
            self._answer = f"the reader took longer than {self._wall:.0f} seconds"
            return
        code = self._process.returncode
        self._answer = _stop_reason(code, complaint) if code else _parse(received)

    def _wait(self) -> Answer:
        """Wait for the thread; raises ReaderStopped when there is no answer."""
        if self._thread is not None:
            self._thread.join()
        self.close()
        if isinstance(self._answer, str):
            raise ReaderStopped(self._answer)
        return self._answer


def start_worker() -> ReaderWorker:
    """Start a reader process ahead of its work."""
    return ReaderWorker()


def start_path_reader() -> ReaderWorker:
    """Start a reader process that will be given a path, and loads no library for PDFs."""
    return ReaderWorker((*_COMMAND, FOR_PATHS))


def examine_pdf(
    pdf: bytes, payload: bytes | None = None, needles: Mapping[str, str] | None = None
) -> PdfExamination:
    """Examine a PDF in a reader process and wait for it."""
    with start_worker() as worker:
        return worker.submit(pdf, payload, needles).result()


def draw_pages_apart(pdf: bytes) -> tuple[DrawnPage, ...]:
    """Draw the pages in a reader process; raises InputRefused or ReaderStopped."""
    with start_worker() as worker:
        return worker.submit(pdf, look="pictures").drawn()


def read_subject_apart(path: Path) -> Subject:
    """Read what is at a path in a reader process; raises InputRefused or Unavailable."""
    with start_path_reader() as worker:
        return worker.submit_path(path).subject()


def could_not_examine(reason: str) -> PdfExamination:
    """Give the examination of a PDF whose reader stopped: nothing is known, nothing passes."""
    structure = CheckResult(
        check=STRUCTURE_CHECK,
        outcome="could_not_run",
        detail=f"The PDF could not be read: {reason}.",
    )
    return PdfExamination(structure=structure, stopped=reason)


def _parse(received: bytes) -> Answer | str:
    """Read the answer; anything else is a reason for having none."""
    try:
        return Answer.model_validate_json(received)
    except ValueError:
        return "the reader gave no whole answer"


def _stop_reason(code: int, complaint: bytes) -> str:
    """Say in words why a process ended without an answer."""
    if code == -getattr(signal, "SIGXCPU", 24):
        return "the reader used up its processor time"
    if code < 0:
        return f"the reader was ended by signal {-code}"
    lines = complaint.decode("utf-8", errors="replace").strip().splitlines()
    last = lines[-1][:_ERROR_LETTERS] if lines else ""
    if last.startswith("MemoryError"):
        return "the reader needed more memory than it may have"
    return f"the reader failed ({last or f'exit status {code}'})"


def main() -> NoReturn:
    """Be the reader process.

    Why the hard end: everything is sent by then, and taking the libraries down takes 30 ms.
    """
    from proposalkit.readers.worker_child import serve

    os._exit(serve(early=FOR_PATHS not in sys.argv))


if __name__ == "__main__":
    main()
