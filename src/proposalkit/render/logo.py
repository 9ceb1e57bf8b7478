"""A company's logo, decoded and drawn afresh, so that no foreign byte reaches the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS_IN = 4_000_000
MAX_SIDE_OUT = 600
MAX_BYTES = 5_000_000
FORMATS = ("PNG", "JPEG")


class ImageRefused(Exception):
    """An image that is not a PNG or JPEG of a fair size; says what is wrong and what to do."""

    def __init__(self, id: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.id = id
        self.message = message
        self.remedy = remedy


def clean_image(data: bytes) -> bytes:
    """Decode a PNG or JPEG and write it as a new PNG of at most 600 pixels a side.

    Raises ImageRefused for any other format, a broken file, or more than 4 million pixels.
    """
    from PIL import Image, UnidentifiedImageError

    if len(data) > MAX_BYTES:
        raise _too_large(f"{len(data):,} bytes")
    try:
        with _whole_files_only(), Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS_IN:
                raise _too_large(f"{image.width} x {image.height} pixels")
            return _png(image)
    except Image.DecompressionBombError as error:
        raise _too_large("more pixels than can be drawn") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ImageRefused(
            "image-unreadable",
            f"The image is not a readable PNG or JPEG{_reason(error)}.",
            "Give a PNG or JPEG file.",
        ) from error


def _reason(error: Exception) -> str:
    """Give Pillow's reason, unless it names an object of the program."""
    return "" if "<_io." in str(error) else f" ({error})"


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """Refuse a cut file; WeasyPrint, once imported, makes Pillow fill it up with grey."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _png(image: Image) -> bytes:
    clear = "A" in image.getbands() or "transparency" in image.info
    clean = image.convert("RGBA" if clear else "RGB")
    clean.thumbnail((MAX_SIDE_OUT, MAX_SIDE_OUT))
    clean.info.clear()
    out = BytesIO()
    clean.save(out, "PNG")
    return out.getvalue()


def _too_large(size: str) -> ImageRefused:
    return ImageRefused(
        "image-too-large",
        f"The image has {size}; the limit is {MAX_PIXELS_IN:,} pixels and {MAX_BYTES:,} bytes.",
        "Give a smaller PNG or JPEG file; 600 pixels a side is enough.",
    )
