"""The child process: started early, limited, alone with its own folder, and never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from proposalkit.errors import (
    ExitCode,
    InputRefused,
    ProposalkitError,
    Refused,
    Unavailable,
)
from proposalkit.render.engine import RenderChild, pango_remedy

# flex boxes inside flex boxes double the work with each level
SLOW = '<html lang="en"><body>' + '<div style="display:flex">' * 14 + "a" + "</div>" * 14


@pytest.fixture
def child(fonts):
    with RenderChild(fonts) as started:
        yield started


def test_the_child_runs_before_a_job_is_there_and_ends_unused(fonts):
    child = RenderChild(fonts)
    assert child.pid != os.getpid()
    assert child.folder.is_dir()
    child.close()
    child.close()
    assert not child.folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)


def test_a_job_comes_back_as_a_pdf_with_its_figures(child, make_job):
    pdf = child.render(make_job())
    assert pdf.startswith(b"%PDF-1.7")
    assert child.answer.pages == 1
    assert 0 < child.answer.cpu_seconds < 60
    assert 20e6 < child.answer.peak_bytes < 350e6
    assert not child.folder.exists()


def test_a_refused_page_says_every_problem(child, make_job):
    job = make_job(stylesheet="p { colour: red; top: x }")
    with pytest.raises(Refused) as caught:
        child.render(job)
    assert caught.value.message == "The page cannot be printed: 2 problems."
    assert [finding.where for finding in caught.value.findings] == [
        "stylesheet:1:5",
        "stylesheet:1:18",
    ]


def test_an_unusable_image_is_bad_input(child, make_job):
    with pytest.raises(InputRefused) as caught:
        child.render(make_job(images=(("logo.png", b"not an image"),)))
    (finding,) = caught.value.findings
    assert (finding.id, finding.where) == ("image-unreadable", "logo.png")
    assert finding.remedy == "Give a PNG or JPEG file."


def test_a_missing_glyph_is_refused_before_the_child_is_asked(child, make_job):
    with pytest.raises(InputRefused) as caught:
        child.submit(make_job(html="<h2>Need</h2><p>Fine. Bad \u4e2d here.</p>"))
    assert caught.value.findings[0].id == "character-without-glyph"


def test_a_page_that_takes_too_long_is_refused_and_its_child_ended(child, make_job):
    child.submit(make_job(html=SLOW))
    with pytest.raises(Refused, match=r"it was not ready after 0\.2 seconds"):
        child.result(timeout=0.2)
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)
    assert not child.folder.exists()


def test_a_child_killed_from_outside_is_reported_as_such(child, make_job):
    child.submit(make_job(html=SLOW))
    os.kill(child.pid, signal.SIGKILL)
    with pytest.raises(Unavailable) as caught:
        child.result()
    assert caught.value.message == "The rendering process was killed from outside (SIGKILL)."


@pytest.mark.parametrize(
    ("fault", "kind", "code", "words"),
    [
        (
            "raise OSError(\"cannot load library 'libpango-1.0-0'\")",
            Unavailable,
            ExitCode.BAD_INPUT,
            "Pango, which draws the text of the PDF, cannot be loaded: "
            "cannot load library 'libpango-1.0-0'",
        ),
        ("raise LookupError('odd')", ProposalkitError, ExitCode.BUG, "LookupError: odd"),
        (
            "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)",
            Refused,
            ExitCode.REFUSED,
            "it needed over 60 seconds of processor time",
        ),
        (
            "import os, signal; os.kill(os.getpid(), signal.SIGABRT)",
            Refused,
            ExitCode.REFUSED,
            "the rendering process was stopped by SIGABRT",
        ),
    ],
)
def test_a_child_that_cannot_work_says_why(
    fault, kind, code, words, fonts, make_job, tmp_path, monkeypatch
):
    """A stand-in for WeasyPrint fails in the way under test when the child imports it."""
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text(f"print('noise')\n{fault}\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with RenderChild(fonts) as child, pytest.raises(ProposalkitError) as caught:
        child.render(make_job())
    assert type(caught.value) is kind
    assert caught.value.exit_code is code
    assert words in caught.value.message
    assert caught.value.remedy


def test_a_missing_pango_comes_with_the_command_that_installs_it():
    assert pango_remedy("linux") == (
        "Run: apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )
    assert pango_remedy("darwin") == "Run: brew install pango"


def test_the_childs_environment_holds_nothing_of_the_users(child):
    variables = Path(f"/proc/{child.pid}/environ")
    if not variables.exists():
        pytest.skip("needs /proc")
    names = {entry.split(b"=")[0].decode() for entry in variables.read_bytes().split(b"\0")}
    assert names - {""} <= {
        "FONTCONFIG_FILE", "HOME", "LANG", "LC_ALL", "PATH", "PYTHONHASHSEED", "PYTHONPATH",
        "TMPDIR", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH",
    }  # fmt: skip


def _python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    return (done.stdout + done.stderr).strip()


def test_a_machine_without_the_font_subsetter_is_told_so():
    """Without it WeasyPrint warns on each page, and the bytes would differ from elsewhere."""
    said = _python("""
        import io
        import weasyprint.text.ffi
        from proposalkit.render.child import serve
        weasyprint.text.ffi.harfbuzz_subset = None
        answer = serve(io.BytesIO())
        print(answer.outcome, "-", answer.problems[0].message)
    """)
    assert said == "unavailable - no library libharfbuzz-subset"


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not limit address space")
def test_the_child_cannot_take_more_memory_than_its_limit():
    said = _python("""
        import resource
        from proposalkit.render.child import limit_process
        limit_process()
        kinds = (resource.RLIMIT_CPU, resource.RLIMIT_CORE)
        print(*(resource.getrlimit(kind)[0] for kind in kinds))
        try:
            bytearray(2 * 1024**3)
        except MemoryError:
            print("refused")
    """)
    assert said == "60 0\nrefused"


def test_the_child_loads_no_pydantic_and_no_jinja():
    said = _python("""
        import sys
        import proposalkit.render.child, proposalkit.render.pdf
        print(*sorted({"pydantic", "jinja2", "yaml", "rich"} & set(sys.modules)))
    """)
    assert said == ""


def test_the_parent_starts_the_child_before_it_loads_anything_heavy():
    said = _python("""
        import sys
        import proposalkit.render.engine
        print(*sorted({"pydantic", "jinja2", "weasyprint", "fontTools", "PIL"} & set(sys.modules)))
    """)
    assert said == ""


def test_a_child_takes_one_job_and_no_result_comes_without_one(child, make_job):
    with pytest.raises(ValueError, match="no job was submitted"):
        child.result()
    child.submit(make_job())
    with pytest.raises(ValueError, match="one job"):
        child.submit(make_job())
