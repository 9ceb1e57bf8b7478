"""Keep the index of a workspace's knowledge: build it, look at it."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field

from proposalkit.errors import InputRefused, Unavailable
from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.knowledge.sound import read_sound_knowledge, sound_digest
from proposalkit.model.base import Model
from proposalkit.model.search import SearchUnit
from proposalkit.retrieve.build import IndexReport, build_index
from proposalkit.retrieve.generation import (
    SET_ASIDE,
    GenerationUnusable,
    check_files,
    pointed_embedders,
    read_manifest,
    read_pointer,
)
from proposalkit.retrieve.index_lock import explained
from proposalkit.retrieve.snapshot import content_digest
from proposalkit.retrieve.units import search_units
from proposalkit.workflows.models import EmbedderName, choose_embedder
from proposalkit.workflows.overlay import knowledge_folders
from proposalkit.workflows.search import index_folder
from proposalkit.workflows.steps import step, tell

_STEPS = {
    "embed": "embed texts", "lexical": "count words", "snapshot": "write units",
    "chroma": "write vectors", "verify": "ask the store", "publish": "make it current",
}  # fmt: skip


class IndexState(Model):
    """How the index of one embedder stands."""

    embedder: str
    state: Literal["current", "stale", "damaged"]
    problem: str = ""
    generation: str = ""
    mode: str = ""
    fingerprint: str = ""
    units: int = 0
    kinds: dict[str, int] = Field(default_factory=dict)
    chroma: str = ""
    bytes: int = 0


class IndexStatus(Model):
    """All indexes of a workspace, and what lies beside them."""

    folder: str
    indexes: tuple[IndexState, ...]
    set_aside: tuple[str, ...]


def index_workspace(
    workspace: Path,
    *,
    embedder: EmbedderName | None = None,
    chroma_url: str | None = None,
) -> IndexReport:
    """Bring the index of a workspace up to date with its knowledge.

    Without a name the local model is taken, or words alone where it is not installed. Raises
    Unavailable when a model asked for by name lacks, and all that `build_index` raises.
    """
    chosen = choose_embedder(embedder or "minilm")
    if embedder not in (None, "none") and chosen.embedder is None:
        raise Unavailable(chosen.note, "Or leave --embedder out.")
    folder = index_folder(workspace)
    with step("read knowledge") as said:
        read = _knowledge(workspace)
        said["units"] = len(read.units)
    _keep_out_of_git(folder.parent)
    with step("index", units=len(read.units)) as said:
        report = build_index(
            read.units,
            chosen.embedder,
            folder,
            chroma_url=chroma_url,
            source=read.source,
            progress=_tell,
        )
        said["embedded"] = report.embedded
    notes = (*((chosen.note,) if chosen.note else ()), *read.notes, *report.notes)
    return report.model_copy(update={"notes": notes})


def index_status(workspace: Path) -> IndexStatus:
    """Look at every index of a workspace, every byte of it, and hold it to the knowledge."""
    folder = index_folder(workspace)
    now = content_digest(_knowledge(workspace).units)
    return IndexStatus(
        folder=str(folder),
        indexes=tuple(_state(folder, one, now) for one in pointed_embedders(folder)),
        set_aside=tuple(sorted(one.name for one in folder.glob(f"{SET_ASIDE}*"))),
    )


def _state(folder: Path, embedder: str, now: str) -> IndexState:
    try:
        pointer = read_pointer(folder, embedder)
        path = folder / pointer.generation
        manifest = read_manifest(path, pointer.manifest)
        check_files(path, manifest, manifest.files)
    except GenerationUnusable as error:
        return IndexState(embedder=embedder, state="damaged", problem=error.message)
    stale = manifest.content != now
    place = manifest.chroma
    return IndexState(
        embedder=embedder,
        state="stale" if stale else "current",
        problem="The knowledge has changed since." if stale else "",
        generation=manifest.generation,
        mode=manifest.mode,
        fingerprint=manifest.fingerprint,
        units=manifest.units,
        kinds=manifest.kinds,
        chroma="" if place is None else place.url or "embedded",
        bytes=sum(one.bytes for one in manifest.files.values()),
    )


class _Knowledge(NamedTuple):
    """The units of a workspace, what they were read from, and which entries are not sound."""

    units: tuple[SearchUnit, ...]
    source: str
    notes: tuple[str, ...] = ()


def _knowledge(workspace: Path) -> _Knowledge:
    """Read the knowledge; a broken entry is named and left out, the rest is indexed."""
    folders = knowledge_folders(workspace)
    source = sound_digest(folders)
    try:
        return _Knowledge(search_units(load_catalogue(folders)), source)
    except InputRefused:
        sound = read_sound_knowledge(folders)
        notes = tuple(f"Left out: {one.line()}" for one in sound.findings)
        return _Knowledge(search_units(sound.catalogue), source, notes)


def _keep_out_of_git(folder: Path) -> None:
    """Have git overlook a folder that is made from the knowledge and may be deleted."""
    note = folder / ".gitignore"
    if note.is_file():
        return
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError), note.open("x", encoding="utf-8") as file:
            file.write("*\n")


def _tell(name: str, done: int, total: int) -> None:
    counted = f" {done:,} of {total:,}" if total > 1 else ""
    tell(f"{_STEPS.get(name, name)}{counted}")
