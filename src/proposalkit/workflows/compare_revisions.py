"""Read two proposals from wherever they stand and set them beside each other."""

from __future__ import annotations

from pathlib import Path

from proposalkit.compare.revisions import compare_revisions
from proposalkit.compare.texts import TextsBeside, pair_texts
from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.model.proposal import Proposal
from proposalkit.model.revision_changes import RevisionChanges
from proposalkit.workflows.read import read_proposal


def diff_revisions(before: Path, after: Path) -> RevisionChanges:
    """Compare two kits, folders, zips, proposal.json files or PDFs.

    Raises InputRefused with the problems of both, each named by its path.
    """
    first, second = _read_both(before, after)
    return compare_revisions(first, second, (_called(before, first), _called(after, second)))


def texts_side_by_side(before: Path, after: Path) -> TextsBeside:
    """Set the drafted texts of two kits side by side; raises InputRefused as `diff_revisions`."""
    first, second = _read_both(before, after)
    return pair_texts(first, second, (_called(before, first), _called(after, second)))


def _read_both(before: Path, after: Path) -> tuple[Proposal, Proposal]:
    findings: list[Finding] = []
    read: list[Proposal] = []
    for path in (before, after):
        try:
            read.append(read_proposal(path))
        except InputRefused as refused:
            findings += (_named(path, one) for one in refused.findings)
    if findings:
        raise InputRefused(findings)
    first, second = read
    return first, second


def _called(path: Path, proposal: Proposal) -> str:
    return f"{path} (revision {proposal.revision}, {proposal.grade.replace('_', ' ')})"


def _named(path: Path, finding: Finding) -> Finding:
    return finding.model_copy(update={"where": f"{path}: {finding.where}"})
