"""Builds a generation of the index beside the old one and swaps the pointer, or changes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from proposalkit.model.base import Model
from proposalkit.model.search import SearchMode, SearchUnit
from proposalkit.retrieve.chroma_client import collection_name, server_address
from proposalkit.retrieve.chroma_store import Progress
from proposalkit.retrieve.durable import sync, sync_tree
from proposalkit.retrieve.embedder import Embedder
from proposalkit.retrieve.embedding_cache import embed_rows
from proposalkit.retrieve.generation import (
    FORMAT,
    GENERATION,
    LEXICAL,
    MANIFEST,
    ChromaPlace,
    GenerationUnusable,
    Manifest,
    NoGeneration,
    Pointer,
    check_files,
    embedder_name,
    read_manifest,
    read_pointer,
)
from proposalkit.retrieve.index_lock import explained, index_lock
from proposalkit.retrieve.lexical_index import LEXICAL_FORMAT, build_lexical
from proposalkit.retrieve.publish import (
    BUILDING,
    clear_leftovers,
    point,
    prune,
    record_files,
    set_aside,
)
from proposalkit.retrieve.snapshot import Rows, Vectors, prepare_rows, write_snapshot
from proposalkit.retrieve.store_build import build_store

OWN_COLLECTION = 5_000
"""Units from which a kind has a collection of its own, as a filter by kind then costs more."""
_LIBRARIES = ("chromadb", "langchain-chroma", "numpy", "proposalkit")


class IndexReport(Model):
    """What one run of `index` did."""

    generation: str
    embedder: str
    mode: SearchMode
    fingerprint: str
    units: int
    kinds: dict[str, int]
    written: bool
    embedded: int = 0
    chroma: str = ""
    set_aside: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Job:
    """One run: the units, the model, the place, and the name the generation will have."""

    folder: Path
    rows: Rows
    embedder: Embedder | None
    url: str
    source: str
    progress: Progress

    @property
    def fingerprint(self) -> str:
        return self.embedder.fingerprint if self.embedder else ""

    @property
    def name(self) -> str:
        return embedder_name(self.fingerprint)

    @property
    def generation(self) -> str:
        """Name the generation by all that shapes it, so that the same input gives the same name."""
        shape = [FORMAT, LEXICAL_FORMAT, self.name, self.fingerprint, self.rows.digest]
        store = [self.url, version("chromadb")] if self.embedder else []
        digest = hashlib.sha256(json.dumps([*shape, *store]).encode()).hexdigest()
        return f"{GENERATION}{digest[:16]}"

    @property
    def collections(self) -> dict[str, str]:
        """Name the collection of each kind; on a server each generation of each folder has own.

        Small kinds share one: each collection asked costs a query as much as hundreds of units.
        """
        tail = ""
        if self.url:
            place = hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:8]
            tail = f".{place}.{self.generation.removeprefix(GENERATION)}"
        return {
            kind: collection_name(
                kind if len(rows) >= OWN_COLLECTION else "", self.fingerprint, tail
            )
            for kind, rows in sorted(self.rows.kinds.items())
        }


@dataclass
class _Found:
    """What the folder holds when the run begins."""

    pointer: Pointer | None = None
    manifest: Manifest | None = None
    """Of the current generation; None when there is none or it cannot be used."""
    aside: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def build_index(
    units: Sequence[SearchUnit],
    embedder: Embedder | None,
    folder: Path,
    *,
    chroma_url: str | None = None,
    source: str = "",
    progress: Progress | None = None,
) -> IndexReport:
    """Bring the index in a folder up to date; `source` names what the units were made from.

    Raises Refused when another process writes it, InputRefused for units of one id, and
    Unavailable when it cannot be written; the old generation then serves as before.
    """
    if chroma_url:
        server_address(chroma_url)
    rows, tell = prepare_rows(units), progress or (lambda step, done, total: None)
    job = _Job(folder, rows, embedder, (chroma_url or "") if embedder else "", source, tell)
    with index_lock(folder), explained(folder):
        notes = clear_leftovers(folder)
        found = _look(job)
        found.notes += notes
        return _keep(job, found) or _renew(job, found)


def _look(job: _Job) -> _Found:
    """Examine the current generation, every byte; set it aside when it is not as it was written."""
    found = _Found()
    try:
        found.pointer = read_pointer(job.folder, job.name)
        found.manifest = _sound(job.folder / found.pointer.generation, found.pointer.manifest)
    except NoGeneration:
        pass
    except GenerationUnusable as error:
        found.notes.append(error.message)
        path = job.folder / found.pointer.generation if found.pointer else None
        if path is not None and path.is_dir():
            found.aside.append(set_aside(path).name)
    return found


def _sound(path: Path, sha256: str | None = None) -> Manifest:
    manifest = read_manifest(path, sha256)
    check_files(path, manifest, manifest.files)
    return manifest


def _keep(job: _Job, found: _Found) -> IndexReport | None:
    """Report the generation that is there, if it is of these units and whole."""
    path = job.folder / job.generation
    manifest = found.manifest
    if found.pointer is None or manifest is None or manifest.generation != job.generation:
        return None
    if found.pointer.source != job.source:
        point(job.folder, job.name, path, job.source)
    return _report(manifest, found, written=False)


def _renew(job: _Job, found: _Found) -> IndexReport:
    """Build a generation, or take the one that is still there, and make it current."""
    path = job.folder / job.generation
    embedded = 0
    if not _still_there(path, job):
        embedded = _build(job, found)
    manifest = read_manifest(path)
    job.progress("publish", 1, 2)
    point(job.folder, job.name, path, job.source)
    job.progress("publish", 2, 2)
    before = [found.pointer.generation] if found.pointer else []
    found.notes += prune(job.folder, job.name, [path.name, *before])
    return _report(manifest, found, written=True, embedded=embedded)


def _still_there(path: Path, job: _Job) -> bool:
    """Say whether an older generation of these units is whole; else remove what bears its name."""
    if not path.is_dir():
        return False
    try:
        if not job.url:
            _sound(path)
            return True
    except GenerationUnusable:
        pass
    shutil.rmtree(path)
    return False


def _build(job: _Job, found: _Found) -> int:
    """Build the generation in a folder of its own and give it its name; gives texts embedded."""
    building = job.folder / f"{BUILDING}{os.getpid()}"
    try:
        building.mkdir()
        embedded = _fill(building, job, found)
        sync_tree(building)
        job.progress("publish", 0, 2)
        building.rename(job.folder / job.generation)
        sync(job.folder)
        return embedded
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _fill(building: Path, job: _Job, found: _Found) -> int:
    keys, embedded = job.rows.keys(job.fingerprint), 0
    vectors: Vectors | None = None
    chroma: ChromaPlace | None = None
    if job.embedder is not None:
        vectors, embedded = embed_rows(job.folder, job.rows.texts, keys, job.embedder, job.progress)
    job.progress("lexical", 0, 1)
    build_lexical(job.rows.texts).save(building / LEXICAL)
    job.progress("snapshot", 0, 1)
    write_snapshot(building, job.rows, keys, vectors)
    if vectors is not None:
        chroma = ChromaPlace(url=job.url, collections=job.collections)
        base = _base(job, found)
        found.notes += build_store(building, job.rows, vectors, chroma, base, job.progress)
    manifest = _manifest(building, job, chroma)
    (building / MANIFEST).write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return embedded


def _base(job: _Job, found: _Found) -> Path | None:
    """Give the generation whose store may be copied: of the same model and the same Chroma."""
    manifest = found.manifest
    if manifest is None or found.pointer is None or manifest.fingerprint != job.fingerprint:
        return None
    same_chroma = manifest.versions.get("chromadb") == version("chromadb")
    in_a_folder = manifest.chroma is not None and not manifest.chroma.url
    return job.folder / found.pointer.generation if same_chroma and in_a_folder else None


def _manifest(building: Path, job: _Job, chroma: ChromaPlace | None) -> Manifest:
    return Manifest(
        format=FORMAT,
        generation=job.generation,
        embedder=job.name,
        mode="hybrid" if job.embedder else "lexical",
        fingerprint=job.fingerprint,
        dimensions=job.embedder.dimensions if job.embedder else 0,
        units=len(job.rows.units),
        kinds={kind: len(rows) for kind, rows in sorted(job.rows.kinds.items())},
        content=job.rows.digest,
        versions={name: version(name) for name in _LIBRARIES},
        chroma=chroma,
        files=record_files(building),
    )


def _report(manifest: Manifest, found: _Found, *, written: bool, embedded: int = 0) -> IndexReport:
    place = manifest.chroma
    return IndexReport(
        generation=manifest.generation,
        embedder=manifest.embedder,
        mode=manifest.mode,
        fingerprint=manifest.fingerprint,
        units=manifest.units,
        kinds=manifest.kinds,
        written=written,
        embedded=embedded,
        chroma="" if place is None else place.url or "embedded",
        set_aside=tuple(found.aside),
        notes=tuple(found.notes),
    )
