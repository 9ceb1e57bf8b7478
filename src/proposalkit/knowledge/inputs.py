"""Reads the files of a deal: brief, seller profile, price book; every problem of all at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel

from proposalkit.errors import InputRefused
from proposalkit.knowledge.fault_words import quoted
from proposalkit.knowledge.pydantic_findings import build
from proposalkit.knowledge.ready_outcomes import fill_ready_outcome
from proposalkit.knowledge.text_files import read_text, shown_path
from proposalkit.knowledge.yaml_text import Plain, YamlDocument, YamlPath, parse_yaml
from proposalkit.model.brief import DealBrief
from proposalkit.model.finding import Finding
from proposalkit.model.price_book import PriceBook
from proposalkit.model.seller import SellerProfile

ModelT = TypeVar("ModelT", bound=BaseModel)
InputFile = Literal["brief", "seller", "price_book"]


@dataclass(frozen=True)
class Places:
    """Where each value of the inputs stands, for findings about their meaning."""

    documents: Mapping[InputFile, YamlDocument]

    def at(self, file: InputFile, dotted: str = "") -> str:
        """Give `file:line:column` of a dotted path such as `commercial.cap` or `gates.0.days`.

        A value that is not in the file has the place of its nearest parent.
        """
        path: YamlPath = tuple(
            int(part) if part.isdigit() else part for part in dotted.split(".") if part
        )
        return self.documents[file].value_place(path)


@dataclass(frozen=True)
class WorkspaceInputs:
    """The inputs of one deal as typed values."""

    brief: DealBrief
    seller: SellerProfile
    price_book: PriceBook
    places: Places


@dataclass(frozen=True)
class ProfileInputs:
    """The seller profile alone, before there is a deal."""

    seller: SellerProfile
    places: Places


def read_profile(folder: Path) -> ProfileInputs:
    """Read the seller profile of a workspace; raises InputRefused with every problem in it."""
    findings: list[Finding] = []
    documents: dict[InputFile, YamlDocument] = {}
    seller = _part("seller", folder / "seller.yaml", SellerProfile, documents, findings)
    if seller is None or findings:
        raise InputRefused(findings)
    return ProfileInputs(seller, Places(documents))


def read_yaml_model(path: Path, model: type[ModelT]) -> ModelT:
    """Read one YAML file into a model; raises InputRefused with every problem in it."""
    made, findings = build(model, _read(path))
    if made is None:
        raise InputRefused(findings)
    return made


def read_brief(path: Path) -> DealBrief:
    """Read one deal brief, a ready outcome filled in; raises InputRefused with every problem."""
    findings: list[Finding] = []
    brief = _part("brief", path, DealBrief, {}, findings)
    if brief is None or findings:
        raise InputRefused(findings)
    return brief


def read_workspace(folder: Path, deal_id: str) -> WorkspaceInputs:
    """Read the brief of a deal, the seller profile and the price book the brief asks for.

    Raises InputRefused with the problems of all three files together.
    """
    findings: list[Finding] = []
    documents: dict[InputFile, YamlDocument] = {}
    brief = _part("brief", _deal_path(folder, deal_id, findings), DealBrief, documents, findings)
    seller = _part("seller", folder / "seller.yaml", SellerProfile, documents, findings)
    book_path = _price_book_path(folder, documents.get("brief"), findings)
    book = _part("price_book", book_path, PriceBook, documents, findings)
    if book is not None and book_path is not None:
        book = _with_version(book, book_path, documents["price_book"], findings)
    if brief is None or seller is None or book is None or findings:
        raise InputRefused(findings)
    return WorkspaceInputs(brief, seller, book, Places(documents))


def list_deals(folder: Path) -> tuple[str, ...]:
    """Give the ids of the deals of a workspace, sorted."""
    return tuple(sorted(path.stem for path in (folder / "deals").glob("*.yaml")))


def _read(path: Path) -> YamlDocument:
    shown = shown_path(path)
    return parse_yaml(read_text(path, shown), shown)


def _part(
    name: InputFile,
    path: Path | None,
    model: type[ModelT],
    documents: dict[InputFile, YamlDocument],
    findings: list[Finding],
) -> ModelT | None:
    if path is None:
        return None
    try:
        documents[name] = _read(path)
    except InputRefused as error:
        findings += error.findings
        return None
    if name == "brief":
        findings += fill_ready_outcome(documents[name], path.parent.parent)
    made, found = build(model, documents[name])
    findings += found
    return made


def _deal_path(folder: Path, deal_id: str, findings: list[Finding]) -> Path | None:
    deals = list_deals(folder)
    path = folder / "deals" / f"{deal_id}.yaml"
    if deal_id in deals or not deals:
        return path
    findings.append(
        Finding(
            id="missing-file",
            where=shown_path(folder / "deals"),
            message=f'There is no deal "{deal_id}" in this folder.',
            remedy=f"The deals here are {quoted(deals)}.",
        )
    )
    return None


def _price_book_path(
    folder: Path, brief: YamlDocument | None, findings: list[Finding]
) -> Path | None:
    books = {path.stem: path for path in sorted((folder / "price-books").glob("*.yaml"))}
    if brief is not None and brief.data is None:
        brief = None  # which book it names is not known, and its own fault is said already
    wanted = _wanted_book(brief)
    place = brief.value_place(("commercial", "price_book")) if brief else shown_path(folder)
    if wanted is None and len(books) == 1:
        return next(iter(books.values()))
    if wanted in books:
        return books[str(wanted)]
    if not books:
        place = shown_path(folder / "price-books")
        message = "There is no price book in this folder."
        remedy = "Write one, such as price-books/2026-01.yaml."
    elif wanted is None:
        if brief is None:
            return None
        message = f"The workspace has {len(books)} price books and the brief names none."
        remedy = f'Add "price_book" under "commercial" with one of {quoted(books)}.'
    else:
        message = f'"{wanted}" is not a price book of this workspace.'
        remedy = f"Write one of {quoted(books)}."
    findings.append(Finding(id="missing-price-book", where=place, message=message, remedy=remedy))
    return None


def _wanted_book(brief: YamlDocument | None) -> str | None:
    data: Plain = brief.data if brief else None
    for key in ("commercial", "price_book"):
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, str) else None


def _with_version(
    book: PriceBook, path: Path, document: YamlDocument, findings: list[Finding]
) -> PriceBook:
    """Give the book the version its file is named after; another one in the file is a fault."""
    if "version" not in book.model_fields_set:
        return book.model_copy(update={"version": path.stem})
    if book.version != path.stem:
        findings.append(
            Finding(
                id="bad-value",
                where=document.value_place(("version",)),
                message=f'"{book.version}" is not the name of this file, "{path.stem}".',
                remedy="Give the file and its version one name.",
            )
        )
    return book
