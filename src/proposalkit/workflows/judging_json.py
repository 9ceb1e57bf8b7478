"""Checks what the data of a kit shows without its pages, and works out what needs no page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from proposalkit.errors import InputRefused
from proposalkit.exports.pricing_sheet import expected_cells
from proposalkit.kit.layout import PROPOSAL_JSON
from proposalkit.model.canonical import sha256_hex
from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.proposal import Proposal
from proposalkit.pricing.recompute import recompute
from proposalkit.readers.proposal_json import check_schema, parse_proposal
from proposalkit.render.environment import TemplateFolders
from proposalkit.verify.canaries import check_canaries
from proposalkit.verify.claims import check_claims
from proposalkit.verify.clauses import check_clause_digests
from proposalkit.verify.consistency import check_consistency
from proposalkit.verify.digest import check_canonical
from proposalkit.workflows.pages import PageView
from proposalkit.workflows.schema_files import proposal_schema
from proposalkit.workflows.shield import judge_texts


@dataclass(frozen=True)
class LookedThrough:
    """Files that were looked through while the pages were still being printed."""

    names: frozenset[str]
    inside: CheckResult
    """Whether they hold internal text."""
    plain: CheckResult
    """Whether their texts are plain."""


@dataclass(frozen=True)
class JudgedJson:
    """What the JSON alone shows, and the proposal it holds when it holds one."""

    results: tuple[CheckResult, ...]
    proposal: Proposal | None = None
    view: PageView | None = None
    """The pages it should have, when they were worked out ahead."""
    cells: dict[str, tuple[str, str]] | None = None
    """The cells its workbook should have, when they were worked out ahead."""
    files: LookedThrough | None = None
    """The files beside the pages, when they were looked through ahead."""


def judge_json(data: bytes) -> JudgedJson:
    """Check the JSON by its schema, then by what it says."""
    return judge_opened(open_json(data), data)


def judge_opened(opened: JudgedJson, data: bytes) -> JudgedJson:
    """Go on with the checks of what the data says, if it holds a proposal."""
    if opened.proposal is None:
        return opened
    return JudgedJson((*opened.results, *judge_data(opened.proposal, data)), opened.proposal)


def open_json(data: bytes) -> JudgedJson:
    """Read the JSON by its schema and its model alone."""
    schema = check_schema(data, proposal_schema())
    if schema.findings:
        return JudgedJson((schema.model_copy(update={"findings": _in_file(schema.findings)}),))
    try:
        proposal = parse_proposal(data)
    except InputRefused as error:
        return JudgedJson((schema, CheckResult(check="model", findings=error.findings)))
    return JudgedJson((schema,), proposal)


def _in_file(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Name the file where a place is a line and a column and no pointer."""
    return tuple(
        one
        if one.where.startswith("/")
        else one.model_copy(update={"where": f"{PROPOSAL_JSON}:{one.where}"})
        for one in findings
    )


def judge_data(proposal: Proposal, data: bytes) -> list[CheckResult]:
    """Check what the data alone can prove or disprove."""
    prices = recompute(proposal.pricing, proposal.metrics)
    scenarios = len(proposal.pricing.scenarios)
    return [
        check_canonical(data, proposal),
        check_clause_digests(proposal),
        CheckResult(check="prices", detail=f"{scenarios} scenarios recomputed", findings=prices),
        check_claims(proposal),
        check_consistency(proposal),
    ]


def judge_ahead(
    files: Mapping[str, bytes], folders: TemplateFolders | None, canaries: Mapping[str, str]
) -> JudgedJson:
    """Judge all that needs no page while the pages are being printed: the JSON and its files."""
    data = files[PROPOSAL_JSON]
    judged = with_view(judge_json(data), data, folders)
    if judged.proposal is None:
        return judged
    return replace(
        judged,
        cells=expected_cells(judged.proposal),
        files=look_through(files, canaries),
    )


def look_through(files: Mapping[str, bytes], canaries: Mapping[str, str]) -> LookedThrough:
    """Look for internal texts, hidden characters and orders in files that are no pages."""
    texts = {name: data.decode(errors="replace") for name, data in files.items()}
    return LookedThrough(frozenset(files), check_canaries(canaries, texts), judge_texts(files))


def with_view(judged: JudgedJson, data: bytes, folders: TemplateFolders | None) -> JudgedJson:
    """Work the pages out that the proposal should have."""
    if judged.proposal is None:
        return judged
    view = PageView(judged.proposal, sha256_hex(data), folders)
    view.blocks()
    return replace(judged, view=view)
