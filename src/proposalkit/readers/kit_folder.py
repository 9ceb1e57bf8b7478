"""Find out what a path holds: a kit, a deal, what a buyer got, or one file of it."""

from __future__ import annotations

import json
from pathlib import Path

from proposalkit.errors import InputRefused
from proposalkit.model.file_types import true_type
from proposalkit.readers.folder_files import cannot_read, read_folder, read_one_file
from proposalkit.readers.reading import Subject, SubjectKind
from proposalkit.readers.refusal import refuse
from proposalkit.readers.strict_json import MAX_BYTES
from proposalkit.readers.zip_files import read_zip

BUYER, INTERNAL = "buyer", "internal"
PROPOSAL, PDF, MANIFEST, PARITY = "proposal.json", "proposal.pdf", "manifest.json", "parity.json"
STANDARD, STANDARD_PDF = "standard-answers.json", "standard-answers.pdf"
CANARIES = "canaries.json"
_NAMED = frozenset({PROPOSAL, PDF, STANDARD, STANDARD_PDF, MANIFEST, PARITY})
_WHAT_FITS = (
    "Give a kit folder, a deal folder, a buyer folder, the buyer's zip, a proposal.pdf "
    "or a proposal.json."
)


def read_subject(path: Path) -> Subject:
    """Read what is at a path, whoever made it.

    A deal folder gives its highest revision. Raises InputRefused when nothing usable is there, or
    when it cannot be read safely.
    """
    try:
        if path.is_dir():
            return _folder(path)
    except OSError as problem:
        raise InputRefused([cannot_read(path.name, problem)]) from problem
    data = read_one_file(path)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"PK\x03\x04"):  # first, as a stored zip shows its PDF's own mark
        return _zip(path.name, data)
    if b"%PDF-" in data[:1024]:
        beside = _signature_beside(path)
        return Subject(kind="pdf", name=path.name, pdf_bytes=data, other_files=beside)
    if start.startswith(b"{"):
        role = "standard_bytes" if _is_standard(data) else "proposal_bytes"
        beside = _signature_beside(path, role == "standard_bytes")
        return Subject.model_validate(
            {"kind": "proposal_json", "name": path.name, role: data, "other_files": beside}
        )
    raise refuse("subject-unknown", path.name, _neither(path.name, data), _WHAT_FITS)


def _neither(name: str, data: bytes) -> str:
    kind = true_type(data)
    said = f'"{name}" is {kind}: ' if kind else f'"{name}" is '
    return f"{said}neither a PDF nor a zip nor a JSON document."


def _signature_beside(path: Path, standard: bool = False) -> dict[str, bytes]:
    """Take the signature of a file that travels alone: its own name, ended with `.jws`."""
    signature = path.with_suffix(".jws")
    if not signature.is_file():
        return {}
    name = "standard-answers.jws" if standard else "proposal.jws"
    return {name: read_one_file(signature, path.resolve().parent)}


def _folder(path: Path) -> Subject:
    """Read a folder: a kit, a deal with revisions, or what a buyer got."""
    if (path / BUYER).is_dir():
        return _kit(path)
    revisions = [
        child for child in path.iterdir() if _is_revision(child.name) and (child / BUYER).is_dir()
    ]
    if revisions:
        return _kit(max(revisions, key=lambda child: int(child.name)))
    if any((path / name).is_file() for name in _NAMED):
        return subject_of_files("buyer_folder", path.resolve().name, read_folder(path))
    raise refuse(
        "subject-unknown",
        path.name or str(path),
        f'"{path.name or path}" holds neither a kit nor the files of one.',
        _WHAT_FITS,
    )


def _is_revision(name: str) -> bool:
    """Say whether the name of a folder is the number of a revision."""
    return name.isascii() and name.isdecimal()


def _kit(path: Path) -> Subject:
    """Read one revision of a kit."""
    place = path.resolve()
    for part in (BUYER, INTERNAL):
        if (path / part).is_symlink() and not (path / part).resolve().is_relative_to(place):
            raise refuse(
                "link-leads-out",
                part,
                f'"{part}" is a link to a place outside the kit.',
                "Give the kit folder as it was made.",
            )
    subject = subject_of_files(
        "kit", f"{place.parent.name}/{place.name}", read_folder(path / BUYER)
    )
    canaries = path / INTERNAL / CANARIES
    return subject.model_copy(
        update={
            "revision": int(place.name) if _is_revision(place.name) else None,
            "canaries_bytes": read_one_file(canaries, place) if canaries.is_file() else None,
        }
    )


def _zip(name: str, data: bytes) -> Subject:
    """Read the zip of a buyer; its files may stand in one folder inside."""
    files = read_zip(data, name)
    tops = {file.partition("/")[0] for file in files}
    if len(tops) == 1 and not any(file in _NAMED for file in files):
        files = {file.partition("/")[2]: content for file, content in files.items()}
    if not _NAMED & files.keys():
        kind = true_type(data)
        said = f'"{name}" is {kind} and' if kind else f'"{name}"'
        raise refuse("subject-unknown", name, f"{said} holds no file of a proposal.", _WHAT_FITS)
    return subject_of_files("buyer_zip", name, files)


def subject_of_files(kind: SubjectKind, name: str, files: dict[str, bytes]) -> Subject:
    """Sort the files of a buyer into the ones with a meaning and the rest."""
    if not files:
        raise refuse("subject-empty", name, f'"{name}" is empty.', _WHAT_FITS)
    data, pdf = (PROPOSAL, PDF)
    if not {PROPOSAL, PDF} & files.keys() and {STANDARD, STANDARD_PDF} & files.keys():
        data, pdf = (STANDARD, STANDARD_PDF)
    meant = {data, pdf, MANIFEST, PARITY}
    return Subject(
        kind=kind,
        name=name,
        proposal_bytes=files.get(PROPOSAL),
        standard_bytes=files.get(STANDARD) if data == STANDARD else None,
        pdf_bytes=files.get(pdf),
        pdf_name=pdf,
        manifest_bytes=files.get(MANIFEST),
        parity_bytes=files.get(PARITY),
        other_files={file: content for file, content in files.items() if file not in meant},
    )


def _is_standard(data: bytes) -> bool:
    """Say whether a JSON document calls itself standard answers; a broken one does not."""
    try:
        document = json.loads(data) if len(data) <= MAX_BYTES else None
    except (ValueError, RecursionError):
        return False
    return isinstance(document, dict) and document.get("documentType") == "standard_answers"
