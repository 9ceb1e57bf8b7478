"""The reader process: limits first, then the imports, then one request, one answer, the end."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from proposalkit.errors import InputRefused
from proposalkit.model.finding import CheckResult, Finding
from proposalkit.readers.reading import STRUCTURE_CHECK, PdfExamination, Subject
from proposalkit.readers.worker_wire import LARGEST_ANSWER, Answer, Request

MEMORY_BYTES = 2 * 1024**3
CPU_SECONDS = 60
_SWITCH_SECONDS = 0.00005
"""Short, as pdfium works without the interpreter's lock for a few milliseconds at a time, and would
wait as long again to get the lock back (0.29 s becomes 0.21 s on 20 pages)."""


def serve(*, early: bool = True) -> int:
    """Read a request from the standard input, write the answer to the standard output.

    `early` loads what PDFs need before the request is there.
    """
    _limit()
    sys.setswitchinterval(_SWITCH_SECONDS)
    if early:
        _import_early()
    sent = sys.stdin.buffer.read()
    if not sent:
        return 0
    answer = _answer(Request.model_validate_json(sent))
    if len(answer) > LARGEST_ANSWER:
        return 1
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


def _limit() -> None:
    """Bound memory, processor time and files of this process, before it sees foreign bytes."""
    import resource

    limits = {
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform != "darwin":
        limits[resource.RLIMIT_AS] = MEMORY_BYTES
    for kind, value in limits.items():
        _, hard = resource.getrlimit(kind)
        bounded = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (bounded, bounded))


def _import_early() -> None:
    """Load what every request needs while the caller is still busy with other things."""
    import numpy  # noqa: F401
    import pypdfium2  # noqa: F401

    import proposalkit.readers.in_sight
    import proposalkit.readers.kit_folder
    import proposalkit.readers.pdf
    import proposalkit.readers.structure  # noqa: F401


def _answer(request: Request) -> bytes:
    """Do the work of one request."""
    from proposalkit.readers.kit_folder import read_subject
    from proposalkit.readers.source_text import read_source

    if request.pdf is not None and request.look == "pictures":
        return _pictures(request.pdf).model_dump_json().encode()
    if request.pdf is not None:
        return Answer(examination=_examined(request, request.pdf)).model_dump_json().encode()
    try:
        if request.source is not None:
            return Answer(sources=read_source(*request.source)).model_dump_json().encode()
        subject = read_subject(Path(request.path))
        if request.look == "data":
            subject = _data_alone(subject)
    except InputRefused as refusal:
        return Answer(refused=refusal.findings).model_dump_json().encode()
    return Answer(subject=subject).model_dump_json().encode()


def _data_alone(subject: Subject) -> Subject:
    """Leave only the data: the file, else what the PDF carries; the PDF is not judged."""
    data = subject.proposal_bytes
    if data is None and subject.pdf_bytes is not None:
        data = carried_data(subject.pdf_bytes)
    return Subject(kind=subject.kind, name=subject.name, proposal_bytes=data)


def carried_data(pdf: bytes) -> bytes | None:
    """Take the proposal out of a PDF; raises InputRefused when the PDF cannot be opened."""
    from proposalkit.readers.kit_folder import PROPOSAL
    from proposalkit.readers.structure.contents import attachments
    from proposalkit.readers.structure.opened import open_pdf

    opened = open_pdf(pdf)
    if isinstance(opened, Finding):
        raise InputRefused([opened])
    return attachments(opened).get(PROPOSAL)


def _pictures(pdf: bytes) -> Answer:
    from proposalkit.readers.page_pictures import draw_pages

    try:
        return Answer(drawn=draw_pages(pdf))
    except InputRefused as refusal:
        return Answer(refused=refusal.findings)


def _examined(request: Request, pdf: bytes) -> PdfExamination:
    if request.look == "sight":
        return look_only(pdf, request.payload)
    looked = read_only if request.look == "text" else examine
    made = looked(pdf, request.payload, request.needles, request.workbook, request.office)
    if request.second is None:
        return made
    return made.model_copy(update={"second": examine(request.second, request.payload, {})})


def examine(
    pdf: bytes,
    payload: bytes | None,
    needles: Mapping[str, str],
    workbook: bytes | None = None,
    office: Mapping[str, bytes] | None = None,
) -> PdfExamination:
    """Check the structure and read the pages side by side; then the office files, if any."""
    from proposalkit.readers.pdf import read_all
    from proposalkit.readers.structure import check_structure

    with ThreadPoolExecutor(max_workers=1) as other:
        reading = other.submit(read_all, pdf, needles)
        structure = check_structure(pdf, payload)
        beside = _beside(workbook, office or {})
        try:
            read = reading.result()
        except InputRefused as refusal:
            return PdfExamination(structure=structure, refusal=refusal.findings)
    return beside.model_copy(
        update={
            "structure": structure,
            "reading": read.reading,
            "places": read.places,
            "sight": read.sight,
        }
    )


def read_only(
    pdf: bytes,
    payload: bytes | None,
    needles: Mapping[str, str],
    workbook: bytes | None = None,
    office: Mapping[str, bytes] | None = None,
) -> PdfExamination:
    """Read the pages and the office files; nobody looks at the pages or checks the structure."""
    from proposalkit.readers.pdf import read_text

    beside = _beside(workbook, office or {})
    try:
        read = read_text(pdf, needles)
    except InputRefused as refusal:
        return beside.model_copy(update={"refusal": refusal.findings})
    return beside.model_copy(update={"reading": read.reading, "places": read.places})


def look_only(pdf: bytes, payload: bytes | None) -> PdfExamination:
    """Check the structure and look at the pages, without reading them."""
    from proposalkit.readers.pdf import look_at_pdf
    from proposalkit.readers.structure import check_structure

    structure = check_structure(pdf, payload)
    try:
        return PdfExamination(structure=structure, sight=look_at_pdf(pdf))
    except InputRefused as refusal:
        return PdfExamination(structure=structure, refusal=refusal.findings)


def _beside(workbook: bytes | None, office: Mapping[str, bytes]) -> PdfExamination:
    """Read the files beside the PDF; nothing is said of the PDF itself."""
    from proposalkit.readers.office_files import look_at_office
    from proposalkit.readers.workbook import read_workbook

    return PdfExamination(
        structure=CheckResult(check=STRUCTURE_CHECK, outcome="could_not_run"),
        office={name: look_at_office(name, data) for name, data in office.items()},
        workbook=None if workbook is None else read_workbook(workbook),
    )
