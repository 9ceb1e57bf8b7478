"""Where what is worked out once is kept; apart, so that asking for it loads nothing else."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """Give the cache folder: PROPOSALKIT_CACHE, else a folder in the user's cache."""
    own = os.environ.get("PROPOSALKIT_CACHE")
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "proposalkit"
