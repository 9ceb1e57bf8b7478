"""Advise on how to sell one deal: from the workspace to the told advice. Internal throughout."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.knowledge.inputs import WorkspaceInputs, read_workspace, read_yaml_model
from proposalkit.model.advice_report import AdviceReport, FirstYear, NotEvaluated
from proposalkit.model.exchange_rate import DOLLAR, dollars, rate_on
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import Catalogue
from proposalkit.model.money import rounded
from proposalkit.model.price_book import OfferIn
from proposalkit.plan.motion_answers import check_answers
from proposalkit.plan.motion_report import Advised, report_advice
from proposalkit.plan.motion_situation import situation_of
from proposalkit.pricing.floor_price import PriceThresholds, crossover_findings
from proposalkit.pricing.order import Order, build_order
from proposalkit.pricing.year_three import YearThree, first_year, year_three
from proposalkit.workflows.kept_inside import hide_inside
from proposalkit.workflows.overlay import knowledge_file, knowledge_folders
from proposalkit.workflows.placing import Placing, Problems
from proposalkit.workflows.steps import step


@dataclass(frozen=True)
class AdvisedDeal:
    """The advice, and the answer for the third year when the deal lies above the line."""

    report: AdviceReport
    year_three: YearThree | None


def recommend_deal(target: str, workspace: Path) -> AdviceReport:
    """Advise on a deal by its id or by its file.

    Raises InputRefused with every problem of the inputs and of the knowledge, each with its place.
    """
    path = Path(target)
    if path.suffix == ".yaml":
        workspace, target = path.resolve().parent.parent, path.stem
    problems = Problems()
    with step("read"):
        inputs = problems.of(lambda: read_workspace(workspace, target))
        catalogue = problems.of(lambda: load_catalogue(knowledge_folders(workspace)))
    if inputs is None or catalogue is None:
        raise problems.refused()
    hide_inside(workspace, target, inputs.seller.internal)
    placing = Placing(workspace, inputs, catalogue.library)
    seller = inputs.seller.internal.go_to_market
    problems.of(lambda: placing.of(lambda: check_answers(catalogue.selling, seller)))
    order = problems.of(lambda: placing.of(lambda: build_order(inputs.price_book, inputs.brief)))
    if order is None or problems.findings:
        raise problems.refused()
    with step("advise"):
        return advise(target, workspace, inputs, catalogue, order).report


def advise(
    deal: str, workspace: Path, inputs: WorkspaceInputs, catalogue: Catalogue, order: Order
) -> AdvisedDeal:
    """Work out the advice from inputs already read and checked."""
    brief, internal = inputs.brief, inputs.seller.internal
    limits = read_yaml_model(knowledge_file(workspace, "limits.yaml"), PriceThresholds)
    crossover = crossover_findings(order, brief, internal, limits)
    year = first_year_of(inputs, order)
    advised = Advised(
        selling=catalogue.selling,
        guidance=[one for one in catalogue.passages if one.kind == "guidance"],
        deal=deal,
        situation=situation_of(brief, _offer(inputs), internal.go_to_market, year.usd),
        first_year=year,
        price_volume=[(one.message, one.remedy) for one in crossover if one.severity == "warning"],
        not_evaluated=_not_evaluated(inputs, year, crossover),
    )
    above = any(one.id == "build-crossover" for one in crossover)
    return AdvisedDeal(
        report=report_advice(advised),
        year_three=year_three(order, brief, internal) if above else None,
    )


def _offer(inputs: WorkspaceInputs) -> OfferIn:
    wanted = inputs.brief.commercial.offer
    return next(one for one in inputs.price_book.offers if one.id == wanted)


def first_year_of(inputs: WorkspaceInputs, order: Order) -> FirstYear:
    """Give what the first year brings, in dollars too where a dated rate is there."""
    amount: Decimal = first_year(order, inputs.brief)
    rates = inputs.seller.internal.exchange_rates
    rate = rate_on(rates, order.currency, inputs.brief.offer_date)
    usd = dollars(amount, order.currency, rate)
    return FirstYear(
        amount=amount,
        currency=order.currency,
        usd=None if usd is None else rounded(usd, DOLLAR),
        rate=None if order.currency == DOLLAR else rate,
    )


def _not_evaluated(
    inputs: WorkspaceInputs, year: FirstYear, crossover: tuple[Finding, ...]
) -> list[NotEvaluated]:
    found = []
    if year.usd is None:
        found.append(
            NotEvaluated(
                field="internal.exchange_rates",
                why="Deal sizes and the fit matrix are in US dollars, and the profile has no rate "
                f"of {year.currency} dated {inputs.brief.offer_date} or before.",
            )
        )
    if inputs.brief.expected_cycle_days is None:
        found.append(
            NotEvaluated(
                field="expected_cycle_days",
                why="The cycle and the fit matrix need the days from first contact to signature.",
            )
        )
    found += [
        NotEvaluated(field=one.where, why=f"{one.message} {one.remedy}")
        for one in crossover
        if one.severity == "note"
    ]
    return found
