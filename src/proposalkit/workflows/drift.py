"""How a workspace's own files stand to the shipped files they replaced."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from proposalkit.knowledge.fault_words import close_to
from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.knowledge.text_files import shown_path
from proposalkit.model.finding import Finding
from proposalkit.model.overlay import OverlayFile, OverlayRecord, OverlayState
from proposalkit.workflows.overlay import ORIGINALS, RECORD, own_files, shipped_files

ASK_FOR_A_LOOK = frozenset({"moved", "gone", "absent", "unknown"})
"""The states that are a finding: what a person believes of the file is no longer so."""
_LINES_SHOWN = 40
_SAYS: dict[OverlayState, str] = {
    "own": "Your file is used; the shipped one has not changed since you took your copy.",
    "added": "Your file is used; proposalkit ships none of this name.",
    "same": "Your file says the same as the shipped one.",
    "unrecorded": "Your file is used; it is not recorded which shipped file it replaced.",
    "moved": "Your file is used; the shipped one has changed since you took your copy.",
    "gone": "proposalkit no longer ships a file of this name.",
    "absent": "The file is recorded as yours but is not there; the shipped one is used.",
    "unknown": "No file of this name is read.",
}
_REMEDY: dict[OverlayState, str] = {
    "own": "",
    "added": "",
    "same": "Change it, or delete it: without it the shipped one is used, and kept up to date.",
    "unrecorded": "Compare the two, then run: proposalkit overlay accept {file}",
    "moved": "Take over what you want, then run: proposalkit overlay accept {file}",
    "gone": "Move what you need to another file, then run: proposalkit overlay accept {file}",
    "absent": "Restore the file, or give it up: proposalkit overlay accept {file}",
    "unknown": "Rename it as proposalkit names its own files, or remove it.",
}


@dataclass(frozen=True)
class _Ground:
    """All there is to compare in one workspace."""

    workspace: Path
    shipped: dict[str, Path]
    own: dict[str, Path]
    record: OverlayRecord


def read_record(workspace: Path) -> OverlayRecord:
    """Read overlay.yaml, an empty record when there is none; raises InputRefused."""
    path = workspace / RECORD
    return read_yaml_model(path, OverlayRecord) if path.is_file() else OverlayRecord()


def overlay_status(workspace: Path) -> tuple[OverlayFile, ...]:
    """Compare each own file and each row of overlay.yaml with what ships, sorted by name.

    Raises InputRefused when overlay.yaml cannot be read.
    """
    own, record = own_files(workspace), read_record(workspace)
    if not own and not record.files:
        return ()
    ground = _Ground(workspace, shipped_files(), own, record)
    names = sorted({*own, *(row.file for row in record.files)})
    return tuple(_compare(ground, name) for name in names)


def files_to_compare(workspace: Path) -> tuple[OverlayFile, ...]:
    """Give the own files whose shipped one moved, went or never was; raises InputRefused."""
    return tuple(one for one in overlay_status(workspace) if one.state in ASK_FOR_A_LOOK)


def overlay_findings(workspace: Path) -> tuple[Finding, ...]:
    """Warn of each own file whose shipped one moved, went or never was; raises InputRefused."""
    return tuple(
        Finding(
            id=f"overlay-{one.state}",
            severity="warning",
            where=f"{shown_path(workspace / one.file)}:1",
            message=one.says,
            remedy=one.remedy,
        )
        for one in files_to_compare(workspace)
    )


def shipped_wordings(workspace: Path) -> tuple[Finding, ...]:
    """Warn of each own contract text whose place a shipped wording takes in some deals.

    Raises InputRefused when overlay.yaml cannot be read.
    """
    ground = _Ground(workspace, shipped_files(), own_files(workspace), read_record(workspace))
    passed = ((name, _wordings_left(ground, name)) for name in ground.own)
    return tuple(_passed_over(ground.own[name], left) for name, left in passed if left)


def _wordings_left(ground: _Ground, name: str) -> list[str]:
    """Give the wordings for a regime of law that stay the shipped ones beside a changed text."""
    folder, _, file = name.rpartition("/")
    wording = re.compile(rf"{re.escape(folder)}/variants/[^/]+/{re.escape(file)}")
    left = [one for one in ground.shipped if wording.fullmatch(one) and one not in ground.own]
    if not left or name not in ground.shipped or _state(ground, name) == "same":
        return []
    return sorted(left)


def _passed_over(path: Path, left: list[str]) -> Finding:
    regimes = ", ".join(one.split("/")[-2] for one in left)
    return Finding(
        id="overlay-wording-shipped",
        severity="warning",
        where=f"{shown_path(path)}:1",
        message=f"Where one of these regimes of law holds, the shipped wording is used and not "
        f"your text: {regimes}.",
        remedy=f"Take it over and change it as well: proposalkit overlay add {left[0]}",
    )


def plain_digest(data: bytes) -> str:
    """Give the SHA-256 of a text; version control that changes line ends does not change it."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def _compare(ground: _Ground, name: str) -> OverlayFile:
    state = _state(ground, name)
    says, remedy = _SAYS[state], _REMEDY[state].format(file=name)
    if state == "moved":
        return OverlayFile(
            file=name, state=state, says=says, remedy=remedy, change=_change(ground, name)
        )
    if state == "unknown":
        says, remedy = _unknown(ground, name)
    return OverlayFile(file=name, state=state, says=says, remedy=remedy)


