"""Makes a built generation current, and clears away what is no longer of use."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from proposalkit.retrieve.chroma_client import ChromaBroken, chroma_client, drop_collections
from proposalkit.retrieve.durable import sync
from proposalkit.retrieve.generation import (
    GENERATION,
    MANIFEST,
    SET_ASIDE,
    ChromaPlace,
    FileRecord,
    GenerationUnusable,
    Manifest,
    NoGeneration,
    Pointer,
    pointed_embedders,
    pointer_path,
    read_manifest,
    read_pointer,
    record_file,
)

BUILDING, PROMISED = ".building-", "collections.json"
"""A folder being built or removed, and the file in it that names collections on a server."""


def record_files(folder: Path) -> dict[str, FileRecord]:
    """Give size and digest of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): record_file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def point(folder: Path, embedder: str, path: Path, source: str) -> None:
    """Make a generation current; a reader sees the old pointer or the new one, never a part."""
    manifest = hashlib.sha256((path / MANIFEST).read_bytes()).hexdigest()
    pointer = Pointer(generation=path.name, manifest=manifest, source=source)
    new = folder / f"{BUILDING}pointer"
    new.write_text(pointer.model_dump_json() + "\n", encoding="utf-8")
    sync(new)
    new.replace(pointer_path(folder, embedder))
    sync(folder)


def set_aside(path: Path) -> Path:
    """Rename a generation that cannot be used; one set aside before makes room."""
    for old in path.parent.glob(f"{SET_ASIDE}*"):
        discard(old)
    aside = path.with_name(f"{SET_ASIDE}{path.name}")
    path.rename(aside)
    return aside


def discard(path: Path) -> None:
    """Remove a folder; a name of its own first, so that no half of it is taken for a whole."""
    doomed = path.with_name(f"{BUILDING}old-{path.name.removeprefix(BUILDING)}")
    if path != doomed:
        shutil.rmtree(doomed, ignore_errors=True)
        path.rename(doomed)
    shutil.rmtree(doomed)


def clear_leftovers(folder: Path) -> tuple[str, ...]:
    """Remove what writers left that were ended; gives what could not be removed on a server."""
    notes: list[str] = []
    for path in folder.glob(f"{BUILDING}*"):
        if path.is_file():
            path.unlink()
            continue
        with contextlib.suppress(OSError, ValueError):
            place = ChromaPlace.model_validate_json((path / PROMISED).read_bytes())
            notes += drop_remote(place)
        shutil.rmtree(path)
    return tuple(notes)


def prune(folder: Path, embedder: str, keep: Iterable[str]) -> tuple[str, ...]:
    """Keep the generations named and those of other embedders; gives notes like the above.

    Collections on a server are kept for the current generation alone.
    """
    notes: list[str] = []
    keep = {*keep}
    pointed = {one.generation for one in _pointers(folder)}
    for path in sorted(folder.glob(f"{GENERATION}*")):
        manifest = _manifest(path)
        mine = manifest is None or manifest.embedder == embedder
        if not mine or path.name in pointed:
            continue
        if manifest is not None and manifest.chroma is not None:
            notes += drop_remote(manifest.chroma)
        if path.name not in keep:
            discard(path)
    return tuple(notes)


def drop_remote(place: ChromaPlace) -> tuple[str, ...]:
    """Drop collections on a server; a server that is away is told in a note."""
    if not place.url or not place.collections:
        return ()
    try:
        with chroma_client(place.url) as client:
            drop_collections(client, place.collections.values())
    except ChromaBroken as error:
        return (f"Old collections are still on the server. {error.message}",)
    return ()


def _pointers(folder: Path) -> list[Pointer]:
    found = []
    for embedder in pointed_embedders(folder):
        with contextlib.suppress(NoGeneration, GenerationUnusable):
            found.append(read_pointer(folder, embedder))
    return found


def _manifest(path: Path) -> Manifest | None:
    try:
        return read_manifest(path)
    except GenerationUnusable:
        return None
