"""Adds to a failed verdict what most likely was changed, from the files that were judged."""

from __future__ import annotations

from proposalkit.kit.layout import PROPOSAL_JSON, PROPOSAL_PDF, STANDARD_JSON, STANDARD_PDF
from proposalkit.model.finding import Status, Verdict
from proposalkit.verify.causes import Difference, Names, find_causes
from proposalkit.verify.json_differences import json_differences
from proposalkit.workflows.judging import Material
from proposalkit.workflows.judging_standard import is_standard


def with_causes(verdict: Verdict, material: Material) -> Verdict:
    """Give the verdict with its likely causes; unchanged when nothing failed."""
    if verdict.status is not Status.FAILED:
        return verdict
    standard = is_standard(material)
    beside = material.standard_json if standard else material.proposal_json
    data, pdf = (STANDARD_JSON, STANDARD_PDF) if standard else (PROPOSAL_JSON, PROPOSAL_PDF)
    names = Names(data, pdf, carried=beside is None)
    causes = find_causes(verdict.results, _differences(material, beside, data), names)
    return verdict.model_copy(update={"causes": causes})


def _differences(material: Material, beside: bytes | None, data: str) -> tuple[Difference, ...]:
    reading = material.examination.reading if material.examination else None
    inside = reading.attachments.get(data) if reading else None
    if beside is None or inside is None or beside == inside:
        return ()
    return json_differences(beside, inside)
