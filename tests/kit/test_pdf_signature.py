"""A PDF gets a signature of its own and stays PDF/A-3a and PDF/UA-1 by our structural check."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from tests.readers.samples import PAYLOAD, print_sample, sample_html

from proposalkit.errors import InputRefused, ProposalkitError
from proposalkit.kit.pdf_signature import read_pkcs12, sign_pdf
from proposalkit.readers.structure import check_structure


def write_certificate(path: Path) -> x509.Certificate:
    """Write a PKCS#12 file with a certificate that signed itself; the passphrase is "secret"."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Seller TEST")])
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    built = built.public_key(key.public_key()).serial_number(1)
    built = built.not_valid_before(datetime(2020, 1, 1)).not_valid_after(datetime(2060, 1, 1))
    certificate = built.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    sealed = serialization.BestAvailableEncryption(b"secret")
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, sealed))
    return certificate


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A sound PDF with the payload attached."""
    return print_sample(sample_html(rows=3, clauses=1))


@pytest.fixture
def signer(tmp_path: Path) -> SimpleSigner:
    """The holder of a certificate."""
    write_certificate(tmp_path / "seller.p12")
    return read_pkcs12(tmp_path / "seller.p12", "secret")


def test_a_signed_pdf_keeps_both_conformances_and_every_byte_it_had(
    pdf: bytes, signer: SimpleSigner
) -> None:
    signed = sign_pdf(pdf, signer)
    assert signed.startswith(pdf)
    assert check_structure(pdf, PAYLOAD).findings == ()
    assert check_structure(signed, PAYLOAD).findings == ()


def test_the_signature_covers_the_whole_file_and_the_library_finds_it_intact(
    pdf: bytes, signer: SimpleSigner
) -> None:
    signed = sign_pdf(pdf, signer)
    (found,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    trust = ValidationContext(trust_roots=[signer.signing_cert], allow_fetching=False)
    status = validate_pdf_signature(found, trust)
    assert (status.intact, status.valid, status.coverage.name) == (True, True, "ENTIRE_FILE")


def test_the_field_is_in_the_structure_and_the_metadata_is_as_it_was(
    pdf: bytes, signer: SimpleSigner
) -> None:
    with (
        pikepdf.open(io.BytesIO(pdf)) as before,
        pikepdf.open(io.BytesIO(sign_pdf(pdf, signer))) as after,
    ):
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert dict(after.docinfo) == dict(before.docinfo)
        (field,) = list(after.Root.AcroForm.Fields)
        assert field.Rect == [0, 0, 0, 0]
        numbers = list(after.Root.StructTreeRoot.ParentTree.Nums)
        assert numbers[-2] == field.StructParent
        assert numbers[-1].S == "/Form"
        assert numbers[-1].K.Obj.objgen == field.objgen


def test_a_pdf_is_signed_once(pdf: bytes, signer: SimpleSigner) -> None:
    with pytest.raises(InputRefused) as refused:
        sign_pdf(sign_pdf(pdf, signer), signer)
    assert refused.value.findings[0].id == "pdf-not-signable"


def test_what_is_no_tagged_pdf_is_refused(signer: SimpleSigner) -> None:
    blank = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(blank)
    for data in (b"%PDF-1.7 and nothing", b"", blank.getvalue()):
        with pytest.raises(InputRefused):
            sign_pdf(data, signer)


def test_a_wrong_passphrase_and_a_file_that_is_none_are_refused(tmp_path: Path) -> None:
    write_certificate(tmp_path / "seller.p12")
    with pytest.raises(InputRefused, match="1 problem"):
        read_pkcs12(tmp_path / "seller.p12", "wrong")
    (tmp_path / "text.p12").write_text("no certificate")
    with pytest.raises(InputRefused):
        read_pkcs12(tmp_path / "text.p12", "")
    with pytest.raises(ProposalkitError, match="cannot be read"):
        read_pkcs12(tmp_path / "none.p12", "")
