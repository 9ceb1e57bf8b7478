"""Whether the machine has what the program needs: one row for each thing, each looked at."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from proposalkit.retrieve.chroma_probe import ChromaProbe

State = Literal["ok", "warn", "fail"]
_OLDEST_PYTHON = (3, 11)
_PACKAGES = (
    "weasyprint", "chromadb", "langchain", "langchain-chroma", "openai", "onnxruntime",
    "pydantic", "jinja2", "pypdfium2", "pikepdf", "bm25s",
)  # fmt: skip
_AGAIN = "python -m pip install --force-reinstall proposalkit"
_SETTINGS = ("OPENAI_API_KEY", "PROPOSALKIT_OPENAI_API_KEY")
_SERVERS = ("OPENAI_BASE_URL", "PROPOSALKIT_OPENAI_BASE_URL")


class Part(NamedTuple):
    """One thing the program needs: how it is, and the one command to run when it lacks."""

    name: str
    state: State
    says: str
    run: str = ""


def examine_machine() -> tuple[Part, ...]:
    """Look at everything a machine needs, whatever the workspace."""
    with ExitStack() as stack:
        probe = _start_probe(stack)  # first: it imports for a second while the others are looked at
        rows = (
            _python(),
            _packages(),
            Part("SQLite", "ok", sqlite3.sqlite_version),
            _renderer(),
            _fonts(),
            _data("knowledge"),
            _data("templates"),
            _model(),
            _cache(),
            _openai(os.environ),
        )
        return (*rows, _chroma(probe))


def writable(name: str, folder: Path, *, needed: bool, run: str, note: str = "") -> Part:
    """Write a file of one byte in a folder, or in the nearest folder above that is there."""
    there = next(one for one in (folder, *folder.absolute().parents) if one.is_dir())
    try:
        with tempfile.NamedTemporaryFile(dir=there, prefix=".proposalkit-") as file:
            file.write(b"x")
            file.flush()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        run = f"df -h {there}" if error.errno == errno.ENOSPC else run
        return Part(
            name, "fail" if needed else "warn", f"{folder} cannot be written: {reason}", run
        )
    made = "" if folder.is_dir() else "; made when first needed"
    return Part(name, "ok", f"{folder}{made}{note}")


def _python() -> Part:
    said = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.version_info[:2] < _OLDEST_PYTHON:
        return Part("Python", "fail", f"{said}; 3.11 is the oldest that works", "make setup")
    return Part("Python", "ok", said)


def _packages() -> Part:
    from proposalkit import __version__

    found = {name: _version(name) for name in _PACKAGES}
    lacking = [name for name, number in found.items() if not number]
    if lacking:
        return Part("Packages", "fail", f"not installed: {', '.join(lacking)}", _AGAIN)
    numbers = ", ".join(f"{name} {number}" for name, number in found.items())
    return Part("Packages", "ok", f"proposalkit {__version__}, {numbers}")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _renderer() -> Part:
    from proposalkit.render.engine import pango_remedy

    try:
        import weasyprint
    except ImportError as error:
        return Part("Pango", "fail", f"WeasyPrint does not load: {error}", _AGAIN)
    except OSError as error:
        command = pango_remedy(sys.platform).removeprefix("Run: ")
        return Part("Pango", "fail", f"a library lacks: {str(error).splitlines()[0]}", command)
    return Part("Pango", "ok", f"loaded by WeasyPrint {weasyprint.__version__}")


def _fonts() -> Part:
    from proposalkit.knowledge.packaged import packaged_path
    from proposalkit.render.coverage import FILE_NAME

    folder = packaged_path("templates") / "fonts"
    try:
        kept: dict[str, str] = json.loads((folder / FILE_NAME).read_bytes())["fonts"]
        wrong = [name for name, digest in kept.items() if _sha256(folder / name) != digest]
    except (OSError, ValueError, KeyError, TypeError) as error:
        return Part("Fonts", "fail", f"the shipped fonts cannot be read: {error}", _AGAIN)
    if wrong:
        return Part("Fonts", "fail", f"changed since they were shipped: {', '.join(wrong)}", _AGAIN)
    return Part("Fonts", "ok", f"{len(kept)} shipped fonts, as they were shipped")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _data(name: Literal["knowledge", "templates"]) -> Part:
    from proposalkit.errors import Unavailable
    from proposalkit.knowledge.packaged import packaged_path

    title = name.capitalize()
    try:
        folder = packaged_path(name)
    except Unavailable as error:
        return Part(title, "fail", error.message, _AGAIN)
    count = sum(path.is_file() for path in folder.rglob("*"))
    if not count:
        return Part(title, "fail", f"no file in {folder}", _AGAIN)
    return Part(title, "ok", f"{count} files in {folder}")


def _model() -> Part:
    from proposalkit.retrieve.minilm.installed import model_status

    status = model_status()
    if status.state == "installed":
        return Part("Embedding model", "ok", f"{status.fingerprint} in {status.folder}")
    run = status.remedy.removeprefix("Run: ")
    says = f"{status.problem} The search goes by words alone."
    return Part("Embedding model", "warn", says, run)


def _cache() -> Part:
    from proposalkit.knowledge.cache_place import cache_folder

    return writable(
        "Cache",
        cache_folder(),
        needed=False,
        run="export PROPOSALKIT_CACHE=DIR",
        note="; it may be deleted at any time",
    )


def _openai(environment: Mapping[str, str]) -> Part:
    """Say which settings are there; never what they are."""
    keys = [name for name in _SETTINGS if environment.get(name)]
    servers = [name for name in _SERVERS if environment.get(name)]
    if not keys and not servers:
        return Part("OpenAI settings", "ok", "none, and none needed: the program works offline")
    if not keys:
        says = f"{', '.join(servers)} is set, but no key; a server that wants none takes any word"
        return Part("OpenAI settings", "warn", says, f"export {_SETTINGS[0]}=...")
    said = ", ".join((*keys, *servers))
    return Part("OpenAI settings", "ok", f"set: {said}")


def _start_probe(stack: ExitStack) -> ChromaProbe:
    from proposalkit.retrieve.chroma_probe import ChromaProbe

    return stack.enter_context(ChromaProbe())


def _chroma(probe: ChromaProbe) -> Part:
    state = probe.result()
    if state.works:
        return Part("Chroma", "ok", f"{state.says}; a store was opened, asked and closed")
    says = f"{state.says}. The search goes by the exact copy of the vectors."
    return Part("Chroma", "warn", says, "python -m pip install --force-reinstall chromadb")


def rows_as_json(rows: tuple[Part, ...]) -> Iterator[dict[str, str]]:
    """Give each row for a machine."""
    for row in rows:
        yield {"name": row.name, "state": row.state, "says": row.says, "run": row.run}
