"""Begin: make a workspace, ask the open mandatory questions, examine the machine."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from proposalkit.errors import Refused
from proposalkit.kit.write import explain_os_error
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.knowledge.text_files import read_text
from proposalkit.workflows.overlay import deal_form

_OPEN = re.compile(r"^(?P<key>[ -]*[a-z_]+:) {2}# \?(?P<list>,?) (?P<question>.+)$")
_TODAY = re.compile(r"^(?P<key>[ -]*[a-z_]+:) {2}# = today$")
_DEAL_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class AskingStopped(Exception):
    """The person stopped answering; says at which point."""


def init_workspace(folder: Path, *, example: bool) -> tuple[Path, ...]:
    """Make a workspace with forms to fill, or with the worked example; gives the files made.

    Raises Refused when the folder already holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f'"{folder}" is not empty.', "Choose a new folder; nothing was changed.")
    try:
        if example:
            shutil.copytree(packaged_path("workspace"), folder, dirs_exist_ok=True)
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


def ask_questions(
    workspace: Path, deal: str, *, ask: Callable[[str], str], today: date
) -> tuple[Path, ...]:
    """Ask what is still open in seller profile, price book and the brief; write the files.

    Raises Refused for a bad id, a deal with nothing left to ask, and when the asking stops:
    the answers given so far are kept.
    """
    if not _DEAL_ID.fullmatch(deal):
        raise Refused(f'"{deal}" is not a deal id.', "Use small letters, digits and hyphens.")
    target = workspace / "deals" / f"{deal}.yaml"
    if target.exists() and not open_questions(read_text(target)):
        raise Refused(f'"{target}" exists.', "Choose another id, or edit that file.")
    if not (workspace / "seller.yaml").is_file():
        raise Refused(f'"{workspace}" is not a workspace.', "Run proposalkit init DIR first.")
    written = []
    for path, text in _forms(workspace, target):
        filled, stopped = _fill(text, ask, today)
        if filled != text or path == target:
            _write(path, filled)
            written.append(path)
        if stopped is not None:
            raise Refused(
                f"{stopped} The answers given so far are kept.",
                "Run the command again to go on where you stopped.",
            )
    return tuple(written)


def read_answers(path: Path) -> list[str]:
    """Read a file with one answer a line; raises InputRefused when it cannot be read."""
    return read_text(path).splitlines()


def _forms(workspace: Path, target: Path) -> Iterator[tuple[Path, str]]:
    yield workspace / "seller.yaml", read_text(workspace / "seller.yaml")
    for book in sorted((workspace / "price-books").glob("*.yaml")):
        yield book, read_text(book)
    yield target, read_text(target if target.exists() else deal_form(workspace))


def _fill(text: str, ask: Callable[[str], str], today: date) -> tuple[str, str | None]:
    """Fill the open lines of a form; with the filled text goes the reason why it stopped early."""
    lines: list[str] = []
    stopped: str | None = None
    for line in text.splitlines():
        open_line, today_line = _OPEN.match(line), _TODAY.match(line)
        if today_line:
            line = f"{today_line['key']} {today.isoformat()}"
        elif open_line and stopped is None:
            try:
                answer = _answer(open_line["question"], ask)
                line = f"{open_line['key']} {_scalar(answer, as_list=bool(open_line['list']))}"
            except AskingStopped as reason:
                stopped = str(reason)
        lines.append(line)
    return "\n".join(lines) + "\n", stopped


def _answer(question: str, ask: Callable[[str], str]) -> str:
    for _ in range(3):
        answer = ask(question).strip()
        if answer:
            return answer
    raise AskingStopped(f'"{question}" was left empty.')


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
