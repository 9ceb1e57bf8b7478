"""Is the JSON canonical, attached unchanged, and is its digest the one printed?"""

from __future__ import annotations

from pydantic import BaseModel

from proposalkit.model.canonical import is_canonical, sha256_hex
from proposalkit.model.finding import CheckResult, Finding


def check_attachment(
    attached: bytes | None, beside: bytes | None, file: str = "proposal"
) -> CheckResult:
    """Compare the JSON inside the PDF with the JSON beside it, byte for byte."""
    name = "attachment"
    if attached is None:
        return CheckResult(
            check=name,
            findings=(
                _finding(
                    "attachment-missing", f"{file}.pdf", f"The PDF carries no {file}.json.",
                    "Ask the seller for the file as it was made; do not retype it.",
                ),
            ),
        )  # fmt: skip
    if beside is None:
        return CheckResult(
            check=name, outcome="not_applicable", detail=f"There is no {file}.json beside the PDF."
        )
    if attached == beside:
        return CheckResult(check=name, detail=f"{len(attached)} bytes, equal")
    return CheckResult(
        check=name,
        findings=(
            _finding(
                "attachment-differs", f"{file}.pdf",
                f"The {file}.json inside the PDF differs from the one beside it "
                f"(SHA-256 {sha256_hex(attached)[:12]} and {sha256_hex(beside)[:12]}).",
                "Trust neither; ask the seller which one was sent.",
            ),
        ),
    )  # fmt: skip


def check_canonical(data: bytes, document: BaseModel, file: str = "proposal") -> CheckResult:
    """Re-serialise the document by RFC 8785 and compare with the bytes received."""
    findings: tuple[Finding, ...] = ()
    if not is_canonical(data, document):
        findings = (
            _finding(
                "json-not-canonical", f"{file}.json",
                "The bytes are not the canonical form (RFC 8785) of the data they hold.",
                "The file was edited or re-saved after it was made; ask for the original.",
            ),
        )  # fmt: skip
    return CheckResult(check="canonical-form", detail=f"{len(data)} bytes", findings=findings)


def check_printed_digest(data: bytes, first_pages: str, xmp: str) -> CheckResult:
    """Look for the digest of the JSON on the key-terms page and in the PDF's metadata."""
    digest = sha256_hex(data)
    findings = []
    if digest not in "".join(first_pages.split()):
        findings.append(
            _finding(
                "digest-not-printed", "page 1",
                f'The digest on the page is not "{digest}", the SHA-256 of the JSON.',
                "Page and data do not belong together; ask the seller for the kit as made.",
            )
        )  # fmt: skip
    if digest not in xmp:
        findings.append(
            _finding(
                "digest-not-in-metadata", "proposal.pdf",
                "The metadata of the PDF names another digest than the JSON has.",
                "Page and data do not belong together; ask the seller for the kit as made.",
            )
        )  # fmt: skip
    return CheckResult(check="printed-digest", detail=digest, findings=tuple(findings))


def _finding(id_: str, where: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, where=where, message=message, remedy=remedy)
