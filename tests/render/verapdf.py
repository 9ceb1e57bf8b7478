"""What veraPDF says of a PDF, on a machine that has it; it comes with no package of ours."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

FLAVOURS = ("3a", "ua1")
"""PDF/A-3a and PDF/UA-1, as the program names them."""


def verapdf_faults(pdf: bytes, folder: Path, program: str = "verapdf") -> list[str] | None:
    """Give each flavour the file does not conform to, as the program says it; None without it."""
    found = shutil.which(program)
    if found is None:
        return None
    path = folder / "proposal.pdf"
    path.write_bytes(pdf)
    said = []
    for flavour in FLAVOURS:
        done = subprocess.run(
            [found, "--format", "text", "--flavour", flavour, str(path)],
            capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        if not done.stdout.startswith("PASS"):
            said.append(f"{flavour}: {(done.stdout or done.stderr).strip()[:500]}")
    return said
