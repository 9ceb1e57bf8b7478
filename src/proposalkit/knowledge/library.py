"""Reads the whole knowledge into a catalogue and reports every problem of every file at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from proposalkit.errors import InputRefused
from proposalkit.knowledge.catalog import read_catalog
from proposalkit.knowledge.catalog_checks import expired
from proposalkit.knowledge.catalog_tables import is_catalog
from proposalkit.knowledge.checks import check_all
from proposalkit.knowledge.clause_reader import is_variant, read_clauses
from proposalkit.knowledge.gathered import DefinitionsHeader, Gathered
from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.knowledge.knowledge_files import KnowledgeFile, digest_files, knowledge_files
from proposalkit.knowledge.law_checks import stale_laws
from proposalkit.knowledge.markdown import read_sheet
from proposalkit.knowledge.passages import FOLDERS, as_passage, read_passages
from proposalkit.knowledge.tables import (
    TABLES,
    AfterPilotTable,
    DraftingTable,
    FactTable,
    GateTable,
    GlossaryTable,
    GroundingTable,
    LawTable,
    QuestionTable,
    RegimeTable,
    RegionTable,
    RuleTable,
    StageTable,
    VendorFormTable,
    WordingTable,
)
from proposalkit.knowledge.talk_reader import TALK, read_talks
from proposalkit.model.after_pilot import AfterPilot
from proposalkit.model.drafting_book import DraftingBook
from proposalkit.model.finding import Finding
from proposalkit.model.grounding import GroundingRules
from proposalkit.model.knowledge import Catalogue, ClauseLibrary
from proposalkit.pricing.floor_price import PriceThresholds

Room = Literal["clauses", "definitions", "passages", "tables", "catalog", "talks"]


def read_catalogue(folders: Sequence[Path]) -> Catalogue:
    """Read the knowledge of the folders, a later one replacing files of an earlier one.

    Raises InputRefused with every problem found; warnings do not stop it.
    """
    return catalogue_of(knowledge_files(folders))


def catalogue_of(files: Iterable[KnowledgeFile]) -> Catalogue:
    """Make the catalogue of files already listed; raises InputRefused."""
    gathered = gather(files)
    errors = [one for one in gathered.findings if one.severity == "error"]
    if errors:
        raise InputRefused(errors)
    return _catalogue(gathered)


def check_knowledge(folders: Sequence[Path], on: date) -> tuple[Finding, ...]:
    """Give every problem of the knowledge, and a warning for each review date passed on a day."""
    gathered = gather(knowledge_files(folders))
    return (
        *gathered.findings,
        *gathered.overdue(on),
        *stale_laws(gathered.tables, on),
        *expired(gathered.catalog, on),
    )


def knowledge_digest(folders: Sequence[Path]) -> str:
    """Give one SHA-256 over names and bytes of all content files of the knowledge."""
    return digest_files(knowledge_files(folders))


def read_price_thresholds(folders: Sequence[Path]) -> PriceThresholds:
    """Read the lines a price is held against; raises InputRefused."""
    name = "limits.yaml"
    path = next((folder / name for folder in reversed(folders) if (folder / name).is_file()), None)
    return read_yaml_model(path or folders[0] / name, PriceThresholds)


def gather(files: Iterable[KnowledgeFile]) -> Gathered:
    """Read and check all files; nothing is raised."""
    rooms = _sort_into_rooms(files)
    gathered = Gathered(findings=rooms.findings)
    gathered.clauses = read_clauses(rooms.clauses, gathered.findings)
    folders = {file.parts[2] for file in rooms.clauses}
    gathered.clause_folders = tuple(sorted(folders))
    gathered.talks = read_talks(rooms.talks, gathered.findings)
    gathered.passages = read_passages(rooms.passages, gathered.findings)
    for file in rooms.definitions:
        gathered.definitions = read_sheet(
            file, DefinitionsHeader, gathered.findings, complete=False
        )
    for file in rooms.tables:
        gathered.tables.read(file, gathered.findings)
    gathered.catalog = read_catalog(rooms.catalog, gathered.findings)
    _report_absent(rooms, gathered.findings)
    gathered.findings += check_all(gathered)
    return gathered


@dataclass
class _Rooms:
    """The files by what they hold."""

    clauses: list[KnowledgeFile] = field(default_factory=list)
    definitions: list[KnowledgeFile] = field(default_factory=list)
    passages: list[KnowledgeFile] = field(default_factory=list)
    tables: list[KnowledgeFile] = field(default_factory=list)
    catalog: list[KnowledgeFile] = field(default_factory=list)
    talks: list[KnowledgeFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def _sort_into_rooms(files: Iterable[KnowledgeFile]) -> _Rooms:
    rooms = _Rooms()
    for file in files:
        try:
            file.text  # noqa: B018 - an unreadable file is reported here, once
        except InputRefused as error:
            rooms.findings += error.findings
            continue
        _room_for(file, rooms).append(file)
    return rooms


def room_of(name: str) -> Room | None:
    """Say which kind of content a file holds by its name, or None: the knowledge knows no such."""
    parts = name.split("/")
    if name == "clauses/definitions.md":
        return "definitions"
    if parts[0] == "clauses" and len(parts) == 4 and parts[3] == TALK:
        return "talks"
    if parts[0] == "clauses" and (len(parts) == 4 or is_variant(parts)):
        return "clauses"
    if parts[0] in FOLDERS and len(parts) == 2 and name.endswith(".md"):
        return "passages"
    if is_catalog(name):
        return "catalog"
    return "tables" if name in TABLES else None


def _room_for(file: KnowledgeFile, rooms: _Rooms) -> list[KnowledgeFile]:
    room = room_of(file.name)
    if room is not None:
        lists = {
            "definitions": rooms.definitions,
            "clauses": rooms.clauses,
            "passages": rooms.passages,
            "tables": rooms.tables,
            "catalog": rooms.catalog,
            "talks": rooms.talks,
        }
        return lists[room]
    rooms.findings.append(
        Finding(
            id="unknown-place",
            where=file.shown,
            message=f'"{file.name}" is not a file the knowledge knows.',
            remedy="Move or rename it as knowledge/README.md shows, or end it in .internal.md.",
        )
    )
    return []


def _report_absent(rooms: _Rooms, findings: list[Finding]) -> None:
    there = {file.name for file in (*rooms.tables, *rooms.definitions)}
    reported = " ".join(finding.where for finding in rooms.findings)
    for name in (*TABLES, "clauses/definitions.md"):
        if name not in there and name not in reported:
            findings.append(
                Finding(
                    id="missing-file",
                    where=f"knowledge/{name}",
                    message="This file of the knowledge is missing.",
                    remedy="Restore it from the packaged knowledge.",
                )
            )


def _catalogue(gathered: Gathered) -> Catalogue:
    definitions, tables = gathered.definitions, gathered.tables
    if definitions is None:
        raise InputRefused(gathered.findings)
    regions = tables.table(RegionTable)
    return Catalogue(
        library=ClauseLibrary(
            clauses={one.record.clause: one.record for one in gathered.clauses},
            definitions_version=definitions.header.definitions,
            definitions=definitions.text,
            facts=tables.table(FactTable).facts,
            rules=tables.table(RuleTable).rules,
            laws=tables.table(LawTable).laws,
            law_notes=tables.table(LawTable).notes,
            regimes=tables.table(RegimeTable).regimes,
            safety=(*tables.table(RuleTable).guards, *tables.table(RuleTable).conflicts),
            warnings=tables.table(RuleTable).warnings,
        ),
        passages=tuple(as_passage(sheet) for sheet in gathered.passages),
        questions=tables.table(QuestionTable).questions,
        question_groups=tables.table(QuestionTable).groups,
        sectors=tables.table(QuestionTable).sectors,
        stage_kits=tables.table(StageTable).stages,
        vendor_form=tables.table(VendorFormTable).rows,
        gates=tables.table(GateTable).gates,
        after_pilot=AfterPilot.model_validate(
            tables.table(AfterPilotTable).model_dump(include=set(AfterPilot.model_fields))
        ),
        glossary=tables.table(GlossaryTable).terms,
        wording=tables.table(WordingTable).wording,
        regions={"eu": regions.eu, "eea": regions.eea, "uk": regions.uk},
        grounding=GroundingRules.model_validate(
            tables.table(GroundingTable).model_dump(include=set(GroundingRules.model_fields))
        ),
        drafting=DraftingBook.model_validate(
            tables.table(DraftingTable).model_dump(include=set(DraftingBook.model_fields))
        ),
        talks=tuple(one.talk for one in gathered.talks),
        selling=gathered.catalog.catalog(),
    )
