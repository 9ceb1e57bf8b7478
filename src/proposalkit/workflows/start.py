"""Begin: make a workspace, ask the open mandatory questions, examine the machine."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel

from proposalkit.errors import InputRefused, Refused
from proposalkit.kit.write import explain_os_error
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.knowledge.pydantic_findings import build
from proposalkit.knowledge.text_files import read_text
from proposalkit.knowledge.yaml_text import parse_yaml
from proposalkit.model.brief import DealBrief
from proposalkit.model.finding import Finding
from proposalkit.model.number_slips import number_slip
from proposalkit.model.price_book import PriceBook
from proposalkit.model.seller import SellerProfile
from proposalkit.workflows.examples import example_named
from proposalkit.workflows.overlay import deal_form

_OPEN = re.compile(r"^(?P<key>[ -]*[a-z_]+:) {2}# \?(?P<list>,?) (?P<question>.+)$")
_TODAY = re.compile(r"^(?P<key>[ -]*[a-z_]+:) {2}# = today$")
_POINT_OF_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_TRIES = 3
_DEAL_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class AskingStopped(Exception):
    """The person stopped answering, or an answer of a file does not fit; says at which point."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.where = where

    def finding(self, question: str) -> Finding:
        """Give it as a finding about the answer to a question."""
        return Finding(
            id="answer-does-not-fit",
            where=self.where or question,
            message=str(self),
            remedy=f'The question is "{question}". Nothing was written: mend the line and run '
            "again.",
        )


def init_workspace(folder: Path, *, example: bool, which: str = "retailer") -> tuple[Path, ...]:
    """Make a workspace with forms to fill, or with a worked example; gives the files made.

    Raises Refused when the folder already holds something, Unavailable for an unknown example.
    """
    chosen = example_named(which)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f'"{folder}" is not empty.', "Choose a new folder; nothing was changed.")
    try:
        if example:
            shutil.copytree(packaged_path(chosen.folder), folder, dirs_exist_ok=True)
        else:
            forms = packaged_path("templates") / "workspace"
            for source, target in (
                ("seller.yaml", "seller.yaml"),
                ("price-book.yaml", "price-books/1.yaml"),
            ):
                (folder / target).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(forms / source, folder / target)
            (folder / "deals").mkdir()
    except OSError as error:
        raise explain_os_error(error, folder) from error
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))


def open_questions(text: str) -> tuple[str, ...]:
    """Give the mandatory questions a form still has open, in order."""
    matches = (_OPEN.match(line) for line in text.splitlines())
    return tuple(match["question"] for match in matches if match)


@dataclass(frozen=True)
class Asker:
    """How a person is asked, and told what is wrong with an answer before being asked again.

    Either may raise AskingStopped.
    """

    ask: Callable[[str], str]
    complain: Callable[[str], None]
    whole: bool = False
    """Whether the answers are written all together or not at all, as those of a file are."""


def ask_questions(workspace: Path, deal: str, *, asker: Asker, today: date) -> tuple[Path, ...]:
    """Ask what is still open in seller profile, price book and the brief; write the files.

    Each answer is held against the type and range of its field when it is given. Raises Refused
    for a bad id, a deal with nothing left to ask, and when the asking stops: the good answers
    given so far are kept. Raises InputRefused with every answer of a file that does not fit, and
    writes nothing then.
    """
    if not _DEAL_ID.fullmatch(deal):
        raise Refused(f'"{deal}" is not a deal id.', "Use small letters, digits and hyphens.")
    target = workspace / "deals" / f"{deal}.yaml"
    if target.exists() and not open_questions(read_text(target)):
        raise Refused(f'"{target}" exists.', "Choose another id, or edit that file.")
    if not (workspace / "seller.yaml").is_file():
        raise Refused(f'"{workspace}" is not a workspace.', "Run proposalkit init DIR first.")
    if asker.whole:
        return _write_whole(tuple(_forms(workspace, target)), target, asker, today)
    written = []
    for form in _forms(workspace, target):
        filled, stopped = _fill(form, asker, today)
        if filled != form.text or form.path == target:
            _write(form.path, filled)
            written.append(form.path)
        if stopped:
            raise Refused(
                f"{stopped[0].message} The answers given so far are kept.",
                "Run the command again to go on where you stopped.",
            )
    return tuple(written)


