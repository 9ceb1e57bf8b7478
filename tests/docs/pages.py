"""Reads the fenced blocks of a page and runs them, in order, as a reader would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUN, SHOWN = ("sh", "console", "python"), ("text", "yaml")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MARK = "--- end of step, exit"


@dataclass(frozen=True)
class Step:
    """One thing to run, and the output the page shows for it; None when it shows none."""

    command: str
    expected: str | None


@dataclass(frozen=True)
class Outcome:
    """What one step did."""

    step: Step
    output: str
    code: int

    def problem(self) -> str:
        """Say what is not as the page says; an empty text if all is."""
        if self.code:
            return f"exit {self.code} from\n{self.step.command}\n{self.output}"
        if self.step.expected is None or _pattern(self.step.expected).fullmatch(self.output):
            return ""
        return f"{self.step.command}\nshould say\n{self.step.expected}\nand says\n{self.output}"


def pages() -> tuple[Path, ...]:
    """Give every page a person wrote for readers, and the generated ones."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return tuple(sorted((*found, *(ROOT / "knowledge").rglob("README.md"))))


def blocks(page: Path) -> tuple[tuple[str, str], ...]:
    """Give language and text of each fenced block."""
    return tuple(_FENCE.findall(page.read_text(encoding="utf-8")))


def run_page(page: Path, folder: Path, cache: Path) -> tuple[Outcome, ...]:
    """Run all blocks of a page in one shell that starts in a folder."""
    steps = tuple(_steps(page))
    script = "".join(
        f"{{\n{one.command}\n}} 2>&1\nprintf '\\n{_MARK} %s\\n' \"$?\"\n" for one in steps
    )
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=_environment(folder, cache),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=900,  # a busy machine takes minutes for a page that makes kits
    )
    parts = re.split(rf"\n{_MARK} (\d+)\n", done.stdout)
    outcomes = zip(steps, parts[0::2], parts[1::2], strict=False)
    found = tuple(Outcome(step, out, int(code)) for step, out, code in outcomes)
    assert len(found) == len(steps), done.stdout + done.stderr
    return found


def _steps(page: Path) -> Iterator[Step]:
    python = ""
    for language, text in blocks(page):
        if language == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _, expected = part.partition("\n")
                yield Step(command, expected)
        elif language == "sh":
            yield Step(text, None)
        elif language == "python":
            python += text
            yield Step(f"python - <<'END_OF_BLOCK'\n{python}\nEND_OF_BLOCK", None)


def _pattern(expected: str) -> re.Pattern[str]:
    """Match the lines of a page; `...` stands for the rest of a line, alone for any lines."""
    lines = [
        r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*?") + r"\n"
        for line in expected.splitlines()
    ]
    return re.compile("".join(lines))


def _environment(folder: Path, cache: Path) -> dict[str, str]:
    path = os.pathsep.join((str(Path(sys.executable).parent), "/usr/bin", "/bin"))
    return {
        "PATH": path,
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "COLUMNS": "100",
        "PROPOSALKIT_CACHE": str(cache),
        # no model: the pages show what everybody sees right after installing
        "PROPOSALKIT_MODELS": str(folder / "models"),
    }
