"""Writes the vectors into Chroma through LangChain: large kinds have a collection each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from proposalkit.model.search import SearchUnit
from proposalkit.retrieve.chroma_client import broken, chroma_client, drop_collections
from proposalkit.retrieve.snapshot import Rows, Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from langchain_chroma import Chroma

Progress = Callable[[str, int, int], None]
"""Told a step, how far it is, and how far it goes."""
Known = dict[tuple[str, str], str]
"""Digest of each unit that a store holds, by kind and id."""
_BATCH, _PROBES = 1000, 3
_LOOKED_AT = 1500
"""Units Chroma looks at for a question. Of 200 labelled queries over 10,000 units in crowds every
one then has its exact hundred nearest, at 5 ms of processor time; at 300 and 3 ms, 0.73 had."""
_SAME = 0.9999
"""Cosine from which two vectors are one: Chroma's own arithmetic rounds a little."""


_METADATA = {"kind"}
"""Chroma reads each field of each hit from a table, and we filter by no other."""


@dataclass(frozen=True)
class StoreJob:
    """What is to stand in the store, and what stands there now."""

    rows: Rows
    vectors: Vectors
    collections: dict[str, str]
    """Name of the collection of each kind; kinds may share one."""
    known: Known
    superseded: tuple[str, ...] = ()
    """Collections that no kind has any more."""
    gone_kinds: tuple[tuple[str, str], ...] = ()
    """Kinds that are no more, each with the collection it had."""

    @property
    def names(self) -> tuple[str, ...]:
        """Give the collections, each once."""
        return tuple(dict.fromkeys(self.collections.values()))

    def rows_in(self, name: str) -> list[int]:
        """Give the rows of a collection."""
        kinds = [kind for kind, at in self.collections.items() if at == name]
        return sorted(row for kind in kinds for row in self.rows.kinds[kind])

    def changed(self, name: str) -> list[int]:
        """Give the rows that a collection does not hold as they are."""
        units, hashes = self.rows.units, self.rows.hashes
        return [
            row
            for row in self.rows_in(name)
            if self.known.get((units[row].kind, units[row].id)) != hashes[row]
        ]

    def vanished(self, name: str) -> list[str]:
        """Give the ids that a collection still holds and the units no more."""
        there = {self.rows.units[row].id for row in self.rows_in(name)}
        homes = {**self.collections, **dict(self.gone_kinds)}
        return [one for kind, one in self.known if homes[kind] == name and one not in there]


def write_store(place: Path | str, job: StoreJob, progress: Progress) -> None:
    """Bring the store to the job's state and prove it by counts and by questions.

    Raises ChromaBroken: what the store then holds is of no use.
    """
    with chroma_client(place) as client:
        stale = job.superseded if job.known else job.names
        drop_collections(client, stale)
        for name in job.names:
            changed = job.changed(name)
            collection = _collection(client, name, job)
            size = min(_BATCH, client.get_max_batch_size())
            for done, batch in _batches(changed, size):
                _upsert(collection, job.rows, batch)
                progress("chroma", done, len(changed))
            vanished = iter(job.vanished(name))
            while ids := list(islice(vanished, size)):
                collection.delete(ids=ids)
            progress("verify", 0, 1)
            _count(place, client, name, len(job.rows_in(name)))
            _probe(place, collection, job, changed or job.rows_in(name))


def _collection(client: Client, name: str, job: StoreJob) -> Chroma:
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    row_of = {text: row for row, text in enumerate(job.rows.texts)}

    class KnownVectors(Embeddings):
        """Gives each text the vector the snapshot holds, so that both hold the same."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [job.vectors[row_of[text]].tolist() for text in texts]

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    return Chroma(
        name,
        KnownVectors(),
        client=client,
        collection_configuration={
            "hnsw": {
                "space": "cosine",
                "ef_construction": 300,
                "ef_search": _LOOKED_AT,
                "max_neighbors": 32,
                "sync_threshold": 200,
            }
        },
    )


def _upsert(collection: Chroma, rows: Rows, batch: Sequence[int]) -> None:
    collection.add_texts(
        [rows.texts[row] for row in batch],
        [_metadata(rows.units[row]) for row in batch],
        [rows.units[row].id for row in batch],
    )


def _metadata(unit: SearchUnit) -> dict[str, object]:
    """Give what another reader of the store may filter by; Chroma refuses empty values."""
    fields = unit.model_dump(mode="json", include=_METADATA)
    return {name: value for name, value in fields.items() if value}


def _batches(rows: Sequence[int], size: int) -> Iterator[tuple[int, Sequence[int]]]:
    for start in range(0, len(rows), size):
        batch = rows[start : start + size]
        yield start + len(batch), batch


def _count(place: Path | str, client: Client, name: str, expected: int) -> None:
    count = client.get_collection(name).count()
    if count != expected:
        raise broken(place, f"{name} holds {count} units instead of {expected}")


def _probe(place: Path | str, collection: Chroma, job: StoreJob, among: Sequence[int]) -> None:
    """Ask for a few units by their own vectors: the snapshot knows the answer."""
    for row in sorted({among[at * (len(among) - 1) // (_PROBES - 1)] for at in range(_PROBES)}):
        nearest = collection.similarity_search_by_vector_with_relevance_scores(
            job.vectors[row].tolist(), k=1
        )
        found = [job.vectors[job.rows.row_of[str(one.id)]] for one, _ in nearest]
        if not found or float(np.dot(found[0], job.vectors[row])) < _SAME:
            raise broken(place, f'"{job.rows.units[row].id}" is not found by its own vector')
