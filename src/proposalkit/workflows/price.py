"""Explain a price: of a deal that is still a brief, or of a proposal somebody holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.model.price_steps import PriceExplanation
from proposalkit.model.scenario import Scenario
from proposalkit.pricing.engine import price_scenarios
from proposalkit.pricing.explain import explain_price
from proposalkit.pricing.first_months import volumes_like
from proposalkit.pricing.recompute import recompute
from proposalkit.pricing.rules import PriceRules, rules_of
from proposalkit.pricing.soundness import soundness_findings
from proposalkit.pricing.volumes import CountedUnit, asked_volumes

if TYPE_CHECKING:
    from proposalkit.model.proposal import Proposal


@dataclass(frozen=True)
class PricedThing:
    """A price that can be replayed: its rules, what it counts, how long it runs."""

    name: str
    rules: PriceRules
    units: tuple[CountedUnit, ...]
    term_months: int
    scenarios: tuple[Scenario, ...]
    received: bool = False
    """Whether it was read from a proposal and not from a deal."""
    differs: tuple[Finding, ...] = ()
    """Values stored in the proposal that its own rules do not give."""


def find_price(target: str, workspace: Path) -> PricedThing:
    """Find the price of a deal id, of a deal's file, or of a proposal in any form a buyer holds.

    Raises InputRefused with every problem of what was read.
    """
    path = Path(target)
    if path.suffix == ".yaml":
        return _of_deal(path.resolve().parent.parent, path.stem)
    if path.name == target and (workspace / "deals" / f"{target}.yaml").is_file():
        return _of_deal(workspace, target)
    if path.exists():
        return _of_proposal(path)
    raise InputRefused([
        Finding(
            id="price-subject-missing",
            where=target,
            message=f'"{target}" is neither a deal in "{workspace / "deals"}" nor a file or kit.',
            remedy="Name a deal, with --workspace if it is elsewhere, or a proposal.json, "
            "a kit or a PDF.",
        )
    ])  # fmt: skip


def explain_volumes(thing: PricedThing, texts: Sequence[str]) -> PriceExplanation:
    """Replay the price at the volumes asked for, or at the expected one when none is.

    Raises InputRefused when a volume is not one, or names nothing the price counts.
    """
    expected = next(one for one in thing.scenarios if one.id == "expected")
    if texts:
        asked = volumes_like(expected.volumes, asked_volumes(texts, thing.units))
        return explain_price(thing.rules, asked, thing.term_months)
    return explain_price(thing.rules, expected.volumes, thing.term_months)


def _of_deal(workspace: Path, deal: str) -> PricedThing:
    from proposalkit.knowledge.inputs import read_workspace
    from proposalkit.pricing.order import build_order

    inputs = read_workspace(workspace, deal)
    try:
        order = build_order(inputs.price_book, inputs.brief)
    except InputRefused as error:
        placed = [
            one.model_copy(update={"where": inputs.places.at("brief", one.where)})
            for one in error.findings
        ]
        raise InputRefused(placed) from error
    units = tuple(CountedUnit(one.id, one.label) for one in order.metrics)
    volumes = inputs.brief.volumes
    return PricedThing(deal, order, units, order.term_months, price_scenarios(order, volumes))


def _of_proposal(path: Path) -> PricedThing:
    from proposalkit.workflows.read import read_proposal

    proposal = read_proposal(path)
    differs = recompute(proposal.pricing, proposal.metrics)
    return replace(priced(proposal), received=True, differs=differs)


def priced(proposal: Proposal) -> PricedThing:
    """Give the price of a proposal; raises InputRefused when its terms contradict themselves."""
    unsound = soundness_findings(proposal.pricing, proposal.metrics)
    if unsound:
        raise InputRefused(unsound)
    rules = rules_of(proposal.pricing)
    labels = {metric.id: metric.label for metric in proposal.metrics}
    units = tuple(CountedUnit(ref, labels[ref]) for ref in rules.metric_refs)
    scenarios = proposal.pricing.scenarios
    return PricedThing(proposal.proposal_id, rules, units, scenarios[0].term_months, scenarios)
