"""Hashes every run of eight words of the source documents, so that a test can find a copied one.

The sources are not in the repository and need not be: `python scripts/source_grams.py FOLDER` reads
all text files of a folder and writes only salted digests. Names and defined terms do not count as
copying; they are listed in tests/knowledge/names_and_terms.txt and left out on both sides.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

RUN = 8
"""Words in a row that may not be repeated."""
_BYTES = 6
"""Bytes kept of each digest: a chance meeting is rarer than one in ten million texts."""
_SALT = b"proposalkit source 8-grams 1"
_WORD = re.compile(r"[a-z0-9]+")
TESTS = Path(__file__).parent.parent / "tests" / "knowledge"
HASHES = TESTS / "source_8grams.bin"
NAMES = TESTS / "names_and_terms.txt"


def names() -> tuple[tuple[str, ...], ...]:
    """Give the words of each name and defined term, longest first."""
    lines = NAMES.read_text(encoding="utf-8").splitlines()
    found = {tuple(_words(line)) for line in lines if line and not line.startswith("#")}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))


def runs(text: str, without: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Give every run of eight words of a text, names and terms left out."""
    words = _left(_words(text), without)
    for at in range(len(words) - RUN + 1):
        yield " ".join(words[at : at + RUN])


def digest(run: str) -> bytes:
    """Give the kept bytes of the salted digest of a run."""
    return hashlib.sha256(_SALT + run.encode()).digest()[:_BYTES]


def state(without: Sequence[tuple[str, ...]]) -> bytes:
    """Name the list of names the digests were made with; it is the first record of the file."""
    return digest("\0".join(" ".join(words) for words in without))


def read_hashes() -> tuple[bytes, frozenset[bytes]]:
    """Give the state of the list and all digests."""
    data = HASHES.read_bytes()
    records = [data[at : at + _BYTES] for at in range(0, len(data), _BYTES)]
    return records[0], frozenset(records[1:])


def write_hashes(folder: Path) -> int:
    """Hash all text files of a folder; gives the number of digests."""
    without = names()
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    found = {digest(run) for text in texts for run in runs(text, without)}
    HASHES.write_bytes(state(without) + b"".join(sorted(found)))
    return len(found)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("\u2019", "'").replace("'", ""))


def _left(words: list[str], without: Sequence[tuple[str, ...]]) -> list[str]:
    kept: list[str] = []
    at = 0
    while at < len(words):
        name = next((one for one in without if tuple(words[at : at + len(one)]) == one), None)
        if name is None:
            kept.append(words[at])
        at += len(name) if name else 1
    return kept


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("Give the folder with the source texts: python scripts/source_grams.py FOLDER")
    print(f"{write_hashes(Path(sys.argv[1]))} runs of {RUN} words hashed to {HASHES.name}")
