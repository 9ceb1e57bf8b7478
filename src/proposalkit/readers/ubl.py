"""Hold a UBL document against the official XSDs, which the reader brings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, cast

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.readers.refusal import one_finding, refuse

_ROOT = re.compile(r"\{urn:oasis:names:specification:ubl:schema:xsd:([A-Za-z]+)-2\}([A-Za-z]+)")
_ASK = "Ask who wrote the file; UBL says what stands where."


class _Logged(Protocol):
    """One entry in the log of a schema."""

    line: int
    message: str


def check_ubl(data: bytes, folder: Path, name: str = "quotation.ubl.xml") -> tuple[Finding, ...]:
    """Validate a UBL 2 document; gives each thing the schema finds, with its line.

    Raises InputRefused when the document is no UBL, or the folder holds no XSD for it. Nothing is
    fetched, and no entity of the document is resolved.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        document = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise refuse("not-xml", name, f"The file is not XML: {error}.", _ASK) from error
    if getattr(document.getroottree().docinfo, "doctype", ""):
        raise refuse("xml-doctype", name, "The file has a DOCTYPE; UBL needs none.", _ASK)
    found = _ROOT.fullmatch(str(document.tag))
    if found is None or found[1] != found[2]:
        raise refuse("not-ubl", name, f'"{document.tag}" is no document of UBL 2.', _ASK)
    try:
        schema = etree.XMLSchema(etree.parse(_schema_file(folder, found[1]), parser))
    except (etree.XMLSyntaxError, etree.XMLSchemaParseError, OSError) as error:
        raise refuse(
            "ubl-xsd-broken", str(folder), f"The XSDs cannot be used: {error}.",
            "Unpack the whole release of UBL; maindoc/ needs common/ beside it.",
        ) from error  # fmt: skip
    schema.validate(document)
    logged = cast(Iterable[_Logged], schema.error_log)
    return tuple(
        one_finding("ubl-invalid", f"{name}:{one.line}", one.message, _ASK) for one in logged
    )


def _schema_file(folder: Path, kind: str) -> str:
    """Find the newest XSD of a kind of document below the folder."""
    found = sorted(folder.glob(f"**/maindoc/UBL-{kind}-2.*.xsd"), key=lambda one: one.name)
    if not found:
        raise InputRefused(
            [
                one_finding(
                    "ubl-xsd-missing",
                    str(folder),
                    f"The folder holds no maindoc/UBL-{kind}-2.4.xsd.",
                    "Name the folder of a UBL release that holds xsd/ or maindoc/ and common/.",
                )
            ]
        )
    return str(found[-1])
