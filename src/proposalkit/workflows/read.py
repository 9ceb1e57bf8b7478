"""Read the proposal out of whatever a buyer holds: a kit, its buyer folder, a zip, a PDF, JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from proposalkit.errors import InputRefused, Unavailable
from proposalkit.kit.layout import PROPOSAL_JSON
from proposalkit.model.finding import Finding
from proposalkit.readers.near_json import near_json

if TYPE_CHECKING:
    from proposalkit.model.proposal import Proposal


def read_proposal(path: Path) -> Proposal:
    """Read and validate the proposal at a path; it says nothing about pages, ask `verify_path`.

    Raises InputRefused with every problem, and Unavailable when the reader was stopped.
    """
    near = near_json(path)
    if near is not None:
        return _validated(*near)
    from proposalkit.readers.worker import start_path_reader

    with start_path_reader() as worker:
        worker.submit_path(path, look="data")
        # the models load while the other process reads
        from proposalkit.readers import proposal_json  # noqa: F401

        subject = worker.subject()
    if subject.proposal_bytes is None:
        raise InputRefused([missing_proposal(subject.name)])
    return _validated(subject.proposal_bytes, subject.name)


def _validated(data: bytes, name: str) -> Proposal:
    from proposalkit.readers.proposal_json import read_proposal as read_proposal_json
    from proposalkit.workflows.schema_files import proposal_schema

    return read_proposal_json(data, proposal_schema(), name)


def attached_proposal(pdf: bytes) -> bytes | None:
    """Take the proposal out of a PDF; None when it carries none.

    Raises InputRefused for a file that is no PDF, and Unavailable when the reader was stopped.
    """
    from proposalkit.readers.worker import examine_pdf

    examination = examine_pdf(pdf)
    if examination.stopped:
        raise Unavailable(
            f"The PDF could not be read: {examination.stopped}.",
            "Ask the sender for the file as it was made.",
        )
    if examination.reading is None:
        raise InputRefused(examination.refusal)
    return examination.reading.attachments.get(PROPOSAL_JSON)


def missing_proposal(name: str) -> Finding:
    """Say that there is no proposal in what was given."""
    return Finding(
        id="proposal-missing",
        where=name,
        message=f'"{name}" holds no {PROPOSAL_JSON}, and no PDF with one attached.',
        remedy="Ask the seller for the kit as it was packed.",
    )
