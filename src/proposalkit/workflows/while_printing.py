"""What is made and judged while the pages are being printed: all that needs no page.

Why a file of its own: its imports, too, are loaded only when the printer has its job.
"""

from __future__ import annotations

from dataclasses import dataclass

from proposalkit.exports.pricing_sheet import pricing_sheet
from proposalkit.kit.layout import PRICING_SHEET, PROPOSAL_JSON
from proposalkit.model.finding import CheckResult
from proposalkit.model.proposal import Proposal
from proposalkit.model.shown import shown_values
from proposalkit.readers.proposal_json import parse_proposal
from proposalkit.render.environment import TemplateFolders
from proposalkit.workflows.draft import DraftedTexts, check_finished_texts
from proposalkit.workflows.gather import Gathered
from proposalkit.workflows.inside import internal_files, kept_inside
from proposalkit.workflows.judging_beside import email_file
from proposalkit.workflows.judging_json import JudgedJson, judge_ahead
from proposalkit.workflows.kit_exports import kit_exports


@dataclass(frozen=True)
class MadeAhead:
    """The files of a kit that are no pages, and what the checks say of them."""

    files: dict[str, bytes]
    exports: dict[str, bytes]
    inside: dict[str, bytes]
    needles: dict[str, str]
    """JSON pointer of each shown value -> the words to look for on the pages."""
    canaries: dict[str, str]
    judged: JudgedJson
    finished: CheckResult


def make_ahead(
    gathered: Gathered,
    proposal: Proposal,
    payload: bytes,
    texts: DraftedTexts,
    folders: TemplateFolders,
    fingerprint: str,
) -> MadeAhead:
    """Make and judge all that needs no page; raises InputRefused and Refused as each step does."""
    canaries = kept_inside(gathered, proposal)
    inside = internal_files(gathered, proposal, fingerprint, canaries, texts)
    finished = check_finished_texts(gathered, texts, parse_proposal(payload))
    exports = kit_exports(proposal)
    files = {PROPOSAL_JSON: payload, PRICING_SHEET: pricing_sheet(proposal), **exports}
    files |= email_file(proposal)
    return MadeAhead(
        files=files,
        exports=exports,
        inside=inside,
        needles={value.pointer: value.text for value in shown_values(proposal)},
        canaries=canaries,
        judged=judge_ahead(files, folders, canaries),
        finished=finished,
    )
