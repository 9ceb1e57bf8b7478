"""List what all kits below an output folder promise, and write the hand-over document."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from proposalkit.clauses.recovered import deviations, parameters_of
from proposalkit.compose.hand_over import hand_over_document
from proposalkit.compose.memo import INTERNAL_LINE
from proposalkit.compose.promises import claims_promised, deal_sheet, other_promises
from proposalkit.errors import InputRefused, Refused, Unavailable
from proposalkit.kit.journal import read_lines
from proposalkit.kit.layout import MANIFEST, PROPOSAL_JSON, STANDARD_JSON, STANDARD_KIT, DealFolder
from proposalkit.kit.manifest import listed_files
from proposalkit.kit.private_file import write_private
from proposalkit.kit.write import explain_os_error
from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.model.canonical import sha256_hex
from proposalkit.model.commitments import COLUMNS, Commitment, DealSheet, Noted, cells
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseLibrary
from proposalkit.model.price_book import PriceBook
from proposalkit.model.proposal import Proposal
from proposalkit.model.standard_answers import StandardAnswers
from proposalkit.pricing.exceptions import price_exceptions
from proposalkit.readers.proposal_json import check_schema, read_proposal
from proposalkit.readers.standard_json import parse_standard_answers
from proposalkit.workflows.overlay import knowledge_folders
from proposalkit.workflows.schema_files import proposal_schema, schema_file

_RELEASED = ("for_discussion", "issued")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would take for a formula."""


@dataclass(frozen=True)
class CommitmentReport:
    """The list, the deals it comes from, and the kits that could not be read."""

    rows: tuple[Commitment, ...]
    sheets: tuple[DealSheet, ...]
    findings: tuple[Finding, ...]

    def as_json(self) -> dict[str, object]:
        """Give the list for a machine."""
        return {
            "internal": INTERNAL_LINE,
            "commitments": [one.model_dump(mode="json") for one in self.rows],
            "deals": [one.model_dump(mode="json") for one in self.sheets],
            "findings": [one.model_dump(mode="json") for one in self.findings],
        }

    def as_csv(self) -> bytes:
        """Give the list as CSV with the INTERNAL line first; no cell starts a formula."""
        buffer = io.StringIO()
        buffer.write(f"# {INTERNAL_LINE}\n")
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([_cell(one) for one in cells(row)] for row in self.rows)
        return buffer.getvalue().encode()


@dataclass(frozen=True)
class _Kit:
    """One revision with what its journal says of it."""

    deal: str
    number: int
    folder: DealFolder
    released_on: date | None = None
    unapproved: tuple[str, ...] = ()


def list_commitments(output: Path, workspace: Path) -> CommitmentReport:
    """Read the newest revision of each deal, and every earlier one that was released.

    A kit that cannot be read, or was changed since it was made, is a finding and left out.
    Raises Refused when there is no kit at all, Unavailable when the folder cannot be read.
    """
    library = load_catalogue(knowledge_folders(workspace)).library
    rows: list[Commitment] = []
    sheets: list[DealSheet] = []
    findings: list[Finding] = []
    for folder in _deal_folders(output):
        kits = _kits(folder, findings)
        for kit in kits:
            try:
                found, sheet = _read(kit, library, workspace)
            except (InputRefused, Refused, Unavailable) as error:
                findings.append(_skipped(kit, error))
                continue
            if kit is kits[0] or sheet.grade.replace(" ", "_") in _RELEASED:
                rows += found
                sheets.append(sheet)
    return CommitmentReport(tuple(rows), tuple(sheets), tuple(findings))


def write_hand_over(report: CommitmentReport, path: Path, on: date) -> None:
    """Write the hand-over document, whole or not at all, for the owner's eyes."""
    text = hand_over_document(report.sheets, report.rows, report.findings, on)
    write_private(path, text.encode())


def write_list(report: CommitmentReport, path: Path) -> None:
    """Write the list as CSV in the same way."""
    write_private(path, report.as_csv())


def _deal_folders(output: Path) -> list[DealFolder]:
    try:
        children = sorted(one for one in output.iterdir() if one.is_dir())
        found = [DealFolder(one) for one in children]
        found = [one for one in found if not one.root.name.startswith(".") and one.latest()]
    except FileNotFoundError:
        found = []
    except OSError as error:
        raise explain_os_error(error, output, "read") from error
    if not found:
        raise Refused(
            f'There is no kit below "{output}".',
            "Name the folder of the kits with --output; proposalkit generate DEAL makes one.",
        )
    return found


def _kits(folder: DealFolder, findings: list[Finding]) -> list[_Kit]:
    """Give the revisions, the newest first, with what the journal says of each."""
    names = [one.name for one in folder.root.iterdir() if one.is_dir()]
    numbers = sorted((int(one) for one in names if one.isascii() and one.isdecimal()), reverse=True)
    released: dict[int, tuple[date, tuple[str, ...]]] = {}
    try:
        released = dict(_releases(folder))
    except (Refused, Unavailable, ValueError, KeyError, TypeError) as error:
        findings.append(
            Finding(
                id="journal-unreadable",
                severity="warning",
                where=str(folder.journal),
                message=f'The journal of "{folder.root.name}" cannot be read: {error}',
                remedy="Restore it from a backup; unapproved clauses of its releases are unknown.",
            )
        )
    return [_Kit(folder.root.name, one, folder, *released.get(one, (None, ()))) for one in numbers]


