"""All sheets of the price of one proposal."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import localcontext

from proposalkit.exports.workbook.calculation import Calculation, calculate
from proposalkit.exports.workbook.cells import Cell, Sheet, Workbook
from proposalkit.exports.workbook.inputs import Inputs, inputs_sheet, words_of
from proposalkit.exports.workbook.months import NotInFormulas
from proposalkit.exports.workbook.prices import Prices, prices_sheet
from proposalkit.exports.workbook.read_me import read_me_sheet
from proposalkit.exports.workbook.scenarios import Scenarios, equals, scenarios_sheet
from proposalkit.exports.workbook.state import Measured
from proposalkit.exports.workbook.terms import Term
from proposalkit.model.outcome import Metric
from proposalkit.model.proposal import Proposal
from proposalkit.model.scenario import Scenario

EXACT_DIGITS = 2000
"""As the engine works: an index compounded for years loses nothing."""
NOT_HERE = (
    "This price has no formulas in this workbook: {why}. The stated values of the sheet Scenarios "
    "hold; proposal.json says how they are computed."
)


def price_book_sheets(proposal: Proposal) -> Workbook:
    """Put the price into sheets.

    A price whose formulas would not give the stated totals gets no formulas and says so.
    """
    with localcontext(prec=EXACT_DIGITS):
        try:
            sheets, names = _with_formulas(proposal)
        except NotInFormulas as error:
            sheets, names = _without(proposal, str(error)), {}
    return Workbook(sheets, names, proposal.title, proposal.parties.seller.name)


def _with_formulas(proposal: Proposal) -> tuple[list[Sheet], dict[str, str]]:
    pricing, words = proposal.pricing, _words(proposal)
    metrics = {one.id: one for one in proposal.metrics}
    start = next((s for s in pricing.scenarios if s.id == "expected"), pricing.scenarios[0])
    inputs = inputs_sheet(metrics, start, start.term_months, pricing.scenarios)
    prices, scenarios = prices_sheet(pricing, words), scenarios_sheet(pricing, words)
    own = calculate(
        pricing, prices, inputs.measured, start.term_months,
        ("Calculation", "Calculation", "The volumes of the sheet Inputs, month by month."),
    )  # fmt: skip
    others = [
        _scenario(proposal, prices, scenarios, metrics, place, one)
        for place, one in enumerate(pricing.scenarios)
    ]
    _sums_beside_inputs(inputs, own, pricing.currency)
    head = read_me_sheet(proposal)
    return [
        head, inputs.sheet, prices.sheet, own.sheet, *(one.sheet for one in others),
        scenarios.sheet,
    ], inputs.names  # fmt: skip


def _scenario(
    proposal: Proposal,
    prices: Prices,
    scenarios: Scenarios,
    metrics: Mapping[str, Metric],
    place: int,
    one: Scenario,
) -> Calculation:
    """Calculate one scenario from its stated volumes, and hold the results against its amounts."""
    title = f"Calculation {one.id}"
    measured = _measured(scenarios, metrics, place, one)
    found = calculate(
        proposal.pricing, prices, measured, one.term_months,
        (title, title, "The volumes of this scenario, month by month."),
    )  # fmt: skip
    for pointer, fact in scenarios.facts.items():
        own = pointer.removeprefix(f"/pricing/scenarios/{place}")
        if own == pointer or own not in found.results:
            continue
        if not equals(fact.value, found.results[own].value):
            raise NotInFormulas(f"the formulas would not give {pointer}")
        scenarios.compare(pointer, found.results[own])
    if f"/pricing/scenarios/{place}/total" not in scenarios.rows:
        raise NotInFormulas("a scenario has no total")
    return found


def _measured(
    scenarios: Scenarios, metrics: Mapping[str, Metric], place: int, one: Scenario
) -> dict[str, Measured]:
    found = {}
    for number, volume in enumerate(one.volumes):
        base = f"/pricing/scenarios/{place}/volumes/{number}"
        steady = _number(scenarios, f"{base}/perPeriod")
        firsts = [
            _number(scenarios, f"{base}/firstMonths/{month}")
            for month in range(len(volume.first_months))
        ]
        terms = (*firsts, *(steady for _ in range(one.term_months)))[: one.term_months]
        part = _number(scenarios, f"{base}/assisted") if volume.assisted is not None else None
        found[volume.metric_ref] = Measured(*words_of(metrics, volume.metric_ref), terms, part)
    return found


def _number(scenarios: Scenarios, pointer: str) -> Term:
    try:
        return scenarios.stated(pointer)
    except TypeError as error:
        raise NotInFormulas(f"{pointer} has more digits than a spreadsheet holds") from error


def _sums_beside_inputs(inputs: Inputs, own: Calculation, currency: str) -> None:
    """Show what the inputs come to, below them."""
    sheet = inputs.sheet
    sheet.gap()
    sheet.row([Cell("What it comes to", look="head"), *(Cell(one, look="head") for one in
                                                        ("Value", "Unit", ""))])  # fmt: skip
    for pointer, label, style in (
        ("/total", "Total of the term", "#,##0.00"),
        ("/oneTime", "Of it, charged once", "#,##0.00"),
        ("/effectiveUnitPrice", "Total for one unit", "#,##0.0000"),
        ("/costToday", "Same units at the cost today", "#,##0.00"),
    ):
        if pointer in own.results:
            look = "sum" if pointer == "/total" else "text"
            sheet.row(
                (
                    Cell(label, look=look),
                    Cell(own.results[pointer], f'"{currency}" {style}', look),
                    Cell(currency, look=look),
                )
            )


def _without(proposal: Proposal, why: str) -> list[Sheet]:
    words = _words(proposal)
    return [
        read_me_sheet(proposal, NOT_HERE.format(why=why)),
        prices_sheet(proposal.pricing, words).sheet,
        scenarios_sheet(proposal.pricing, words).sheet,
    ]


def _words(proposal: Proposal) -> dict[str, str]:
    """Give the words for the ids of metrics and lines; a line's own label wins."""
    metrics = {one.id: one.label for one in proposal.metrics}
    return metrics | {one.id: one.label for one in proposal.pricing.components}