def _state(ground: _Ground, name: str) -> OverlayState:
    row, shipped, own = ground.record.row(name), ground.shipped.get(name), ground.own.get(name)
    if shipped is None and row is not None:
        return "gone"
    if shipped is None:
        return "added" if _is_read(ground, name) else "unknown"
    if own is None:
        return "absent"
    now = plain_digest(shipped.read_bytes())
    if plain_digest(own.read_bytes()) == now:
        return "same"
    if row is None:
        return "unrecorded"
    return "own" if row.replaced == now else "moved"


def _is_read(ground: _Ground, name: str) -> bool:
    """Say whether a file of a name that does not ship is used all the same."""
    place, _, inside = name.partition("/")
    if place == "knowledge":
        return _room_of(inside) is not None and _family_fits(ground, inside)
    texts = _page_templates(ground.own)
    return name.endswith(".j2") and any(
        f'"{inside}"' in text or f"'{inside}'" in text for text in texts
    )


def _room_of(inside: str) -> str | None:
    from proposalkit.knowledge.library import room_of  # reads with all its checks; few ask

    return room_of(inside)


def _family_fits(ground: _Ground, inside: str) -> bool:
    """Say whether a clause text is one, and its clause not in another family already."""
    if _room_of(inside) != "clauses":
        return True
    if not inside.endswith(".md"):
        return False
    _, family, clause, *_ = inside.split("/")  # a wording for a regime lies two folders deeper
    shipped = [name.split("/") for name in ground.shipped if name.startswith("knowledge/clauses/")]
    families = {parts[2] for parts in shipped if len(parts) == 5 and parts[3] == clause}
    return not families or family in families


def _page_templates(own: dict[str, Path]) -> Iterator[str]:
    for name, path in own.items():
        if name.startswith("templates/") and name.endswith(".j2"):
            yield path.read_text(encoding="utf-8", errors="replace")


def _unknown(ground: _Ground, name: str) -> tuple[str, str]:
    """Say of a file nobody reads what was probably meant."""
    if name.startswith("templates/fonts/"):
        says = "A font of a workspace is not read: pages use the shipped fonts alone."
        return says, "Remove it; the shipped fonts are named in NOTICE."
    meant = _meant(name, ground.shipped)
    if meant is None:
        return _SAYS["unknown"], _REMEDY["unknown"]
    return f'{_SAYS["unknown"]} Did you mean "{meant}"?', "Rename it, or remove it."


def _meant(name: str, shipped: Iterable[str]) -> str | None:
    """Give the shipped file of the same folders or the same name first, else the nearest."""
    parent, _, last = name.rpartition("/")
    shipped = tuple(shipped)
    beside = {one.rpartition("/")[2]: one for one in shipped if one.rpartition("/")[0] == parent}
    near = close_to(last, beside)
    return beside[near] if near else close_to(name, shipped)


def _change(ground: _Ground, name: str) -> str:
    """Give what changed in the shipped file as a short unified diff, or say why it cannot be."""
    row, kept = ground.record.row(name), ground.workspace / ORIGINALS / name
    data = kept.read_bytes() if kept.is_file() else b""
    if row is None or plain_digest(data) != row.replaced:
        return f'The change cannot be shown: "{ORIGINALS}/{name}" is not the file that was copied.'
    lines = tuple(
        difflib.unified_diff(
            data.decode(errors="replace").splitlines(),
            ground.shipped[name].read_text("utf-8").splitlines(),
            f"shipped with {row.version}",
            "shipped now",
            n=1,
            lineterm="",
        )
    )
    more = len(lines) - _LINES_SHOWN
    rest = (f"... and {more} more lines",) if more > 0 else ()
    return "\n".join((*lines[:_LINES_SHOWN], *rest))
