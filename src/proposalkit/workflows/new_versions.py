"""New versions of clause texts as files of a workspace: checked whole, then written."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from proposalkit.clauses.filler import lay_out
from proposalkit.errors import InputRefused
from proposalkit.kit.write import explain_os_error
from proposalkit.knowledge.knowledge_files import KnowledgeFile, knowledge_files
from proposalkit.knowledge.library import gather
from proposalkit.knowledge.text_files import shown_path
from proposalkit.model.finding import Finding
from proposalkit.workflows.customise import record_copies
from proposalkit.workflows.overlay import knowledge_folders

_WIDTH = 118
_SLOT = re.compile(r"\{\{\s*([a-z0-9_.]+)\s*\}\}")
_SUB_POINT = re.compile(r"\(([a-z]|[ivx]+)\) ")
_KEPT_TOGETHER = "\u0001"


@dataclass(frozen=True)
class NewText:
    """The new words of one text, and how its file changes."""

    clause: str
    file: str
    """Name of the text's file from the knowledge folder on."""
    lines: tuple[str, ...]
    """Paragraphs and sub-points, one each."""
    keeps_facts: bool = True
    """Whether the facts of the header still hold; else they are emptied."""
    source: str | None = None


def write_new_versions(workspace: Path, texts: Sequence[NewText]) -> tuple[Path, ...]:
    """Write each text as a draft of a raised version into the workspace; give the files.

    The shipped files stay, and stand in `originals/` to compare with. Raises
    InputRefused, with nothing written, when the new texts break a rule of the knowledge.
    """
    folders = knowledge_folders(workspace)
    there = {one.name: one for one in knowledge_files(folders)}
    changed = _changed(there, texts)
    _refuse_faulty(workspace, there, changed)
    record_copies(workspace, [f"knowledge/{name}" for name in changed])
    paths = []
    try:
        for name, data in changed.items():
            path = workspace / "knowledge" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            staging = path.with_name(f".{path.name}.part")
            staging.write_bytes(data)
            staging.replace(path)
            paths.append(path)
    except OSError as error:
        raise explain_os_error(error, workspace) from error
    return tuple(paths)


def new_findings(workspace: Path, texts: Sequence[NewText]) -> tuple[Finding, ...]:
    """Give what is wrong with new texts, before anything is written."""
    there = {one.name: one for one in knowledge_files(knowledge_folders(workspace))}
    return _faults(workspace, there, _changed(there, texts))


def wrapped(lines: Iterable[str]) -> str:
    """Lay paragraphs out as a clause file: short lines, a blank one between paragraphs."""
    parts: list[str] = []
    for line in lines:
        if not line.strip():
            continue
        tight = _SLOT.sub(lambda slot: f"{{{{{_KEPT_TOGETHER}{slot[1]}{_KEPT_TOGETHER}}}}}", line)
        body = "\n".join(textwrap.wrap(tight, _WIDTH, break_long_words=False,
                                       break_on_hyphens=False))  # fmt: skip
        gap = "\n" if parts and _SUB_POINT.match(line) else "\n\n"
        parts.append((gap if parts else "") + body.replace(_KEPT_TOGETHER, " "))
    return "".join(parts)


def _changed(there: Mapping[str, KnowledgeFile], texts: Sequence[NewText]) -> dict[str, bytes]:
    changed: dict[str, bytes] = {}
    for text in texts:
        changed[text.file] = _text_file(there[text.file], text).encode()
        shared = f"{text.file.partition(f'/{text.clause}/')[0]}/{text.clause}/clause.md"
        changed.setdefault(shared, _raised(there[shared]).encode())
    for name in [one for one in changed if one.endswith("/clause.md")]:
        folder = name.removesuffix("clause.md")
        texts_there = {one: file.data for one, file in there.items()} | changed
        inside = [data for one, data in texts_there.items()
                  if one.startswith(folder) and one != name]  # fmt: skip
        changed[name] = _without_unused(changed[name].decode(), inside).encode()
    return changed


def _without_unused(shared: str, texts: Iterable[bytes]) -> str:
    """Take out the parameters that no text of the clause has a place for any more."""
    used = b"\n".join(texts).decode()
    block = re.search(r"(?m)^params:\n((?:  .*\n)+)", shared)
    if block is None:
        return shared
    entries = re.findall(r"(?m)^  [a-z0-9_]+:.*\n(?:    .*\n)*", block[1])
    kept = [one for one in entries if f"param.{one.strip().partition(':')[0]}" in used]
    body = "params:\n" + "".join(kept) if kept else "params: {}\n"
    return shared[: block.start()] + body + shared[block.end() :]


def _text_file(file: KnowledgeFile, text: NewText) -> str:
    head, _, _ = file.text[4:].partition("\n---\n")
    head = re.sub(r"(?m)^status: .*$", "status: draft", head)
    head = re.sub(r"(?m)^approved_(by|on): .*$", r"approved_\1: null", head)
    if text.source is not None:
        head = re.sub(r"(?m)^source: .*$", f"source: {text.source}", head)
    if not text.keeps_facts:
        head = re.sub(r"(?ms)^facts:.*?(?=^evidence:)", "facts: {}\n", head)
    return f"---\n{head}\n---\n{wrapped(text.lines)}\n"


def _raised(file: KnowledgeFile) -> str:
    """Count the version of a clause up by one."""
    found = re.search(r'(?m)^version: "?([0-9]+)"?$', file.text)
    if found is None:
        raise InputRefused([Finding(
            id="version-not-counted", where=file.shown,
            message="The version is not a whole number, so it cannot be raised.",
            remedy='Write it as a number in quotes, such as version: "2".',
        )])  # fmt: skip
    number = int(found[1]) + 1
    return f'{file.text[: found.start()]}version: "{number}"{file.text[found.end() :]}'


def _faults(
    workspace: Path, there: Mapping[str, KnowledgeFile], changed: Mapping[str, bytes]
) -> tuple[Finding, ...]:
    """Check the knowledge as it would be, and leave out what was wrong before."""
    shown = {name: shown_path(workspace / "knowledge" / name) for name in changed}
    after = dict(there)
    for name, data in changed.items():
        after[name] = replace(there[name], data=data, shown=shown[name])
    found = [one for one in gather(after.values()).findings if one.severity == "error"]
    if not found:
        return ()
    before = {one.line() for one in gather(there.values()).findings}
    return tuple(one for one in found if one.line() not in before)


def _refuse_faulty(
    workspace: Path, there: Mapping[str, KnowledgeFile], changed: Mapping[str, bytes]
) -> None:
    faults = _faults(workspace, there, changed)
    if faults:
        raise InputRefused(faults)


def same_words(lines: Iterable[str], text: str) -> bool:
    """Say whether paragraphs are the words of a text, white space apart."""
    return " ".join(" ".join(lines).split()) == " ".join(lay_out(text).split())
