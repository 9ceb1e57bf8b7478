"""The embedded files, and the proposal among them (ISO 19005-3, 6.8; our own rules)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from proposalkit.model.finding import Finding
from proposalkit.readers.structure import entries
from proposalkit.readers.structure.entries import entry, has, name, text
from proposalkit.readers.structure.faults import fault
from proposalkit.readers.structure.opened import OpenedPdf
from proposalkit.readers.structure.xmp import PROPOSAL, packet_of

PAYLOAD_NAMES = ("proposal.json", "standard-answers.json")
"""What a document of ours is attached as; a file carries one of them, once."""

_RELATIONSHIPS = frozenset({"Source", "Data", "Alternative", "Supplement", "Unspecified"})
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+\Z")


@dataclass(frozen=True)
class EmbeddedFile:
    """One file specification with an embedded stream."""

    name: str
    specification: object
    stream: object

    @property
    def place(self) -> str:
        """Name the attachment for a finding."""
        return f'attachment "{self.name}"'


def embedded_files(opened: OpenedPdf) -> tuple[EmbeddedFile, ...]:
    """Give the files of the name tree `EmbeddedFiles`, in its order."""
    tree = entry(entry(opened.catalog, "/Names"), "/EmbeddedFiles")
    found = []
    for key, specification in entries.tree_leaves(tree, "/Names"):
        file_name = text(entry(specification, "/UF")) or text(entry(specification, "/F"))
        stream = entry(entry(specification, "/EF"), "/F")
        found.append(EmbeddedFile(file_name or text(key), specification, stream))
    return tuple(found)


def check_attachments(opened: OpenedPdf, payload: bytes | None) -> Iterator[Finding]:
    """Check each embedded file, and that the proposal is there once, whole and described."""
    files = embedded_files(opened)
    associated = {
        entries.reference(item) for item in entries.elements(entry(opened.catalog, "/AF"))
    }
    for file in files:
        yield from _specification(file, associated)
        yield from _stream(file)
    listed = {entries.reference(file.specification) for file in files}
    if associated - listed - {(0, 0)}:
        yield fault(
            "pdf-attachment-unlisted",
            "catalogue",
            "A file is associated with the document but is not in its list of attachments.",
        )
    yield from _payload(opened, files, payload)


def _specification(file: EmbeddedFile, associated: set[tuple[int, int]]) -> Iterator[Finding]:
    """Check the names and the relationship of one attachment."""
    if not (has(file.specification, "/F") and has(file.specification, "/UF")):
        yield fault("pdf-attachment-names", file.place, "One of the two file names is missing.")
    relationship = name(entry(file.specification, "/AFRelationship"))
    if relationship not in _RELATIONSHIPS:
        yield fault(
            "pdf-attachment-relationship",
            file.place,
            f'"{relationship}" does not say how the file relates to the document.',
        )
    elif file.name in PAYLOAD_NAMES and relationship != "Alternative":
        yield fault(
            "pdf-payload-relationship",
            file.place,
            f'The data is attached as "{relationship}", not as "Alternative".',
        )
    if entries.reference(file.specification) not in associated:
        yield fault(
            "pdf-attachment-not-associated",
            file.place,
            "The attachment is not listed in `/AF` of the catalogue.",
        )


def _stream(file: EmbeddedFile) -> Iterator[Finding]:
    """Check the media type, the date and the bytes of one attachment."""
    content = entries.data(file.stream)
    if content is None:
        yield fault("pdf-attachment-no-file", file.place, "The attachment holds no readable bytes.")
        return
    if not _MEDIA_TYPE.match(name(entry(file.stream, "/Subtype"))):
        yield fault("pdf-attachment-media-type", file.place, "The attachment has no media type.")
    parameters = entry(file.stream, "/Params")
    if not has(parameters, "/ModDate"):
        yield fault("pdf-attachment-no-date", file.place, "The attachment has no date of change.")
    size = entries.whole(entry(parameters, "/Size"))
    if size is not None and size != len(content):
        yield fault(
            "pdf-attachment-size",
            file.place,
            f"The attachment says it has {size} bytes; it has {len(content)}.",
        )


def _payload(
    opened: OpenedPdf, files: tuple[EmbeddedFile, ...], payload: bytes | None
) -> Iterator[Finding]:
    """Check that the proposal is attached once and is the one expected and described."""
    ours = [file for file in files if file.name in PAYLOAD_NAMES]
    if not ours:
        yield fault(
            "pdf-payload-missing", "attachments", f'No file named "{PAYLOAD_NAMES[0]}" is attached.'
        )
        return
    if len(ours) > 1:
        yield fault(
            "pdf-payload-twice",
            "attachments",
            f'{len(ours)} files like "{ours[0].name}" are attached, so readers may differ.',
        )
    attached = entries.data(ours[0].stream)
    if attached is None:
        return
    if payload is not None and attached != payload:
        yield fault(
            "pdf-payload-differs",
            ours[0].place,
            f"The attached file is not the {ours[0].name} beside the PDF "
            f"({len(attached)} and {len(payload)} bytes).",
            "Ask the sender which of the two is the offer; do not rely on either.",
        )
    yield from _described(opened, ours[0].name, attached)


def _described(opened: OpenedPdf, file_name: str, attached: bytes) -> Iterator[Finding]:
    """Check that the XMP metadata name the attached file and its digest."""
    packet = packet_of(opened)
    if packet is None:
        return
    if packet.value(PROPOSAL, "DocumentFileName") != file_name:
        yield fault(
            "pdf-xmp-payload-name",
            "XMP metadata",
            f'The metadata do not name "{file_name}" as the attached proposal.',
        )
    stated = packet.value(PROPOSAL, "PayloadSHA256")
    if stated != hashlib.sha256(attached).hexdigest():
        yield fault(
            "pdf-xmp-payload-digest",
            "XMP metadata",
            f'The digest "{stated}" in the metadata is not the digest of the attached file.',
            "Ask the sender for the file again; the attachment or the metadata were changed.",
        )
