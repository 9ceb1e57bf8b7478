"""Which way to search: asked for, set in the environment, or chosen by what is installed.

Why apart: `generate` asks this before every run, also when nothing has changed.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from proposalkit.errors import Unavailable

if TYPE_CHECKING:
    from proposalkit.model.search import SearchMode

Mode = Literal["auto", "lexical", "hybrid"]
WordT = TypeVar("WordT", bound=str)

SETTING = "PROPOSALKIT_SEARCH"
"""The environment variable that sets the mode where none is given."""
_MODES: tuple[Mode, ...] = ("auto", "lexical", "hybrid")


def mode_asked(given: str | None) -> Mode:
    """Give the mode named by an option, else by PROPOSALKIT_SEARCH, else auto.

    Raises Unavailable for a word that is no mode.
    """
    word = given or os.environ.get(SETTING) or "auto"
    return one_of(word, _MODES, f"a way to search ({SETTING} sets it too)")


def one_of(word: str, known: Sequence[WordT], what: str) -> WordT:
    """Give the word if it is known; raises Unavailable with the words there are."""
    for one in known:
        if word == one:
            return one
    raise Unavailable(f'"{word}" is not {what}.', f"Write one of {', '.join(known)}.")


class NarrativeSearch(NamedTuple):
    """How the passages of a kit are found; part of what the kit is made from."""

    mode: SearchMode = "lexical"
    fingerprint: str = ""
    """Of the embedding model; empty when words alone decide."""

    @property
    def sentence(self) -> str:
        """Say it in the memo."""
        if self.mode == "lexical":
            return "Found by words alone."
        return f"Found by words and by meaning, with the embedding model {self.fingerprint}."

    @property
    def code(self) -> str:
        """Give it as one word, for a fingerprint and a file."""
        return f"{self.mode}:{self.fingerprint}"


LEXICAL = NarrativeSearch()


def narrative_search(asked: str | None = None) -> NarrativeSearch:
    """Choose how passages are found: as asked, else as PROPOSALKIT_SEARCH says, else by the model.

    Without an installed model words alone decide. Raises Unavailable for a word that is no mode,
    and when hybrid is asked for without a model. It does not load the model.
    """
    mode = mode_asked(asked)
    if mode == "lexical":
        return LEXICAL
    from proposalkit.retrieve.minilm.installed import (
        FOLDER,
        RECORD_FILE,
        model_fingerprint,
        models_folder,
    )

    if (models_folder() / FOLDER / RECORD_FILE).is_file():
        return NarrativeSearch("hybrid", model_fingerprint())
    if mode == "hybrid":
        raise Unavailable(
            "Passages cannot be found by meaning: the embedding model is not installed.",
            "Run: proposalkit models install, or generate with --search lexical.",
        )
    return LEXICAL
