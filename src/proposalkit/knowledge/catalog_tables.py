"""Which file of the catalogue of selling holds which kind of entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Generic, TypeVar

from pydantic import Field

from proposalkit.knowledge.lint_table import Table
from proposalkit.model import catalog_rows as rows
from proposalkit.model.catalog import Entry, SourceDocument
from proposalkit.model.fields import given

RowT = TypeVar("RowT", bound=Entry, covariant=True)

FOLDER = "catalog"
SOURCES = "catalog/sources.yaml"
MOTIONS = "motions"


class SourceTable(Table):
    """The documents facts were taken from."""

    sources: Annotated[tuple[SourceDocument, ...], Field(min_length=1)]


class EntryTable(Table, Generic[RowT]):
    """A table of entries; what is said at the top holds for each row that does not say it."""

    document: Annotated[str, given("Id of the document in sources.yaml.")]
    as_of: Annotated[date, given("Day on which the figures were true.")]
    entries: Annotated[tuple[RowT, ...], Field(min_length=1), given("The rows.")]


@dataclass(frozen=True)
class TableKind:
    """A kind of table: its word, its model and where its rows go."""

    kind: str
    model: type[EntryTable[Entry]]
    field: str


KINDS: Mapping[str, TableKind] = {
    "families": TableKind("family", EntryTable[rows.Family], "families"),
    "sales-assets": TableKind("sales-asset", EntryTable[rows.SalesAsset], "sales_assets"),
    "maturity": TableKind("maturity", EntryTable[rows.MaturityLevel], "maturity"),
    "bands": TableKind("band", EntryTable[rows.Band], "bands"),
    "fit-matrix": TableKind("fit", EntryTable[rows.MatrixCell], "fit_matrix"),
    "diagnostic": TableKind("diagnostic", EntryTable[rows.DiagnosticQuestion], "diagnostic"),
    "flowchart": TableKind("flowchart", EntryTable[rows.FlowBranch], "flowchart"),
    "buyer-stages": TableKind("buyer-stage", EntryTable[rows.BuyerStage], "buyer_stages"),
    "hybrids": TableKind("hybrid", EntryTable[rows.Hybrid], "hybrids"),
    "failures": TableKind("failure", EntryTable[rows.Failure], "failures"),
    "trust-ladder": TableKind("trust-rung", EntryTable[rows.TrustRung], "trust_ladder"),
    "objections": TableKind("objection", EntryTable[rows.Objection], "objections"),
    "commissions": TableKind("commission", EntryTable[rows.CommissionModel], "commissions"),
    "benchmarks": TableKind("benchmark", EntryTable[rows.Benchmark], "benchmarks"),
    "pricing-surfaces": TableKind("surface", EntryTable[rows.PricingSurface], "pricing_surfaces"),
    "work-units": TableKind("work-unit", EntryTable[rows.WorkUnit], "work_units"),
    "checklists": TableKind("checklist", EntryTable[rows.Checklist], "checklists"),
    "seller-words": TableKind("word", EntryTable[rows.SellerWord], "seller_words"),
    "ai-shifts": TableKind("ai-shift", EntryTable[rows.Point], "points"),
    "procurement": TableKind("procurement", EntryTable[rows.Point], "points"),
    "pilot": TableKind("pilot", EntryTable[rows.Point], "points"),
    "expansion": TableKind("expansion", EntryTable[rows.Point], "points"),
    "attribution": TableKind("attribution", EntryTable[rows.Point], "points"),
    "value-contract": TableKind("value-contract", EntryTable[rows.Point], "points"),
    "lock-in": TableKind("lock-in", EntryTable[rows.Point], "points"),
    "negotiate-for": TableKind("negotiate-for", EntryTable[rows.Point], "points"),
    "implementation": TableKind("implementation", EntryTable[rows.Point], "points"),
    "contract-steps": TableKind("contract-step", EntryTable[rows.Point], "points"),
    "mistakes": TableKind("mistake", EntryTable[rows.Point], "points"),
    "seat-versus-outcome": TableKind("seat-versus-outcome", EntryTable[rows.Point], "points"),
    "use-cases": TableKind("use-case", EntryTable[rows.Point], "points"),
    "mismatches": TableKind("mismatch", EntryTable[rows.Point], "points"),
    "planning": TableKind("planning", EntryTable[rows.Point], "points"),
    "service-model": TableKind("service-model", EntryTable[rows.Point], "points"),
    "service-evidence": TableKind("service-evidence", EntryTable[rows.Point], "points"),
    "revops": TableKind("revops", EntryTable[rows.Point], "points"),
}
"""The tables of the folder, by their name without `.yaml`."""


def kind_of(name: str) -> TableKind | None:
    """Give the kind of a file such as `catalog/hybrids.yaml`; None for any other file."""
    folder, _, file = name.partition("/")
    return KINDS.get(file.removesuffix(".yaml")) if folder == FOLDER else None


def is_catalog(name: str) -> bool:
    """Say whether a file belongs to the catalogue of selling."""
    folder, _, rest = name.partition("/")
    if folder == MOTIONS:
        return rest.endswith(".md") and "/" not in rest
    return name == SOURCES or kind_of(name) is not None
