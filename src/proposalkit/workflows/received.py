"""A proposal as a buyer received it: read, verified, and with the pages its words stand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from proposalkit.compare.offers import Checking
from proposalkit.errors import InputRefused, Refused
from proposalkit.model.finding import CheckResult, Finding, Status, Verdict, fold_verdict
from proposalkit.model.folding import bare
from proposalkit.model.proposal import Proposal
from proposalkit.model.shown import shown_values
from proposalkit.readers.proposal_json import parse_proposal
from proposalkit.verify.own_place import OwnPlaces
from proposalkit.verify.parity import listed_spots
from proposalkit.verify.signature import SIGNATURE_CHECK
from proposalkit.workflows.judging import Material, data_of
from proposalkit.workflows.judging_signature import judge_signature
from proposalkit.workflows.likely_causes import with_causes
from proposalkit.workflows.offer_price import ReplayedPrice, price_of_proposal
from proposalkit.workflows.read import missing_proposal
from proposalkit.workflows.verify import judge_received, read_material


@dataclass(frozen=True)
class Received:
    """One proposal, what its verification came to, and its pages where there are any."""

    source: str
    proposal: Proposal
    checking: Checking
    pages: tuple[str, ...] = ()
    """Text of each page without white space."""
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Pages on which the words of each shown value stand, by JSON pointer: the kit's own list."""

    @cached_property
    def price(self) -> ReplayedPrice:
        """Give its price, ready to be replayed; raises InputRefused when it contradicts itself."""
        return price_of_proposal(self.proposal, self.source)

    def page_of(self, pointer: str | None, quote: str | None) -> int | None:
        """Give the page a value or its words stand on; None when no page is known.

        Words may stand on several pages: the one meant is where their neighbours in the data stand.
        """
        page = self._own.page_of(pointer) if pointer is not None else None
        if page is not None:
            return page
        wanted = bare(quote or "")
        same = (place for place, text in self._shown.items() if wanted and text == wanted)
        told = next((page for place in same if (page := self._own.page_of(place))), None)
        return told or next(iter(self._pages_with(wanted)), None)

    @cached_property
    def _own(self) -> OwnPlaces:
        if self.places:
            return OwnPlaces(tuple(self.places), lambda pointer: self.places[pointer])
        return OwnPlaces(tuple(self._shown), lambda one: self._pages_with(self._shown[one]))

    @cached_property
    def _shown(self) -> Mapping[str, str]:
        """Give the words of each shown value without white space."""
        values = shown_values(self.proposal) if self.pages or self.places else ()
        return {one.pointer: bare(one.text) for one in values}

    @cached_property
    def _found(self) -> dict[str, tuple[int, ...]]:
        return {}

    def _pages_with(self, wanted: str) -> tuple[int, ...]:
        if wanted not in self._found:
            pages = (number for number, page in enumerate(self.pages, 1) if wanted in page)
            self._found[wanted] = tuple(pages) if wanted else ()
        return self._found[wanted]


def receive(path: Path, keys: Sequence[Path] = ()) -> Received:
    """Read and verify a kit, a buyer folder, its zip, a PDF or a proposal.json.

    With public keys it must be signed with the private half of one of them. Raises InputRefused
    when it cannot be read, and Refused with the findings when a check fails: what is broken is
    not compared. Whether the offer still stands is for the caller to say.
    """
    subject, material = read_material(path)
    data = data_of(material)
    if data is None:
        examination = material.examination
        refusal = examination.refusal if examination else ()
        raise InputRefused(_placed(path, refusal or [missing_proposal(subject.name)]))
    results = judge_received(path, subject, material)
    if keys:
        results += (_signed_with_one(subject.buyer_files, data, keys),)
    verdict = with_causes(fold_verdict(str(path), results), material)
    refuse_failed(verdict)
    return received_of(parse_proposal(data, path.name), verdict, material, subject.parity_bytes)


def _signed_with_one(files: Mapping[str, bytes], data: bytes, keys: Sequence[Path]) -> CheckResult:
    """Find the key that fits; with none, give what the last one found."""
    for key in keys:
        result = judge_signature(files, data, key)
        if not result.findings:
            return result.model_copy(update={"detail": f"{result.detail} ({key.name})"})
    return result


def refuse_failed(verdict: Verdict) -> None:
    """Refuse to rely on what does not verify; raises Refused with every error found."""
    if verdict.status is Status.FAILED:
        raise Refused(
            " ".join(
                [
                    f'"{verdict.subject}" does not verify, so nothing in it can be relied on.',
                    *(one.what for one in verdict.causes[:1]),
                ]
            ),
            "Ask the seller for the kit as it was made.",
            _placed(verdict.subject, [x for x in verdict.findings if x.severity == "error"]),
        )


def received_of(
    proposal: Proposal, verdict: Verdict, material: Material, parity: bytes | None
) -> Received:
    """Give a proposal as received; its source is called what the verdict calls it."""
    return Received(
        source=verdict.subject,
        proposal=proposal,
        checking=_checking(verdict),
        pages=_pages(material),
        places=_places(parity),
    )


def _checking(verdict: Verdict) -> Checking:
    ran = sum(one.outcome == "ran" for one in verdict.results)
    skipped = sum(one.outcome == "not_applicable" for one in verdict.results)
    signed = [
        one.detail
        for one in verdict.results
        if one.check == SIGNATURE_CHECK and one.outcome == "ran"
    ]
    detail = "; ".join((f"{ran} checks passed, {skipped} not applicable", *signed))
    if verdict.status is Status.PASSED:
        return Checking("passed", detail)
    open_ = ", ".join(one.check for one in verdict.results if one.outcome == "could_not_run")
    return Checking("could_not_be_checked", f"{detail}; could not run: {open_}")


def _pages(material: Material) -> tuple[str, ...]:
    reading = material.examination.reading if material.examination else None
    return tuple(bare(page.text) for page in reading.pages) if reading else ()


def _places(parity: bytes | None) -> Mapping[str, tuple[int, ...]]:
    """Read the pages of the kit's own list; what does not fit is left out."""
    listed, _ = listed_spots(parity) if parity is not None else ({}, None)
    return {
        pointer: tuple(dict.fromkeys(one.page for one in spots))
        for pointer, spots in listed.items()
    }


def _placed(path: Path | str, findings: tuple[Finding, ...] | list[Finding]) -> list[Finding]:
    return [one.model_copy(update={"where": f"{path}: {one.where}"}) for one in findings]
