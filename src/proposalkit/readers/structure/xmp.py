"""The XMP metadata: what the file says it is (ISO 19005-3, 6.6; ISO 14289-1, 5 and 7.1)."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.model.finding import Finding
from proposalkit.readers.structure.entries import data, entry, name, text
from proposalkit.readers.structure.faults import fault
from proposalkit.readers.structure.opened import OpenedPdf
from proposalkit.readers.structure.xmp_packet import XmpPacket, read_packet
from proposalkit.readers.structure.xmp_schemas import KNOWN_PROPERTIES

PDFA_ID = "http://www.aiim.org/pdfa/ns/id/"
PDFUA_ID = "http://www.aiim.org/pdfua/ns/id/"
PROPOSAL = "urn:proposalkit:pdfa:1p0#"
_DC = "http://purl.org/dc/elements/1.1/"
_PLACE = "XMP metadata"
_DECLARE = "Declare it in the extension schemas of the XMP packet, or leave it out."


def packet_of(opened: OpenedPdf) -> XmpPacket | None:
    """Give the XMP packet of the document, or None when there is none that can be read."""
    raw = data(entry(opened.catalog, "/Metadata"))
    return None if raw is None else read_packet(raw)


def check_xmp(opened: OpenedPdf) -> Iterator[Finding]:
    """Check that the packet can be read, identifies both standards and declares what it uses."""
    stream = entry(opened.catalog, "/Metadata")
    if data(stream) is None:
        yield fault("pdf-no-xmp", "catalogue", "The file has no XMP metadata.")
        return
    if (name(entry(stream, "/Type")), name(entry(stream, "/Subtype"))) != ("Metadata", "XML"):
        yield fault("pdf-xmp-keys", _PLACE, "The metadata stream is not marked as metadata in XML.")
    packet = packet_of(opened)
    if packet is None:
        yield fault("pdf-xmp-malformed", _PLACE, "The XMP metadata are not well-formed XML.")
        return
    if packet.rdf_count != 1:
        yield fault(
            "pdf-xmp-many-rdf",
            _PLACE,
            f"The XMP metadata hold {packet.rdf_count} RDF blocks; readers use the first only.",
            "Write one `rdf:RDF` element with everything in it.",
        )
    yield from _identity(packet)
    yield from _same_title(packet, opened)
    yield from _declared(packet)


def _identity(packet: XmpPacket) -> Iterator[Finding]:
    """Check the two identifications of the file."""
    level = packet.value(PDFA_ID, "part") + packet.value(PDFA_ID, "conformance")
    if level != "3A":
        yield fault(
            "pdf-xmp-not-pdfa-3a", _PLACE, f'The file calls itself PDF/A "{level}", not 3A.'
        )
    part = packet.value(PDFUA_ID, "part")
    if part != "1":
        yield fault("pdf-xmp-not-pdfua-1", _PLACE, f'The file calls itself PDF/UA "{part}", not 1.')


def _same_title(packet: XmpPacket, opened: OpenedPdf) -> Iterator[Finding]:
    """Check that there is a title and that it is the title of the information dictionary."""
    title = packet.value(_DC, "title")
    if not title:
        yield fault(
            "pdf-xmp-no-title",
            _PLACE,
            "The XMP metadata give no title.",
            "Write a `<title>` in the template and the same in `dc:title`.",
        )
    old_style = text(entry(opened.pdf.docinfo, "/Title"))
    if title and old_style and old_style != title:
        yield fault(
            "pdf-xmp-title-differs",
            _PLACE,
            f'The title is "{title}" here and "{old_style}" in the information dictionary.',
        )


def _declared(packet: XmpPacket) -> Iterator[Finding]:
    """Check that each property is a known one or declared in the packet itself."""
    schemas = KNOWN_PROPERTIES.keys() | packet.declared_schemas
    undeclared: set[str] = set()
    for key in packet.values:
        namespace, _, local = key.removeprefix("{").rpartition("}")
        if namespace not in schemas:
            undeclared.add(namespace)
        elif key not in packet.declared_properties and not _is_known(namespace, local):
            yield fault(
                "pdf-xmp-undeclared-property", _PLACE, f'"{key}" is not declared.', _DECLARE
            )
    for namespace in sorted(undeclared):
        yield fault(
            "pdf-xmp-undeclared-schema",
            _PLACE,
            f'The schema "{namespace}" is not declared.',
            _DECLARE,
        )


def _is_known(namespace: str, local: str) -> bool:
    """Say whether PDF/A knows the property; a schema whose names are not listed knows all."""
    names = KNOWN_PROPERTIES.get(namespace)
    return names is not None and (not names or local in names)
