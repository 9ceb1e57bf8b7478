"""Gives a new generation its store in Chroma: a copy brought up to date, else built anew."""

from __future__ import annotations

import shutil
from pathlib import Path

from proposalkit.retrieve.chroma_client import ChromaBroken
from proposalkit.retrieve.chroma_store import Known, Progress, StoreJob, write_store
from proposalkit.retrieve.generation import CHROMA, ChromaPlace, read_manifest
from proposalkit.retrieve.publish import PROMISED
from proposalkit.retrieve.snapshot import Rows, Vectors, read_keys

_MOST_CHANGED = 0.25
"""Share of changed units up to which a copy is brought up to date; beyond, anew is as quick."""


def build_store(
    building: Path,
    rows: Rows,
    vectors: Vectors,
    place: ChromaPlace,
    base: Path | None,
    progress: Progress,
) -> tuple[str, ...]:
    """Write the store; `base` is a whole generation whose store may be copied.

    Raises ChromaBroken. Gives a note when the copy was of no use and the store was built anew.
    """
    anew = StoreJob(rows, vectors, place.collections, known={})
    if place.url:
        (building / PROMISED).write_text(place.model_dump_json(), encoding="utf-8")
        write_store(place.url, anew, progress)
        return ()
    target = building / CHROMA
    notes: tuple[str, ...] = ()
    changed = _job_on_copy(base, anew) if base is not None else None
    if base is not None and changed is not None:
        try:
            shutil.copytree(base / CHROMA, target)
            write_store(target, changed, progress)
            return ()
        except ChromaBroken as error:
            notes = (f"The store was built anew. {error.message}",)
            shutil.rmtree(target)
    write_store(target, anew, progress)
    return notes


def _job_on_copy(base: Path, anew: StoreJob) -> StoreJob | None:
    """Say what is to change in a copy; None when so much that a copy saves nothing."""
    known: Known = read_keys(base).units()
    old = read_manifest(base).chroma
    rows = anew.rows
    now = {(unit.kind, unit.id): mark for unit, mark in zip(rows.units, rows.hashes, strict=True)}
    if old is None or len(now.items() ^ known.items()) > _MOST_CHANGED * len(now):
        return None
    before, after = old.collections, anew.collections
    if any(before[kind] != name for kind, name in after.items() if kind in before):
        return None  # a kind has outgrown the collection it shared, or fits it again
    gone = tuple((kind, name) for kind, name in before.items() if kind not in after)
    superseded = tuple({*before.values()} - {*after.values()})
    return StoreJob(rows, anew.vectors, after, known, superseded, gone)
