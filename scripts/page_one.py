"""Makes docs/images/page-one.png: the first page of the example kit, with a digest of its words."""

from __future__ import annotations

import hashlib
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
from PIL.PngImagePlugin import PngInfo

from proposalkit import Request, generate_kit

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "images" / "page-one.png"
WORDS = "words-sha256"
DOTS_PER_INCH = 80


def words_digest(pdf: Path) -> str:
    """Give the SHA-256 of the first page's words; a picture with another one is stale.

    Why without the digest of the data and the page references: any word of the kit changes them.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage().get_text_bounded()
    words = re.sub(r"[0-9a-f]{64}|page[0-9]+", "", "".join(text.split()))
    return hashlib.sha256(words.encode()).hexdigest()


def draw(pdf: Path, picture: Path) -> None:
    """Write the first page as a PNG of 64 colours."""
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=DOTS_PER_INCH / 72).to_pil()
    note = PngInfo()
    note.add_text(WORDS, words_digest(pdf))
    picture.parent.mkdir(parents=True, exist_ok=True)
    image.convert("RGB").quantize(64).save(picture, optimize=True, pnginfo=note)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        request = Request(ROOT / "examples" / "workspace", "nordwind-support", Path(folder))
        draw(generate_kit(request, now=datetime.now(UTC)).pdf, PICTURE)
