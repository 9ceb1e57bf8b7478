"""`make bench`: prints the figures with date and machine; asserts nothing."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import rfc8785

from benchmarks.processes import Run, alternate, ratio, run
from proposalkit.workflows.where_used import where_used

if TYPE_CHECKING:
    from proposalkit.model.render_job import RenderJob

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "7"))
ROOT = Path(__file__).parent.parent
DEAL = "nordwind-support"
HEAVY = ("chromadb", "langchain", "langchain_core", "openai", "weasyprint")
PROGRAM = [sys.executable, "-m", "proposalkit"]


def main() -> None:
    """Measure everything and print one table."""
    rows: list[tuple[str, str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace = folder / "workspace"
        shutil.copytree(ROOT / "examples" / "workspace", workspace)
        rows += _help()
        rows += _generate(folder, workspace)
        rows += _same_bytes(folder, workspace)
        rows += _where_used(folder)
    print(f"{datetime.now(UTC):%Y-%m-%d}  {_machine()}  Python {platform.python_version()}")
    print(f"medians of {ROUNDS} runs\n")
    print("| what | measured | wanted |\n|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def _help() -> list[tuple[str, str, str]]:
    runs = [run([*PROGRAM, "--help"]) for _ in range(ROUNDS + 1)][1:]
    probe = (
        "import sys; from proposalkit.cli.runtime import run; run(['--help']); "
        f"print('LOADED', sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    loaded = run([sys.executable, "-c", probe]).output.split("LOADED ")[1].strip()
    return [
        ("`--help`", f"{_ms(runs)} ms", "<= 300 ms"),
        ("heavy modules it loads", loaded, "[]"),
    ]


def _generate(folder: Path, workspace: Path) -> list[tuple[str, str, str]]:
    output = folder / "out"
    generate = [*PROGRAM, "generate", DEAL, "-w", str(workspace), "-o", str(output), "--force"]
    run(generate)
    pages, cpu = _render_alone(folder, workspace)
    fonts = _same_fonts(folder)
    rows = []
    for variant, label in (("pdf/a-3a", "PDF/A-3a"), ("", "plain PDF")):
        bare = [
            sys.executable,
            str(ROOT / "benchmarks" / "bare_weasyprint.py"),
            str(folder),
            variant,
        ]
        ours, theirs = alternate(generate, bare, ROUNDS, fonts)
        wanted = "<= 1.35" if variant else ""
        rows += [
            (f"bare WeasyPrint, same HTML, {label}", f"{_ms(theirs)} ms", ""),
            (
                f"`generate` by that, checks included ({_ms(ours)} ms)",
                f"{ratio(ours, theirs):.2f}",
                wanted,
            ),
        ]
        if variant:
            bare_page = median(one.cpu for one in theirs) / pages
            peak = run(generate, memory=True).peak_mib
            rows.append(("peak memory with children", f"{peak:.0f} MiB", "<= 350 MiB"))
    unchanged = [*generate[:-1]]
    again, full = alternate(unchanged, generate, ROUNDS)
    rows.append(
        (f"unchanged deal ({_ms(again)} ms) by `generate`", f"{ratio(again, full):.2f}", "<= 0.25")
    )
    rows += [
        (
            f"render, CPU a page, imports included ({pages} pages)",
            f"{1000 * cpu / pages:.0f} ms",
            "<= 65 ms",
        ),
        ("the same by bare WeasyPrint's CPU a page", f"{cpu / pages / bare_page:.2f}", ""),
    ]
    return rows


def _render_alone(folder: Path, workspace: Path) -> tuple[int, float]:
    """Write the HTML for the bare tool, and print it once in the limited child."""
    from proposalkit.knowledge.packaged import packaged_path
    from proposalkit.render.engine import RenderChild

    job = _job(workspace)
    (folder / "page.html").write_text(job.html.replace("pk:image/", ""), encoding="utf-8")
    (folder / "style.css").write_text(job.stylesheet, encoding="utf-8")
    for name, data in job.images:
        (folder / name).write_bytes(data)
    best, pages = float("inf"), 1
    for _ in range(3):
        with RenderChild(packaged_path("templates") / "fonts") as child:
            child.render(job)
            assert child.answer is not None
            best, pages = min(best, child.answer.cpu_seconds), child.answer.pages
    return pages, best


def _same_fonts(folder: Path) -> dict[str, str]:
    """Let the bare tool see the same fonts and no others."""
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f"<dir>{ROOT / 'templates' / 'fonts'}</dir><cachedir>{folder / 'cache'}</cachedir>"
        "</fontconfig>",
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(config)}


def _job(workspace: Path) -> RenderJob:
    """Make the render job of the deal as `generate` does."""
    from proposalkit.compose.parts import Release
    from proposalkit.compose.proposal import compose_proposal
    from proposalkit.model.canonical import canonical_bytes, sha256_hex
    from proposalkit.workflows.gather import gather
    from proposalkit.workflows.pages import PageView
    from proposalkit.workflows.presentation import render_job

    gathered = gather(workspace, DEAL)
    proposal = compose_proposal(gathered.parts, Release(deal=DEAL))
    payload = canonical_bytes(proposal)
    brand = gathered.inputs.seller.public.brand
    view = PageView(proposal, sha256_hex(payload), brand=brand)
    return render_job(proposal, payload, view, gathered.logo)


def _same_bytes(folder: Path, workspace: Path) -> list[tuple[str, str, str]]:
    digests = set()
    settings = (
        ("UTC", "C", "0"),
        ("Asia/Tokyo", "C.UTF-8", "1"),
        ("America/New_York", "POSIX", "77"),
    )
    for number, (zone, locale, hash_seed) in enumerate(settings):
        place = folder / f"elsewhere-{number}"
        shutil.copytree(workspace, place / "workspace")
        environment = {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": hash_seed}
        run([*PROGRAM, "generate", DEAL], environment, cwd=place / "workspace")
        digests.add(_digest(place / "workspace" / "output" / DEAL / "1" / "buyer"))
    verdict = "identical" if len(digests) == 1 else f"{len(digests)} different"
    return [("buyer folder in other folder, time zone, locale, hash seed", verdict, "identical")]


def _where_used(folder: Path) -> list[tuple[str, str, str]]:
    """Look for one clause in a thousand kits, each with the data of the worked deal."""
    golden = ROOT / "tests" / "golden" / DEAL / "proposal.json"
    data = rfc8785.dumps(json.loads(golden.read_bytes()))
    for number in range(1000):
        buyer = folder / "thousand" / f"deal-{number:04}" / "1" / "buyer"
        buyer.mkdir(parents=True)
        (buyer / "proposal.json").write_bytes(data)
        (buyer / "manifest.json").write_bytes(b'{"grade":"issued"}')
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        found = len(where_used(folder / "thousand", "exit-data-export"))
        times.append(time.process_time() - start)
    what = f"`clauses where-used` over {found} kits of {len(data) // 1000} kB, processor"
    return [(what, f"{round(median(times) * 1000)} ms", "<= 1000 ms")]


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _ms(runs: list[Run]) -> str:
    return f"{1000 * median(one.wall for one in runs):.0f}"


if __name__ == "__main__":
    main()
