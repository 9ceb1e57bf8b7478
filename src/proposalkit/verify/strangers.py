"""What is no part of the kit at all: no proposal, another proposal, or another revision of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from proposalkit.model.finding import Cause, CheckResult, Finding, Said

OF_PDF = ("attachment", "page-text", "data-on-pages", "pages-in-data", "printed-digest", "places",
          "clauses-on-pages")  # fmt: skip
"""The checks that hold the PDF and its list of places against the data."""
OF_SUMMARY = ("summary",)
OF_ALL_BUT_DATA = (*OF_PDF, *OF_SUMMARY, "workbook", "cover-email", "exports")
"""The checks that hold every other file against the data."""
_OF_DATA = ("schema", "model")
_PAGES = ("printed-digest", "data-on-pages")
_OF_CARRIED = ("pdf-payload-differs", "pdf-xmp-payload-digest", "pdf-attachment-size")
"""What the check of the PDF's build says of the data it carries."""


class Stranger(NamedTuple):
    """A cause that needs no weighing, the checks it explains, and the file in the manifest."""

    what: str
    file: str
    said: tuple[Said, ...]
    remedy: str
    checks: tuple[str, ...]


def no_proposal(data: bytes, file: str) -> Iterator[Stranger]:
    """Say that the data is no proposal: it is no record, or has neither the id nor the price."""
    read = _record(data)
    if read is not None and ("proposalId" in read or "pricing" in read):
        return
    why = 'it has no "proposalId" and no "pricing"' if read is not None else "it is no JSON record"
    yield Stranger(
        what=f"{file} is no proposal.",
        file=file,
        said=(Said(who=file, text=f"{why}."),),
        remedy="Verify the kit, its PDF or the proposal.json in it.",
        checks=_OF_DATA,
    )


def are_pages_ours(results: Sequence[CheckResult]) -> bool:
    """Say whether the pages show the data beside the PDF and print its digest."""
    agree = [one.check for one in results if one.outcome == "ran" and not one.findings]
    return all(one in agree for one in _PAGES)


def other_proposal(
    data: bytes,
    inside: bytes | None,
    names: tuple[str, str],
    checks: tuple[str, ...],
    *,
    pages_ours: bool = False,
) -> Iterator[Stranger]:
    """Say that a PDF carries another proposal; `names` are those of the data and of the PDF.

    With `pages_ours` its pages are those of the data beside it: only what it carries is another.
    """
    mine, theirs = _id(data), _id(inside or b"")
    if mine is None or theirs is None or mine == theirs:
        return
    file, pdf = names
    kind = "summary" if checks == OF_SUMMARY else "PDF"
    alone = f"The data inside {pdf} is of another proposal; its pages are of this one."
    yield Stranger(
        what=alone if pages_ours else f"{pdf} is the {kind} of another proposal.",
        file=pdf,
        said=(Said(who=f"inside {pdf}", text=f'"{theirs}"'), Said(who=file, text=f'"{mine}"')),
        remedy=f"Ask the seller for the {pdf} of this proposal, or for the kit as it was made.",
        checks=checks,
    )


def other_revision(
    data: bytes,
    inside: bytes | None,
    names: tuple[str, str],
    checks: tuple[str, ...],
    changed: Collection[str] = (),
    *,
    pages_ours: bool = False,
) -> Iterator[Stranger]:
    """Say that a PDF carries another revision of the same proposal than the data beside it.

    `changed` are the files that the manifest lists with another digest: they came in later.
    """
    mine, theirs = _revision(data), _revision(inside or b"")
    if mine is None or theirs is None or mine == theirs or _id(data) != _id(inside or b""):
        return
    file, pdf = names
    late = file in changed and pdf not in changed
    rest = "the other files are" if late else f"{file} is"
    stranger, its, others = (file, mine, theirs) if late else (pdf, theirs, mine)
    who = stranger
    if pages_ours and not late:
        who, rest = f"The data inside {pdf}", f"{file} and the pages are"
    yield Stranger(
        what=f"{who} is of revision {its} of this proposal, and {rest} of revision {others}.",
        file=stranger,
        said=(Said(who=f"inside {pdf}", text=f"revision {theirs}"),
              Said(who=file, text=f"revision {mine}")),
        remedy="Put the files of one revision together; ask the seller which one is in force.",
        checks=OF_ALL_BUT_DATA if late else checks,
    )  # fmt: skip


def set_apart(
    results: Sequence[CheckResult], strangers: Sequence[Stranger]
) -> tuple[tuple[Cause, ...], tuple[CheckResult, ...]]:
    """Give the causes of strangers, and the results without what they explain.

    A check that a stranger failed speaks neither for nor against the other files.
    """
    causes, left = [], list(results)
    for one in strangers:
        explains: dict[str, int] = {}
        for at, result in enumerate(left):
            mine = [each for each in result.findings if _explained(each, result.check, one)]
            if mine:
                explains[result.check] = len(mine)
                left[at] = _without(result, mine)
        if explains:
            causes.append(
                Cause(what=one.what, where=one.file, said=one.said, remedy=one.remedy,
                      explains=explains)
            )  # fmt: skip
    return tuple(causes), tuple(left)


def _explained(finding: Finding, check: str, stranger: Stranger) -> bool:
    if finding.severity != "error":
        return False
    if set(OF_PDF) <= set(stranger.checks) and finding.id in _OF_CARRIED:
        return True
    return check in stranger.checks or (check == "manifest" and finding.where == stranger.file)


def _without(result: CheckResult, found: Sequence[Finding]) -> CheckResult:
    rest = tuple(one for one in result.findings if one not in found)
    outcome = result.outcome if rest or result.check == "manifest" else "not_applicable"
    return result.model_copy(update={"findings": rest, "outcome": outcome})


def _id(data: bytes) -> str | None:
    found = (_record(data) or {}).get("proposalId")
    return found[:200] if isinstance(found, str) else None


def _revision(data: bytes) -> int | None:
    found = (_record(data) or {}).get("revision")
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _record(data: bytes) -> dict[str, object] | None:
    try:
        read: object = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None
