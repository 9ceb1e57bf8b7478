"""Say what a hard buyer will object to, before a kit is made or from what a buyer would hold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from proposalkit.errors import InputRefused
from proposalkit.kit.layout import PROPOSAL_JSON
from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.model.proposal import Proposal
from proposalkit.model.review import ReviewReport, ReviewRules
from proposalkit.model.shown import shown_values
from proposalkit.readers.proposal_json import read_proposal
from proposalkit.readers.reading import Subject
from proposalkit.readers.worker import examine_pdf, read_subject_apart
from proposalkit.review.case import Pages
from proposalkit.review.run import hold_against, rule_faults
from proposalkit.workflows.overlay import knowledge_file
from proposalkit.workflows.read import attached_proposal, missing_proposal
from proposalkit.workflows.schema_files import proposal_schema

RULES = "review-rules.yaml"


def review(target: str, workspace: Path) -> ReviewReport:
    """Hold a deal, a kit or a file against every rule of the review.

    A deal is named by its id or its YAML file and is composed in memory: nothing is written.
    Raises InputRefused with every problem of what is read, Refused for terms that contradict each
    other, and Unavailable when the reader was stopped.
    """
    path = Path(target)
    if path.suffix == ".yaml":
        workspace, target = path.resolve().parent.parent, path.stem
    rules = review_rules(workspace)
    if path.suffix != ".yaml" and _is_kit(path, target, workspace):
        return _of_path(path, rules)
    proposal = _composed(target, workspace)
    return ReviewReport(
        subject=target,
        title=proposal.title,
        read_from="deal",
        pages_known=False,
        rules=hold_against(rules.rules, proposal),
    )


def review_rules(workspace: Path) -> ReviewRules:
    """Read the rules; raises InputRefused when a rule has no test or a test no rule."""
    path = knowledge_file(workspace, RULES)
    rules = read_yaml_model(path, ReviewRules)
    faults = tuple(rule_faults(rules.rules, str(path)))
    if faults:
        raise InputRefused(faults)
    return rules


def _is_kit(path: Path, target: str, workspace: Path) -> bool:
    """Say whether the name is that of files; a deal of the workspace comes first."""
    if path.name == target and (workspace / "deals" / f"{target}.yaml").is_file():
        return False
    return path.exists() or path.name != target


def _composed(deal: str, workspace: Path) -> Proposal:
    from proposalkit.compose.parts import Release
    from proposalkit.compose.proposal import compose_proposal
    from proposalkit.workflows.gather import gather

    gathered = gather(workspace, deal)
    return gathered.placing.of(lambda: compose_proposal(gathered.parts, Release(deal=deal)))


def _of_path(path: Path, rules: ReviewRules) -> ReviewReport:
    subject = read_subject_apart(path)
    proposal, pages = _read(subject)
    whole = subject.kind in ("kit", "buyer_folder", "buyer_zip")
    return ReviewReport(
        subject=subject.name,
        title=proposal.title,
        read_from="kit" if whole else "file",
        pages_known=pages is not None,
        rules=hold_against(rules.rules, proposal, pages),
    )


def _read(subject: Subject) -> tuple[Proposal, Pages | None]:
    """Give the proposal, and the pages of its values: found in its PDF, if there is one."""
    data = subject.proposal_bytes
    if subject.pdf_bytes is not None:
        data = data or attached_proposal(subject.pdf_bytes)
    if data is None:
        raise InputRefused([missing_proposal(subject.name)])
    proposal = read_proposal(data, proposal_schema(), subject.name or PROPOSAL_JSON)
    if subject.pdf_bytes is None:
        return proposal, None
    return proposal, _pages_found(subject.pdf_bytes, data, proposal)


def _pages_found(pdf: bytes, data: bytes, proposal: Proposal) -> Pages | None:
    needles = {value.pointer: value.text for value in shown_values(proposal)}
    found = examine_pdf(pdf, data, needles)
    if found.reading is None:
        return None
    places = found.places.items()
    return {where: _in_order(one.page for one in at) for where, at in places}


def _in_order(pages: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(pages)))
