"""The exports inside a kit: made from the proposal, and held against it again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

from proposalkit.errors import Refused
from proposalkit.exports.catalogue import EXPORTS as KINDS
from proposalkit.exports.catalogue import export_files
from proposalkit.kit.layout import EXPORTS
from proposalkit.model.canonical import sha256_hex
from proposalkit.model.finding import CheckResult
from proposalkit.model.proposal import Proposal
from proposalkit.readers.reading import PdfExamination
from proposalkit.verify.exports import EXPORTS_CHECK, check_exports
from proposalkit.workflows.export import context_bytes
from proposalkit.workflows.steps import LOG

_FOLDER = f"{EXPORTS}/"


def kit_exports(proposal: Proposal) -> dict[str, bytes]:
    """Give every export with its list of losses, by its name inside the buyer's folder.

    One that cannot say what this proposal says is left out, so that no kit fails for a format.
    """
    context = context_bytes()
    files: dict[str, bytes] = {}
    for kind in KINDS:
        try:
            files |= export_files(proposal, context, [kind.name])
        except Refused:
            LOG.info("export=%s state=left-out", kind.name)
    return {f"{_FOLDER}{name}": data for name, data in files.items()}


def judge_exports(
    proposal: Proposal,
    files: Mapping[str, bytes],
    examination: PdfExamination | None,
    made: Mapping[str, bytes] | None = None,
) -> CheckResult:
    """Make the exports again and compare; `made` are those that were made a moment ago."""
    found = _inside(files)
    if not found:
        return CheckResult(
            check=EXPORTS_CHECK, outcome="not_applicable", detail=f"There is no {EXPORTS} folder."
        )
    expected = _inside(made if made is not None else kit_exports(proposal))
    if examination is None:  # nobody may take a foreign workbook apart but the reader of the PDF
        found = {name: data for name, data in found.items() if _is_plain(name, data, expected)}
    alike = tuple(_packed_otherwise(expected, found, examination))
    return check_exports(expected, found, EXPORTS, alike)


def _inside(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        name.removeprefix(_FOLDER): data for name, data in files.items() if name.startswith(_FOLDER)
    }


def _is_plain(name: str, data: bytes, expected: Mapping[str, bytes]) -> bool:
    return not name.endswith(".xlsx") or data == expected.get(name)


def _packed_otherwise(
    expected: Mapping[str, bytes], found: Mapping[str, bytes], examination: PdfExamination | None
) -> Iterator[str]:
    """Name the workbooks whose bytes differ and whose parts do not: another library packed them."""
    looks = examination.office if examination else {}
    for name, data in expected.items():
        look = looks.get(_FOLDER + name)
        if look is not None and found.get(name) != data and look.parts == _parts(data):
            yield name


def _parts(data: bytes) -> dict[str, str]:
    """Digest the parts of a workbook that was made here."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: sha256_hex(book.read(name)) for name in book.namelist()}
