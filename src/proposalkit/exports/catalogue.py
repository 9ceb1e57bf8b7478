"""The exports there are: what each is for, what it loses, and how it is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from proposalkit.exports.ai_bom import ai_bom
from proposalkit.exports.json_ld import json_ld
from proposalkit.exports.places import Loss
from proposalkit.exports.register import register
from proposalkit.exports.ubl_quotation import ubl_quotation
from proposalkit.model.canonical import canonical_bytes, sha256_hex
from proposalkit.model.proposal import Proposal

LOSSES = ".losses.json"
Written = tuple[bytes, tuple[Loss, ...]]
"""The bytes of a file, and what of the proposal is not in it."""


@dataclass(frozen=True, slots=True)
class ExportKind:
    """One format a proposal can be written in."""

    name: str
    file: str
    standard: str
    purpose: str
    loses: str
    layout: str
    """Raised when the same proposal gives other bytes than before: an older file still stands."""
    write: Callable[[Proposal, bytes], Written]
    """Takes the proposal and the JSON-LD context."""


EXPORTS = (
    ExportKind(
        "ai-bom",
        "ai-bom.cdx.json",
        "CycloneDX 1.7",
        "Security tools: agents, models, data flow, clauses, claims and their evidence.",
        "Prices, terms, outcome definitions, service levels, words of the pages.",
        "1",
        lambda proposal, _: ai_bom(proposal),
    ),
    ExportKind(
        "ubl",
        "quotation.ubl.xml",
        "UBL 2.4 Quotation",
        "Procurement suites and ERP: lines, dates, parties and total of one scenario.",
        "The other scenarios, months, rules of the price, outcomes, clause texts, evidence.",
        "1",
        lambda proposal, _: ubl_quotation(proposal),
    ),
    ExportKind(
        "jsonld",
        "proposal.jsonld",
        "JSON-LD 1.1, schema.org Offer",
        "Graph tools and crawlers: offer, price steps in order, clauses, claims, evidence.",
        "Rules of the count, caps, credits, months, pilot, the way to a signature.",
        "1",
        json_ld,
    ),
    ExportKind(
        "register",
        "register.xlsx",
        "Excel workbook",
        "A financial buyer's register of providers: identifiers, services, locations, "
        "subcontractors, exit.",
        "Prices but one total, clause texts, claims, outcomes, words of the pages.",
        "1",
        lambda proposal, _: register(proposal),
    ),
)
NAMES = tuple(one.name for one in EXPORTS)


def export_files(
    proposal: Proposal, context: bytes, only: Sequence[str] = NAMES
) -> dict[str, bytes]:
    """Write the exports named, each with its list of losses beside it, by file name.

    Raises Refused when one of them cannot say what the proposal says.
    """
    digest = sha256_hex(canonical_bytes(proposal))
    files: dict[str, bytes] = {}
    for kind in EXPORTS:
        if kind.name in only:
            data, lost = kind.write(proposal, context)
            files[kind.file] = data
            files[losses_file(kind)] = _losses(kind, digest, lost)
    return files


def losses_file(kind: ExportKind) -> str:
    """Give the name of the list of losses that stands beside an export."""
    return f"{kind.file}{LOSSES}"


def _losses(kind: ExportKind, digest: str, lost: tuple[Loss, ...]) -> bytes:
    document = {
        "lossesVersion": "1.0",
        "file": kind.file,
        "standard": kind.standard,
        "layout": kind.layout,
        "proposalSha256": digest,
        "losses": [one.model_dump(mode="json") for one in lost],
    }
    return json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n"
