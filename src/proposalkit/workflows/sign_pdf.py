"""Put a signature into the PDF of a kit, and check that the kit still holds together."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from proposalkit.kit.layout import MANIFEST, PROPOSAL_PDF, STANDARD_PDF
from proposalkit.kit.manifest import with_changed_file
from proposalkit.model.finding import fold_verdict
from proposalkit.readers.kit_folder import subject_of_files
from proposalkit.readers.two_readers import TwoReaders
from proposalkit.workflows.judging import judge
from proposalkit.workflows.judging_standard import is_standard, judge_standard
from proposalkit.workflows.kit_files import refuse_broken
from proposalkit.workflows.verify import material_of


@dataclass(frozen=True)
class Certificate:
    """A PKCS#12 file with certificate and private key, its passphrase, and whose templates."""

    file: Path
    passphrase: str
    workspace: Path | None = None


def with_signed_pdf(files: dict[str, bytes], certificate: Certificate) -> dict[str, bytes]:
    """Give the buyer's files with the PDF signed and listed anew in the manifest.

    Raises InputRefused for a certificate or a PDF that cannot be used, and Refused when the signed
    PDF would break a check; PDF/A-3a and PDF/UA-1 by our structural check are among them.
    """
    from proposalkit.kit.pdf_signature import read_pkcs12, sign_pdf

    signer = read_pkcs12(certificate.file, certificate.passphrase)
    name = PROPOSAL_PDF if PROPOSAL_PDF in files else STANDARD_PDF
    pdf = sign_pdf(files[name], signer)
    manifest = with_changed_file(files[MANIFEST], name, pdf)
    signed = {**files, name: pdf, MANIFEST: manifest}
    subject = subject_of_files("buyer_folder", "kit", signed)
    with closing(TwoReaders()) as readers:
        material = material_of(subject, readers, certificate.workspace)
    judged = judge_standard(material) if is_standard(material) else judge(material)
    refuse_broken(fold_verdict(subject.name, judged), "signed kit")
    return signed
