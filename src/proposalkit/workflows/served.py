"""Proposals read once and kept in memory, to be asked about; no name of a caller opens a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from proposalkit.errors import InputRefused, Refused
from proposalkit.kit.keys import read_public_key
from proposalkit.model.finding import CheckResult, Finding, Verdict, fold_verdict
from proposalkit.model.proposal import Proposal
from proposalkit.readers.proposal_json import read_proposal
from proposalkit.readers.reading import Subject
from proposalkit.readers.two_readers import TwoReaders
from proposalkit.readers.worker import read_subject_apart
from proposalkit.workflows.judging import Material
from proposalkit.workflows.judging_signature import judge_signature
from proposalkit.workflows.likely_causes import with_causes
from proposalkit.workflows.price import PricedThing, priced
from proposalkit.workflows.read import attached_proposal, missing_proposal
from proposalkit.workflows.received import Received, received_of, refuse_failed
from proposalkit.workflows.schema_files import proposal_schema
from proposalkit.workflows.verify import judge_received, material_of, standing

MOST_PROPOSALS = 20
"""So many are served at once; each is kept whole in memory."""


@dataclass(frozen=True)
class ServedProposal:
    """One proposal as it was read at the start, with what else came with it."""

    id: str
    path: Path
    proposal: Proposal
    data: bytes
    subject: Subject
    key: Path | None = None

    @cached_property
    def price(self) -> PricedThing:
        """Give its price, ready to be replayed; raises InputRefused when it contradicts itself."""
        return priced(self.proposal)

    @cached_property
    def _examined(self) -> tuple[Material, tuple[CheckResult, ...]]:
        """Judge what was read, once: it does not change while it is served."""
        with closing(TwoReaders()) as readers:
            material = material_of(self.subject, readers)
        signed = judge_signature(self.subject.buyer_files, self.data, self.key)
        return material, (*judge_received(self.path, self.subject, material), signed)

    @cached_property
    def received(self) -> Received:
        """Give it as received; raises Refused with the findings when it does not verify."""
        material, results = self._examined
        verdict = with_causes(fold_verdict(self.id, results), material)
        refuse_failed(verdict)
        return received_of(self.proposal, verdict, material, self.subject.parity_bytes)

    def verify(self, on: date) -> Verdict:
        """Give the verdict on what was read, and whether the offer stands on a day."""
        material, results = self._examined
        verdict = fold_verdict(self.subject.name, (*results, *standing(material, on)))
        return with_causes(verdict, material)


def read_served(paths: Sequence[Path], key: Path | None = None) -> tuple[ServedProposal, ...]:
    """Read proposals in any form a buyer holds; each gets an id that is a plain word.

    Raises InputRefused with the problems of all of them, and Refused for too many or for the same
    one twice.
    """
    if not 1 <= len(paths) <= MOST_PROPOSALS:
        raise Refused(
            f"{len(paths)} proposals were given; 1 to {MOST_PROPOSALS} can be served.",
            "Start another server for the rest.",
        )
    if key is not None:
        read_public_key(key)
    read: list[tuple[Path, Subject, bytes, Proposal]] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            read.append((path, *_read(path)))
        except InputRefused as refused:
            findings += refused.findings
    if findings:
        raise InputRefused(findings)
    ids = _ids([proposal for _, _, _, proposal in read])
    return tuple(
        ServedProposal(id_, path, proposal, data, subject, key)
        for id_, (path, subject, data, proposal) in zip(ids, read, strict=True)
    )


def _read(path: Path) -> tuple[Subject, bytes, Proposal]:
    subject = read_subject_apart(path)
    data = subject.proposal_bytes
    if data is None and subject.pdf_bytes is not None:
        data = attached_proposal(subject.pdf_bytes)
    if data is None:
        raise InputRefused([missing_proposal(subject.name)])
    return subject, data, read_proposal(data, proposal_schema(), subject.name)


def _ids(proposals: Sequence[Proposal]) -> list[str]:
    """Name each by the last part of its URN; revisions of one deal get their number."""
    names = [one.proposal_id.rpartition(":")[2] for one in proposals]
    often = Counter(names)
    ids = [
        name if often[name] == 1 else f"{name}-r{one.revision}"
        for name, one in zip(names, proposals, strict=True)
    ]
    twice = [name for name, count in Counter(ids).items() if count > 1]
    if twice:
        raise Refused(
            f'"{twice[0]}" was given more than once.', "Give each proposal and revision once."
        )
    return ids
