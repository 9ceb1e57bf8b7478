"""The XMP packet: one RDF block that claims PDF/A-3a and PDF/UA-1 and names the attached data.

Why our own: WeasyPrint writes one claim only, and adds any further metadata as a second RDF
block, which validators do not read.
"""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from proposalkit.model.render_job import RenderJob

PK_NAMESPACE = "urn:proposalkit:pdfa:1p0#"

_HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_TAIL = '\n<?xpacket end="w"?>'

_PK_FIELDS = (
    ("DocumentType", "What the attached data is"),
    ("DocumentFileName", "File name of the attached data"),
    ("Version", "Version of the schema the attached data follows"),
    ("ProposalID", "Identifier of the proposal"),
    ("PayloadSHA256", "SHA-256 of the attached data"),
    ("TemplateDigest", "SHA-256 over the page templates used"),
)
_UA_FIELDS = (("part", "Integer", "internal", "Part of ISO 14289 the file conforms to"),)


def xmp_packet(job: RenderJob, producer: str) -> bytes:
    """Build the packet of one job; `producer` is the name and version of the PDF writer."""
    blocks = (
        _description("pdfaid", "http://www.aiim.org/pdfa/ns/id/", _pdfa_id()),
        _description("pdfuaid", "http://www.aiim.org/pdfua/ns/id/", _field("pdfuaid:part", "1")),
        _description("dc", "http://purl.org/dc/elements/1.1/", _dublin_core(job)),
        _description("pdf", "http://ns.adobe.com/pdf/1.3/", _field("pdf:Producer", producer)),
        _description("xmp", "http://ns.adobe.com/xap/1.0/", _dates(job)),
        _description("pk", PK_NAMESPACE, _proposal(job)),
        _extension_schemas(),
    )
    rdf = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    lines = ('<x:xmpmeta xmlns:x="adobe:ns:meta/">' + rdf, *blocks, "</rdf:RDF></x:xmpmeta>")
    return f"{_HEAD}{chr(10).join(lines)}{_TAIL}".encode()


def w3c_date(day: date) -> str:
    """Give a day as midnight UTC in the date form that XMP and WeasyPrint share."""
    return f"{day.isoformat()}T00:00:00Z"


def _description(prefix: str, namespace: str, content: str) -> str:
    return f'<rdf:Description rdf:about="" xmlns:{prefix}="{namespace}">{content}</rdf:Description>'


def _field(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>"


def _pdfa_id() -> str:
    return _field("pdfaid:part", "3") + _field("pdfaid:conformance", "A")


def _dublin_core(job: RenderJob) -> str:
    return (
        _field("dc:format", "application/pdf")
        + f"<dc:language><rdf:Bag>{_field('rdf:li', job.language)}</rdf:Bag></dc:language>"
        + f"<dc:title><rdf:Alt>{_default_language(job.title)}</rdf:Alt></dc:title>"
        + f"<dc:creator><rdf:Seq>{_field('rdf:li', job.author)}</rdf:Seq></dc:creator>"
    )


def _default_language(text: str) -> str:
    return f'<rdf:li xml:lang="x-default">{escape(text)}</rdf:li>'


def _dates(job: RenderJob) -> str:
    day = w3c_date(job.created)
    return (
        _field("xmp:CreatorTool", job.generator)
        + _field("xmp:CreateDate", day)
        + _field("xmp:ModifyDate", day)
    )


def _proposal(job: RenderJob) -> str:
    values = (
        "PROPOSAL",
        job.attachment_name,
        job.schema_version,
        job.proposal_id,
        job.payload_sha256,
        job.template_digest,
    )
    return "".join(
        _field(f"pk:{name}", value) for (name, _), value in zip(_PK_FIELDS, values, strict=True)
    )


def _extension_schemas() -> str:
    ours = tuple((name, "Text", "external", text) for name, text in _PK_FIELDS)
    schemas = _schema(
        "PDF/UA identification schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid", _UA_FIELDS
    ) + _schema("Proposal kit schema", PK_NAMESPACE, "pk", ours)
    names = " ".join(
        f"xmlns:{prefix}={quoteattr('http://www.aiim.org/pdfa/ns/' + rest)}"
        for prefix, rest in (
            ("pdfaExtension", "extension/"),
            ("pdfaSchema", "schema#"),
            ("pdfaProperty", "property#"),
        )
    )
    bag = f"<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas>"
    return f'<rdf:Description rdf:about="" {names}>{bag}</rdf:Description>'


def _schema(
    title: str, namespace: str, prefix: str, fields: tuple[tuple[str, str, str, str], ...]
) -> str:
    properties = "".join(
        '<rdf:li rdf:parseType="Resource">'
        + _field("pdfaProperty:name", name)
        + _field("pdfaProperty:valueType", value_type)
        + _field("pdfaProperty:category", category)
        + _field("pdfaProperty:description", text)
        + "</rdf:li>"
        for name, value_type, category, text in fields
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        + _field("pdfaSchema:schema", title)
        + _field("pdfaSchema:namespaceURI", namespace)
        + _field("pdfaSchema:prefix", prefix)
        + f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
