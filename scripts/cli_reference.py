"""Writes docs/reference/cli.md from the commands' own help; a stale page fails the tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "cli.md"
COMMANDS = (
    (),
    ("init",),
    ("new",),
    ("intake",),
    ("doctor",),
    ("standard-kit",),
    ("generate",),
    ("issue",),
    ("sign",),
    ("pack",),
    ("diff",),
    ("withdraw",),
    ("supersede",),
    ("commitments",),
    ("price",),
    ("recount",),
    ("recommend",),
    ("review",),
    ("search",),
    ("read",),
    ("verify",),
    ("check",),
    ("compare",),
    ("validate",),
    ("export",),
    ("mcp",),
    ("fake-llm",),
    ("index",),
    ("clauses", "list"),
    ("clauses", "show"),
    ("clauses", "diff"),
    ("clauses", "where-used"),
    ("clauses", "approve"),
    ("clauses", "approval-pack"),
    ("clauses", "deviations"),
    ("clauses", "import"),
    ("clauses", "export"),
    ("clauses", "stale"),
    ("knowledge", "check"),
    ("pricebook", "check"),
    ("pricebook", "diff"),
    ("pricebook", "release"),
    ("overlay", "status"),
    ("overlay", "add"),
    ("overlay", "accept"),
    ("keys", "new"),
    ("models", "install"),
    ("models", "status"),
)
EXIT_CODES = """## Exit codes

| code | meaning |
|---|---|
| 0 | done, or PASSED |
| 1 | FAILED, a proposal that deviates from a policy, or refused by a rule |
| 2 | bad usage, unreadable input, or something the work needs is not there |
| 3 | INDETERMINATE: a check that applies could not run; or only answers that are not stated |
| 70 | a bug in proposalkit |
| 130 | stopped with Ctrl-C or SIGTERM; a kit that was there is as it was |
"""


ONE_AFTER_THE_OTHER = """
import json, sys
from proposalkit.cli.runtime import run
for command in json.loads(sys.argv[1]):
    run([*command, "--help"])
    print(sys.argv[2], flush=True)
"""
END = "--- end of help"


def reference() -> str:
    """Give the whole page."""
    parts = ["# Commands\n\nMade by `make docs` from `--help`; do not edit.\n"]
    for command, text in zip(COMMANDS, _help(), strict=True):
        name = " ".join(("proposalkit", *command))
        parts.append(f"## {name}\n\n```text\n{text}\n```\n")
    return "\n".join((*parts, EXIT_CODES))


def _help() -> list[str]:
    """Give the help of every command, asked for in one process: the width is read at its start."""
    environment = {**os.environ, "COLUMNS": "88", "TERMINAL_WIDTH": "88", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-c", ONE_AFTER_THE_OTHER, json.dumps(COMMANDS), END],
        capture_output=True, text=True, check=True, env=environment,
    )  # fmt: skip
    said = done.stdout.split(END)[:-1]
    return ["\n".join(line.rstrip() for line in one.strip().splitlines()) for one in said]


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(reference(), encoding="utf-8")
