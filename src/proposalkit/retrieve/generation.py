"""A generation of the index: a folder that never changes, found through one small pointer file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from proposalkit.errors import InputRefused, Unavailable
from proposalkit.model.base import Model
from proposalkit.model.finding import Finding
from proposalkit.model.search import SearchMode
from proposalkit.retrieve.lexical_index import LexicalIndex, load_lexical
from proposalkit.retrieve.snapshot import UNITS, read_vectors
from proposalkit.retrieve.unit_table import StoredUnits, UnitTable, load_unit_table

if TYPE_CHECKING:
    from proposalkit.retrieve.chroma_reader import ChromaReader

FORMAT = 1
"""Version of the layout; a generation of another one is set aside and built again."""
MANIFEST, LEXICAL, CHROMA = "manifest.json", "lexical", "chroma"
GENERATION, SET_ASIDE, _POINTER = "generation-", "set-aside-", "CURRENT-"
_REMEDY = "Run proposalkit index: it is built again from the knowledge."


class NoGeneration(Unavailable):
    """There is no index yet."""


class GenerationUnusable(Unavailable):
    """The index is damaged or of another version; the next `index` sets it aside and rebuilds."""


class FileRecord(Model):
    """Size and digest of one file."""

    bytes: int
    sha256: str


class ChromaPlace(Model):
    """Where the vector store of a generation is, and its collection for each kind."""

    url: str = ""
    collections: dict[str, str]


class Manifest(Model):
    """What a generation holds and how it was made."""

    format: int
    generation: str
    embedder: str
    mode: SearchMode
    fingerprint: str
    dimensions: int
    units: int
    kinds: dict[str, int]
    content: str
    versions: dict[str, str]
    chroma: ChromaPlace | None
    files: dict[str, FileRecord]


class Pointer(Model):
    """Which generation is current, the digest of its manifest, and what it was made from."""

    generation: str
    manifest: str
    source: str = ""


@dataclass(eq=False)
class Generation:
    """An open generation; row n of every part belongs to unit n. It never writes."""

    folder: Path
    manifest: Manifest
    source: str
    units: StoredUnits = field(repr=False)
    table: UnitTable = field(repr=False)
    lexical: LexicalIndex = field(repr=False)
    vectors: NDArray[np.float32] | None = field(repr=False)
    _store: ChromaReader | None = field(default=None, repr=False)

    @property
    def fingerprint(self) -> str:
        """Name what made the vectors; empty without vectors."""
        return self.manifest.fingerprint

    @property
    def name(self) -> str:
        """Name the generation."""
        return self.manifest.generation

    def chroma_rows(
        self, query_vector: NDArray[np.float32], kinds: tuple[str, ...], k: int
    ) -> Sequence[int]:
        """Ask Chroma for at least the k nearest rows of some kinds, of all if none is named.

        Raises ChromaBroken when the store cannot be asked; the exact search still can.
        """
        if self._store is None:
            from proposalkit.retrieve.chroma_reader import ChromaReader

            self._store = ChromaReader(self.folder, self.manifest)
        return self._store.rows(query_vector, kinds, k)

    def close(self) -> None:
        """Close the vector store, if it was opened."""
        if self._store is not None:
            self._store.close()
            self._store = None


def open_generation(folder: Path, embedder: str, fingerprint: str | None = None) -> Generation:
    """Open the current generation of an embedder; each file is held to its digest first.

    Raises NoGeneration when there is none, GenerationUnusable when it is damaged or of another
    version, and InputRefused when another model than `fingerprint` made its vectors.
    """
    pointer = read_pointer(folder, embedder)
    while True:
        try:
            return _open(folder, pointer, fingerprint)
        except GenerationUnusable:
            later = read_pointer(folder, embedder)  # a writer may have swapped it meanwhile
            if later == pointer:
                raise
            pointer = later


def _open(folder: Path, pointer: Pointer, fingerprint: str | None) -> Generation:
    path = folder / pointer.generation
    manifest = read_manifest(path, pointer.manifest)
    _same_model(path, manifest, fingerprint)
    check_files(path, manifest, _needed_to_search(manifest))
    try:
        return Generation(
            folder=path,
            manifest=manifest,
            source=pointer.source,
            units=StoredUnits(path / UNITS),
            table=load_unit_table(path),
            lexical=load_lexical(path / LEXICAL),
            vectors=read_vectors(path) if manifest.mode == "hybrid" else None,
        )
    except (OSError, ValueError, Unavailable) as error:
        raise unusable(path, "it cannot be read") from error


def embedder_name(fingerprint: str) -> str:
    """Give the short name of an embedder, under which its current generation is pointed at."""
    first = fingerprint.partition("-")[0]
    return {"": "none", "compatible": "openai"}.get(first, first)


def pointer_path(folder: Path, embedder: str) -> Path:
    """Give the file that names the current generation of an embedder."""
    return folder / f"{_POINTER}{embedder}"


def pointed_embedders(folder: Path) -> tuple[str, ...]:
    """Name the embedders that have a pointer."""
    return tuple(sorted(one.name.removeprefix(_POINTER) for one in folder.glob(f"{_POINTER}*")))


def read_pointer(folder: Path, embedder: str) -> Pointer:
    """Read which generation is current; raises NoGeneration or GenerationUnusable."""
    path = pointer_path(folder, embedder)
    try:
        return Pointer.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise NoGeneration(f'There is no index in "{folder}".', "Run proposalkit index.") from error
    except (OSError, ValidationError) as error:
        raise unusable(path, "it cannot be read") from error


def read_manifest(path: Path, sha256: str | None = None) -> Manifest:
    """Read a generation's manifest; raises GenerationUnusable, a wrong digest included."""
    try:
        data = (path / MANIFEST).read_bytes()
        stored = json.loads(data)
    except FileNotFoundError as error:
        raise unusable(path, f"{MANIFEST} is missing") from error
    except (OSError, ValueError) as error:
        raise unusable(path, f"{MANIFEST} cannot be read") from error
    found = stored.get("format") if isinstance(stored, dict) else None
    if found is None:
        raise unusable(path, f"{MANIFEST} lacks its format")
    if found != FORMAT:
        raise unusable(path, f'its format is "{found}", this program writes "{FORMAT}"')
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
        raise unusable(path, f"{MANIFEST} has been changed")
    try:
        return Manifest.model_validate(stored)
    except ValidationError as error:
        raise unusable(path, f"{MANIFEST} lacks something") from error


