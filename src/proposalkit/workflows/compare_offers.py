"""Compare offers: read and verify each, price them all alike, set them beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from proposalkit.compare.comparison import Question, compare_offers
from proposalkit.compare.grounds import months_findings
from proposalkit.compare.offers import Offer, unit_of
from proposalkit.compare.requirements import Asked
from proposalkit.compare.scores import score
from proposalkit.errors import InputRefused, Refused
from proposalkit.kit.keys import read_public_key
from proposalkit.model.comparison import Comparison
from proposalkit.model.finding import Finding
from proposalkit.model.policy import Weights
from proposalkit.model.scenario import ScenarioId
from proposalkit.model.typed_offer import TypedOffer
from proposalkit.workflows.asked_figures import asked_rates, asked_scenarios
from proposalkit.workflows.facts_known import bloc_countries, fact_starts, known_facts
from proposalkit.workflows.months_alike import first_months_alike
from proposalkit.workflows.offer_price import ReplayedPrice, expected_volume
from proposalkit.workflows.received import Received, receive
from proposalkit.workflows.typed_by_hand import typed_of, typed_offer, weights_of

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class CompareRequest:
    """What a buyer asks for, as text."""

    proposals: tuple[Path, ...]
    volumes: tuple[str, ...] = ()
    exchange: tuple[str, ...] = ()
    typed: tuple[Path, ...] = ()
    weights: Path | None = None
    same_unit: bool = False
    months: int | None = None
    """Count the first months of each offer alone; None: the term all of them share."""
    keys: tuple[Path, ...] = ()
    """Public keys, with one of which each proposal must be signed."""


@dataclass(frozen=True)
class _Read:
    """What was given besides the request's words: offers, weights, and what does not verify."""

    received: Sequence[Received]
    typed: Sequence[tuple[str, TypedOffer]] = ()
    weights: tuple[str, Weights] | None = None
    broken: Sequence[Refused] = ()


def compare_paths(request: CompareRequest, on: date) -> Comparison:
    """Read, verify, price and compare what is at the paths.

    Raises InputRefused for what cannot be read, and for another term, currency or basis of tax;
    Refused when a proposal does not verify.
    """

    def read(findings: list[Finding]) -> _Read:
        weights = weights_of(request.weights, findings)
        keys = tuple(one for one in request.keys if _is_key(one, findings))
        received, broken = _received(request.proposals, keys, findings)
        return _Read(received, typed_of(request.typed, findings), weights, broken)

    return _compared(request, on, read)


def compare_received(
    received: Sequence[Received],
    request: CompareRequest,
    on: date,
    typed: Sequence[tuple[str, TypedOffer]] = (),
    weights: tuple[str, Weights] | None = None,
) -> Comparison:
    """Compare proposals that were read and verified, and offers typed by hand.

    Raises InputRefused as `compare_paths`.
    """
    return _compared(request, on, lambda _: _Read(received, typed, weights))


def _compared(
    request: CompareRequest, on: date, read: Callable[[list[Finding]], _Read]
) -> Comparison:
    """Check the words of the request first, so that their faults are named first."""
    findings: list[Finding] = []
    volumes = asked_scenarios(request.volumes, findings)
    rates = tuple(asked_rates(request.exchange, findings))
    given = read(findings)
    offers = tuple(_offers(given.received, given.typed, findings))
    offers, unlike = first_months_alike(offers)
    if request.months is not None:
        offers = _over(offers, request.months, findings)
    if findings:
        raise InputRefused(findings)
    if given.broken:
        raise _all_broken(given.broken)
    question = Question(
        volumes=volumes or _own_volumes(offers),
        on=on,
        rates=rates,
        same_unit=request.same_unit,
        words=known_facts(),
    )
    compared = compare_offers(offers, question)
    compared = compared.model_copy(update={"not_compared": (*compared.not_compared, *unlike)})
    if given.weights is None:
        return compared
    name, weighing = given.weights
    return compared.model_copy(update={"scores": score(compared, weighing, name, asked_of(offers))})


def _over(offers: Sequence[Offer], months: int, findings: list[Finding]) -> tuple[Offer, ...]:
    """Count the same first months of every offer."""
    beyond = months_findings(offers, months)
    findings += beyond
    if beyond:
        return tuple(offers)
    return tuple(
        replace(one, price=one.price.first_months(months), whole_term=one.price.term_months)
        if isinstance(one.price, ReplayedPrice)
        else one
        for one in offers
    )


def asked_of(offers: Sequence[Offer]) -> dict[str, Asked]:
    """Give what requirements are held against, for each offer that is a proposal."""
    blocs, starts = bloc_countries(), fact_starts()
    return {
        one.mark: Asked(one.proposal, one.price.at, blocs, starts)
        for one in offers
        if one.proposal is not None and isinstance(one.price, ReplayedPrice)
    }


def offer_of(mark: str, received: Received) -> Offer:
    """Make an offer of a received proposal; raises InputRefused when its price has faults."""
    proposal = received.proposal
    price = received.price
    return Offer(
        mark=mark,
        source=received.source,
        seller=proposal.parties.seller.name,
        title=proposal.title,
        checking=received.checking,
        price=price,
        unit=unit_of(proposal, price.main_metric),
        proposal=proposal,
        expected=expected_volume(price.expected(), price.main_metric),
    )


def _is_key(path: Path, findings: list[Finding]) -> bool:
    try:
        read_public_key(path)
    except InputRefused as refused:
        findings += refused.findings
        return False
    return True


def _received(
    paths: Sequence[Path], keys: Sequence[Path], findings: list[Finding]
) -> tuple[list[Received], list[Refused]]:
    read: list[Received] = []
    broken: list[Refused] = []
    for path in paths:
        try:
            read.append(receive(path, keys))
        except InputRefused as refused:
            findings += refused.findings
        except Refused as refused:
            broken.append(refused)
    return read, broken


def _all_broken(broken: Sequence[Refused]) -> Refused:
    return Refused(
        " ".join(one.message for one in broken),
        "Ask the seller for the kit as it was made.",
        tuple(finding for one in broken for finding in one.findings),
    )


def _offers(
    received: Sequence[Received],
    typed: Sequence[tuple[str, TypedOffer]],
    findings: list[Finding],
) -> Iterator[Offer]:
    marks = iter(LETTERS)
    for one, mark in zip(received, marks, strict=False):
        try:
            yield offer_of(mark, one)
        except InputRefused as refused:
            findings += refused.findings
    for source, offer in typed[: len(LETTERS) - len(received)]:
        try:
            yield typed_offer(next(marks), source, offer)
        except InputRefused as refused:
            findings += refused.findings


def _own_volumes(offers: Sequence[Offer]) -> dict[ScenarioId, Decimal]:
    """Take the volume the first offer expects; raises InputRefused when none does."""
    found = next((one.expected for one in offers if one.expected is not None), None)
    if found is None and any(one.unit for one in offers):
        remedy = "Add --volume with the units a month you expect."
        finding = _finding("volume-missing", "--volume", "No volume is given.", remedy)
        raise InputRefused([finding])
    return {"expected": Decimal(0) if found is None else found}


def _finding(id_: str, where: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, where=where, message=message, remedy=remedy)
