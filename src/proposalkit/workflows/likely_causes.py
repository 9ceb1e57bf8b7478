"""Adds to a failed verdict what most likely was changed, from the files that were judged."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.kit.layout import (
    PROPOSAL_JSON,
    PROPOSAL_PDF,
    STANDARD_JSON,
    STANDARD_PDF,
    SUMMARY_PDF,
)
from proposalkit.model.finding import Status, Verdict
from proposalkit.verify.causes import Difference, Names, find_causes
from proposalkit.verify.json_differences import json_differences
from proposalkit.verify.strangers import (
    OF_PDF,
    OF_SUMMARY,
    Stranger,
    no_proposal,
    other_proposal,
    set_apart,
)
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
    strangers = () if standard else tuple(_strangers(material, beside))
    first, results = set_apart(verdict.results, strangers)
    other = any(one.file in (data, pdf) for one in strangers)
    apart = () if other else _differences(material, beside, data)
    causes = find_causes(results, apart, names)
    return verdict.model_copy(update={"causes": (*first, *causes)})


def _strangers(material: Material, beside: bytes | None) -> Iterator[Stranger]:
    """Find what is no proposal, and what is of another one; without a JSON the PDF is judged."""
    first = material.examination.reading if material.examination else None
    second = material.examination.second if material.examination else None
    carried = first.attachments.get(PROPOSAL_JSON) if first else None
    data = beside if beside is not None else carried
    if data is None:
        return
    yield from no_proposal(data, PROPOSAL_JSON)
    yield from other_proposal(data, carried, (PROPOSAL_JSON, PROPOSAL_PDF), OF_PDF)
    reading = second.reading if second else None
    summary = reading.attachments.get(PROPOSAL_JSON) if reading else None
    yield from other_proposal(data, summary, (PROPOSAL_JSON, SUMMARY_PDF), OF_SUMMARY)


def _differences(material: Material, beside: bytes | None, data: str) -> tuple[Difference, ...]:
    reading = material.examination.reading if material.examination else None
    inside = reading.attachments.get(data) if reading else None
    if beside is None or inside is None or beside == inside:
        return ()
    return json_differences(beside, inside)
