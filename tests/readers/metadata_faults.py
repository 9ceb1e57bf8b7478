"""Faults of the XMP metadata and of the attachments."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

from .faults import fault_list

FAULTS, causes = fault_list()


def edit_xmp(pdf: pikepdf.Pdf, before: str, after: str) -> None:
    """Change some text of the XMP packet."""
    packet = pdf.Root.Metadata.read_bytes().decode()
    assert before in packet
    pdf.Root.Metadata.write(packet.replace(before, after).encode())


def specification(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Give the file specification of the attached proposal."""
    return pdf.Root.Names.EmbeddedFiles.Names[1]


@causes("pdf-no-xmp")
def the_metadata_are_missing(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


@causes("pdf-xmp-keys")
def the_metadata_stream_has_no_subtype(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata.Subtype


@causes("pdf-xmp-malformed")
def the_metadata_are_no_xml(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, "</rdf:RDF>", "")


@causes("pdf-xmp-many-rdf")
def the_metadata_hold_a_second_rdf_block(pdf: pikepdf.Pdf) -> None:
    second = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
    edit_xmp(pdf, "</rdf:RDF>", "</rdf:RDF>" + second)


@causes("pdf-xmp-not-pdfa-3a")
def the_file_claims_pdf_a_3u(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, 'conformance="A"', 'conformance="U"')


@causes("pdf-xmp-not-pdfa-3a")
def the_file_claims_pdf_a_2(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, 'pdfaid:part="3"', 'pdfaid:part="2"')


@causes("pdf-xmp-not-pdfua-1")
def the_file_does_not_claim_pdf_ua(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, 'pdfuaid:part="1"', "")


@causes("pdf-xmp-no-title")
def the_metadata_have_no_title(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, "Offer 7 to Example Retail", "")


@causes("pdf-xmp-title-differs")
def the_two_titles_differ(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, "Offer 7 to", "Offer 8 to")


@causes("pdf-xmp-undeclared-schema")
def the_metadata_use_a_schema_nobody_declared(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, 'pdf:Producer="WeasyPrint"', 'xmlns:q="urn:q#" q:Colour="red"')


@causes("pdf-xmp-undeclared-schema")
def the_identification_of_pdf_ua_is_not_declared(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, "URI>http://www.aiim.org/pdfua/ns/id/<", "URI>urn:other#<")


@causes("pdf-xmp-undeclared-property")
def a_property_of_ours_is_not_declared(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, "<pdfaProperty:name>PayloadSHA256<", "<pdfaProperty:name>Other<")


@causes("pdf-xmp-undeclared-property")
def a_property_does_not_exist_in_its_schema(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, "pdf:Producer=", "pdf:Maker=")


@causes("pdf-xmp-payload-name")
def the_metadata_name_another_attachment(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, 'DocumentFileName="proposal.json"', 'DocumentFileName="offer.json"')


@causes("pdf-xmp-payload-digest")
def the_metadata_state_another_digest(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, 'PayloadSHA256="', 'PayloadSHA256="0')


@causes("pdf-payload-missing")
def nothing_is_attached(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Names.EmbeddedFiles
    del pdf.Root.AF


@causes("pdf-payload-missing")
def the_attachment_has_another_name(pdf: pikepdf.Pdf) -> None:
    specification(pdf).UF = "offer.json"


@causes("pdf-payload-differs")
def one_byte_of_the_attachment_differs(pdf: pikepdf.Pdf) -> None:
    specification(pdf).EF.F.write(b'{"proposalId":"offer-8"}')


@causes("pdf-payload-twice")
def two_attachments_have_one_name(pdf: pikepdf.Pdf) -> None:
    second = pdf.make_indirect(Dictionary(specification(pdf)))
    second.EF = Dictionary(F=pdf.make_stream(b"{}", Subtype=Name("/application/json")))
    pdf.Root.Names.EmbeddedFiles.Names.extend(["zzz", second])
    pdf.Root.AF.append(second)


@causes("pdf-payload-relationship")
def the_proposal_is_attached_as_data(pdf: pikepdf.Pdf) -> None:
    specification(pdf).AFRelationship = Name.Data


@causes("pdf-attachment-relationship")
def the_attachment_has_no_relationship(pdf: pikepdf.Pdf) -> None:
    del specification(pdf).AFRelationship


@causes("pdf-attachment-names")
def the_attachment_has_no_unicode_name(pdf: pikepdf.Pdf) -> None:
    del specification(pdf).UF


@causes("pdf-attachment-not-associated")
def the_attachment_is_not_associated(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF = Array([])


@causes("pdf-attachment-unlisted")
def an_associated_file_is_in_no_list(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF.append(pdf.make_indirect(Dictionary(Type=Name.Filespec, F="x", UF="x")))


@causes("pdf-attachment-no-file")
def the_attachment_has_no_bytes(pdf: pikepdf.Pdf) -> None:
    del specification(pdf).EF


@causes("pdf-attachment-media-type")
def the_attachment_has_no_media_type(pdf: pikepdf.Pdf) -> None:
    del specification(pdf).EF.F.Subtype


@causes("pdf-attachment-no-date")
def the_attachment_has_no_date(pdf: pikepdf.Pdf) -> None:
    del specification(pdf).EF.F.Params.ModDate


@causes("pdf-attachment-size")
def the_attachment_states_a_false_size(pdf: pikepdf.Pdf) -> None:
    specification(pdf).EF.F.Params.Size = 3
