"""`quotation.ubl.xml`: one scenario of the price as a UBL 2.4 Quotation."""

from __future__ import annotations

from decimal import Decimal

from proposalkit.errors import Refused
from proposalkit.exports.places import Loss, Place, losses, places_of
from proposalkit.exports.quoted_lines import Adjustment, Quoted, QuotedLine, chosen_scenario, quoted
from proposalkit.exports.xml_tree import Element, document, group, value
from proposalkit.model.fields import plain
from proposalkit.model.money import rounded
from proposalkit.model.proposal import Proposal
from proposalkit.pricing.recompute import recompute

HASH_METHOD = "http://www.w3.org/2001/04/xmlenc#sha256"
_ONE_SCENARIO = "A quotation has one total: the other scenarios are not in it."
_IN_TOTAL = "A quotation has no rule for it; what it changes is an adjustment of the total."
_NOT_REACHED = "UBL has no place for it that a quotation can reach."
REASONS = {
    "/pricing/scenarios/*": _ONE_SCENARIO,
    "/pricing/scenarios/*/periods": "A quotation has one total and no months.",
    "/pricing/scenarios/*/componentAmounts": "The lines carry the amounts, step by step.",
    "/pricing/components/*/tiers": "These steps are not prices of one unit in one month; the "
    "line has the amount of the term.",
    "/pricing/commitments": _IN_TOTAL,
    "/pricing/discounts": _IN_TOTAL,
    "/pricing/caps": _IN_TOTAL,
    "/pricing/ramps": _IN_TOTAL,
    "/pricing/indexation": _IN_TOTAL,
    "/pricing/credits": _IN_TOTAL,
    "/outcomes": "UBL has no field for what counts as one outcome.",
    "/serviceLevels": _NOT_REACHED,
    "/serviceEvidence": _NOT_REACHED,
    "/evidence": _NOT_REACHED,
    "/claims": _NOT_REACHED,
    "/clauses/*/text": "A quotation refers to a clause by its id and the SHA-256 of its text.",
    "/clauses/*/facts": "A quotation refers to a clause by its id and the SHA-256 of its text.",
    "/offering": "UBL describes an item, not agents, models and the way of data.",
    "/data": "UBL describes an item, not agents, models and the way of data.",
    "/sections": "Words of the pages.",
    "/drafting": "Words of the pages.",
    "/coverEmail": "Words of the e-mail.",
    "/sponsorSummary": "Words of the summary.",
    "/answers": "Words of the pages.",
    "/glossary": "Words of the pages.",
    "/sources": "Words of the pages.",
    "/vendorForm": "Words of the pages.",
    "/pageOrder": "The order of the pages concerns the pages alone.",
}


def ubl_quotation(proposal: Proposal) -> tuple[bytes, tuple[Loss, ...]]:
    """Write the quotation and say what it leaves behind; raises Refused without a scenario."""
    rows, number = _rows(proposal)
    root = places_of(proposal)
    currency = root.text("pricing", "currency")
    chosen = root.rows("pricing", "scenarios")[number]
    parts = [
        value("UBLVersionID", "2.4"),
        value("ID", root.text("proposalId")),
        value("IssueDate", root.text("offerDate")),
        *(value("Note", one) for one in _notes(root, chosen)),
        value("PricingCurrencyCode", currency),
        value("LineCountNumeric", str(len(rows.lines))),
        _validity(root),
        *(_clause(one) for one in root.rows("clauses")),
        group("SellerSupplierParty", _party(root.at("parties", "seller"))),
        group("BuyerCustomerParty", _party(root.at("parties", "buyer"))),
        group("TransactionConditions", *(value("Description", one) for one in _conditions(root))),
        *(_adjustment(one, currency) for one in rows.adjustments),
        _total(rows, currency, chosen),
        *(_line(root, one, count, currency) for count, one in enumerate(rows.lines, start=1)),
    ]
    return document("Quotation", parts), losses(root, REASONS)


def _rows(proposal: Proposal) -> tuple[Quoted, int]:
    """Lay the expected scenario out; raises Refused when there is none or its prices are wrong."""
    pricing = proposal.pricing
    scenario = chosen_scenario(pricing)
    if scenario is None or not pricing.components:
        raise Refused(
            "The proposal has no priced scenario, and a quotation needs a total.",
            "Choose the other exports with --only, or ask the seller for a price.",
        )
    wrong = recompute(pricing, proposal.metrics)
    rows = None if wrong else quoted(pricing, scenario)
    if rows is None or rows.total != scenario.total.amount:
        raise Refused(
            f'The amounts of the scenario "{scenario.id}" are not what its own rules give.',
            "Ask the seller for a proposal whose prices hold; verify says which do not.",
            wrong,
        )
    return rows, pricing.scenarios.index(scenario)


def _notes(root: Place, scenario: Place) -> list[str]:
    volumes = [
        f"{one.text('metricRef')} {one.text('perPeriod')} in each period"
        + "".join(f", {units} in month {n}" for n, units in _first(one))
        for one in scenario.rows("volumes")
    ]
    revision, grade = root.text("revision"), root.text("grade")
    return [
        root.text("title"),
        f"Scenario: {scenario.text('id')}, {scenario.text('termMonths')} months. Volumes: "
        f"{'; '.join(volumes) or 'none'}. This quotation shows this scenario alone; tiers are "
        "lines, and a tier that no unit reaches has the quantity 0.",
        f"Revision {revision}, {grade}, {root.text('status')}. {root.text('gradeNotice')} "
        f"Binding nature: {root.text('bindingNature')}.",
        root.text("pricing", "tax", "text"),
    ]