def _releases(folder: DealFolder) -> Iterator[tuple[int, tuple[date, tuple[str, ...]]]]:
    for line in read_lines(folder.journal):
        entry = json.loads(line)
        if entry["kind"] == "released":
            data = entry["data"]
            day = date.fromisoformat(str(entry["at"])[:10])
            yield int(data["revision"]), (day, tuple(map(str, data["unapprovedClauses"])))


def _read(kit: _Kit, library: ClauseLibrary, workspace: Path) -> tuple[list[Commitment], DealSheet]:
    name = STANDARD_JSON if kit.deal == STANDARD_KIT else PROPOSAL_JSON
    data = _whole(kit, name)
    where = f"{kit.deal}/{kit.number}/buyer/{name}"
    if name == STANDARD_JSON:
        return _of_standard(kit, _standard(data, where), library)
    return _of_proposal(kit, read_proposal(data, proposal_schema(), where), library, workspace)


def _whole(kit: _Kit, name: str) -> bytes:
    """Read the data of a kit; raises Refused when it is not the one the manifest lists."""
    buyer = kit.folder.buyer(kit.number)
    try:
        data, manifest = (buyer / name).read_bytes(), (buyer / MANIFEST).read_bytes()
    except OSError as error:
        raise explain_os_error(error, buyer, "read") from error
    if listed_files(manifest).get(name) != sha256_hex(data):
        raise Refused(f'"{name}" was changed since the kit was made.', "Make the kit again.")
    return data


def _standard(data: bytes, where: str) -> StandardAnswers:
    result = check_schema(data, schema_file("standard-answers"))
    if result.findings:
        raise InputRefused(result.findings)
    return parse_standard_answers(data, where)


def _of_proposal(
    kit: _Kit, proposal: Proposal, library: ClauseLibrary, workspace: Path
) -> tuple[list[Commitment], DealSheet]:
    sheet = deal_sheet(proposal, kit.deal)
    book = _book(workspace, proposal.pricing.price_book)
    found = (
        *claims_promised(proposal, partial(parameters_of, library=library)),
        *other_promises(proposal),
        *price_exceptions(proposal.pricing, book),
        *(
            one
            for number, clause in enumerate(proposal.clauses)
            for one in deviations(clause, number, library, proposal.pricing.currency)
        ),
        *_unapproved(kit),
    )
    contact = next((one.name for one in proposal.parties.seller.contacts), "nobody named")
    owner = proposal.released_by or contact
    return [_placed(one, sheet, kit, library, owner) for one in found], sheet


def _of_standard(
    kit: _Kit, answers: StandardAnswers, library: ClauseLibrary
) -> tuple[list[Commitment], DealSheet]:
    sheet = DealSheet(
        deal=kit.deal,
        buyer="every buyer",
        revision=answers.revision,
        grade="standard answers",
        on=answers.as_of,
        structure=(answers.grade_notice,),
        open_points=tuple(f"{one.what} {one.owner}." for one in answers.to_be_supplied),
    )
    found = claims_promised(answers, partial(parameters_of, library=library))
    owner = next((one.name for one in answers.seller.contacts), "nobody named")
    return [_placed(one, sheet, kit, library, owner) for one in found], sheet


def _unapproved(kit: _Kit) -> Iterator[Noted]:
    for clause in kit.unapproved:
        yield Noted(
            kind="deviation",
            what="Released although nobody approved the text",
            clause=clause,
            where="journal",
        )


def _placed(
    one: Noted, sheet: DealSheet, kit: _Kit, library: ClauseLibrary, otherwise: str
) -> Commitment:
    """Say in which kit it stands and who answers for it: the clause's owner, else a person."""
    record = library.clauses.get((one.clause or "").partition(" ")[0])
    return Commitment(
        **one.model_dump(),
        deal=sheet.deal,
        buyer=sheet.buyer,
        revision=sheet.revision,
        grade=sheet.grade,
        on=(kit.released_on or sheet.on) if one.where == "journal" else sheet.on,
        owner=record.owner if record else otherwise,
    )


def _book(workspace: Path, version: str) -> PriceBook | None:
    """Read the price book a proposal names; none when it is not here or cannot be read."""
    known = {path.stem: path for path in (workspace / "price-books").glob("*.yaml")}
    try:
        return read_yaml_model(known[version], PriceBook) if version in known else None
    except InputRefused:
        return None


def _skipped(kit: _Kit, error: InputRefused | Refused | Unavailable) -> Finding:
    first: Iterable[Finding] = error.findings if isinstance(error, InputRefused | Refused) else ()
    said = "; ".join(one.message for one in tuple(first)[:2]) or error.message
    return Finding(
        id="kit-unreadable",
        severity="warning",
        where=f"{kit.deal}/{kit.number}",
        message=f"This kit is not in the list: {said}",
        remedy="Verify it with proposalkit verify, then make it again.",
    )


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
