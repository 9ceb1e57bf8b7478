"""Do the exports in a kit say what the data gives, letter by letter?"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

from proposalkit.model.finding import CheckResult, Finding

EXPORTS_CHECK = "exports"
LOSSES = ".losses.json"
"""Ends the name of the list that says what an export leaves behind, and how it is laid out."""

_AROUND = 40
_HOLDS = "File and data do not belong together; ask the seller for the kit as made."

Files = Mapping[str, bytes]
"""Name inside the folder of the exports -> bytes."""


def check_exports(
    expected: Files, found: Files, folder: str, alike: Collection[str] = ()
) -> CheckResult:
    """Compare each file with what the data gives.

    `alike` names files that are packed in another way and hold the same. An export laid out by
    another version than this one is not compared, and that is said.
    """
    findings, compared = [], 0
    for name in sorted(found):
        export = name.removesuffix(LOSSES)
        if name not in expected:
            findings.append(_strange(folder, name))
        elif _layout(found, export) not in (None, _layout(expected, export)):
            findings += [_other_layout(folder, export)] * (name == export)
        else:
            compared += 1
            if found[name] != expected[name] and name not in alike:
                findings.append(_differs(folder, name, expected[name], found[name]))
    findings += _without_pair(expected, found, folder)
    broken = any(one.severity == "error" for one in findings)
    return CheckResult(
        check=EXPORTS_CHECK,
        outcome="ran" if compared or broken else "not_applicable",
        detail=f"{compared} of {len(found)} files compared",
        findings=tuple(findings),
    )


def _layout(files: Files, export: str) -> str | None:
    """Give how the list of losses beside an export says it is laid out; None when it does not."""
    try:
        said: object = json.loads(files.get(export + LOSSES, b""))
    except (ValueError, RecursionError):
        return None
    layout = said.get("layout") if isinstance(said, dict) else None
    return layout if isinstance(layout, str) else None


def _without_pair(expected: Files, found: Files, folder: str) -> Iterator[Finding]:
    """Name an export without its list of losses, and a list without its export."""
    for name in sorted(set(expected) - set(found)):
        other = name.removesuffix(LOSSES) if name.endswith(LOSSES) else name + LOSSES
        if other in found:
            yield Finding(
                id="export-incomplete",
                where=f"{folder}/{name}",
                message=f'"{name}" is missing beside "{other}".',
                remedy=_HOLDS,
            )


def _differs(folder: str, name: str, expected: bytes, found: bytes) -> Finding:
    at = next(
        (place for place, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b),
        min(len(expected), len(found)),
    )
    line = expected.count(b"\n", 0, at) + 1
    if name.endswith(".xlsx"):
        message = f'"{name}" does not hold the cells that proposal.json gives.'
    else:
        there, given = _excerpt(found, at), _excerpt(expected, at)
        message = f'"{there}" stands on line {line}; proposal.json gives "{given}".'
    return Finding(id="export-differs", where=f"{folder}/{name}", message=message, remedy=_HOLDS)


def _excerpt(data: bytes, at: int) -> str:
    piece = data[max(0, at - _AROUND // 2) : at + _AROUND].decode(errors="replace")
    return "".join(one if one.isprintable() else " " for one in piece).strip()


def _strange(folder: str, name: str) -> Finding:
    return Finding(
        id="export-strange",
        where=f"{folder}/{name}",
        message=f'"{name}" is no export of a proposal.',
        remedy="Do not rely on it; ask the seller what it is.",
    )


def _other_layout(folder: str, export: str) -> Finding:
    return Finding(
        id="export-layout-unknown",
        severity="warning",
        where=f"{folder}/{export}",
        message=f'"{export}" is laid out by another version of the program: it was not compared.',
        remedy="Rely on proposal.json, or verify with the version that made the kit.",
    )
