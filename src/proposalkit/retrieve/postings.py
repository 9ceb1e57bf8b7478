"""The BM25 index as plain numbers: built once with bm25s, kept in the cache, read without it.

Why kept: importing bm25s loads numpy, which costs more than the rest of a search by far.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import TypeAdapter

from proposalkit.retrieve.kept_file import keep, read_kept
from proposalkit.retrieve.words import tokens

Postings = Mapping[str, Sequence[tuple[int, float]]]
"""For each token the rows it stands in, with the score one occurrence in a query adds."""

_SHAPE: TypeAdapter[dict[str, list[tuple[int, float]]]] = TypeAdapter(
    dict[str, list[tuple[int, float]]]
)


def load_postings(texts: Sequence[str], cache: Path | None) -> Postings:
    """Give the index of the texts, from the cache folder when it has it, else built and kept."""
    path = cache / f"lexical-{_key(texts)}.json" if cache else None
    kept = _read(path) if path else None
    if kept is not None:
        return kept
    made = build_postings(texts)
    if path:
        keep(path, _SHAPE.dump_json({token: list(row) for token, row in made.items()}))
    return made


def build_postings(texts: Sequence[str]) -> Postings:
    """Score every token of every text with BM25; the rows are the places of the texts."""
    import bm25s

    rows = [tokens(text) for text in texts]
    if not any(rows):
        return {}
    index = bm25s.BM25(k1=1.5, b=0.75)
    index.index(rows, show_progress=False, create_empty_token=False)
    bounds = index.scores["indptr"].tolist()
    places, scores = index.scores["indices"].tolist(), index.scores["data"].tolist()
    return {
        str(token): list(
            zip(
                places[bounds[column] : bounds[column + 1]],
                scores[bounds[column] : bounds[column + 1]],
                strict=True,
            )
        )
        for token, column in index.vocab_dict.items()
    }


def _key(texts: Sequence[str]) -> str:
    """Name the texts and the way they are cut into tokens."""
    total = hashlib.sha256(json.dumps(list(texts)).encode())
    for source in ("postings.py", "words.py"):
        with contextlib.suppress(OSError):
            total.update(Path(__file__).with_name(source).read_bytes())
    return total.hexdigest()[:32]


def _read(path: Path) -> Postings | None:
    """Read a kept index; None when there is none that can be used."""
    body = read_kept(path)
    try:
        return None if body is None else _SHAPE.validate_json(body)
    except ValueError:
        return None
