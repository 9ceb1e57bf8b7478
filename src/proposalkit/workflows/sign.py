"""Sign the latest revision of a deal: its manifest, and its data for the case it travels alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from proposalkit.errors import Refused
from proposalkit.kit.journal import Entry, append_entry, read_lines
from proposalkit.kit.keys import read_private_key
from proposalkit.kit.layout import MANIFEST, DealFolder
from proposalkit.kit.lock import deal_lock
from proposalkit.kit.pack import sendable_files
from proposalkit.kit.signature import SIGNED, sign_detached
from proposalkit.kit.write import KitFiles, explain_os_error, mend_interrupted, write_revision
from proposalkit.model.canonical import sha256_hex
from proposalkit.workflows.notices import refuse_withdrawn
from proposalkit.workflows.sign_pdf import Certificate, with_signed_pdf

if TYPE_CHECKING:
    from joserfc.jwk import ECKey


@dataclass(frozen=True)
class SignReport:
    """What was signed, and the thumbprint of the key."""

    folder: Path
    revision: int
    kid: str
    files: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Give the report for a machine."""
        return {
            "folder": str(self.folder),
            "revision": self.revision,
            "kid": self.kid,
            "files": list(self.files),
        }

    def text(self) -> str:
        """Give the report for a person."""
        lines = [f"Revision {self.revision} is signed with the key {self.kid}."]
        return "\n".join(lines + [f"  {self.folder / name}" for name in self.files])


def sign_kit(
    folder: Path, key: Path, *, now: datetime, certificate: Certificate | None = None
) -> SignReport:
    """Write `manifest.jws` and the signature of the data beside the buyer's files.

    With a certificate the PDF gets a signature of its own first: bytes are added at its end, and
    the manifest lists it anew. Otherwise no file that is signed changes. Raises Refused for a
    draft, for a file that is missing or was changed, for a withdrawn revision, and for a key other
    users may read; InputRefused for a file that holds no private key for ES256.
    """
    private = read_private_key(key)
    deal = DealFolder(folder)
    mend_interrupted(deal)
    number = deal.latest()
    if number is None:
        raise Refused(f'There is no kit in "{folder}".', f"Run proposalkit generate {folder.name}")
    with deal_lock(folder):
        refuse_withdrawn(deal, number)
        files = sendable_files(deal.buyer(number), "signed")
        if certificate is not None:
            files = with_signed_pdf(files, certificate)
        made = _signatures(files, private)
        entry: Entry = {
            "revision": number,
            "kid": private.thumbprint(),
            "manifestSha256": sha256_hex(files[MANIFEST]),
            "pdfSigned": "no" if certificate is None else "yes",
        }
        read_lines(deal.journal)  # a broken chain is said before anything is written
        if certificate is None:
            _write(deal.buyer(number), made)
            append_entry(deal.journal, "signed", now, entry)
        else:
            whole = KitFiles(buyer=files | made, internal=_internal(deal.internal(number)))
            write_revision(
                deal, number, whole, lambda: append_entry(deal.journal, "signed", now, entry)
            )
    return SignReport(deal.buyer(number), number, private.thumbprint(), tuple(made))


def _signatures(files: dict[str, bytes], key: ECKey) -> dict[str, bytes]:
    return {
        name: sign_detached(files[signed], key, purpose).encode()
        for name, (signed, purpose) in SIGNED.items()
        if signed in files
    }


def _internal(folder: Path) -> dict[str, bytes]:
    """Read what stays inside, to be written again beside the signed files."""
    try:
        found = (one for one in sorted(folder.rglob("*")) if one.is_file())
        return {one.relative_to(folder).as_posix(): one.read_bytes() for one in found}
    except OSError as error:
        raise explain_os_error(error, folder, "read") from error


def _write(buyer: Path, made: dict[str, bytes]) -> None:
    try:
        for name, data in made.items():
            staging = buyer.parent / f".{name}.part"  # not beside: no stray file in what is sent
            staging.write_bytes(data)
            staging.replace(buyer / name)
    except OSError as error:
        raise explain_os_error(error, buyer) from error
