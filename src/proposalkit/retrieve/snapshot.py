"""The exact copy of what an index holds: units as lines of JSON, their digests, their vectors."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.model.search import SearchUnit
from proposalkit.retrieve.unit_table import UnitTable

UNITS, KEYS, VECTORS = "units.jsonl", "keys.json", "vectors.npy"
Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Rows:
    """Units made ready for an index: sorted by id, each as one line of JSON with its digest."""

    units: tuple[SearchUnit, ...]
    lines: tuple[bytes, ...]
    hashes: tuple[str, ...]

    @cached_property
    def digest(self) -> str:
        """Digest all units; the order they came in plays no part."""
        return hashlib.sha256("\n".join(self.hashes).encode()).hexdigest()

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Give the text the index reads of each unit."""
        return tuple(unit.indexed for unit in self.units)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Give the row of each id."""
        return {unit.id: row for row, unit in enumerate(self.units)}

    @cached_property
    def kinds(self) -> dict[str, list[int]]:
        """Give the rows of each kind."""
        rows: dict[str, list[int]] = {}
        for row, unit in enumerate(self.units):
            rows.setdefault(unit.kind, []).append(row)
        return rows

    def keys(self, fingerprint: str) -> Keys:
        """Give the digests by which the next index knows what it need not make again."""
        marks = [f"{fingerprint}\0{text}".encode("utf-8", "surrogatepass") for text in self.texts]
        return Keys(
            ids=tuple(unit.id for unit in self.units),
            kinds=tuple(unit.kind for unit in self.units),
            content=self.hashes,
            embedding=tuple(hashlib.sha256(mark).hexdigest() for mark in marks),
        )


@dataclass(frozen=True)
class Keys:
    """For each row its id, its kind, the digest of the unit and that of its embedding."""

    ids: tuple[str, ...]
    kinds: tuple[str, ...]
    content: tuple[str, ...]
    embedding: tuple[str, ...]

    def units(self) -> dict[tuple[str, str], str]:
        """Give the digest of each unit by kind and id."""
        return dict(zip(zip(self.kinds, self.ids, strict=True), self.content, strict=True))


_KEYS = ("ids", "kinds", "content", "embedding")


def prepare_rows(units: Sequence[SearchUnit]) -> Rows:
    """Sort and digest units; raises InputRefused when two have one id."""
    ordered = tuple(sorted(units, key=lambda unit: unit.id))
    twice = [second for first, second in pairwise(ordered) if first.id == second.id]
    if twice:
        raise InputRefused([_same_id(unit) for unit in twice])
    lines = tuple(unit.model_dump_json().encode() for unit in ordered)
    return Rows(ordered, lines, tuple(hashlib.sha256(line).hexdigest() for line in lines))


def content_digest(units: Sequence[SearchUnit]) -> str:
    """Digest units as a manifest's `content` does: if equal, the index is of these units."""
    return prepare_rows(units).digest


def write_snapshot(folder: Path, rows: Rows, keys: Keys, vectors: Vectors | None) -> None:
    """Write units, columns, digests and vectors; raises OSError."""
    (folder / UNITS).write_bytes(b"".join(line + b"\n" for line in rows.lines))
    UnitTable.of(rows.units).save(folder)
    (folder / KEYS).write_text(json.dumps(vars(keys)), encoding="utf-8")
    if vectors is not None:
        np.save(folder / VECTORS, vectors, allow_pickle=False)


def read_keys(folder: Path) -> Keys:
    """Read the digests; raises OSError or ValueError, the caller names the folder."""
    stored = json.loads((folder / KEYS).read_bytes())
    try:
        return Keys(**{name: tuple(map(str, stored[name])) for name in _KEYS})
    except (KeyError, TypeError) as error:
        raise ValueError("the digests are not of this format") from error


def read_vectors(folder: Path) -> Vectors:
    """Open the vectors by memory map; raises OSError or ValueError."""
    vectors = np.load(folder / VECTORS, mmap_mode="r", allow_pickle=False)
    if vectors.ndim != 2 or vectors.dtype != np.float32:
        raise ValueError("the vectors are not rows of 32-bit figures")
    return np.asarray(vectors)


def _same_id(unit: SearchUnit) -> Finding:
    return Finding(
        id="same-id",
        where=f"{unit.file}:{unit.line}",
        message=f'"{unit.id}" is the id of two units.',
        remedy="Give each its own id.",
    )
