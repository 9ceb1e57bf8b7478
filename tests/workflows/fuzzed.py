"""Files broken at random, by seed: what a stranger may send in the place of a kit.

`python -m tests.workflows.fuzzed FOLDER FIRST COUNT` judges so many and prints a line for each; a
process that dies is started again behind the file that killed it.
"""

from __future__ import annotations

import io
import json
import random
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.near_engines import ReaderHere

from proposalkit.errors import InputRefused, Refused, Unavailable
from proposalkit.model.finding import Status, Verdict
from proposalkit.readers.kit_folder import read_subject
from proposalkit.readers.reading import PdfExamination
from proposalkit.readers.worker_child import examine
from proposalkit.workflows import verify

SEED = 20261121
SOURCES = ("json", "json", "json", "json", "json", "pdf", "zip", "folder")
"""What a file is made of; the more a kind is asked for the more of it there is."""
ODD = (b"NaN", b"1e999", b"-0", b'""', b"null", b"[]", b"{}", b"\x00", b"\xff\xfe", b"9" * 400,
       b'"\\ud800"', b"true", b"9999-12-31", b"P9999Y", b"[" * 3000, b"{\"a\":" * 3000)  # fmt: skip

Kit = dict[str, bytes]
Change = Callable[[random.Random, bytes], bytes]


def _flip(chooser: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chooser.randint(1, 8)):
        changed[chooser.randrange(len(changed))] ^= 1 << chooser.randrange(8)
    return bytes(changed)


def _cut(chooser: random.Random, data: bytes) -> bytes:
    return data[: chooser.randrange(len(data))]


def _drop(chooser: random.Random, data: bytes) -> bytes:
    at = chooser.randrange(len(data))
    return data[:at] + data[at + chooser.randint(1, 200) :]


def _twice(chooser: random.Random, data: bytes) -> bytes:
    first, last = sorted(chooser.randrange(len(data)) for _ in range(2))
    return data[:last] + data[first:last] + data[last:]


def _insert(chooser: random.Random, data: bytes) -> bytes:
    at = chooser.randrange(len(data))
    return data[:at] + chooser.choice(ODD) + data[at:]


def _swap_value(chooser: random.Random, data: bytes) -> bytes:
    """Put something odd in the place of one value of a JSON document."""
    try:
        document = json.loads(data)
    except ValueError:
        return _insert(chooser, data)
    node, path = document, []
    while isinstance(node, dict | list) and node:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        path.append((node, key := chooser.choice(keys)))
        node = node[key]
        if chooser.random() < 0.15:
            break
    if not path:
        return _insert(chooser, data)
    mark = "\u0001here"
    path[-1][0][path[-1][1]] = mark
    text = json.dumps(document).encode()
    return text.replace(json.dumps(mark).encode(), chooser.choice(ODD), 1)


CHANGES: tuple[Change, ...] = (_flip, _cut, _drop, _twice, _insert, _swap_value, _swap_value)


def fuzzed(kit: Kit, number: int, folder: Path) -> Path:
    """Write one broken file or folder; the same number gives the same bytes."""
    chooser = random.Random(SEED * 1_000_003 + number)
    source = chooser.choice(SOURCES)
    change = chooser.choice(CHANGES)
    if source == "json":
        return _written(folder / "proposal.json", change(chooser, kit["proposal.json"]))
    if source == "pdf":
        return _written(folder / "proposal.pdf", change(chooser, kit["proposal.pdf"]))
    if source == "zip":
        packed = _zipped({name: data for name, data in kit.items() if name != "proposal.pdf"})
        return _written(folder / "kit.zip", change(chooser, packed))
    others = sorted(set(kit) - {"proposal.pdf"})
    name = chooser.choice(others)
    for one in others:
        _written(folder / "buyer" / one, change(chooser, kit[one]) if one == name else kit[one])
    return folder / "buyer"


def _written(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _zipped(files: Kit) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def outcome(path: Path) -> str:
    """Judge what is at a path; anything but a verdict or a typed refusal is left to rise."""
    try:
        verdict: Verdict = verify.verify_path(path)
    except (InputRefused, Refused) as refused:
        whole = refused.findings and all(one.message and one.remedy for one in refused.findings)
        return "refused" if whole else "refused without words"
    except Unavailable as stopped:
        return "unavailable" if stopped.remedy else "unavailable without words"
    if not all(one.message and one.remedy for one in verdict.findings):
        return "judged without words"
    if verdict.status is Status.PASSED and path.name == "proposal.json":
        return "PASSED alone"  # another letter in a text: nothing beside it says what it was
    return verdict.status.value


def judged(kit: Kit, number: int, folder: Path) -> str:
    """Make one broken file in an empty folder, judge it, and see that nothing else was written."""
    shutil.rmtree(folder, ignore_errors=True)
    path = fuzzed(kit, number, folder)
    before = sorted(folder.rglob("*"))
    said = outcome(path)
    assert sorted(folder.rglob("*")) == before
    return said


class _Reader(ReaderHere):
    """Reads here, and forgets."""

    def result(self) -> PdfExamination:
        """Do the work."""
        pdf, payload, needles, workbook, office = self._work
        return examine(pdf, payload, dict(needles), workbook, dict(office))


def near_readers() -> pytest.MonkeyPatch:
    """Let the readers work in this process; undo it when done."""
    patch = pytest.MonkeyPatch()
    patch.setattr(verify, "TwoReaders", _Reader)
    patch.setattr(verify, "read_subject_apart", read_subject)
    return patch


def main() -> int:
    """Judge a run of numbers, each said before and after."""
    folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    files = folder / "kit"
    kit = {
        path.relative_to(files).as_posix(): path.read_bytes()
        for path in files.rglob("*")
        if path.is_file()
    }
    near_readers()
    for number in range(first, first + count):
        print(number, end=" ", flush=True)
        print(judged(kit, number, folder / "work"), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
