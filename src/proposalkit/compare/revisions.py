"""Compares two revisions of a proposal: prices, dates, commitments and the words of clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from proposalkit.model.proof import Clause
from proposalkit.model.proposal import Proposal
from proposalkit.model.revision_changes import KINDS, Changed, Kind, RevisionChanges
from proposalkit.model.shown import shown_values
from proposalkit.model.word_changes import changed_words

_INDEX = re.compile(r"/([0-9]+)(?=/|$)")
_NOT_COMPARED = ("/integrity/", "/clauses/", "/answers/", "/glossary/", "/revision", "/grade",
                 "/releasedBy", "/bindingNature", "/toBeSupplied/")  # fmt: skip
"""Compared apart, made of the rest, or what a release changes by itself."""
_PRICES = ("/pricing/", "/payment/", "/pilot/fee")
_COMMITMENTS = ("/claims/", "/term/", "/serviceLevels/", "/outcomes/", "/data/", "/pilot/",
                "/offering/", "/requirements/")  # fmt: skip
_DATES = ("date", "duration")
_IDS = ("id", "predicate", "metric", "name", "label", "period", "title")
Row = tuple[str, str, str]
"""Name of the value, pointer and words."""


def compare_revisions(before: Proposal, after: Proposal, names: tuple[str, str]) -> RevisionChanges:
    """Give every shown value that differs, sorted by kind; clause texts word by word.

    Members of a list are matched by their id, so that a new line shifts nothing.
    """
    changes = [*_values(before, after), *_clauses(before.clauses, after.clauses)]
    return RevisionChanges(
        before=names[0],
        after=names[1],
        same_deal=before.proposal_id == after.proposal_id,
        changes=tuple(sorted(changes, key=lambda one: KINDS.index(one.kind))),
    )


def _values(before: Proposal, after: Proposal) -> Iterator[Changed]:
    old, new = _by_name(before), _by_name(after)
    for name in dict.fromkeys([*old, *new]):
        was, now = old.get(name), new.get(name)
        if was and now and was[1] == now[1]:
            continue
        pointer, _, kind = now or was or ("", "", "")
        yield Changed(
            kind=_kind(pointer, kind),
            what=name,
            where=pointer,
            before=was[1] if was else "",
            after=now[1] if now else "",
        )


def _by_name(proposal: Proposal) -> dict[str, Row]:
    """Give each shown value by a name in which list places are replaced by ids."""
    document: object = proposal.model_dump(mode="json", by_alias=True)
    rows: dict[str, Row] = {}
    for value in shown_values(proposal):
        if not value.pointer.startswith(_NOT_COMPARED):
            name = _name(document, value.pointer)
            rows[name] = (value.pointer, " ".join(value.text.split()), value.kind)
    return rows


def _name(document: object, pointer: str) -> str:
    """Write a pointer with the ids of list members in place of their numbers."""
    words: list[str] = []
    node = document
    for part in pointer.split("/")[1:]:
        if isinstance(node, list) and part.isdecimal():
            node = node[int(part)]
            words.append(_id(node, part))
        else:
            node = node.get(part) if isinstance(node, Mapping) else None
            words.append(_spaced(part))
    return " / ".join(words)


def _id(node: object, number: str) -> str:
    if isinstance(node, Mapping):
        for key in _IDS:
            if isinstance(node.get(key), str | int):
                return str(node[key])
    return str(int(number) + 1)


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", lambda found: f" {found[1].lower()}", name)


def _kind(pointer: str, shape: str) -> Kind:
    if pointer.startswith(_PRICES):
        return "price"
    if shape in _DATES:
        return "date"
    return "commitment" if pointer.startswith(_COMMITMENTS) else "other"


def _clauses(before: Iterable[Clause], after: Iterable[Clause]) -> Iterator[Changed]:
    old = {one.id: one for one in before}
    new = {one.id: (number, one) for number, one in enumerate(after)}
    for name in dict.fromkeys([*old, *new]):
        was, now = old.get(name), new.get(name)
        if was is None and now is not None:
            number, clause = now
            yield Changed(
                kind="clause",
                what=f"{clause.title} ({name})",
                where=f"/clauses/{number}",
                after=f"new, version {clause.version}",
            )
        elif was is not None and now is None:
            yield Changed(kind="clause", what=f"{was.title} ({name})", where="/clauses",
                          before=f"version {was.version}", after="")  # fmt: skip
        elif was is not None and now is not None and was.text.split() != now[1].text.split():
            number, clause = now
            yield Changed(
                kind="clause",
                what=f"{clause.title} ({name})",
                where=f"/clauses/{number}/text",
                before=f"version {was.version}",
                after=f"version {clause.version}",
                words=changed_words(was.text, clause.text),
            )
