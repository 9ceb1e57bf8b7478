"""The parent's side of rendering: starts the limited child early, sends one job, reads the PDF.

Why so few imports at the top: the child should be running before the parent loads pydantic.
"""

from __future__ import annotations

import html
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from proposalkit.errors import InputRefused, ProposalkitError, Refused, Unavailable
from proposalkit.model.render_job import RenderJob
from proposalkit.render.job import Answer, Problem, WireBroken, answer_from_wire, job_to_wire

if TYPE_CHECKING:
    from proposalkit.model.finding import Finding

WALL_SECONDS = 120.0
SHUTDOWN_SECONDS = 10.0

_LIBRARY_PATHS = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
_PANGO_REMEDY = {
    "darwin": "Run: brew install pango",
    "linux": "Run: apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
}


class RenderChild:
    """One rendering process for one job; starts at once and imports while the parent works."""

    def __init__(self, fonts: Path) -> None:
        self.fonts = fonts.resolve()
        self.answer: Answer | None = None
        self.folder = Path(tempfile.mkdtemp(prefix="proposalkit-"))
        self._thread: threading.Thread | None = None
        self._out = self._err = b""
        self._process = self._start()

    @property
    def pid(self) -> int:
        """Give the process id of the child."""
        return self._process.pid

    def submit(self, job: RenderJob) -> None:
        """Send the job and return at once; raises InputRefused for a character without glyph."""
        from proposalkit.render.glyphs import refuse_missing_glyphs

        if self._thread is not None:
            raise ValueError("a rendering child takes one job")
        refuse_missing_glyphs(job, self.fonts)
        wire = job_to_wire(job)
        self._thread = threading.Thread(target=self._exchange, args=(wire,), daemon=True)
        self._thread.start()

    def result(self, timeout: float = WALL_SECONDS) -> bytes:
        """Wait for the PDF, at most `timeout` seconds.

        Raises InputRefused for an unusable image, Refused for a page that warns, asks for an
        address or needs too much, Unavailable when Pango is missing or the child was killed.
        """
        if self._thread is None:
            raise ValueError("no job was submitted")
        self._thread.join(timeout)
        late = self._thread.is_alive()
        self.close()
        if late:
            raise _too_slow(f"it was not ready after {timeout:g} seconds")
        self.answer = self._read_answer()
        _raise_for(self.answer)
        return self.answer.pdf

    def render(self, job: RenderJob) -> bytes:
        """Make one PDF: submit and wait."""
        self.submit(job)
        return self.result()

    def close(self) -> None:
        """End the child if it still runs and remove its folder; harmless when called twice."""
        self._process.kill()
        if self._thread is None:
            self._process.communicate()
        else:
            self._thread.join(SHUTDOWN_SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "proposalkit.render.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=_clean_environment(self.folder, self.fonts),
        )

    def _exchange(self, wire: bytes) -> None:
        self._out, self._err = self._process.communicate(wire)

    def _read_answer(self) -> Answer:
        try:
            return answer_from_wire(self._out)
        except WireBroken as error:
            raise _stopped(self._process.returncode, self._err) from error


def _clean_environment(folder: Path, fonts: Path) -> dict[str, str]:
    config = folder / "fonts.conf"
    config.write_text(_fontconfig(fonts, folder / "fontconfig"), encoding="utf-8")
    fixed = {
        "FONTCONFIG_FILE": str(config),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(os.path.abspath(entry) for entry in sys.path if entry),
        "TMPDIR": str(folder),
        "TZ": "UTC",
    }
    return {name: os.environ[name] for name in _LIBRARY_PATHS if name in os.environ} | fixed


def _fontconfig(fonts: Path, cache: Path) -> str:
    """Name our fonts alone, so that no font of the machine can reach a page."""
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig><dir>{html.escape(str(fonts))}</dir>"
        f"<cachedir>{html.escape(str(cache))}</cachedir></fontconfig>"
    )


def _raise_for(answer: Answer) -> None:
    if answer.outcome == "done":
        return
    findings = tuple(_finding(problem) for problem in answer.problems)
    if answer.outcome == "bad_input":
        raise InputRefused(findings)
    if answer.outcome == "unavailable":
        raise _no_pango(findings[0].message)
    count = f"{len(findings)} problem" + ("s" if len(findings) != 1 else "")
    raise Refused(
        f"The page cannot be printed: {count}.", "Mend each place listed and run again.", findings
    )


def _finding(problem: Problem) -> Finding:
    from proposalkit.model.finding import Finding

    return Finding(
        id=problem.id, where=problem.where, message=problem.message, remedy=problem.remedy
    )


def pango_remedy(platform: str) -> str:
    """Give the one command that installs Pango on Linux or macOS."""
    return _PANGO_REMEDY.get(platform, _PANGO_REMEDY["linux"])


def _no_pango(detail: str) -> Unavailable:
    return Unavailable(
        f"Pango, which draws the text of the PDF, cannot be loaded: {detail}",
        pango_remedy(sys.platform),
    )


def _stopped(code: int | None, stderr: bytes) -> ProposalkitError:
    """Name the reason why the child ended without an answer."""
    if code == -signal.SIGXCPU:
        return _too_slow("it needed over 60 seconds of processor time")
    if code == -signal.SIGKILL:
        return Unavailable(
            "The rendering process was killed from outside (SIGKILL).",
            "Run again; if it happens again, the machine is short of memory.",
        )
    if code is not None and code < 0:
        return Refused(
            f"The page cannot be printed: the rendering process was stopped by "
            f"{signal.Signals(-code).name}.",
            "Shorten or split the page; it may need more memory than is allowed.",
        )
    trace = stderr.decode(errors="replace").strip()
    return ProposalkitError(f"The rendering process failed:\n{trace}", "Please report this.")


def _too_slow(reason: str) -> Refused:
    return Refused(f"The page cannot be printed: {reason}.", "Shorten or split the page.")
