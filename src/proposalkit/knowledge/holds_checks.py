"""Checks where a clause or a passage says it holds: regions and sectors the knowledge knows."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.knowledge.fault_words import unknown
from proposalkit.knowledge.tables import QuestionTable, RegionTable, TableSheets
from proposalkit.knowledge.yaml_text import YamlDocument
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseHeader, PassageHeader


def check_holds(
    header: ClauseHeader | PassageHeader, document: YamlDocument, tables: TableSheets
) -> Iterator[Finding]:
    """Refuse a region that `regions.yaml` and a sector that `questions.yaml` does not name."""
    regions, sectors = tables.get(RegionTable), tables.get(QuestionTable)
    known_regions = _regions(regions[0]) if regions else set(header.regions)
    known_sectors = {one.id for one in sectors[0].sectors} if sectors else set(header.sectors)
    for key, what, names, known in (
        ("regions", "region", header.regions, known_regions),
        ("sectors", "sector", header.sectors, known_sectors),
    ):
        for number, name in enumerate(names):
            if name not in known:
                yield unknown(what, name, known, document.value_place((key, number)))


def _regions(table: RegionTable) -> set[str]:
    return {"eu", "eea", "uk", *table.eu, *table.eea, *table.uk}
