"""Logos: PNG and JPEG only, of a fair size, drawn afresh."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from proposalkit.render.logo import ImageRefused, clean_image


def _image(mode: str, size: tuple[int, int], **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 0).save(out, **{"format": "PNG", **options})
    return out.getvalue()


def _huge_png() -> bytes:
    """A PNG that claims 60,000 x 60,000 pixels in under 100 bytes."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("data", "id", "words"),
    [
        (b"", "image-unreadable", "not a readable PNG or JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image-unreadable", "not a readable"),
        (_image("P", (4, 4), format="GIF"), "image-unreadable", "not a readable PNG or JPEG"),
        (_image("RGB", (40, 40))[:60], "image-unreadable", "not a readable PNG or JPEG"),
        (_huge_png(), "image-too-large", "more pixels than can be drawn"),
        (_image("1", (2001, 2000)), "image-too-large", "2001 x 2000 pixels"),
        (b"\x89PNG\r\n\x1a\n" + bytes(5_000_000), "image-too-large", "5,000,008 bytes"),
    ],
)
def test_other_formats_broken_files_and_large_ones_are_refused(data, id, words):
    with pytest.raises(ImageRefused) as caught:
        clean_image(data)
    assert caught.value.id == id
    assert words in caught.value.message
    assert caught.value.remedy


def test_a_large_logo_is_made_smaller_in_proportion():
    with Image.open(io.BytesIO(clean_image(_image("RGB", (1200, 300))))) as image:
        assert (image.format, image.size) == ("PNG", (600, 150))


def test_a_clear_background_stays_and_a_palette_becomes_plain():
    with Image.open(io.BytesIO(clean_image(_image("RGBA", (9, 9))))) as image:
        assert image.mode == "RGBA"
    with Image.open(io.BytesIO(clean_image(_image("P", (9, 9))))) as image:
        assert image.mode == "RGB"


def test_a_cmyk_jpeg_becomes_rgb():
    with Image.open(io.BytesIO(clean_image(_image("CMYK", (9, 9), format="JPEG")))) as image:
        assert (image.format, image.mode) == ("PNG", "RGB")


def test_nothing_but_the_pixels_is_kept():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "made by a person")
    clean = clean_image(_image("RGB", (9, 9), pnginfo=notes, dpi=(72, 72)))
    assert b"made by" not in clean
    assert b"pHYs" not in clean


def test_the_same_logo_gives_the_same_bytes():
    assert clean_image(_image("RGB", (90, 50))) == clean_image(_image("RGB", (90, 50)))