def _first(volume: Place) -> enumerate[str]:
    return enumerate(volume.texts("firstMonths"), start=1)


def _conditions(root: Place) -> list[str]:
    term = root.at("term")
    payment = ", ".join([root.text("payment", "terms"), root.text("payment", "cadence")])
    found = [
        f"Payment: {payment}; {', '.join(root.texts('payment', 'methods'))}".rstrip("; "),
        term.text("structure"),
        term.text("exitRight"),
        root.text("acceptance", "how"),
        root.text("acceptance", "paperText"),
        *(f"Not included: {one}" for one in root.texts("pricing", "notIncluded")),
    ]
    return [one for one in found if one]


def _validity(root: Place) -> list[Element]:
    validity = root.at("validity")
    return group(
        "ValidityPeriod",
        value("StartDate", validity.text("validFrom")),
        value("EndDate", validity.text("validUntil")),
        value("Description", f"Time zone {validity.text('timezone')}"),
    )


def _clause(place: Place) -> list[Element]:
    reference = group(
        "ExternalReference",
        value("DocumentHash", place.text("textSha256")),
        value("HashAlgorithmMethod", HASH_METHOD),
    )
    return group(
        "AdditionalDocumentReference",
        value("ID", place.text("id")),
        value("DocumentType", f"Clause, {place.text('origin')}, {place.text('landsIn')}"),
        value("VersionID", place.text("version")),
        value("DocumentDescription", place.text("title")),
        group("Attachment", reference),
    )


def _party(place: Place) -> list[Element]:
    ids = [(one.text("scheme"), one.text("value")) for one in place.rows("legalIds")]
    register = next((text for scheme, text in ids if scheme == "register"), "")
    name = place.text("name")
    contact = next(iter(place.rows("contacts")), place.at("contacts"))
    return group(
        "Party",
        *(group("PartyIdentification", value("ID", text, schemeID=kind)) for kind, text in ids),
        group("PartyName", value("Name", name)),
        group(
            "PostalAddress",
            group("AddressLine", value("Line", place.text("address"))),
            group("Country", value("IdentificationCode", place.text("country"))),
        ),
        *(
            group(
                "PartyTaxScheme",
                value("CompanyID", text),
                group("TaxScheme", value("ID", "VAT")),
            )
            for kind, text in ids
            if kind == "VAT"
        ),
        group(
            "PartyLegalEntity",
            value("RegistrationName", name),
            value("CompanyID", register),
        ),
        group(
            "Contact",
            value("Name", contact.text("name")),
            value("ElectronicMail", contact.text("email")),
            value("Note", contact.text("role")),
        ),
    )


def _adjustment(one: Adjustment, currency: str) -> list[Element]:
    return group(
        "AllowanceCharge",
        value("ChargeIndicator", "true" if one.charge else "false"),
        value("AllowanceChargeReason", one.reason),
        value("Amount", plain(one.amount), currencyID=currency),
    )


def _total(rows: Quoted, currency: str, scenario: Place) -> list[Element]:
    def amount(name: str, sum_of: Decimal) -> list[Element]:
        return value(name, plain(rounded(sum_of, currency)), currencyID=currency)

    for carried in ("total", "shortfall", "capReduction", "rolled", "creditUsed"):
        scenario.money(carried)
    return group(
        "QuotedMonetaryTotal",
        amount("LineExtensionAmount", rows.of_lines),
        amount("AllowanceTotalAmount", rows.of_adjustments(charge=False)),
        amount("ChargeTotalAmount", rows.of_adjustments(charge=True)),
        amount("PayableAmount", rows.total),
    )


def _line(root: Place, line: QuotedLine, number: int, currency: str) -> list[Element]:
    component = root.rows("pricing", "components")[line.component]

    def amounts() -> list[Element]:
        return [
            *value("ID", str(number)),
            *value("Quantity", plain(line.quantity), unitCode=line.unit),
            *value("LineExtensionAmount", plain(line.amount), currencyID=currency),
        ]

    item = group(
        "LineItem",
        amounts(),
        *_range(component, line),
        group("Price", value("PriceAmount", plain(line.price), currencyID=currency)),
        _item(component, line),
    )
    return group("QuotationLine", amounts(), item)


def _range(component: Place, line: QuotedLine) -> list[list[Element]]:
    """Give the units of a month between which a tier holds; the lower end is not part of it."""
    if line.tier is None:
        return []
    tiers = component.rows("tiers")
    below = tiers[line.tier - 1].text("upTo") if line.tier else ""
    tier = tiers[line.tier]
    tier.money("unitPrice")
    return [
        value("MinimumQuantity", below, unitCode=line.unit),
        value("MaximumQuantity", tier.text("upTo"), unitCode=line.unit),
    ]


def _item(component: Place, line: QuotedLine) -> list[Element]:
    name = component.text("label")
    tier = "" if line.tier is None else f", price step {line.tier + 1}"
    rows = [
        ("kind of price", component.text("type")),
        ("billing period", component.text("billingPeriod")),
        ("steps apply", component.text("tierMode")),
        ("units at no charge", component.text("included")),
        ("least charge per period", component.money("minimum")),
        ("most charge per period", component.money("maximum")),
        ("fixed amount", component.money("amount")),
        ("clauses", ", ".join(component.texts("clauseRefs"))),
        ("place in proposal.json", component.pointer),
    ]
    return group(
        "Item",
        value("Name", f"{name}{tier}"),
        group("SellersItemIdentification", value("ID", component.text("id"))),
        *(
            group("AdditionalItemProperty", value("Name", label), value("Value", text))
            for label, text in rows
            if text
        ),
    )
