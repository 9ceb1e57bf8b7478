"""What every embedder can do: turn texts into vectors of length one, and say what it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Embedder(Protocol):
    """Turns texts into vectors; the dot product of two of them is their cosine."""

    @property
    def fingerprint(self) -> str:
        """Name everything that shapes the vectors; vectors of two fingerprints never mix."""
        ...

    @property
    def dimensions(self) -> int:
        """Give the number of figures in one vector."""
        ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one row of length one for each text, in their order; none for no texts."""
        ...