def _write_whole(
    forms: tuple[_Form, ...], target: Path, asker: Asker, today: date
) -> tuple[Path, ...]:
    """Write the forms when every answer fits; raises InputRefused with all that do not."""
    filled = [(form, *_fill(form, asker, today)) for form in forms]
    faults = [one for _, _, stopped in filled for one in stopped]
    if faults:
        raise InputRefused(faults)
    changed = [
        (form.path, text) for form, text, _ in filled if text != form.text or form.path == target
    ]
    for path, text in changed:
        _write(path, text)
    return tuple(path for path, _ in changed)


def read_answers(path: Path) -> list[str]:
    """Read a file with one answer a line; raises InputRefused when it cannot be read."""
    return read_text(path).splitlines()


@dataclass(frozen=True)
class _Form:
    """A file with open questions, and the model that holds for it."""

    path: Path
    text: str
    model: type[BaseModel]


def _forms(workspace: Path, target: Path) -> Iterator[_Form]:
    seller = workspace / "seller.yaml"
    yield _Form(seller, read_text(seller), SellerProfile)
    for book in sorted((workspace / "price-books").glob("*.yaml")):
        yield _Form(book, read_text(book), PriceBook)
    text = read_text(target if target.exists() else deal_form(workspace))
    yield _Form(target, text, DealBrief)


def _fill(form: _Form, asker: Asker, today: date) -> tuple[str, list[Finding]]:
    """Fill the open lines of a form; with the filled text goes what stopped it, or did not fit."""
    lines = form.text.splitlines()
    for at, line in enumerate(lines):
        if today_line := _TODAY.match(line):
            lines[at] = f"{today_line['key']} {today.isoformat()}"
    stopped: list[Finding] = []
    for at, line in enumerate(lines):
        open_line = _OPEN.match(line)
        if open_line:
            try:
                _answer(lines, at, open_line, form, asker)
            except AskingStopped as reason:
                stopped.append(reason.finding(open_line["question"]))
                if not asker.whole:
                    break
    return "\n".join(lines) + "\n", stopped


def _answer(lines: list[str], at: int, line: re.Match[str], form: _Form, asker: Asker) -> None:
    """Ask until the answer fits, at most three times; put it into the lines."""
    question, lacks = line["question"], "was left empty"
    for _ in range(1 if asker.whole else _TRIES):
        answer = asker.ask(question).strip()
        if not answer:
            continue
        scalar = _scalar(answer, as_list=bool(line["list"]))
        filled = [*lines[:at], f"{line['key']} {scalar}", *lines[at + 1 :]]
        fault = _fault(filled, at, form.model) or _unclear(answer)
        if fault is None:
            lines[at] = filled[at]
            return
        asker.complain(fault)
        lacks = "got no answer that fits"
    raise AskingStopped(f'"{question}" {lacks}.')


def _fault(lines: list[str], at: int, model: type[BaseModel]) -> str | None:
    """Say what the model of the file has against the answer on one line."""
    _, findings = build(model, parse_yaml("\n".join(lines) + "\n", "form"))
    for one in findings:
        if one.where.startswith(f"form:{at + 1}:") and one.id != "missing-field":
            return f"{one.message} {one.remedy}"
    return None


def _unclear(answer: str) -> str | None:
    """Ask back what a point before three digits means, as in 12.000: nobody can tell."""
    slip = number_slip(answer) if _POINT_OF_THOUSANDS.fullmatch(answer) else None
    return f'"{answer}": {slip.may_mean}. {slip.remedy}' if slip else None


def _scalar(answer: str, *, as_list: bool) -> str:
    if as_list:
        parts = [part.strip() for part in answer.split(",") if part.strip()]
        return json.dumps(parts, ensure_ascii=False)
    return json.dumps(answer, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise explain_os_error(error, path.parent) from error
