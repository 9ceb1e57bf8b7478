"""Whether the machine has what the program needs."""

from __future__ import annotations

import platform
import sys
from typing import NamedTuple


class Part(NamedTuple):
    """One thing the program needs: its state, and what to do when it lacks."""

    name: str
    state: str
    remedy: str = ""


def examine_machine() -> tuple[Part, ...]:
    """Look at Python, the renderer's libraries, the fonts, the knowledge and the cache."""
    return (_python(), _renderer(), _data("knowledge"), _data("templates"), _cache())


def _python() -> Part:
    return Part("Python", platform.python_version())


def _renderer() -> Part:
    try:
        import weasyprint
    except OSError as error:
        remedy = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        if sys.platform == "darwin":
            remedy = "brew install pango"
        return Part("Renderer", f"a library lacks: {error}", f"Run: {remedy}")
    return Part("Renderer", f"WeasyPrint {weasyprint.__version__}")


def _data(name: str) -> Part:
    from proposalkit.knowledge.packaged import packaged_path

    folder = packaged_path("knowledge" if name == "knowledge" else "templates")
    count = sum(path.is_file() for path in folder.rglob("*"))
    if not count:
        return Part(name.capitalize(), "missing", "Install proposalkit again.")
    return Part(name.capitalize(), f"{count} files in {folder}")


def _cache() -> Part:
    from proposalkit.knowledge.compiled import cache_folder

    folder = cache_folder()
    return Part("Cache", f"{folder}, made when first needed; it may be deleted at any time")
