"""A proposal as a buyer received it: read, verified, and with the pages its words stand on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from proposalkit.compare.offers import Checking
from proposalkit.errors import InputRefused, Refused
from proposalkit.model.finding import CheckResult, Finding, Status, Verdict, fold_verdict
from proposalkit.model.proposal import Proposal
from proposalkit.readers.proposal_json import parse_proposal
from proposalkit.verify.signature import SIGNATURE_CHECK
from proposalkit.workflows.judging import Material, data_of
from proposalkit.workflows.judging_signature import judge_signature
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
    places: Mapping[str, int] = field(default_factory=dict)
    """First page of each shown value by its JSON pointer, as the kit's own list has it."""

    @cached_property
    def price(self) -> ReplayedPrice:
        """Give its price, ready to be replayed; raises InputRefused when it contradicts itself."""
        return price_of_proposal(self.proposal, self.source)

    def page_of(self, pointer: str | None, quote: str | None) -> int | None:
        """Give the page a value or its words stand on; None when no page is known."""
        if pointer is not None:
            for place, page in self.places.items():
                if place == pointer or place.startswith(f"{pointer}/"):
                    return page
        wanted = "".join((quote or "").split())
        found = (number for number, page in enumerate(self.pages, 1) if wanted in page)
        return next(found, None) if wanted else None


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
    verdict = fold_verdict(str(path), results)
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
            f'"{verdict.subject}" does not verify, so nothing in it can be relied on.',
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
    return tuple("".join(page.text.split()) for page in reading.pages) if reading else ()


def _places(parity: bytes | None) -> Mapping[str, int]:
    """Read the pages of the kit's own list; what does not fit is left out."""
    try:
        document: object = json.loads(parity or b"{}")
    except (ValueError, RecursionError):
        return {}
    shown = document.get("shown") if isinstance(document, dict) else None
    found: dict[str, int] = {}
    for pointer, places in shown.items() if isinstance(shown, dict) else ():
        first = places[0] if isinstance(places, list) and places else None
        page = first.get("page") if isinstance(first, dict) else None
        if isinstance(page, int):
            found[str(pointer)] = page
    return found


def _placed(path: Path | str, findings: tuple[Finding, ...] | list[Finding]) -> list[Finding]:
    return [one.model_copy(update={"where": f"{path}: {one.where}"}) for one in findings]
