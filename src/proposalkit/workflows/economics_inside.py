"""The economics of a deal where the seller reads them: command, memo, numbers for the CRM."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from proposalkit.compose.memo import INTERNAL_LINE
from proposalkit.errors import InputRefused
from proposalkit.knowledge.inputs import WorkspaceInputs, read_workspace, read_yaml_model
from proposalkit.model.deal_numbers import NUMBER_NAMES, CrmFields, DealNumber, NumberName
from proposalkit.model.economics import Economics
from proposalkit.model.economics_rules import EconomicsRules
from proposalkit.model.finding import Finding
from proposalkit.model.proposal import Proposal
from proposalkit.pricing.economics import deal_economics, economics_findings
from proposalkit.pricing.floor_price import PriceThresholds, floor_price_findings
from proposalkit.pricing.margin_spread import DEFAULT_SEED
from proposalkit.pricing.order import Order, build_order
from proposalkit.workflows.kept_inside import hide_inside
from proposalkit.workflows.overlay import knowledge_file

_FIGURE_DIGITS = 4
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


@dataclass(frozen=True)
class PricedInside:
    """The economics of a deal with the warnings that go with them."""

    deal: str
    economics: Economics
    warnings: tuple[Finding, ...]


def price_inside(target: str, workspace: Path, seed: int = DEFAULT_SEED) -> PricedInside:
    """Work out the economics of a deal by its id or by its file.

    Raises InputRefused with every problem of the inputs, and when the target is no deal: a
    proposal holds no cost.
    """
    path = Path(target)
    if path.suffix == ".yaml":
        workspace, target = path.resolve().parent.parent, path.stem
    elif path.name != target or path.suffix in (".json", ".pdf"):
        raise InputRefused([_no_deal(target)])
    inputs = read_workspace(workspace, target)
    hide_inside(workspace, target, inputs.seller.internal)
    order = _order(inputs)
    found = work_out_economics(workspace, inputs, order, seed)
    rules, lines = economics_rules(workspace), _lines(workspace)
    warnings = floor_price_findings(order, inputs.brief, inputs.seller.internal, lines)
    return PricedInside(target, found, (*economics_findings(found, rules), *warnings))


def economics_rules(workspace: Path) -> EconomicsRules:
    """Read the rules the economics follow; raises InputRefused."""
    return read_yaml_model(knowledge_file(workspace, "economics.yaml"), EconomicsRules)


def deal_numbers(found: Economics, proposal: Proposal) -> tuple[DealNumber, ...]:
    """Give every number a CRM takes; a value not known is empty, no row is left out."""
    values = {**_worked_out(found), **_of_proposal(proposal, found)}
    values["deal"] = (proposal.proposal_id.rpartition(":")[2], "text")
    return tuple(
        DealNumber(name=name, value=values[name][0], unit=values[name][1]) for name in NUMBER_NAMES
    )


def numbers_bytes(numbers: Sequence[DealNumber], fields: CrmFields) -> bytes:
    """Write the numbers as CSV, the INTERNAL line first; no cell is taken for a formula.

    A number may begin with its minus sign; any other text that a spreadsheet would run gets an
    apostrophe in front.
    """
    buffer = io.StringIO()
    buffer.write(f"# {INTERNAL_LINE}\n")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("name", "value", "unit", "crm_field"))
    for one in numbers:
        value = one.value if one.unit != "text" else _harmless(one.value)
        writer.writerow((one.name, value, one.unit, _harmless(fields.fields[one.name])))
    return buffer.getvalue().encode()


def crm_fields(workspace: Path) -> CrmFields:
    """Read what the CRM calls the numbers; raises InputRefused."""
    return read_yaml_model(knowledge_file(workspace, "crm-fields.yaml"), CrmFields)


def telling_figures(found: Economics, public: str) -> dict[str, str]:
    """Give the worked-out figures that no file for the buyer may hold, by name.

    A figure counts from four digits on, with decimals: a shorter one may stand on a page by chance.
    `public` is the price as the buyer gets it: an amount in it, such as a charge, is no secret.
    """
    told: dict[str, str] = {}
    for name, value in _figures(found):
        plain = f"{abs(value).normalize():f}"
        telling = value != value.to_integral_value() and len(plain) > _FIGURE_DIGITS
        if telling and plain not in public:
            told[f"economics.{name}"] = f"{abs(value):f}"
    return told


def _figures(found: Economics) -> Iterator[tuple[str, Decimal]]:
    cost, room, net = found.cost, found.headroom, found.partners
    spread = found.spread.margin
    amounts = {
        "unit_cost": cost.unit,
        "fixed_unit": cost.fixed_unit,
        "full_cost": cost.full,
        "margin": found.margin,
        "headroom": room.amount,
        "net": net.net if net else None,
        "p10": spread.p10 if spread else None,
        "p50": spread.p50 if spread else None,
        "p90": spread.p90 if spread else None,
        **{f"ladder.{at}.cost": one.cost for at, one in enumerate(found.ladder)},
        **{f"ladder.{at}.margin": one.margin for at, one in enumerate(found.ladder)},
    }
    yield from ((name, value) for name, value in amounts.items() if value is not None)


def work_out_economics(
    workspace: Path, inputs: WorkspaceInputs, order: Order, seed: int = DEFAULT_SEED
) -> Economics:
    """Work out the economics of a deal whose inputs were read already."""
    rules, lines = economics_rules(workspace), _lines(workspace)
    return deal_economics(order, inputs.brief, inputs.seller.internal, rules, lines, seed)


def _lines(workspace: Path) -> PriceThresholds:
    return read_yaml_model(knowledge_file(workspace, "limits.yaml"), PriceThresholds)


def _order(inputs: WorkspaceInputs) -> Order:
    try:
        return build_order(inputs.price_book, inputs.brief)
    except InputRefused as error:
        raise InputRefused(
            [
                one.model_copy(update={"where": inputs.places.at("brief", one.where)})
                for one in error.findings
            ]
        ) from error


def _worked_out(found: Economics) -> dict[NumberName, tuple[str, str]]:
    chosen = found.commissions.chosen
    by_volume = {one.scenario: one for one in found.values}
    low, expected, high = (by_volume.get(name) for name in ("low", "expected", "high"))
    amounts: dict[NumberName, Decimal | None] = {
        "pilot_fee": found.pilot_fee,
        "acv_minimum": found.acv_minimum,
        "acv_low": low.acv if low else None,
        "acv_expected": expected.acv if expected else None,
        "acv_high": high.acv if high else None,
        "tcv_low": low.tcv if low else None,
        "tcv_expected": expected.tcv if expected else None,
        "tcv_high": high.tcv if high else None,
        "margin": found.margin,
        "commission": chosen.at_signing + chosen.later if chosen else None,
        "commission_at_signing": chosen.at_signing if chosen else None,
        "partner_net": found.partners.net if found.partners else None,
    }
    told = {name: (_text(amount), found.currency) for name, amount in amounts.items()}
    return {**told, "margin_rate": (_text(found.margin_rate), "share")}


def _of_proposal(proposal: Proposal, found: Economics) -> dict[NumberName, tuple[str, str]]:
    """Give the dates, and what is committed: nothing while the buyer may leave at any time.

    A committed term after clean days is not yet one at signing.
    """
    term = proposal.term
    commits = term is not None and term.commitment is not None and not term.clean_days
    committed = found.acv_minimum if commits else found.acv_minimum * 0
    decision = proposal.pilot.decision.by.isoformat() if proposal.pilot else ""
    return {
        "revision": (str(proposal.revision), "count"),
        "committed_acv": (_text(committed), found.currency),
        "expiry": (proposal.validity.valid_until.isoformat(), "date"),
        "decision_deadline": (decision, "date"),
    }


def _text(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _no_deal(target: str) -> Finding:
    return Finding(
        id="price-inside-no-deal",
        where="--inside",
        message=f'"{target}" is not a deal of a workspace; a proposal holds no cost.',
        remedy="Name a deal by its id or file, with --workspace if it is elsewhere.",
    )
