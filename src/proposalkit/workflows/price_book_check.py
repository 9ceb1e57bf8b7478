"""Check price books: what cannot be read, what is wrong, what one should know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from proposalkit.errors import ExitCode, InputRefused, Refused
from proposalkit.knowledge.inputs import read_profile, read_workspace
from proposalkit.knowledge.pydantic_findings import build
from proposalkit.knowledge.text_files import read_text, shown_path
from proposalkit.knowledge.yaml_text import YamlDocument, YamlPath, parse_yaml
from proposalkit.model.finding import Finding
from proposalkit.model.price_book import PriceBook
from proposalkit.model.price_exception import PriceException
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.approvals import exceptions_to_release
from proposalkit.pricing.beyond_book import beyond_book
from proposalkit.pricing.book_check import book_findings, order_findings
from proposalkit.pricing.order import build_order
from proposalkit.workflows.signed_records import price_releases


@dataclass(frozen=True)
class BookReport:
    """What the check found, and which books it read."""

    findings: tuple[Finding, ...]
    versions: tuple[str, ...]
    unreadable: int = 0
    """Books that cannot be used at all."""

    @property
    def exit_code(self) -> ExitCode:
        """Give 2 for a book that cannot be used, 1 for an error in one that can, else 0."""
        if self.unreadable:
            return ExitCode.BAD_INPUT
        wrong = any(one.severity == "error" for one in self.findings)
        return ExitCode.REFUSED if wrong else ExitCode.DONE

    def summary(self) -> str:
        """Give one line: how many books, which, and how much was found."""
        counts = ", ".join(
            f"{count} {word}{'' if count == 1 else 's'}"
            for word in ("error", "warning", "note")
            if (count := sum(one.severity == word for one in self.findings))
        )
        if self.exit_code is not ExitCode.DONE:
            return f"price books: {counts}"
        number = len(self.versions)
        books = "1 price book is" if number == 1 else f"{number} price books are"
        return f"{books} sound: {', '.join(self.versions)}" + (f"; {counts}" if counts else "")


def check_price_books(workspace: Path, file: Path | None, on: date) -> BookReport:
    """Check one book, or every book of a workspace.

    Raises Refused when there is none, Unavailable or InputRefused when a file cannot be opened.
    """
    paths = [file] if file is not None else sorted((workspace / "price-books").glob("*.yaml"))
    if not paths:
        raise Refused(
            f'There is no price book in "{workspace / "price-books"}".',
            "Run the command in a workspace, or name it with --workspace.",
        )
    internal, findings = _internal(_home(workspace, file))
    versions: list[str] = []
    unreadable = 0
    for path in paths:
        document = parse_yaml(read_text(path), shown_path(path))
        book, faults = build(PriceBook, document)
        findings += faults
        if book is None:
            unreadable += 1
            continue
        versions.append(path.stem)
        findings += [_placed(one, document) for one in book_findings(book, internal, on)]
    return BookReport(_old_books_warn(findings, len(versions)), tuple(versions), unreadable)


def check_deal_price(workspace: Path, deal: str, on: date) -> BookReport:
    """Check the price of one deal: its book, its own volumes and wishes, its exceptions.

    Raises InputRefused with every problem of the deal's files.
    """
    inputs = read_workspace(workspace, deal)
    book, brief, internal = inputs.price_book, inputs.brief, inputs.seller.internal
    try:
        order = build_order(book, brief)
    except InputRefused as error:
        where = inputs.places.at
        raise InputRefused(
            [one.model_copy(update={"where": where("brief", one.where)}) for one in error.findings]
        ) from error
    number = [one.id for one in book.offers].index(order.offer)
    document = inputs.places.documents["price_book"]
    found = [
        *(one for one in book_findings(book, internal, on) if not one.where.startswith("offers.")),
        *order_findings(book, number, order, internal, bought=True),
    ]
    exceptions = exceptions_to_release(
        deal, book, order.offer, beyond_book(book, brief, order, internal, {}),
        price_releases(workspace),
    )  # fmt: skip
    place = inputs.places.at("brief", "commercial")
    findings = [*(_placed(one, document) for one in found), *_unreleased(exceptions, place)]
    return BookReport(tuple(findings), (book.version,))


def _unreleased(exceptions: tuple[PriceException, ...], place: str) -> list[Finding]:
    return [
        Finding(
            id="price-exception",
            severity="warning",
            where=place,
            message=f"{one.why()}.",
            remedy=f"To be released by {one.who()}; digest {one.digest}."
            if one.role
            else "Keep to the price book.",
        )
        for one in exceptions
        if one.release is None
    ]


def _home(workspace: Path, file: Path | None) -> Path:
    """Give the workspace a named book stands in, when it stands in one."""
    if file is None or not (file.parent.parent / "seller.yaml").is_file():
        return workspace
    return file.parent.parent


def _internal(workspace: Path) -> tuple[InternalProfile | None, list[Finding]]:
    """Read the internal profile; without one the margin is not evaluated."""
    if not (workspace / "seller.yaml").is_file():
        return None, []
    try:
        return read_profile(workspace).seller.internal, []
    except InputRefused as error:
        return None, [one.model_copy(update={"severity": "warning"}) for one in error.findings]


def _placed(one: Finding, document: YamlDocument) -> Finding:
    path: YamlPath = tuple(
        int(part) if part.isdigit() else part for part in one.where.split(".") if part
    )
    return one.model_copy(update={"where": document.value_place(path)})


def _old_books_warn(findings: list[Finding], books: int) -> tuple[Finding, ...]:
    """Let an expired book be a warning while another one is valid: issued offers still need it."""
    expired = [one for one in findings if one.id == "price-book-expired"]
    if not expired or len(expired) == books:
        return tuple(findings)
    return tuple(
        one.model_copy(update={"severity": "warning"}) if one in expired else one
        for one in findings
    )
