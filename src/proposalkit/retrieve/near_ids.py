"""A LangChain vector store that is asked for ids and distances alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from chromadb.api.types import Where
from langchain_chroma import Chroma
from numpy.typing import NDArray


class NearIds(Chroma):
    """Finds what is near without reading it.

    Why: LangChain's own calls give text and metadata with each hit, which Chroma reads from a
    table. A hundred of them cost more than the search, and the snapshot holds both.
    """

    def near(
        self, vector: NDArray[np.float32], k: int, kinds: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Give id and distance of the k nearest, nearest first, of some kinds or of all."""
        only = cast("Where", {"kind": {"$in": [*kinds]}}) if kinds else None
        found = self._collection.query(
            query_embeddings=vector, n_results=k, where=only, include=["distances"]
        )
        distances = found["distances"]
        return list(zip(found["ids"][0], distances[0], strict=True)) if distances else []
