"""Read the proposal out of whatever a buyer holds: a kit, its buyer folder, a zip, a PDF, JSON."""

from __future__ import annotations

from pathlib import Path

from proposalkit.errors import InputRefused, Unavailable
from proposalkit.kit.layout import PROPOSAL_JSON
from proposalkit.model.finding import Finding
from proposalkit.model.proposal import Proposal
from proposalkit.readers.proposal_json import read_proposal as read_proposal_json
from proposalkit.readers.worker import examine_pdf, read_subject_apart
from proposalkit.workflows.check import proposal_schema


def read_proposal(path: Path) -> Proposal:
    """Read and validate the proposal at a path; it says nothing about pages, ask `verify_path`.

    Raises InputRefused with every problem, and Unavailable when the reader was stopped.
    """
    subject = read_subject_apart(path)
    data = subject.proposal_bytes
    if data is None and subject.pdf_bytes is not None:
        data = _attached(subject.pdf_bytes)
    if data is None:
        raise InputRefused([_missing(subject.name)])
    return read_proposal_json(data, proposal_schema(), subject.name)


def _attached(pdf: bytes) -> bytes | None:
    examination = examine_pdf(pdf)
    if examination.stopped:
        raise Unavailable(
            f"The PDF could not be read: {examination.stopped}.",
            "Ask the sender for the file as it was made.",
        )
    if examination.reading is None:
        raise InputRefused(examination.refusal)
    return examination.reading.attachments.get(PROPOSAL_JSON)


def _missing(name: str) -> Finding:
    return Finding(
        id="proposal-missing",
        where=name,
        message=f'"{name}" holds no {PROPOSAL_JSON}, and no PDF with one attached.',
        remedy="Ask the seller for the kit as it was packed.",
    )
