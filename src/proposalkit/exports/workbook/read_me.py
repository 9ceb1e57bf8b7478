"""The first sheet: what the workbook is, and how far it goes."""

from __future__ import annotations

from proposalkit.exports.workbook.cells import Cell, Sheet
from proposalkit.model.display import display_date, display_quantity
from proposalkit.model.proposal import Proposal

LAYOUT = "1"
"""Version of the workbook's layout; `verify` compares cell by cell with this layout only."""

LAYOUT_ROW = ("Layout of this file", LAYOUT)

IN_FORMULAS = (
    ("Inputs", "One volume for each thing that is counted. Change the tinted cells."),
    ("Prices", "Every line, tier and term of the price as proposal.json states it, one fact in "
     "each row, with its place there."),
    ("Calculation", "The volume of the sheet Inputs, carried through every month in formulas."),
    ("Calculation low, expected, high", "The same for each scenario of the proposal."),
    ("Scenarios", "What proposal.json states for each scenario, and beside it what the formulas "
     "come to."),
)  # fmt: skip
NOTES = (
    "The order of the steps is that of the proposal: quantity, units at no charge, packs, tiers, "
    "minimum and maximum, discounts, rounding, caps, commitments, credits. Tax is in no amount.",
    "Each amount is rounded half up. A spreadsheet keeps about fifteen digits, so 1.005 is a "
    "little less there; the factor in front of each rounding makes up for it.",
    "The numbers stored with the formulas are those of the proposal's own calculation. A program "
    "that computes nothing shows them; a spreadsheet computes them again when it opens the file.",
    "The workbook adds nothing to the proposal. Where the two should differ, proposal.json holds.",
    "There are no macros, no hidden sheets and no links to other files.",
)


def read_me_sheet(proposal: Proposal, reason: str = "") -> Sheet:
    """Write what the workbook is; `reason` says why it holds no formulas, where it holds none."""
    sheet = Sheet("Read me", widths=(34, 96))
    sheet.row([Cell("The price in figures", look="title")])
    rows = (
        ("Proposal", proposal.title),
        ("Id", proposal.proposal_id),
        ("Revision", display_quantity(proposal.revision)),
        ("From", proposal.parties.seller.name),
        ("To", proposal.parties.buyer.name),
        ("Date of the offer", display_date(proposal.offer_date)),
        ("What it is", proposal.grade_notice),
        ("Currency", proposal.pricing.currency),
        ("Tax", proposal.pricing.tax.text),
        LAYOUT_ROW,
    )
    for label, text in rows:
        sheet.row((Cell(label, look="group"), Cell(text, look="wrap")))
    sheet.gap()
    sheet.row([Cell("Sheets", look="head"), Cell("What they hold", look="head")])
    for label, text in IN_FORMULAS if not reason else (IN_FORMULAS[1], IN_FORMULAS[4]):
        sheet.row((Cell(label, look="group"), Cell(text, look="wrap")))
    sheet.gap()
    sheet.row([Cell("Notes", look="head"), Cell("", look="head")])
    for number, text in enumerate(NOTES if not reason else (reason, *NOTES[3:]), start=1):
        sheet.row((Cell(f"Note {number}", look="group"), Cell(text, look="wrap")))
    return sheet
