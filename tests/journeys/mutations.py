"""Deliberate forgeries of a kit, each the work of a careful cheat: seeded, so that runs repeat."""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import rfc8785
from tests.workflows.planted_pdf import forged_map, over, planted, swapped_glyph, text

Json = dict[str, object]


def digit_swaps(pdf: bytes, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Give PDFs in each of which one digit glyph on a page is another digit of the same font."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        places = list(_digit_places(document))
    chooser = random.Random(seed)
    for page, offset, old, new in chooser.sample(places, count):
        yield f"page {page + 1} byte {offset}", _with_code(pdf, page, offset, old, new)


def _digit_places(document: pikepdf.Pdf) -> Iterator[tuple[int, int, str, str]]:
    """Give page, offset of the code in the content, the code there and another digit's code."""
    for number, page in enumerate(document.pages):
        codes = {name: _digit_codes(font) for name, font in page.obj["/Resources"]["/Font"].items()}
        content = page.obj["/Contents"].read_bytes()
        font = ""
        for match in re.finditer(rb"/([\w.-]+) [\d.]+ Tf|<([0-9a-fA-F]+)>", content):
            if match[1]:
                font = "/" + match[1].decode()
                continue
            known = codes.get(font, {})
            text = match[2].decode().lower()
            for at in range(0, len(text), 4):
                code = text[at : at + 4]
                others = sorted(one for one in known if known[one] != known.get(code))
                if code in known and others:
                    yield number, match.start(2) + at, code, others[at % len(others)]


def _digit_codes(font: pikepdf.Object) -> dict[str, str]:
    if "/ToUnicode" not in font:
        return {}
    table = font["/ToUnicode"].read_bytes().decode("latin-1").lower()
    pairs = re.findall(r"<([0-9a-f]{4})>\s*<([0-9a-f]{4})>", table)
    return {code: chr(int(text, 16)) for code, text in pairs if chr(int(text, 16)).isdigit()}


def _with_code(pdf: bytes, page: int, offset: int, old: str, new: str) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        stream = document.pages[page].obj["/Contents"]
        content = stream.read_bytes()
        assert content[offset : offset + 4].decode().lower() == old
        stream.write(content[:offset] + new.encode() + content[offset + 4 :])
        return _saved(document)


def with_attachment(pdf: bytes, payload: bytes) -> bytes:
    """Put another JSON into the PDF, as a forger would who leaves the pages alone."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        stream = document.Root["/AF"][0]["/EF"]["/F"]
        stream.write(payload)
        return _saved(document)


def with_metadata(pdf: bytes, old: str, new: str) -> bytes:
    """Replace a text in the XMP metadata."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        metadata = document.Root["/Metadata"]
        changed = metadata.read_bytes().replace(old.encode(), new.encode())
        metadata.write(changed)
        return _saved(document)


def _saved(document: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def page_attacks(pdf: bytes, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Give PDFs in which text is hidden or covered, a font map forged or a glyph swapped."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = len(document.pages)
    chooser = random.Random(seed)
    for _ in range(count):
        page, pair = chooser.randrange(pages), "".join(chooser.sample("aeinorst", 2))
        box = f"q 1 1 1 rg 0 {chooser.randrange(100, 500)} 600 150 re f Q"
        white = text("1 1 1 rg", "1 0 0 1 60 40", words="tea on rise", page=page)
        yield f"page {page + 1} with hidden text", planted(pdf, white)
        yield f"page {page + 1} with covered text", planted(pdf, over(box, page))
        yield f"page {page + 1} with a map of {pair} forged", planted(pdf, forged_map(pair, page))
        yield f"page {page + 1} with {pair} swapped", planted(pdf, swapped_glyph(pair, page))


def cell_changes(workbook: bytes, seed: int) -> Iterator[tuple[str, bytes]]:
    """Give workbooks with one stored number changed on each sheet, and one formula on some."""
    parts = _parts(workbook)
    chooser = random.Random(seed)
    for name in sorted(one for one in parts if "/sheet" in one):
        numbers = list(re.finditer(rb"<v>[^<]*([0-9])</v>", parts[name]))
        formulas = list(re.finditer(rb"<f>[^<]*([0-9])", parts[name]))
        for kind, found in (("number", numbers), ("formula", formulas)):
            if found:
                at = chooser.choice(found).start(1)
                digit = b"1" if parts[name][at : at + 1] != b"1" else b"2"
                changed = parts[name][:at] + digit + parts[name][at + 1 :]
                yield f"{kind} in {name}", _zipped(parts | {name: changed})


def moved_places(parity: bytes, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Give lists of places with a moved box, a wrong page, a missing and an extra value."""
    pointers = sorted(json.loads(parity)["shown"])
    pages = max(one["page"] for at in json.loads(parity)["shown"].values() for one in at)
    chooser = random.Random(seed)

    def moved(shown: dict[str, list[Json]], pointer: str) -> None:
        left, bottom, right, top = shown[pointer][0]["box"]  # type: ignore[misc]
        shown[pointer][0]["box"] = [left, bottom - 14, right, top - 14]

    def turned(shown: dict[str, list[Json]], pointer: str) -> None:
        there = {one["page"] for one in shown[pointer]}
        free = [page for page in range(1, pages + 1) if page not in there]
        shown[pointer][0]["page"] = chooser.choice(free) if free else pages + 1

    def dropped(shown: dict[str, list[Json]], pointer: str) -> None:
        del shown[pointer]

    def added(shown: dict[str, list[Json]], pointer: str) -> None:
        shown[f"{pointer}/bonus"] = shown[pointer]

    for number, pointer in enumerate(chooser.sample(pointers, count)):
        change = (moved, turned, dropped, added)[number % 4]
        document = json.loads(parity)
        change(document["shown"], pointer)
        yield f"{change.__name__} {pointer}", json.dumps(document).encode()


def export_changes(files: dict[str, bytes], seed: int) -> Iterator[tuple[str, str, bytes]]:
    """Give for each file of the exports a copy with one digit of its text changed."""
    chooser = random.Random(seed)
    for name, data in sorted(files.items()):
        if name.endswith(".xlsx"):
            yield name, "text of a cell", _with_other_text(data, chooser)
            continue
        at = chooser.choice(list(re.finditer(rb"(?<=[0-9.])[0-9]", data))).start()
        digit = b"1" if data[at : at + 1] != b"1" else b"2"
        yield name, f"byte {at}", data[:at] + digit + data[at + 1 :]


def _with_other_text(workbook: bytes, chooser: random.Random) -> bytes:
    """Change one digit in the text of one cell."""
    parts = _parts(workbook)
    digits = [
        (name, match.start(1))
        for name, data in parts.items()
        if "/sheet" in name
        for match in re.finditer(rb"<t[^>]*>[^<]*([0-9])", data)
    ]
    name, at = chooser.choice(digits)
    digit = b"1" if parts[name][at : at + 1] != b"1" else b"2"
    return _zipped(parts | {name: parts[name][:at] + digit + parts[name][at + 1 :]})


def _parts(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def change_json(payload: bytes, change: Callable[[Json], None]) -> bytes:
    """Change the data and write it canonically again."""
    document: Json = json.loads(payload)
    change(document)
    return rfc8785.dumps(document)


def refresh_manifest(buyer: Path) -> None:
    """Make the manifest fit the changed files, so that it alone finds nothing."""
    manifest = buyer / "manifest.json"
    document = json.loads(manifest.read_bytes())
    for row in document["files"]:
        data = (buyer / row["name"]).read_bytes()
        row["bytes"], row["sha256"] = len(data), hashlib.sha256(data).hexdigest()
    manifest.write_bytes(rfc8785.dumps(document))


def leaves(document: object, pattern: str) -> Iterator[tuple[list[object], str]]:
    """Give the path and text of every string that matches a pattern."""
    todo: list[tuple[list[object], object]] = [([], document)]
    while todo:
        path, value = todo.pop(0)
        if isinstance(value, dict):
            todo += [([*path, key], inner) for key, inner in value.items()]
        elif isinstance(value, list):
            todo += [([*path, number], inner) for number, inner in enumerate(value)]
        elif isinstance(value, str) and re.fullmatch(pattern, value):
            yield path, value


def put(document: object, path: list[object], value: str) -> None:
    """Put a value at a path."""
    for step in path[:-1]:
        document = document[step]  # type: ignore[index]
    document[path[-1]] = value  # type: ignore[index]
