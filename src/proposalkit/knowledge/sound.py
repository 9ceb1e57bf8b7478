"""Reads what is sound of the knowledge, so that one broken entry does not take a search down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from proposalkit.errors import InputRefused
from proposalkit.knowledge.gathered import Gathered
from proposalkit.knowledge.knowledge_files import KnowledgeFile, digest_files, readable_files
from proposalkit.knowledge.library import gather
from proposalkit.knowledge.passages import as_passage
from proposalkit.knowledge.tables import RegionTable
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import Catalogue, ClauseLibrary


class SoundKnowledge(NamedTuple):
    """Entries that could be read; of the tables only the regions."""

    catalogue: Catalogue
    findings: tuple[Finding, ...]
    """Every error in the files; an entry with one may be left out."""
    digest: str
    """Of the names and bytes of all files that could be opened."""


def read_sound_knowledge(folders: Sequence[Path]) -> SoundKnowledge:
    """Read the knowledge of the folders entry by entry; nothing is raised for a broken one."""
    files, unreadable = readable_files(folders)
    gathered, lost = _gather(files)
    errors = [one for one in gathered.findings if one.severity == "error"]
    findings = dict.fromkeys((*unreadable, *lost, *errors))
    return SoundKnowledge(_catalogue(gathered), tuple(findings), digest_files(files))


def sound_digest(folders: Sequence[Path]) -> str:
    """Digest the files of the knowledge as `read_sound_knowledge` does, without parsing them."""
    return digest_files(readable_files(folders)[0])


def region_parts(catalogue: Catalogue, region: str) -> tuple[str, ...]:
    """Name the wider regions a country or a region lies in, such as EU and EEA for DE."""
    code = region.upper()
    inside = {name.upper() for name, countries in catalogue.regions.items() if code in countries}
    return tuple(sorted(inside | {"EEA"})) if code == "EU" else tuple(sorted(inside))


def _gather(files: Iterable[KnowledgeFile]) -> tuple[Gathered, list[Finding]]:
    """Gather the files, leaving out those that cannot even be parsed."""
    sound, lost = list(files), list[Finding]()
    while True:
        try:
            return gather(sound), lost
        except InputRefused as error:
            lost += error.findings
            broken = {one.where.split(":", 1)[0] for one in error.findings}
            left = [file for file in sound if file.shown not in broken]
            if len(left) == len(sound):
                raise
            sound = left


def _catalogue(gathered: Gathered) -> Catalogue:
    regions = gathered.tables.get(RegionTable)
    return Catalogue(
        library=ClauseLibrary(
            clauses={one.record.clause: one.record for one in gathered.clauses},
            definitions_version="",
            definitions="",
            facts={},
            rules=(),
        ),
        passages=tuple(as_passage(sheet) for sheet in gathered.passages),
        questions=(),
        gates=(),
        glossary=(),
        wording={},
        regions={
            "eu": regions[0].eu,
            "eea": regions[0].eea,
            "uk": regions[0].uk,
        }
        if regions
        else {},
        selling=gathered.catalog.catalog(),
    )
