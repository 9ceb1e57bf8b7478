"""The checks that keep a kit clean for machine readers: its texts, its letters, its pages."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

from proposalkit.knowledge.machine_orders import machine_orders
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.folding import bare
from proposalkit.readers.reading import SIGHT_CHECK, PdfExamination, PdfReading
from proposalkit.render.outlines import known_shapes
from proposalkit.verify.glyph_shapes import SHAPES_CHECK, check_glyph_shapes
from proposalkit.verify.plain_texts import check_plain_texts

_TEXT_SUFFIXES = (".json", ".jsonld", ".xml", ".txt", ".md", ".csv", ".html", ".jws", ".svg")
_OFFICE_SUFFIXES = (".docx", ".xlsx")
_CARRIED = frozenset({"proposal.json", "standard-answers.json"})
LONGEST_TEXT = 4_000_000
"""Bytes of a file that are looked through; a kit's longest has some 400,000."""
_LINK, _REPLACED = "link address", ", ActualText"
_PACKET_MARK = "\ufeff"


def office_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the Word files and workbooks among the files of a kit, for the reader."""
    return {name: data for name, data in files.items() if name.endswith(_OFFICE_SUFFIXES)}


def judge_texts(files: Mapping[str, bytes]) -> CheckResult:
    """Look through the texts of files alone, before there are pages."""
    texts = dict(_texts(files))
    return check_plain_texts(texts, machine_orders(), [*_too_long(files)])


def judge_clean(
    files: Mapping[str, bytes],
    examination: PdfExamination | None,
    known: Collection[str] = (),
) -> tuple[CheckResult, ...]:
    """Run the three checks; those of the pages do not apply without a PDF.

    `known` are files whose texts `judge_texts` looked through already.
    """
    reading = examination.reading if examination else None
    fresh = {name: data for name, data in files.items() if name not in known}
    texts = {**dict(_texts(fresh)), **dict(_page_texts(files, reading))}
    found = [*_strange_files(reading), *_replaced(reading), *_links(reading), *_too_long(fresh)]
    for look in examination.office.values() if examination else ():
        texts |= look.texts
        found += look.findings
    plain = check_plain_texts(texts, machine_orders(), found)
    if examination is None or reading is None:
        missing = "There is no PDF." if examination is None else "The PDF could not be read."
        absent = (SIGHT_CHECK, SHAPES_CHECK)
        return (
            *(CheckResult(check=one, outcome="not_applicable", detail=missing) for one in absent),
            plain,
        )
    sight = examination.sight or CheckResult(check=SIGHT_CHECK, outcome="could_not_run")
    fonts = packaged_path("templates") / "fonts"
    return sight, check_glyph_shapes(reading.shapes, known_shapes(fonts)), plain


def _texts(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Give every text a program can read, by the place a person can find it at."""
    for name, data in files.items():
        if name.endswith(_TEXT_SUFFIXES) and len(data) <= LONGEST_TEXT:
            yield from _file(name, data)


def _page_texts(
    files: Mapping[str, bytes], reading: PdfReading | None
) -> Iterator[tuple[str, str]]:
    """Give those of the pages, and of what the PDF carries beside them."""
    if reading is None:
        return
    for page in reading.pages:
        yield f"page {page.number}", page.text
    for key, said in reading.info.items():
        yield f"metadata {key}", said
    yield "metadata XMP", reading.xmp.replace(_PACKET_MARK, "")
    yield from reading.words.items()
    for name, data in reading.attachments.items():
        yield "names of attachments", name
        if len(data) <= LONGEST_TEXT and (name not in files or files[name] != data):
            yield from _file(f"attachment {name}", data)


def _too_long(files: Mapping[str, bytes]) -> Iterator[Finding]:
    for name, data in files.items():
        if name.endswith(_TEXT_SUFFIXES) and len(data) > LONGEST_TEXT:
            yield Finding(
                id="text-too-long",
                where=name,
                message=f'"{name}" has {len(data):,} bytes; at most {LONGEST_TEXT:,} are looked '
                "through for hidden characters and orders.",
                remedy="Do not rely on it; no file of a kit is that long.",
            )


def _file(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Give the strings of a JSON document by pointer, or the whole of any other text."""
    text = data.decode("utf-8", errors="replace")
    if name.endswith((".json", ".jsonld")):
        try:
            yield from _strings(name, json.loads(text))
            return
        except (ValueError, RecursionError):
            pass  # read as plain text then; the schema check names the fault
    yield name, text


def _strings(name: str, document: object) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[str, object]] = [(f"{name}:", document)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, str):
            yield place, value
        elif isinstance(value, dict):
            yield f"{place} keys", "\n".join(value)
            waiting += [(f"{place}/{key}", one) for key, one in value.items() if _speaks(one)]
        elif isinstance(value, list):
            waiting += [(f"{place}/{n}", one) for n, one in enumerate(value) if _speaks(one)]


def _speaks(value: object) -> bool:
    """Say whether a value of a JSON document may hold text."""
    return isinstance(value, str | dict | list)


def _strange_files(reading: PdfReading | None) -> Iterator[Finding]:
    for name in reading.attachments if reading else ():
        if "/" in name or "\\" in name:
            yield Finding(
                id="attachment-name-unsafe",
                where="attachments",
                message=f'The PDF carries "{name[:120]}", a path: a program that unpacks it may '
                "write outside the folder it means.",
                remedy="Unpack nothing from this file; ask the seller for the PDF as made.",
            )
        elif name not in _CARRIED:
            yield Finding(
                id="attachment-strange",
                where="attachments",
                message=f'The PDF carries "{name}", which is no part of a proposal.',
                remedy="Take the file out; the PDF carries its data and nothing else.",
            )


def _replaced(reading: PdfReading | None) -> Iterator[Finding]:
    """Find tags that give programs another text than the page shows."""
    for place, said in reading.words.items() if reading else ():
        if place.endswith(_REPLACED):
            yield Finding(
                id="text-replaced",
                where=place,
                message=f'Programs are to read "{said[:80]}" in the place of what stands there.',
                remedy="Take the replacing text out; the page itself must say it.",
            )


def _links(reading: PdfReading | None) -> Iterator[Finding]:
    """Find links whose address does not stand on the pages: the reader is led elsewhere unseen."""
    if reading is None:
        return
    said = {place: word for place, word in reading.words.items() if place.endswith(_LINK)}
    pages = bare(reading.text) if said else ""
    for place, address in said.items():
        if bare(address.removeprefix("mailto:")) not in pages:
            yield Finding(
                id="link-not-on-page",
                where=place,
                message=f'The link goes to "{address[:120]}", which stands on no page.',
                remedy="Print the address on the page, or take the link out.",
            )
