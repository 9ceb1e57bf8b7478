"""Gives findings about meaning their place in the files a person wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from proposalkit.errors import InputRefused, Refused
from proposalkit.knowledge.fault_words import subject
from proposalkit.knowledge.inputs import ProfileInputs, WorkspaceInputs
from proposalkit.knowledge.text_files import read_text, shown_path
from proposalkit.knowledge.yaml_text import parse_yaml
from proposalkit.model.brief import DealBrief
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseLibrary
from proposalkit.model.price_book import PriceBook
from proposalkit.workflows.overlay import knowledge_file
from proposalkit.workflows.pages import LOGO

T = TypeVar("T")

_PLACE = re.compile(r"(?P<file>.+?):(?P<line>[0-9]+):(?P<column>[0-9]+)")
_CODE_POINT = re.compile(r"\(U\+([0-9A-F]{4,6}) ")
_WHAT = {
    "character-without-glyph": "The fonts of the pages cannot draw",
    "character-invisible": "This text holds what nobody can see:",
    "character-odd-space": "This text holds a space that readers of the PDF lose:",
}


@dataclass
class Problems:
    """Collects what several steps refuse, so that a person gets it all at once."""

    findings: list[Finding] = field(default_factory=list)

    def of(self, step: Callable[[], T]) -> T | None:
        """Run a step; None and its findings kept when it refuses the input.

        Why `Refused` goes by after other findings: what a rule says of faulty input is noise.
        """
        try:
            return step()
        except InputRefused as error:
            self.findings += error.findings
        except Refused:
            if not self.findings:
                raise
        return None

    def refused(self) -> InputRefused:
        """Give the error that carries everything found, file by file."""
        return InputRefused(_in_order(self.findings))


@dataclass(frozen=True)
class Placing:
    """Knows the files of a workspace and finds the place of what a finding names."""

    workspace: Path
    inputs: WorkspaceInputs
    library: ClauseLibrary

    def of(self, step: Callable[[], T]) -> T:
        """Run a step whose findings name fields, facts or sentences, and give them a place."""
        try:
            return step()
        except InputRefused as error:
            raise InputRefused(self._all(error.findings)) from error
        except Refused as error:
            raise Refused(error.message, error.remedy, self._all(error.findings)) from error

    def place_of(self, field_: str) -> str:
        """Give file, line and column of a field, by its dotted path."""
        return self._place(field_)

    def of_pages(self, step: Callable[[], T]) -> T:
        """Run a step of the renderer, and say where what the pages cannot show was written."""
        try:
            return step()
        except InputRefused as error:
            raise on_pages(self.inputs, error) from error

    def _all(self, findings: Iterable[Finding]) -> list[Finding]:
        placed = (one.model_copy(update={"where": self._place(one.where)}) for one in findings)
        return _in_order(list(placed))

    def _place(self, where: str) -> str:
        """Find the file of a dotted path, of a fact or of a clause; others stay as they are."""
        if "/" in where or ":" in where:
            return where
        clauses = self.library.clauses
        stating = [one for one in clauses.values() if where in one.preferred.facts]
        if stating:
            return stating[0].preferred.file
        if where in clauses:
            return clauses[where].file
        return self._place_of_field(where, *where.split(".", 1))

    def _place_of_field(self, where: str, top: str, below: str = "") -> str:
        if top in ("public", "internal"):
            return self.inputs.places.at("seller", where)
        if top in DealBrief.model_fields:
            return self.inputs.places.at("brief", where)
        if top == "offers":
            ids = [one.id for one in self.inputs.price_book.offers]
            number = ids.index(self.inputs.brief.commercial.offer)
            return self.inputs.places.at("price_book", f"offers.{number}.{below}")
        if top == "wording":
            path = knowledge_file(self.workspace, "wording.yaml")
            document = parse_yaml(read_text(path), shown_path(path))
            return document.value_place(("wording", below))
        if top in PriceBook.model_fields:
            return self.inputs.places.at("price_book", where)
        return where


def on_pages(inputs: WorkspaceInputs | ProfileInputs, error: InputRefused) -> InputRefused:
    """Say of signs and images the pages cannot show in which file of the workspace they stand."""
    letters: dict[tuple[str, str], tuple[str, list[Finding]]] = {}
    rest: list[Finding] = []
    for finding in error.findings:
        places = list(_places_of_letter(inputs, finding))
        for where, text in places:
            letters.setdefault((where, finding.id), (text, []))[1].append(finding)
        rest += [] if places else [_image_placed(inputs, finding)]
    merged = [_letters(where, text, same) for (where, _), (text, same) in letters.items()]
    return InputRefused((*_in_order(merged), *rest))


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Sort the findings of each file by line; the files stay in the order they came."""
    files: dict[str, int] = {}

    def key(finding: Finding) -> tuple[int, int, int]:
        match = _PLACE.fullmatch(finding.where)
        file = match["file"] if match else finding.where
        rank = files.setdefault(file, len(files))
        return (rank, int(match["line"]), int(match["column"])) if match else (rank, 0, 0)

    return sorted(findings, key=key)


def _places_of_letter(
    inputs: WorkspaceInputs | ProfileInputs, finding: Finding
) -> Iterator[tuple[str, str]]:
    """Give each value of the inputs a buyer may see that holds the sign a finding names."""
    code = _CODE_POINT.search(finding.message)
    if code is None or finding.id not in _WHAT:
        return
    sign = chr(int(code[1], 16))
    for name, document in inputs.places.documents.items():
        for path, text in document.leaves():
            inside = name == "seller" and path[0] == "internal"
            if sign in unicodedata.normalize("NFC", text) and not inside:
                yield document.value_place(path), text


def _letters(where: str, text: str, findings: list[Finding]) -> Finding:
    codes = [match[1] for one in findings if (match := _CODE_POINT.search(one.message))]
    signs = ", ".join(_sign(chr(int(code, 16)), code) for code in codes)
    return findings[0].model_copy(
        update={
            "where": where,
            "message": f"{_WHAT[findings[0].id]} {signs} in {subject(_visible(text))}.",
        }
    )


def _sign(sign: str, code: str) -> str:
    name = unicodedata.name(sign, "no name")
    return f'"{sign}" (U+{code})' if sign.isprintable() else f"U+{code} {name}"


def _visible(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text)


def _image_placed(inputs: WorkspaceInputs | ProfileInputs, finding: Finding) -> Finding:
    if finding.where != LOGO:
        return finding
    logo = inputs.seller.public.brand.logo
    update = {
        "where": inputs.places.at("seller", "public.brand.logo"),
        "message": f'"{logo}" cannot be printed. {finding.message}',
    }
    return finding.model_copy(update=update)
