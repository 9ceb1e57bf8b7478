"""Adds to a failed verdict what most likely was changed, from the files that were judged."""

from __future__ import annotations

from collections.abc import Collection, Iterator

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
    are_pages_ours,
    no_proposal,
    other_proposal,
    other_revision,
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
    changed = {one.where for one in verdict.findings if one.id == "file-changed"}
    strangers = (
        ()
        if standard
        else tuple(_strangers(material, beside, changed, ours=are_pages_ours(verdict.results)))
    )
    first, results = set_apart(verdict.results, strangers)
    other = any(one.file in (data, pdf) for one in strangers)
    apart = () if other else _differences(material, beside, data)
    causes = find_causes(results, apart, names)
    return verdict.model_copy(update={"causes": (*first, *causes)})


def _strangers(
    material: Material, beside: bytes | None, changed: Collection[str], *, ours: bool
) -> Iterator[Stranger]:
    """Find what is no proposal, and what is of another one or of another revision of this one.

    Without a JSON the data in the PDF is judged.
    """
    first = material.examination.reading if material.examination else None
    second = material.examination.second if material.examination else None
    carried = first.attachments.get(PROPOSAL_JSON) if first else None
    data = beside if beside is not None else carried
    if data is None:
        return
    yield from no_proposal(data, PROPOSAL_JSON)
    pair = PROPOSAL_JSON, PROPOSAL_PDF
    yield from other_proposal(data, carried, pair, OF_PDF, pages_ours=ours)
    yield from other_revision(data, carried, pair, OF_PDF, changed, pages_ours=ours)
    reading = second.reading if second else None
    summary = reading.attachments.get(PROPOSAL_JSON) if reading else None
    pair = PROPOSAL_JSON, SUMMARY_PDF
    yield from other_proposal(data, summary, pair, OF_SUMMARY)
    yield from other_revision(data, summary, pair, OF_SUMMARY, changed)


def _differences(material: Material, beside: bytes | None, data: str) -> tuple[Difference, ...]:
    reading = material.examination.reading if material.examination else None
    inside = reading.attachments.get(data) if reading else None
    if beside is None or inside is None or beside == inside:
        return ()
    return json_differences(beside, inside)
