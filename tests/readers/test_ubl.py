"""A document is held against XSDs that the reader brings, and nothing else is ever opened."""

from __future__ import annotations

import pytest

from proposalkit.errors import InputRefused
from proposalkit.readers.ubl import check_ubl

SPACE = "urn:oasis:names:specification:ubl:schema:xsd:Quotation-2"
XSD = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{SPACE}"
 elementFormDefault="qualified"><xs:element name="Quotation"><xs:complexType><xs:sequence>
 <xs:element name="Day" type="xs:date"/></xs:sequence></xs:complexType></xs:element></xs:schema>"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "xsd" / "maindoc").mkdir(parents=True)
    (tmp_path / "xsd" / "maindoc" / "UBL-Quotation-2.4.xsd").write_text(XSD)
    return tmp_path


def document(inside: str) -> bytes:
    return f'<Quotation xmlns="{SPACE}">\n{inside}</Quotation>'.encode()


def refused(data, folder) -> str:
    with pytest.raises(InputRefused) as error:
        check_ubl(data, folder)
    return error.value.findings[0].id


def test_a_document_the_schema_knows_has_no_finding(folder) -> None:
    assert check_ubl(document("<Day>2026-11-23</Day>"), folder) == ()


def test_what_the_schema_finds_has_its_line(folder) -> None:
    (one,) = check_ubl(document("<Day>soon</Day>"), folder)
    assert (one.id, one.where) == ("ubl-invalid", "quotation.ubl.xml:2")
    assert "'soon'" in one.message


def test_a_folder_without_xsds_and_a_file_that_is_no_ubl_are_refused(folder, tmp_path) -> None:
    assert refused(document(""), tmp_path / "none") == "ubl-xsd-missing"
    assert refused(b"<a/>", folder) == "not-ubl"
    assert refused(b"<a>", folder) == "not-xml"
    (folder / "xsd" / "maindoc" / "UBL-Quotation-2.4.xsd").write_text("<no/>")
    assert refused(document(""), folder) == "ubl-xsd-broken"


def test_an_entity_of_the_document_is_not_read(folder, tmp_path) -> None:
    (tmp_path / "secret").write_text("2026-11-23")
    entity = f'<!DOCTYPE Quotation [<!ENTITY day SYSTEM "file://{tmp_path}/secret">]>'.encode()
    assert refused(entity + document("<Day>&day;</Day>"), folder) == "xml-doctype"
