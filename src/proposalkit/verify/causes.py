"""What most likely happened to a kit: the findings that one change makes, told as one.

Every check holds one file against the data, so one changed amount is found by ten of them. Which
side was changed is a likelihood and is told as one; the findings themselves stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from proposalkit.model.finding import Cause, CheckResult, Finding, Said
from proposalkit.verify.cause_words import leading, listed

MANIFEST = "manifest.json"
MOST_SAID = 3
_OF_DATA = ("schema", "model", "prices", "clause-digests", "canonical-form", "claims",
            "consistency")  # fmt: skip
_OF_PAGES = ("data-on-pages", "pages-in-data", "page-text", "clauses-on-pages", "printed-digest",
             "no-price", "letter-shapes", "letters-as-seen")  # fmt: skip
_OF_CARRIED = ("attachment-differs", "pdf-payload-differs", "pdf-xmp-payload-digest")
_OF_FILE = {"places": "parity.json", "workbook": "pricing.xlsx", "cover-email": "cover-email.txt",
            "summary": "summary.pdf"}  # fmt: skip
_WHY = {
    "prices": "its prices cannot be computed",
    "schema": "it is not what its format asks for",
    "model": "it is not what its format asks for",
    "claims": "a claim in it is not what its clause or its evidence says",
    "consistency": "it contradicts itself",
    "clause-digests": "a clause in it does not have the digest that pins it",
    "canonical-form": "it is not in the form it was written in",
}
_ASK = "Rely on neither side: ask the seller, by another way than this one, which one was sent."


class Difference(NamedTuple):
    """A value that the data beside the PDF and the data inside it do not share."""

    pointer: str
    beside: str
    inside: str


class Names(NamedTuple):
    """What the data and the PDF at hand are called; `carried` when the data is inside the PDF."""

    data: str = "proposal.json"
    pdf: str = "proposal.pdf"
    carried: bool = False

    @property
    def the_data(self) -> str:
        """Name the data that everything is held against."""
        return f"the data inside {self.pdf}" if self.carried else self.data


@dataclass(frozen=True)
class _Side:
    """What is held against the data: a file, the pages, or the data inside the PDF."""

    name: str
    file: str
    findings: tuple[Finding, ...]
    checks: tuple[str, ...]


def find_causes(
    results: Sequence[CheckResult],
    differences: Sequence[Difference] = (),
    names: Names = Names(),  # noqa: B008 - a frozen record
) -> tuple[Cause, ...]:
    """Group the errors of a verdict by what most likely made them; what explains most comes first.

    Each error belongs to one cause; warnings belong to none.
    """
    errors = {one.check: _errors(one) for one in results}
    table = _Table(errors, [one.check for one in results if one.outcome == "ran"], names)
    causes = [
        *table.of_data(differences),
        *table.of_sides(differences),
        *table.of_manifest(),
        *table.rest(),
    ]
    return tuple(sorted(causes, key=lambda one: -sum(one.explains.values())))


def _errors(result: CheckResult) -> tuple[Finding, ...]:
    return tuple(one for one in result.findings if one.severity == "error")


class _Table:
    """The errors of a verdict, sorted into the sides they speak of; each is taken once."""

    def __init__(
        self, errors: Mapping[str, tuple[Finding, ...]], ran: Sequence[str], names: Names
    ) -> None:
        self.names = names
        self.own = {check: errors.get(check, ()) for check in _OF_DATA if errors.get(check)}
        self.changed = {one.where for one in errors.get("manifest", ()) if _is_changed(one)}
        self.printed = bool(errors.get("printed-digest"))
        equal = "attachment" in ran and not errors["attachment"]
        self.carries_the_same = equal and self.printed and not names.carried
        self.sides = tuple(self._sides(errors))
        self.broken = tuple(one for one in self.sides if one.findings)
        self.whole = tuple(
            one for one in self.sides if not one.findings and set(one.checks) & set(ran)
        )
        self.left = {check: list(found) for check, found in errors.items() if found}

    def _sides(self, errors: Mapping[str, tuple[Finding, ...]]) -> Iterator[_Side]:
        pdf = self.names.pdf
        carried = tuple(one for found in errors.values() for one in found if one.id in _OF_CARRIED)
        yield _Side(f"the pages of {pdf}", pdf, _all(errors, _OF_PAGES), _OF_PAGES)
        equal = carried and all(one.id == "pdf-xmp-payload-digest" for one in carried)
        part = "metadata of" if self.names.carried or equal else "data inside"
        inside = f"the {part} {pdf}"
        yield _Side(inside, pdf, carried, ("attachment",))
        for check, file in _OF_FILE.items():
            yield _Side(file, file, errors.get(check, ()), (check,))
        exports = errors.get("exports", ())
        for file in dict.fromkeys(one.where for one in exports):
            yield _Side(file, file, tuple(x for x in exports if x.where == file), ("exports",))
        if not exports:
            yield _Side("the exports", "", (), ("exports",))

    def of_data(self, differences: Sequence[Difference]) -> Iterator[Cause]:
        """Say that the data was changed, when it differs from most of the rest or from itself."""
        reasons = list(self._against_data())
        if not self._is_data_likely() or not reasons:
            return
        # pages that print the digest of other data were there before that data
        first = self.names.pdf if self.printed else ""
        apart = [one for one in self.broken if one.file in self.changed and one.file != first]
        mine = [one for one in self.broken if one not in apart]
        explained = [one for found in self.own.values() for one in found]
        explained += [one for side in mine for one in side.findings]
        explained += self._manifest_of(self.names.data)
        explained += self._manifest_of(first) if not differences else []
        where, said = self._said_of_data(differences, explained)
        who = f"{self.names.the_data} was"
        if self.carries_the_same:
            who = f"{self.names.data} and the data inside {self.names.pdf}, which are equal, were"
        yield Cause(
            what=f"Most likely {who} changed after the kit was made.",
            where=where,
            said=said,
            because=tuple(reasons),
            remedy=_ASK,
            explains=self._take(explained),
        )

    def _is_data_likely(self) -> bool:
        """Weigh: it contradicts itself, or more differs from it than agrees with it."""
        if self.own:
            return True
        if len(self.broken) == 1 and self.broken[0].name.startswith("the pages"):
            return self.printed and self.names.pdf not in self.changed
        if self.names.data in self.changed and self.broken:
            return not all(one.file in self.changed for one in self.broken)
        return len(self.broken) > max(1, len(self.whole))

    def _against_data(self) -> Iterator[str]:
        for check, found in self.own.items():
            said = found[0].message.partition("; ")[2].rstrip(".")
            yield said if check == "prices" and said else _WHY[check]
        if self.names.data in self.changed:
            yield f"{MANIFEST} lists another digest for it"
        if self.printed:
            yield "the pages print the digest of other data"
        if self.broken:
            names = list(dict.fromkeys(map(_short_name, self.broken)))
            yield f"{listed(names)} {_differ(self.broken)} from it"

    def _said_of_data(
        self, differences: Sequence[Difference], explained: Sequence[Finding]
    ) -> tuple[str, tuple[Said, ...]]:
        if differences:
            return self._apart(differences)
        lead = explained[0]
        return lead.where, (Said(who=self.names.the_data, text=lead.message),)

    def _apart(self, differences: Sequence[Difference]) -> tuple[str, tuple[Said, ...]]:
        """Say what the data beside the PDF and the data inside it have, value by value."""
        inside = f"the data inside {self.names.pdf}"
        if len(differences) == 1:
            one = differences[0]
            pair = Said(who=self.names.data, text=one.beside), Said(who=inside, text=one.inside)
            return one.pointer, pair
        rows = [
            Said(who=one.pointer, text=f'"{one.beside}" beside the PDF, "{one.inside}" inside')
            for one in differences[:MOST_SAID]
        ]
        more = len(differences) - len(rows)
        rows += [Said(who="and", text=f"{more} more values differ")] if more else []
        return self.names.data, tuple(rows)

    def of_sides(self, differences: Sequence[Difference]) -> Iterator[Cause]:
        """Say of each other side that it was changed, when that is not explained by the data."""
        for side in self.broken:
            findings = [one for one in side.findings if self._is_left(one)]
            if not findings:
                continue
            reasons = tuple(self._against(side))
            where, said, remedy = leading(findings)
            if side.checks == ("attachment",) and differences:
                (where, said), remedy = self._apart(differences), _ASK
            explained = [*findings, *self._manifest_of(side.file)]
            if side.checks == _OF_PAGES and _OF_FILE["places"] not in self.changed:
                explained += self.left.get("places", [])
            yield Cause(
                what=self._what(side, findings, bool(reasons)),
                where=where,
                said=said,
                because=reasons,
                remedy=remedy,
                explains=self._take(explained),
            )

    def _what(self, side: _Side, findings: Sequence[Finding], likely: bool) -> str:
        if any(one.id == "page-missing" for one in findings):
            return f"Most likely a page was taken out of {side.file} after the kit was made."
        if likely:
            return f"Most likely {side.name} {_was(side)} changed after the kit was made."
        name = f"The{side.name[3:]}" if side.name.startswith("the ") else side.name
        return f"{name} and {self.names.the_data} differ; nothing here says which was changed."

    def _against(self, side: _Side) -> Iterator[str]:
        if side.file in self.changed:
            yield f"{MANIFEST} lists another digest for {side.file}"
        if side.name.startswith("the pages") and not self.printed:
            yield "they print the digest of the very data they differ from"
        if len(self.broken) == 1 and self.whole:
            agree = "agrees" if len(self.whole) == 1 else "agree"
            yield f"{listed([one.name for one in self.whole])} {agree} with {self.names.the_data}"

    def of_manifest(self) -> Iterator[Cause]:
        """Say what the list of files alone finds."""
        found = self.left.get("manifest", [])
        if not found:
            return
        lead = found[0]
        agree = [one for one in found if _is_changed(one) and one.where in (
            self.names.data, self.names.pdf, *_OF_FILE.values())]  # fmt: skip
        yield Cause(
            what=f"{MANIFEST} and the files beside it do not belong together.",
            where=lead.where,
            said=tuple(Said(who=one.where, text=one.message) for one in found[:MOST_SAID]),
            because=("the other checks find nothing in them: the list may be what was changed",)
            if agree and not self.broken and not self.own
            else (),
            remedy=lead.remedy,
            explains=self._take(found),
        )

    def rest(self) -> Iterator[Cause]:
        """Tell what no comparison of two sides finds, check by check."""
        for found in [list(one) for one in self.left.values() if one]:
            lead = found[0]
            yield Cause(
                what=lead.message, where=lead.where, remedy=lead.remedy, explains=self._take(found)
            )

    def _manifest_of(self, file: str) -> list[Finding]:
        return [one for one in self.left.get("manifest", []) if one.where == file]

    def _is_left(self, finding: Finding) -> bool:
        return any(finding in found for found in self.left.values())

    def _take(self, findings: Sequence[Finding]) -> dict[str, int]:
        """Count findings by the check that has them, and leave them to no other cause."""
        counted: dict[str, int] = {}
        for check, found in self.left.items():
            mine = [one for one in found if one in findings]
            if mine:
                counted[check] = len(mine)
                self.left[check] = [one for one in found if one not in mine]
        return counted


def _all(errors: Mapping[str, tuple[Finding, ...]], checks: Sequence[str]) -> tuple[Finding, ...]:
    return tuple(one for check in checks for one in errors.get(check, ()))


def _is_changed(finding: Finding) -> bool:
    return finding.id == "file-changed"


def _short_name(side: _Side) -> str:
    return "the exports" if side.checks == ("exports",) else side.name


def _differ(sides: Sequence[_Side]) -> str:
    return "differs" if len(sides) == 1 and not sides[0].name.startswith("the pages") else "differ"


def _was(side: _Side) -> str:
    return "were" if side.name.startswith(("the pages", "the exports")) else "was"
