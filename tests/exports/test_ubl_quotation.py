"""The quotation is built as UBL asks, and its lines add up to the total of the scenario."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from proposalkit.errors import Refused
from proposalkit.exports.quoted_lines import quoted
from proposalkit.exports.ubl_quotation import ubl_quotation
from proposalkit.exports.xml_tree import CAC, CBC, QUOTATION
from proposalkit.model.money import Money
from proposalkit.readers.ubl import check_ubl

from .golden_proposals import DEALS, golden
from .sample_prices import PRICES, proposal_of

SPACES = {"cac": CAC, "cbc": CBC}
ORDER = (
    *("UBLVersionID", "ID", "IssueDate", "Note", "PricingCurrencyCode", "LineCountNumeric"),
    *("ValidityPeriod", "AdditionalDocumentReference", "SellerSupplierParty"),
    *("BuyerCustomerParty", "TransactionConditions", "AllowanceCharge", "QuotedMonetaryTotal"),
    "QuotationLine",
)
"""The elements we use, in the order of the sequence of QuotationType in UBL 2.4."""
NEEDED = ("IssueDate", "SellerSupplierParty", "QuotedMonetaryTotal", "QuotationLine")
XSD = "PROPOSALKIT_UBL_XSD"
FETCHED = Path(__file__).resolve().parents[2] / ".cache/other/ubl"


def tree(proposal):
    return ElementTree.fromstring(ubl_quotation(proposal)[0])


def local(element):
    return element.tag.rpartition("}")[2]


def amounts(root, path):
    return [Decimal(one.text) for one in root.findall(path, SPACES)]


@pytest.mark.parametrize("deal", DEALS)
def test_the_elements_stand_in_the_order_of_the_standard(deal) -> None:
    root = tree(golden(deal))
    assert root.tag == f"{{{QUOTATION}}}Quotation"
    places = [ORDER.index(local(one)) for one in root]
    assert places == sorted(places)
    assert set(NEEDED) <= {local(one) for one in root}


@pytest.mark.parametrize("deal", DEALS)
def test_lines_charges_and_allowances_make_the_total(deal) -> None:
    root, proposal = tree(golden(deal)), golden(deal)
    lines = sum(amounts(root, "cac:QuotationLine/cbc:LineExtensionAmount"))
    total = root.find("cac:QuotedMonetaryTotal", SPACES)
    (of_lines,) = amounts(total, "cbc:LineExtensionAmount")
    (off,), (on,) = (
        amounts(total, "cbc:AllowanceTotalAmount"),
        amounts(total, "cbc:ChargeTotalAmount"),
    )
    (payable,) = amounts(total, "cbc:PayableAmount")
    assert lines == of_lines
    assert payable == lines + on - off
    expected = next((one for one in proposal.pricing.scenarios if one.id == "expected"), None)
    assert payable == (expected or proposal.pricing.scenarios[0]).total.amount
    for row in root.findall("cac:QuotationLine/cac:LineItem", SPACES):
        (quantity,) = amounts(row, "cbc:Quantity")
        (price,) = amounts(row, "cac:Price/cbc:PriceAmount")
        assert [(quantity * price).quantize(Decimal("0.01"))] == amounts(
            row, "cbc:LineExtensionAmount"
        )


def test_the_expected_volume_is_laid_out_tier_by_tier() -> None:
    # 12 months of 12,000: 12 x 5,000 at 0.95 = 57,000; 12 x 7,000 at 0.82 = 68,880; none at 0.70.
    # With 6,500 set-up, 12 x 950 platform and 7,500 pilot: 151,280; less the credit of 3,750.
    root = tree(golden("nordwind-support"))
    assert amounts(root, "cac:QuotationLine/cbc:Quantity") == [1, 12, 60000, 84000, 0, 1]
    assert amounts(root, "cac:QuotationLine/cbc:LineExtensionAmount") == [
        *(Decimal("6500.00"), Decimal("11400.00"), Decimal("57000.00"), Decimal("68880.00")),
        *(Decimal("0.00"), Decimal("7500.00")),
    ]
    assert amounts(root, ".//cbc:MaximumQuantity") == [5000, 15000]
    assert amounts(root, ".//cbc:MinimumQuantity") == [5000, 15000]
    assert amounts(root, ".//cbc:PayableAmount") == [Decimal("147530.00")]
    notes = [one.text for one in root.findall("cbc:Note", SPACES)]
    assert sum("Scenario: expected, 12 months." in one for one in notes) == 1


@pytest.mark.parametrize("name", PRICES)
def test_every_kind_of_price_lies_flat_with_its_own_total(name) -> None:
    pricing = PRICES[name]()
    for scenario in pricing.scenarios:
        rows = quoted(pricing, scenario)
        assert rows.total == scenario.total.amount
        assert all(one.amount > 0 for one in rows.adjustments)


def test_a_lump_sum_stands_at_its_price_before_discounts() -> None:
    """999.99 less 10% is 899.991, so 899.99 are due and 100.00 are the allowance."""
    pricing = PRICES["discounted"]()
    rows = quoted(pricing, pricing.scenarios[1])
    setup = next(one for one in rows.lines if pricing.components[one.component].id == "setup")
    assert (setup.unit, setup.amount) == ("LS", Decimal("999.99"))
    off = next(one for one in rows.adjustments if one.reason.startswith("Line setup:"))
    assert (off.charge, off.amount) == (False, Decimal("100.00"))


def test_a_price_that_does_not_hold_is_not_quoted() -> None:
    pricing = golden("nordwind-support").pricing
    one = pricing.scenarios[1]
    wrong = one.model_copy(update={"total": Money(amount=Decimal("147531.00"), currency="EUR")})
    scenarios = (pricing.scenarios[0], wrong, pricing.scenarios[2])
    proposal = golden("nordwind-support").model_copy(
        update={"pricing": pricing.model_copy(update={"scenarios": scenarios})}
    )
    with pytest.raises(Refused, match='"expected" are not what its own rules give') as refused:
        ubl_quotation(proposal)
    assert refused.value.findings[0].where == "/pricing/scenarios/1/total/amount"


def test_a_proposal_without_a_scenario_is_not_quoted() -> None:
    pricing = golden("nordwind-support").pricing.model_copy(update={"scenarios": ()})
    with pytest.raises(Refused, match="no priced scenario"):
        ubl_quotation(golden("nordwind-support").model_copy(update={"pricing": pricing}))


def test_letters_that_xml_cannot_hold_do_not_break_the_file() -> None:
    proposal = proposal_of(PRICES["graduated"](), title='Bell \x07 & <b> "quoted" ]]>')
    notes = [one.text for one in tree(proposal).findall("cbc:Note", SPACES)]
    assert notes[0] == 'Bell \ufffd & <b> "quoted" ]]>'


def test_each_clause_is_a_reference_with_the_digest_of_its_text() -> None:
    proposal = golden("nordwind-support")
    rows = tree(proposal).findall("cac:AdditionalDocumentReference", SPACES)
    found = {
        one.find("cbc:ID", SPACES).text: one.find(".//cbc:DocumentHash", SPACES).text
        for one in rows
    }
    assert found == {one.id: one.text_sha256 for one in proposal.clauses}


@pytest.mark.deep
@pytest.mark.parametrize("deal", DEALS)
def test_the_official_schema_finds_nothing(deal) -> None:
    """A release of UBL named in the environment, else what `scripts/other_tools.sh` has fetched."""
    folder = Path(os.environ.get(XSD) or FETCHED)
    if not folder.is_dir():
        pytest.skip(f"{XSD} names no folder with the XSDs of UBL, and none were fetched")
    data = ubl_quotation(golden(deal))[0]
    assert check_ubl(data, folder) == ()
    assert check_ubl(data.replace(b"IssueDate>", b"IssueDay>"), folder) != ()
