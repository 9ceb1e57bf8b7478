"""The reader process: same results as in the process itself, and nothing passes when it dies."""

from __future__ import annotations

import subprocess
import sys

import pytest

from proposalkit.errors import InputRefused, Unavailable
from proposalkit.model.finding import Status, fold_verdict
from proposalkit.readers.kit_folder import read_subject
from proposalkit.readers.pdf import locate, read_pdf
from proposalkit.readers.structure import check_structure
from proposalkit.readers.worker import ReaderWorker, examine_pdf, read_subject_apart, start_worker

from .samples import PAYLOAD


def instead(program: str, wall: float = 60.0) -> ReaderWorker:
    """Start a worker that runs another program than the reader."""
    return ReaderWorker((sys.executable, "-I", "-c", program), wall)


def test_the_examination_equals_what_each_reader_gives(sample_pdf):
    """Structure, reading and places, after a journey through JSON."""
    needles = {"/price": "EUR 1,250.50", "/none": "EUR 0.00"}
    with start_worker() as worker:
        examined = worker.submit(sample_pdf, PAYLOAD, needles).result()
    assert examined.structure == check_structure(sample_pdf, PAYLOAD)
    assert examined.structure.findings == ()
    assert examined.reading == read_pdf(sample_pdf)
    assert examined.places == locate(sample_pdf, needles)
    assert (examined.refusal, examined.stopped) == ((), "")


def test_what_is_no_pdf_comes_back_with_its_refusal():
    """The structure check says so too, so that the verdict is FAILED."""
    examined = examine_pdf(b"hello")
    assert examined.reading is None
    assert [finding.id for finding in examined.refusal] == ["pdf-not-a-pdf"]
    assert [finding.id for finding in examined.structure.findings] == ["pdf-unreadable"]


def test_a_path_is_read_in_the_process(tmp_path, sample_pdf):
    """The same subject; a refusal comes back as the same findings."""
    path = tmp_path / "offer.pdf"
    path.write_bytes(sample_pdf)
    assert read_subject_apart(path) == read_subject(path)
    with pytest.raises(InputRefused) as caught:
        read_subject_apart(tmp_path / "none.pdf")
    assert [finding.id for finding in caught.value.findings] == ["file-unreadable"]


DEATHS = {
    "a signal": ("import os; os.kill(os.getpid(), 9)", "signal 9"),
    "an error": ("raise ZeroDivisionError('odd file')", "odd file"),
    "no memory": ("raise MemoryError", "more memory"),
    "an answer that is none": ("print('{}x')", "no whole answer"),
    "an exit before reading": ("import sys; sys.stdin.close(); sys.exit(3)", "exit status 3"),
    "processor time": (
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass",
        "processor time",
    ),
}


@pytest.mark.parametrize("name", DEATHS)
def test_a_reader_that_dies_gives_could_not_run(name):
    """Its verdict is INDETERMINATE, never PASSED."""
    program, reason = DEATHS[name]
    with instead(program) as worker:
        examined = worker.submit(b"%PDF-1.7" + b"x" * 200_000).result()
    assert examined.structure.outcome == "could_not_run"
    assert reason in examined.structure.detail
    assert reason in examined.stopped
    assert examined.reading is None
    assert fold_verdict("x", (examined.structure,)).status is Status.INDETERMINATE


def test_a_reader_that_hangs_is_ended_after_its_time():
    """The clock on the wall counts, not the processor's."""
    with instead("import time; time.sleep(60)", wall=0.3) as worker:
        examined = worker.submit(b"x").result()
    assert "longer than" in examined.stopped


def test_a_path_whose_reader_dies_is_unavailable(tmp_path):
    """There is nothing to give a verdict on."""
    with instead("raise SystemExit(4)") as worker, pytest.raises(Unavailable) as caught:
        worker.submit_path(tmp_path).subject()
    assert caught.value.remedy


def test_a_worker_takes_one_piece_of_work(sample_pdf):
    """And one that got none knows nothing."""
    with start_worker() as worker:
        worker.submit(b"x")
        with pytest.raises(ValueError, match="one piece"):
            worker.submit(b"x")
        worker.result()
    with start_worker() as idle:
        assert idle.result().structure.outcome == "could_not_run"


def test_the_process_has_limits_and_an_almost_empty_environment(monkeypatch):
    """Asked of the process itself: memory 2 GiB, 60 s, no files, two variables."""
    monkeypatch.setenv("SECRET", "x")
    program = (
        "import os, resource, sys\n"
        "from proposalkit.readers import worker_child\n"
        "worker_child._limit()\n"
        "r = resource\n"
        "kinds = (r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_CORE)\n"
        "print([r.getrlimit(k)[0] for k in kinds], sorted(os.environ), file=sys.stderr)\n"
        "sys.platform == 'darwin' or print(r.getrlimit(r.RLIMIT_AS)[0], file=sys.stderr)\n"
        "sys.exit(1)"
    )
    with instead(program) as worker:
        _, told = worker._process.communicate(b"", timeout=30)
    lines = told.decode().splitlines()
    assert lines[0] == "[60, 0, 0] ['LANG', 'PATH']"
    assert lines[1:] in ([], [str(2 * 1024**3)])


def test_memory_beyond_the_limit_ends_the_reader_only():
    """Three gigabytes do not fit into two."""
    if sys.platform == "darwin":
        pytest.skip("macOS does not bound memory this way")
    program = (
        "from proposalkit.readers import worker_child\n"
        "worker_child._limit()\n"
        "bytearray(3 * 1024**3)"
    )
    with instead(program) as worker:
        assert "more memory" in worker.submit(b"x").result().stopped


def test_starting_a_reader_loads_no_pdf_library_here():
    """The caller's own start must stay quick."""
    program = (
        "import sys, proposalkit.readers.worker\n"
        "print({'pikepdf', 'pypdfium2', 'lxml'} & sys.modules.keys())"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "set()"
