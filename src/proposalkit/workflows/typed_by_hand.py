"""What a buyer types for a comparison: competing offers as CSV, and weights as YAML."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from proposalkit.compare.offers import Checking, Offer, UnitCounted
from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.model.policy import Weights
from proposalkit.model.typed_offer import TypedOffer
from proposalkit.pricing.typed_price import typed_pricing
from proposalkit.workflows.offer_price import ReplayedPrice


def weights_of(path: Path | None, findings: list[Finding]) -> tuple[str, Weights] | None:
    """Read a file of weights; adds what is wrong to the findings."""
    if path is None:
        return None
    from proposalkit.knowledge.text_files import read_text, shown_path

    shown = shown_path(path)
    try:
        return parse_weights(read_text(path, shown), shown)
    except InputRefused as refused:
        findings += refused.findings
        return None


def parse_weights(text: str, shown: str) -> tuple[str, Weights]:
    """Read the text of a buyer's weights; raises InputRefused with the place of every problem."""
    from proposalkit.knowledge.pydantic_findings import build
    from proposalkit.knowledge.yaml_text import parse_yaml

    weights, findings = build(Weights, parse_yaml(text, shown))
    if weights is None or findings:
        raise InputRefused(findings)
    if not weights.most:
        remedy = "Add a weight for the price or for a requirement."
        message = "The file weighs nothing."
        finding = Finding(id="no-weight", where=shown, message=message, remedy=remedy)
        raise InputRefused([finding])
    return shown, weights


def parse_typed(text: str, shown: str) -> tuple[tuple[str, TypedOffer], ...]:
    """Read offers typed as CSV; raises InputRefused with the place of every problem."""
    from proposalkit.readers.offer_csv import offers_of

    return tuple((shown, one) for one in offers_of(text, shown))


def typed_of(paths: Sequence[Path], findings: list[Finding]) -> list[tuple[str, TypedOffer]]:
    """Read files of typed offers; adds what is wrong to the findings."""
    from proposalkit.readers.offer_csv import read_offers

    read: list[tuple[str, TypedOffer]] = []
    for path in paths:
        try:
            read += ((str(path), one) for one in read_offers(path, str(path)))
        except InputRefused as refused:
            findings += refused.findings
    return read


def typed_offer(mark: str, source: str, offer: TypedOffer) -> Offer:
    """Make an offer of what somebody typed; raises InputRefused when its price has faults."""
    pricing, metric = typed_pricing(offer)
    price = ReplayedPrice(pricing)
    unit = UnitCounted(metric.kind, "units", "unit", None, None, by_hand=True) if metric else None
    return Offer(
        mark=mark,
        source=source,
        seller=offer.name,
        title=f"{offer.name}, typed by hand",
        checking=Checking("unverified", "typed by hand"),
        price=price,
        unit=unit,
    )
