"""`register.xlsx`: what a financial buyer files about a provider, each cell with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proposalkit.exports.places import Loss, Place, losses, places_of
from proposalkit.exports.workbook.cells import Cell, Sheet, Workbook, place
from proposalkit.exports.workbook.xlsx_file import xlsx_bytes
from proposalkit.model.proposal import Proposal

NOT_STATED = "not stated"
SOURCES = "Sources"
_EXIT_FACTS = ("data.delete", "data.deletion", "data.export", "exit.", "pilot.", "term.")
_NOT_ASKED = "A register of providers does not ask for it."
_PRICE = "The register carries the price of the expected scenario alone."
REASONS = {
    "": _NOT_ASKED,
    "/pricing": _PRICE,
    "/clauses/*": "The register carries id, title and version of each clause, and what its facts "
    "say of leaving; the text is in proposal.json.",
}
Row = tuple[str | Place, ...]
Given = tuple[str, Place]
"""A label or a value, and the place it comes from."""


def register(proposal: Proposal) -> tuple[bytes, tuple[Loss, ...]]:
    """Write the register and say what it leaves behind; same proposal, same bytes."""
    root = places_of(proposal)
    sheets = [
        _fields("Provider", _provider(root)),
        _fields("Contract", _contract(root)),
        *_tables(root),
        _fields("Exit", _exit(root)),
    ]
    book = Workbook(
        [*sheets, _sources(sheets)], {}, "Register of a provider", proposal.parties.seller.name
    )
    return xlsx_bytes(book, proposal.offer_date), losses(root, REASONS)


class Sourced(Sheet):
    """A sheet that knows from where in proposal.json each of its cells comes."""

    def __init__(self, name: str, widths: tuple[float, ...], heads: tuple[str, ...]) -> None:
        super().__init__(name, widths=widths, header_row=1, landscape=True)
        self.sources: dict[tuple[int, int], str] = {}
        self.row(Cell(head, look="head") for head in heads)

    def add(self, *cells: str | Place) -> None:
        """Write a row: a text is a label, a place is a value with its source."""
        self.at += 1
        for column, one in enumerate(cells, start=1):
            label = isinstance(one, str)
            text = one if isinstance(one, str) else one.value_text() or NOT_STATED
            self.put(self.at, column, Cell(text, look="text" if label else "wrap"))
            if not isinstance(one, str):
                self.sources[self.at, column] = one.pointer


def _fields(name: str, rows: Iterator[Given]) -> Sourced:
    sheet = Sourced(name, (38, 60, 48), ("Field", "Value", "Place in proposal.json"))
    for label, value in rows:
        sheet.add(label, value)
        sheet.put(sheet.at, 3, Cell(value.pointer, look="pointer"))
    return sheet


def _provider(root: Place) -> Iterator[Given]:
    seller = root.at("parties", "seller")
    yield "Name", seller.at("name")
    yield "Country of registration", seller.at("country")
    yield "Registered address", seller.at("address")
    ids = seller.rows("legalIds")
    for one in ids:
        yield f"Identifier, {one.text('scheme')}", one.at("value")
    if not any(one.text("scheme") == "LEI" for one in ids):
        yield "Identifier, LEI", _absent(seller.at("legalIds"))
    yield "Signatory", seller.at("signatory", "name")
    yield "Position of the signatory", seller.at("signatory", "title")
    for one in seller.rows("contacts"):
        yield f"Contact, {one.text('role')}", one.at("name")
        yield "E-mail", one.at("email")


def _absent(place: Place) -> Place:
    """Point at a list that lacks what is asked for."""
    return Place(None, place.pointer, place.taken)


def _contract(root: Place) -> Iterator[Given]:
    yield "Reference", root.at("proposalId")
    yield "Title", root.at("title")
    yield "Revision", root.at("revision")
    yield "Grade of the document", root.at("grade")
    yield "What the grade means", root.at("gradeNotice")
    yield "How far it binds", root.at("bindingNature")
    yield "Receiving party", root.at("parties", "buyer", "name")
    yield "Country of the receiving party", root.at("parties", "buyer", "country")
    for one in root.rows("parties", "buyer", "legalIds"):
        yield f"Identifier of the receiving party, {one.text('scheme')}", one.at("value")
    yield "Offer stands from", root.at("validity", "validFrom")
    yield "Offer stands until", root.at("validity", "validUntil")
    yield "Start", root.at("pilot", "start")
    yield "From pilot to commitment", root.at("term", "structure")
    yield "Governing paper", root.at("acceptance", "paperText")
    for one in root.rows("acceptance", "orderOfPrecedence"):
        yield "Order of precedence", one
    yield "Currency", root.at("pricing", "currency")
    for one in root.rows("pricing", "scenarios"):
        if one.at("id").node == "expected":
            yield "Months counted", one.at("termMonths")
            yield "Cost of those months, expected volume", one.at("total", "amount")


def _tables(root: Place) -> Iterator[Sourced]:
    offering = root.at("offering")
    services = Sourced(
        "Services", (28, 10, 44, 16, 44, 44), ("Service", "Version", "What it does",
        "Autonomy level", "Human oversight", "How it is stopped"),
    )  # fmt: skip
    for one in offering.rows("agents"):
        services.add(*(one.at(key) for key in ("name", "version", "summary", "autonomy",
                     "humanOversight")), one.at("stopControl", "mechanism"))  # fmt: skip
    models = Sourced("Models", (28, 28, 44, 20, 18),
                     ("Model", "Provider", "Used for", "Where it runs", "Routing"))  # fmt: skip
    for one in offering.rows("models"):
        models.add(*(one.at(key) for key in ("name", "provider", "role", "places", "routing")))
    yield from (services, models, _locations(root), _flow(offering), _subcontractors(offering))
    yield from (_levels(root), _proofs(root), _clauses(root))


def _locations(root: Place) -> Sourced:
    sheet = Sourced("Locations", (24, 30, 20), ("Processing", "Countries or blocs", "Certainty"))
    stated = {str(one.at("what").node) for one in root.rows("data", "residency")}
    for one in root.rows("data", "residency"):
        sheet.add(one.at("what"), one.at("places"), one.at("certainty"))
    for what in ("inference", "storage", "logs", "backups", "support"):
        if what not in stated:
            lacking = _absent(root.at("data", "residency"))
            sheet.add(what, lacking, lacking)
    for one in root.rows("data", "categories"):
        sheet.add("category of data", one)
    return sheet


def _listed(sheet: Sourced, rows: Iterable[Place], *keys: str) -> Sourced:
    """Write a row for each member of a list, with one column for each key."""
    for one in rows:
        sheet.add(*(one.at(key) for key in keys))
    return sheet


def _flow(offering: Place) -> Sourced:
    heads = ("From", "To", "Run by", "Where", "Data", "Kept", "Trains a model")
    sheet = Sourced("Data flow", (24, 24, 24, 12, 40, 34, 20), heads)
    keys = ("origin", "destination", "provider", "places", "dataClass", "retention", "trainingUse")
    return _listed(sheet, offering.rows("dataFlow"), *keys)


def _subcontractors(offering: Place) -> Sourced:
    heads = ("Subcontractor", "Place of processing", "Purpose")
    sheet = Sourced("Subcontractors", (34, 20, 50), heads)
    for one in offering.rows("subprocessors"):
        sheet.add(one.at("name"), one.at("country"), one.at("purpose"))
    if sheet.at == 1:
        sheet.add(*(_absent(offering.at("subprocessors")) for _ in heads))
    return sheet


def _levels(root: Place) -> Sourced:
    heads = ("Measured", "Target", "Window", "How")
    sheet = Sourced("Service levels", (36, 36, 24, 44), heads)
    return _listed(sheet, root.rows("serviceLevels"), "metric", "target", "window", "source")


def _proofs(root: Place) -> Sourced:
    heads = ("Evidence", "Kind", "Issuer", "Issued", "Expires", "Covers", "How to get it")
    sheet = Sourced("Evidence", (40, 16, 30, 12, 12, 44, 22), heads)
    keys = ("title", "kind", "issuer", "issuedOn", "expiresOn", "scope", "locator")
    return _listed(sheet, root.rows("evidence"), *keys)


def _clauses(root: Place) -> Sourced:
    heads = ("Clause", "Title", "Version", "Origin", "Document")
    sheet = Sourced("Clauses", (30, 46, 10, 14, 20), heads)
    return _listed(sheet, root.rows("clauses"), "id", "title", "version", "origin", "landsIn")


def _exit(root: Place) -> Iterator[Given]:
    yield "How the buyer leaves", root.at("term", "exitRight")
    yield "Notice", root.at("term", "exitNotice")
    yield "Clean days before a commitment", root.at("term", "cleanDays")
    for clause in root.rows("clauses"):
        for fact in clause.rows("facts"):
            if str(fact.at("id").node).startswith(_EXIT_FACTS):
                yield f"{fact.text('id')} (clause {clause.text('id')})", fact.at("value")


def _sources(sheets: list[Sourced]) -> Sheet:
    """List every cell that holds a value with its place in proposal.json."""
    listed = Sheet(SOURCES, widths=(24, 12, 60), header_row=1)
    listed.row(Cell(head, look="head") for head in ("Sheet", "Cell", "Place in proposal.json"))
    for sheet in sheets:
        for (row, column), pointer in sheet.sources.items():
            listed.row((sheet.name, place(row, column), Cell(pointer, look="pointer")))
    return listed
