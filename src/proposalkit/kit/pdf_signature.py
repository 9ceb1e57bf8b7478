"""An invisible PAdES signature appended to a PDF, which stays PDF/A-3a and PDF/UA-1.

The bytes that were there stay as they are: the signature, its field and the field's place in the
structure are an update at the end of the file.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field

from proposalkit.errors import InputRefused
from proposalkit.kit.write import explain_os_error
from proposalkit.model.finding import Finding

FIELD = "Seller"
_SAID = "Signature of the seller; it has no look on the page"
_PRINT_LOCKED = 132
"""Flags of the field: it prints, and cannot be moved."""


class _KeepingWriter(IncrementalPdfFileWriter):
    """Leaves the metadata alone.

    Why: the library writes the XMP anew with itself as producer, and there is no switch for it;
    then the two places of the metadata differ, which PDF/A forbids.
    """

    def _update_meta(self) -> None:
        return


def read_pkcs12(path: Path, passphrase: str) -> signers.SimpleSigner:
    """Read certificate and key; raises InputRefused when file and passphrase do not fit."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise explain_os_error(error, path, "read") from error
    signer: signers.SimpleSigner
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(data, [], passphrase=passphrase.encode())
    except ValueError as error:
        raise InputRefused([Finding(
            id="certificate-unusable",
            where=str(path),
            message="It cannot be read as a PKCS#12 file with that passphrase.",
            remedy="Check the file and the passphrase; export certificate and key again.",
        )]) from error  # fmt: skip
    return signer


def sign_pdf(pdf: bytes, signer: signers.SimpleSigner) -> bytes:
    """Append the signature; raises InputRefused for a PDF it cannot be appended to."""
    try:
        writer = _KeepingWriter(BytesIO(pdf))
        _place_field(writer)
        made = signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
            ),
            signer=signer,
        ).sign_pdf(writer, existing_fields_only=True)
    except (PdfError, KeyError, ValueError) as error:
        raise InputRefused([Finding(
            id="pdf-not-signable",
            where="proposal.pdf",
            message=f"No signature can be appended to it: {str(error).rstrip('.')}.",
            remedy="Make the kit again; a PDF is signed once.",
        )]) from error  # fmt: skip
    return bytes(made.getbuffer())


def _place_field(writer: _KeepingWriter) -> None:
    """Add the field, and a Form element for it at the end of the structure, as PDF/UA asks."""
    append_signature_field(writer, SigFieldSpec(FIELD, readable_field_name=_SAID))
    (field,) = (
        one for one in writer.root["/AcroForm"]["/Fields"]
        if one.get_object().get("/T") == FIELD
    )  # fmt: skip
    widget = field.get_object()
    tree = writer.root["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    number = max(int(numbers[place]) for place in range(0, len(numbers), 2)) + 1
    top = tree.raw_get("/K")
    root = top.raw_get(0) if isinstance(top, generic.ArrayObject) else top
    document = root.get_object()
    form = writer.add_object(_form_element(root, field, widget.raw_get("/P")))
    document["/K"].append(form)
    numbers.append(generic.NumberObject(number))
    numbers.append(form)
    widget["/StructParent"] = generic.NumberObject(number)
    widget["/F"] = generic.NumberObject(_PRINT_LOCKED)
    for changed in (document, document["/K"], tree["/ParentTree"], numbers, widget):
        writer.update_container(changed)


def _form_element(
    root: generic.IndirectObject, field: generic.IndirectObject, page: generic.IndirectObject
) -> generic.DictionaryObject:
    reference = generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/OBJR"),
        pdf_name("/Obj"): field,
        pdf_name("/Pg"): page,
    })  # fmt: skip
    return generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/StructElem"),
        pdf_name("/S"): pdf_name("/Form"),
        pdf_name("/P"): root,
        pdf_name("/Alt"): generic.TextStringObject(_SAID),
        pdf_name("/K"): reference,
    })  # fmt: skip
