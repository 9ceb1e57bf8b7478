"""Runs every check that applies to standard answers; the checks of prices do not."""

from __future__ import annotations

from proposalkit.errors import InputRefused
from proposalkit.kit.layout import PARITY, STANDARD_JSON, STANDARD_PDF
from proposalkit.model.canonical import sha256_hex
from proposalkit.model.finding import CheckResult
from proposalkit.model.shown import shown_values
from proposalkit.model.standard_answers import StandardAnswers
from proposalkit.readers.proposal_json import check_schema
from proposalkit.readers.reading import PdfReading
from proposalkit.readers.standard_json import parse_standard_answers
from proposalkit.render.environment import TemplateFolders
from proposalkit.verify.claims import check_claims_until
from proposalkit.verify.clauses import check_clause_digests
from proposalkit.verify.digest import check_attachment, check_canonical
from proposalkit.verify.standard import check_no_price, check_standard_consistency
from proposalkit.workflows.judging import (
    Material,
    absent,
    judge_canaries,
    judge_manifest,
    judge_plain,
    judge_view,
    structure_for_reader,
)
from proposalkit.workflows.judging_places import judge_places
from proposalkit.workflows.schema_files import schema_file
from proposalkit.workflows.standard_pages import StandardPageView


def is_standard(material: Material) -> bool:
    """Say whether the data at hand is standard answers, beside a PDF or attached to it."""
    if material.proposal_json is not None:
        return False
    if material.standard_json is not None:
        return True
    reading = material.examination.reading if material.examination else None
    attached = reading.attachments if reading else {}
    return STANDARD_JSON in attached and "proposal.json" not in attached


def judge_standard(material: Material) -> tuple[CheckResult, ...]:
    """Run every check whose inputs are there; one whose inputs are not is listed as such."""
    reading = material.examination.reading if material.examination else None
    attached = reading.attachments.get(STANDARD_JSON) if reading else None
    data = attached if material.standard_json is None else material.standard_json
    results = (judge_manifest(material), *_pdf(material, attached), *judge_plain(material))
    if data is None:
        return (*results, absent("schema", f"There is no {STANDARD_JSON} to check."))
    schema = check_schema(data, schema_file("standard-answers"))
    if schema.findings:
        return (*results, schema)
    try:
        answers = parse_standard_answers(data)
    except InputRefused as error:
        return (*results, schema, CheckResult(check="model", findings=error.findings))
    results += (schema, *_data(answers, data))
    if reading is not None:
        results += tuple(_pages(answers, data, reading, material.folders))
    parity = material.files.get(PARITY)
    results += (judge_places(parity, material.examination, shown_values(answers)),)
    return (*results, judge_canaries(material, reading, STANDARD_PDF))


def _pdf(material: Material, attached: bytes | None) -> list[CheckResult]:
    examination = material.examination
    if examination is None:
        return [absent("pdf-structure", "There is no PDF."), absent("attachment", "No PDF.")]
    if examination.reading is None:
        unread = CheckResult(
            check="pdf-reading",
            outcome="could_not_run" if examination.stopped else "ran",
            detail=examination.stopped,
            findings=examination.refusal,
        )
        return [unread]
    beside = material.standard_json
    return [
        structure_for_reader(examination.structure, material),
        check_attachment(attached, beside, "standard-answers"),
    ]


def _data(answers: StandardAnswers, data: bytes) -> list[CheckResult]:
    """Check what the data alone can prove or disprove."""
    return [
        check_canonical(data, answers, "standard-answers"),
        check_clause_digests(answers),
        absent("prices", "Standard answers name no price."),
        check_claims_until(answers, answers.as_of),
        check_standard_consistency(answers),
    ]


def _pages(
    answers: StandardAnswers, data: bytes, reading: PdfReading, folders: TemplateFolders | None
) -> list[CheckResult]:
    """Check that page and data say the same, in both directions, and that no price is there."""
    from proposalkit.clauses.standard import NO_CURRENCY

    view = StandardPageView(answers, sha256_hex(data), folders)
    *results, page_text = judge_view(answers, data, reading, view, NO_CURRENCY)
    return [*results, check_no_price([page.text for page in reading.pages]), page_text]
