"""Read an XMP packet: its properties, and the schemas and properties it declares itself."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
_PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"


@dataclass(frozen=True)
class XmpPacket:
    """What one XMP packet says; names are `{namespace}local`."""

    rdf_count: int
    values: dict[str, str]
    declared_schemas: frozenset[str]
    declared_properties: frozenset[str]

    def value(self, namespace: str, local: str) -> str:
        """Give the text of a property, or an empty text when it is absent."""
        return self.values.get(f"{{{namespace}}}{local}", "")


def read_packet(raw: bytes) -> XmpPacket | None:
    """Read the bytes of a metadata stream; None when they are not well-formed XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(raw.strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    graphs = list(root.iter(f"{RDF}RDF"))
    if not graphs:
        return XmpPacket(0, {}, frozenset(), frozenset())
    schemas = _declared(graphs[0])
    return XmpPacket(
        rdf_count=len(graphs),
        values=_values(graphs[0]),
        declared_schemas=frozenset(schemas),
        declared_properties=frozenset(
            f"{{{namespace}}}{local}" for namespace, names in schemas.items() for local in names
        ),
    )


def _values(graph: etree._Element) -> dict[str, str]:
    """Collect the properties of all descriptions, written as attributes or as elements."""
    values: dict[str, str] = {}
    for description in graph.iterchildren(f"{RDF}Description"):
        for key, value in description.attrib.items():
            values[str(key)] = str(value)
        for child in description.iterchildren(etree.Element):
            values[str(child.tag)] = "".join(str(part) for part in child.itertext()).strip()
    return {key: value for key, value in values.items() if not key.startswith(RDF)}


def _declared(graph: etree._Element) -> dict[str, set[str]]:
    """Give the names declared for each namespace in the extension schemas."""
    schemas: dict[str, set[str]] = {}
    for holder in graph.iter(etree.Element):
        uri = holder.get(f"{_SCHEMA}namespaceURI") or holder.findtext(f"{_SCHEMA}namespaceURI")
        if uri is None:
            continue
        names = schemas.setdefault(uri.strip(), set())
        for inner in holder.iter(etree.Element):
            local = inner.get(f"{_PROPERTY}name") or inner.findtext(f"{_PROPERTY}name")
            if local:
                names.add(local.strip())
    return schemas
