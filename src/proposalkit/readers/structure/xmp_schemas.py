"""The XMP schemas that PDF/A-3 knows without a declaration (XMP 2005; ISO 19005-3, 6.6.2.3)."""

from __future__ import annotations

from proposalkit.readers.structure.entries import words

_XAP = "http://ns.adobe.com/xap/1.0/"

KNOWN_PROPERTIES: dict[str, frozenset[str]] = {
    "http://purl.org/dc/elements/1.1/": words(
        "contributor coverage creator date description format identifier language publisher "
        "relation rights source subject title type"
    ),
    _XAP: words(
        "Advisory BaseURL CreateDate CreatorTool Identifier Label MetadataDate ModifyDate "
        "Nickname Rating Thumbnails"
    ),
    "http://ns.adobe.com/pdf/1.3/": words("Keywords PDFVersion Producer Trapped"),
    "http://www.aiim.org/pdfa/ns/id/": words("part amd corr conformance"),
    "http://www.aiim.org/pdfa/ns/extension/": frozenset({"schemas"}),
    f"{_XAP}rights/": words("Certificate Marked Owner UsageTerms WebStatement"),
    f"{_XAP}mm/": frozenset(),
    f"{_XAP}bj/": frozenset(),
    f"{_XAP}t/pg/": frozenset(),
    "http://ns.adobe.com/photoshop/1.0/": frozenset(),
    "http://ns.adobe.com/xmp/1.0/DynamicMedia/": frozenset(),
    "http://ns.adobe.com/camera-raw-settings/1.0/": frozenset(),
    "http://ns.adobe.com/tiff/1.0/": frozenset(),
    "http://ns.adobe.com/exif/1.0/": frozenset(),
}
"""Namespace -> its property names; an empty set means that the names are not looked at."""
