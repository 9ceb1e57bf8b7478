"""Verify a kit, a buyer folder, its zip or one PDF."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from pathlib import Path, PurePath

from proposalkit.errors import InputRefused
from proposalkit.kit.layout import (
    BUYER,
    PRICING_SHEET,
    PROPOSAL_JSON,
    STANDARD_JSON,
    SUMMARY_PDF,
    DealFolder,
)
from proposalkit.model.finding import CheckResult, Finding, Verdict, fold_verdict
from proposalkit.readers.kit_folder import read_subject
from proposalkit.readers.near_json import is_lone_json
from proposalkit.readers.proposal_json import parse_proposal, unreadable_json
from proposalkit.readers.reading import PdfExamination, Subject
from proposalkit.readers.two_readers import TwoReaders
from proposalkit.readers.worker import read_subject_apart
from proposalkit.verify.validity import check_validity
from proposalkit.workflows.judging import Material, data_of, judge
from proposalkit.workflows.judging_json import JudgedJson, judge_opened, open_json, with_view
from proposalkit.workflows.judging_letters import judge_letters
from proposalkit.workflows.judging_places import needles_of, standard_needles
from proposalkit.workflows.judging_signature import judge_signature
from proposalkit.workflows.judging_standard import is_standard, judge_standard
from proposalkit.workflows.likely_causes import with_causes
from proposalkit.workflows.notices import notice_results
from proposalkit.workflows.pages import template_folders
from proposalkit.workflows.shield import office_files

_TYPES = {
    "pdf": (".pdf", "a PDF"),
    "buyer_zip": (".zip", "a zip archive"),
    "proposal_json": (".json", "a JSON document"),
}


def verify_path(
    path: Path,
    workspace: Path | None = None,
    on: date | None = None,
    key: Path | None = None,
    deep: bool = False,
) -> Verdict:
    """Read what is at the path in limited processes and run every check that applies.

    With a workspace the pages are held against its templates instead of the shipped ones;
    with a day it is said whether the offer still stands on it; with a public key it must be
    signed with the private half of it. Deep, the pages are also read from their pictures, which
    needs the program `tesseract` and some two seconds a page.

    Raises InputRefused when nothing at the path can be read as a kit or a part of one, or when
    the key cannot be used.
    """
    subject, material = read_material(path, workspace)
    signed = judge_signature(subject.buyer_files, data_of(material), key)
    seen = (judge_letters(subject.pdf_bytes, _summary(subject)),) if deep else ()
    if is_standard(material):
        results: tuple[CheckResult, ...] = (*judge_standard(material), signed, *seen)
    else:
        received = judge_received(path, subject, material)
        results = (*received, signed, *seen, *standing(material, on))
    return with_causes(fold_verdict(subject.name, (*_named(subject), *results)), material)


def _summary(subject: Subject) -> dict[str, bytes]:
    return {n: data for n, data in subject.other_files.items() if n == SUMMARY_PDF}


def _named(subject: Subject) -> tuple[CheckResult, ...]:
    """Warn of a name that says another type than the file is; programs go by either."""
    suffix, kind = _TYPES.get(subject.kind, ("", ""))
    given = PurePath(subject.name).suffix.lower()
    if not suffix or given in ("", suffix):
        return ()
    warning = Finding(
        id="file-type-unlike-name",
        severity="warning",
        where=subject.name,
        message=f'"{subject.name}" is {kind}, whatever its name says; it was judged as one.',
        remedy=f"Give it the ending {suffix}, and ask the sender why it had another.",
    )
    return (CheckResult(check="file-type", findings=(warning,)),)


def read_material(path: Path, workspace: Path | None = None) -> tuple[Subject, Material]:
    """Read what is at a path in limited processes, ready to be judged.

    Raises InputRefused when nothing there can be read as a kit or a part of one.
    """
    with closing(TwoReaders()) as readers:
        if is_lone_json(path):  # nothing in it is for another process
            subject = read_subject(path)
        else:
            readers.start()
            subject = read_subject_apart(path)
        _refuse_no_json(subject)
        return subject, material_of(subject, readers, workspace)


def _refuse_no_json(subject: Subject) -> None:
    """Refuse a lone file that is not one JSON document: there is nothing in it to judge."""
    data = subject.proposal_bytes or subject.standard_bytes
    if subject.kind == "proposal_json" and data is not None:
        unreadable = unreadable_json(data, subject.name)
        if unreadable:
            raise InputRefused(unreadable)


def material_of(subject: Subject, readers: TwoReaders, workspace: Path | None = None) -> Material:
    """Have the PDF of a subject examined, and give all there is to judge.

    The data is judged while the other processes read the pages.
    """
    data = subject.proposal_bytes
    opened = open_json(data) if data is not None else None
    _submit(subject, readers, _needles(subject, opened))
    folders = template_folders(workspace)
    judged = judge_opened(opened, data) if opened and data is not None else None
    if judged is not None and data is not None and subject.pdf_bytes is not None:
        judged = with_view(judged, data, folders)
    return Material(
        proposal_json=data,
        standard_json=subject.standard_bytes,
        examination=_examination(subject, readers),
        manifest=subject.manifest_bytes,
        files=subject.buyer_files,
        canaries=_canaries(subject),
        folders=folders,
        judged=judged,
    )


def judge_received(path: Path, subject: Subject, material: Material) -> tuple[CheckResult, ...]:
    """Run every check that applies, the notices beside a kit among them."""
    return (*judge(material), *_notices(path, subject))


def standing(material: Material, on: date | None) -> tuple[CheckResult, ...]:
    """Say that an offer is over; data that cannot be read has been reported already."""
    data = data_of(material)
    if on is None or data is None:
        return ()
    try:
        return check_validity(parse_proposal(data), on)
    except InputRefused:
        return ()


def _notices(path: Path, subject: Subject) -> tuple[CheckResult, ...]:
    """Say what notices beside a kit say of it; a buyer's files have none beside them."""
    if subject.kind != "kit" or subject.revision is None:
        return ()
    deal = DealFolder(path.resolve().parent if (path / BUYER).is_dir() else path.resolve())
    try:
        return tuple(notice_results(deal, subject.revision))
    except InputRefused as refused:
        return (CheckResult(check="offer-stands", findings=refused.findings),)


