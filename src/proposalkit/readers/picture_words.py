"""Have the program `tesseract` read the words of a picture."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from proposalkit.readers.reading import Spot, SpottedWord

if TYPE_CHECKING:
    from PIL.Image import Image

PROGRAM = "tesseract"
PAGE_SECONDS = 60.0
AS_LINES, AS_SCATTERED, AS_WORD = "6", "11", "8"
"""How words are looked for: as lines of one block, one by one wherever they stand, or one word."""
MOST_CLOSER = 40
_AROUND, _LARGER = 14, 3
_WORD_LEVEL = "5"
_COLUMNS = 12


class PictureUnread(Exception):
    """The program gave no words; the text says why."""


def reading_program() -> str | None:
    """Give the path of the program, None when it is not installed."""
    return shutil.which(PROGRAM)


def read_picture(program: str, png: bytes, way: str = AS_LINES) -> tuple[SpottedWord, ...]:
    """Read the words of a PNG; raises PictureUnread after 60 seconds or when the program fails."""
    command = [program, "stdin", "stdout", "-l", "eng", "--dpi", "200", "--psm", way, "tsv"]
    try:
        done = subprocess.run(
            command, input=png, capture_output=True, timeout=PAGE_SECONDS, env=_surroundings()
        )
    except subprocess.TimeoutExpired as problem:
        raise PictureUnread(f"{PROGRAM} took longer than {PAGE_SECONDS:.0f} seconds") from problem
    except OSError as problem:
        raise PictureUnread(f'{PROGRAM} does not start: "{problem}"') from problem
    if done.returncode:
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise PictureUnread(f"{PROGRAM} failed ({said[-1][:120] if said else done.returncode})")
    return tuple(_words(done.stdout.decode("utf-8", errors="replace")))


def read_closer(program: str, png: bytes, spots: Sequence[Spot]) -> tuple[SpottedWord, ...]:
    """Read single words, each cut out and drawn larger; raises PictureUnread as `read_picture`."""
    from PIL import Image

    with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
        cuts = [_cut(picture, spot) for spot in spots[:MOST_CLOSER]]
    texts = ("".join(one.text for one in read_picture(program, cut, AS_WORD)) for cut in cuts)
    return tuple(
        SpottedWord(text=text, spot=spot) for text, spot in zip(texts, spots, strict=False)
    )


def _cut(picture: Image, spot: Spot) -> bytes:
    left, top, right, bottom = (round(side) for side in spot)
    around = (left - _AROUND, top - _AROUND // 2, right + _AROUND, bottom + _AROUND // 2)
    cut = picture.crop(around)
    larger = cut.resize((cut.width * _LARGER, cut.height * _LARGER))
    out = io.BytesIO()
    larger.save(out, "PNG")
    return out.getvalue()


def _surroundings() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ}
    return kept | {"LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}


def _words(table: str) -> Iterator[SpottedWord]:
    """Take the words out of the table: level, four numbers, the place in them, box, trust, text."""
    for line in table.split("\n"):
        cells = line.split("\t")
        if len(cells) == _COLUMNS and cells[0] == _WORD_LEVEL and cells[-1].strip():
            left, top, width, height = map(float, cells[6:10])
            spot = (left, top, left + width, top + height)
            yield SpottedWord(text=cells[-1].strip(), spot=spot)
