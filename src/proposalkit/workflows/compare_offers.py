"""Compare offers: read and verify each, price them all alike, set them beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from proposalkit.compare.comparison import Question, compare_offers
from proposalkit.compare.offers import Checking, Offer, Rate, UnitCounted, unit_of
from proposalkit.compare.requirements import Asked
from proposalkit.compare.scores import score
from proposalkit.errors import InputRefused, Refused
from proposalkit.model.comparison import Comparison
from proposalkit.model.fields import DECIMAL_PATTERN
from proposalkit.model.finding import Finding
from proposalkit.model.places import currency_digits
from proposalkit.model.policy import Weights
from proposalkit.model.scenario import ScenarioId
from proposalkit.model.typed_offer import TypedOffer
from proposalkit.pricing.typed_price import typed_pricing
from proposalkit.workflows.facts_known import bloc_countries, known_facts
from proposalkit.workflows.offer_price import ReplayedPrice, expected_volume, price_of_proposal
from proposalkit.workflows.received import Received, receive

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SCENARIOS: tuple[ScenarioId, ...] = ("low", "expected", "high")
EXPECTED: ScenarioId = "expected"
_VOLUME = re.compile(r"(?:(low|expected|high)=)?(.+)")
_RATE = re.compile(r"([A-Z]{3})=([0-9.]+) on (\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class CompareRequest:
    """What a buyer asks for, as text."""

    proposals: tuple[Path, ...]
    volumes: tuple[str, ...] = ()
    exchange: tuple[str, ...] = ()
    typed: tuple[Path, ...] = ()
    weights: Path | None = None
    same_unit: bool = False


def compare_paths(request: CompareRequest, on: date) -> Comparison:
    """Read, verify, price and compare what is at the paths.

    Raises InputRefused for what cannot be read, and for another term, currency or basis of tax;
    Refused when a proposal does not verify.
    """
    findings: list[Finding] = []
    volumes = asked_scenarios(request.volumes, findings)
    rates = tuple(_rates(request.exchange, findings))
    weights = _weights(request.weights, findings)
    received, broken = _received(request.proposals, findings)
    typed = _typed(request.typed, findings)
    offers = tuple(_offers(received, typed, findings))
    if findings:
        raise InputRefused(findings)
    if broken:
        raise _all_broken(broken)
    question = Question(
        volumes=volumes or _own_volumes(offers),
        on=on,
        rates=rates,
        same_unit=request.same_unit,
        words=known_facts(),
    )
    compared = compare_offers(offers, question)
    if weights is None:
        return compared
    name, weighing = weights
    return compared.model_copy(update={"scores": score(compared, weighing, name, asked_of(offers))})


def compare_received(received: Sequence[Received], request: CompareRequest, on: date) -> Comparison:
    """Compare proposals that were read and verified; raises InputRefused as `compare_paths`."""
    findings: list[Finding] = []
    volumes = asked_scenarios(request.volumes, findings)
    rates = tuple(_rates(request.exchange, findings))
    offers = tuple(_offers(received, (), findings))
    if findings:
        raise InputRefused(findings)
    question = Question(
        volumes=volumes or _own_volumes(offers),
        on=on,
        rates=rates,
        same_unit=request.same_unit,
        words=known_facts(),
    )
    return compare_offers(offers, question)


def asked_of(offers: Sequence[Offer]) -> dict[str, Asked]:
    """Give what requirements are held against, for each offer that is a proposal."""
    blocs = bloc_countries()
    return {
        one.mark: Asked(one.proposal, one.price.at, blocs)
        for one in offers
        if one.proposal is not None and isinstance(one.price, ReplayedPrice)
    }


def offer_of(mark: str, received: Received) -> Offer:
    """Make an offer of a received proposal; raises InputRefused when its price has faults."""
    proposal = received.proposal
    price = price_of_proposal(proposal, received.source)
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


def asked_scenarios(texts: Sequence[str], findings: list[Finding]) -> dict[ScenarioId, Decimal]:
    """Read volumes such as `12000` or `low=8000`; adds what is wrong to the findings."""
    found: dict[ScenarioId, Decimal] = {}
    for text in (part for one in texts for part in one.split(",") if part.strip()):
        match = _VOLUME.fullmatch(text.strip())
        name = next((one for one in SCENARIOS if match and match[1] == one), EXPECTED)
        number = match[2] if match else ""
        if not re.match(DECIMAL_PATTERN, number) or Decimal(number) > 10**9:
            findings.append(_finding(
                "volume-not-a-number", "--volume", f'"{text}" is not a volume.',
                "Write units a month such as 12000, or low=8000 expected=12000 high=20000.",
            ))  # fmt: skip
        elif name in found:
            findings.append(_finding("volume-twice", "--volume",
                                     f'"{text}" gives the {name} volume a second time.',
                                     "Give each volume once."))  # fmt: skip
        else:
            found[name] = Decimal(number)
    ordered = {name: found[name] for name in SCENARIOS if name in found}
    if list(ordered.values()) != sorted(ordered.values()):
        findings.append(_finding("volumes-not-rising", "--volume",
                                 f'"{", ".join(texts)}" does not rise from low to high.',
                                 "Put the volumes in order."))  # fmt: skip
    return ordered


def _rates(texts: Sequence[str], findings: list[Finding]) -> Iterator[Rate]:
    for text in texts:
        match = _RATE.fullmatch(text.strip())
        try:
            if match is None or currency_digits(match[1]) is None:
                raise ValueError(text)
            rate = Decimal(match[2]) if re.match(DECIMAL_PATTERN, match[2]) else Decimal(0)
            if not rate:
                raise ValueError(text)
            yield Rate(match[1], rate, date.fromisoformat(match[3]))
        except ValueError:
            findings.append(_finding(
                "bad-rate", "--exchange", f'"{text}" is not a dated rate.',
                'Write it as "USD=0.92 on 2026-11-20": what one USD is worth in the other '
                "currency, and the day.",
            ))  # fmt: skip


def _weights(path: Path | None, findings: list[Finding]) -> tuple[str, Weights] | None:
    if path is None:
        return None
    from proposalkit.knowledge.inputs import read_yaml_model

    try:
        weights = read_yaml_model(path, Weights)
    except InputRefused as refused:
        findings += refused.findings
        return None
    if not weights.most:
        findings.append(_finding("no-weight", str(path), "The file weighs nothing.",
                                 "Add a weight for the price or for a requirement."))  # fmt: skip
    return str(path), weights


def _received(
    paths: Sequence[Path], findings: list[Finding]
) -> tuple[list[Received], list[Refused]]:
    read: list[Received] = []
    broken: list[Refused] = []
    for path in paths:
        try:
            read.append(receive(path))
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


def _typed(paths: Sequence[Path], findings: list[Finding]) -> list[tuple[Path, TypedOffer]]:
    from proposalkit.readers.offer_csv import read_offers

    read: list[tuple[Path, TypedOffer]] = []
    for path in paths:
        try:
            read += ((path, one) for one in read_offers(path, str(path)))
        except InputRefused as refused:
            findings += refused.findings
    return read


def _offers(
    received: Sequence[Received],
    typed: Sequence[tuple[Path, TypedOffer]],
    findings: list[Finding],
) -> Iterator[Offer]:
    marks = iter(LETTERS)
    for one, mark in zip(received, marks, strict=False):
        try:
            yield offer_of(mark, one)
        except InputRefused as refused:
            findings += refused.findings
    for path, offer in typed[: len(LETTERS) - len(received)]:
        try:
            yield _typed_offer(next(marks), path, offer)
        except InputRefused as refused:
            findings += refused.findings


def _typed_offer(mark: str, path: Path, offer: TypedOffer) -> Offer:
    pricing, metric = typed_pricing(offer)
    price = ReplayedPrice(pricing)
    unit = UnitCounted("unknown", "units", "unit", None, None) if metric else None
    return Offer(
        mark=mark,
        source=str(path),
        seller=offer.name,
        title=f"{offer.name}, typed by hand",
        checking=Checking("unverified", "typed by hand"),
        price=price,
        unit=unit,
    )


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