def _needles(subject: Subject, opened: JudgedJson | None) -> dict[str, str]:
    """Give what to look for on the pages, when a list says where it should stand."""
    if subject.parity_bytes is None:
        return {}
    if opened is not None:
        return needles_of(opened.proposal) if opened.proposal else {}
    return standard_needles(subject.standard_bytes) if subject.standard_bytes else {}


def _submit(subject: Subject, readers: TwoReaders, needles: dict[str, str]) -> None:
    if subject.pdf_bytes is not None:
        payload = subject.proposal_bytes or subject.standard_bytes
        workbook = subject.other_files.get(PRICING_SHEET)
        office = office_files(subject.other_files)
        second = subject.other_files.get(SUMMARY_PDF)
        readers.submit(subject.pdf_bytes, payload, needles, workbook, office, second)


def _examination(subject: Subject, readers: TwoReaders) -> PdfExamination | None:
    """Wait for the readers; where only the PDF holds the data, look for its words once more."""
    if subject.pdf_bytes is None:
        return None
    examination = readers.result()
    beside = subject.proposal_bytes or subject.standard_bytes
    if subject.parity_bytes is None or beside is not None or examination.reading is None:
        return examination
    attached = examination.reading.attachments
    data = attached.get(PROPOSAL_JSON)
    needles = _needles(subject, open_json(data)) if data is not None else {}
    needles = needles or standard_needles(attached.get(STANDARD_JSON, b""))
    if not needles:
        return examination
    with closing(TwoReaders()) as second:
        _submit(subject, second, needles)
        return second.result()


def _canaries(subject: Subject) -> dict[str, str] | None:
    if subject.canaries_bytes is None:
        return None
    content = json.loads(subject.canaries_bytes)
    return {str(name): str(text) for name, text in content.items()}
