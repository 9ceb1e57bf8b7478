"""Verify a kit, a buyer folder, its zip or one PDF."""

from __future__ import annotations

import json
from pathlib import Path

from proposalkit.model.finding import Verdict, fold_verdict
from proposalkit.readers.reading import PdfExamination, Subject
from proposalkit.readers.worker import ReaderWorker, read_subject_apart, start_worker
from proposalkit.workflows.judging import Material, judge
from proposalkit.workflows.judging_standard import is_standard, judge_standard
from proposalkit.workflows.pages import template_folders


def verify_path(path: Path, workspace: Path | None = None) -> Verdict:
    """Read what is at the path in limited processes and run every check that applies.

    With a workspace the pages are held against its templates instead of the shipped ones.

    Raises InputRefused when nothing at the path can be read as a kit or a part of one.
    """
    with start_worker() as worker:
        subject = read_subject_apart(path)
        material = Material(
            proposal_json=subject.proposal_bytes,
            standard_json=subject.standard_bytes,
            examination=_examine(subject, worker),
            manifest=subject.manifest_bytes,
            files=subject.buyer_files,
            canaries=_canaries(subject),
            folders=template_folders(workspace),
        )
    judged = judge_standard(material) if is_standard(material) else judge(material)
    return fold_verdict(subject.name, judged)


def _examine(subject: Subject, worker: ReaderWorker) -> PdfExamination | None:
    if subject.pdf_bytes is None:
        return None
    payload = subject.proposal_bytes or subject.standard_bytes
    worker.submit(subject.pdf_bytes, payload, {})
    return worker.result()


def _canaries(subject: Subject) -> dict[str, str] | None:
    if subject.canaries_bytes is None:
        return None
    content = json.loads(subject.canaries_bytes)
    return {str(name): str(text) for name, text in content.items()}