def check_files(path: Path, manifest: Manifest, names: Iterable[str]) -> None:
    """Hold files to their sizes and digests; raises GenerationUnusable and names the file."""
    for name in names:
        try:
            found = record_file(path / name)
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            raise unusable(
                path, f"{name} {'is missing' if missing else 'cannot be read'}"
            ) from error
        if found != manifest.files[name]:
            raise unusable(path, f"{name} has been changed or cut short")


def record_file(path: Path) -> FileRecord:
    """Give size and digest of a file; raises OSError."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return FileRecord(bytes=file.tell(), sha256=digest)


def unusable(path: Path, why: str) -> GenerationUnusable:
    """Say which part of an index cannot be used and why."""
    return GenerationUnusable(f'The index "{path}" is not used: {why}.', _REMEDY)


def _needed_to_search(manifest: Manifest) -> list[str]:
    """Name the files a search reads; Chroma's are checked when Chroma is asked."""
    return [name for name in manifest.files if not name.startswith(f"{CHROMA}/")]


def _same_model(path: Path, manifest: Manifest, fingerprint: str | None) -> None:
    if fingerprint is not None and fingerprint != manifest.fingerprint:
        raise InputRefused(
            [
                Finding(
                    id="other-embedding-model",
                    where=str(path / MANIFEST),
                    message=f'The index was made by the embedding model "{manifest.fingerprint}", '
                    f'the query would be made by "{fingerprint}".',
                    remedy="Run proposalkit index with the model that is installed now.",
                )
            ]
        )
