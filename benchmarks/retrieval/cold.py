"""Opens an index and searches it in a process of its own: `cold.py FOLDER MODE [QUERY ...]`."""

from __future__ import annotations

import sys
from pathlib import Path


def main(folder: Path, mode: str, queries: list[str]) -> None:
    """Search and print the first hit; mode is lexical, hybrid or chroma."""
    from proposalkit.retrieve.generation import open_generation
    from proposalkit.retrieve.search import Via, search

    embedder = None
    if mode != "lexical":
        from proposalkit.retrieve.minilm.installed import read_model
        from proposalkit.retrieve.onnx_embedder import OnnxEmbedder

        embedder = OnnxEmbedder(read_model())
    generation = open_generation(folder, "minilm")
    via: Via = "chroma" if mode == "chroma" else "snapshot"
    for query in queries:
        answer = search(generation, query, embedder=embedder, via=via)
    print(answer.found[0].unit_id, *answer.notes)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
